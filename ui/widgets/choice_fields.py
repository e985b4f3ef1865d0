"""Fields for one choice, and for several."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from safeguard_desktop.records.questions import Question
from safeguard_desktop.records.values import Choice
from ui.widgets.basics import button, column
from ui.widgets.field import Field, Raw
from ui.widgets.flow import Flow
from ui.widgets.inputs import Check, Radio
from ui.widgets.services import Services

_SIDE_BY_SIDE = 24
"""Choices whose words together are this short stand on one line."""


class Radios(QWidget):
    """Choices of which one can be taken, and taken back. `changed` tells of a change by the person."""

    changed = Signal()

    def __init__(self, options: Sequence[Choice], *, one_line: bool | None = None) -> None:
        super().__init__()
        self.options = tuple(options)
        self.buttons: list[Radio] = []
        self._group = QButtonGroup(self)
        short = sum(len(option.label) for option in self.options) <= _SIDE_BY_SIDE
        layout = Flow(self, gap=28) if (short if one_line is None else one_line) else column(self, gap=5)
        for option in self.options:
            made = Radio(option.label)
            made.clicked.connect(self.changed)
            made.cleared.connect(self.take_back)
            made.moved.connect(partial(self._move_from, made))
            self._group.addButton(made)
            self.buttons.append(made)
            layout.addWidget(made)

    def choice(self) -> Choice | None:
        """Return the choice taken."""
        taken = [option for option, made in zip(self.options, self.buttons, strict=True) if made.isChecked()]
        return taken[0] if taken else None

    def set_choice(self, choice: object) -> None:
        """Take a choice, given as itself or as its stored value; None takes none."""
        self._group.setExclusive(False)
        for option, made in zip(self.options, self.buttons, strict=True):
            made.setChecked(option == choice)
        self._group.setExclusive(True)
        if (taken := self._taken()) is not None:
            for made in self.buttons:
                made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if made is taken else Qt.FocusPolicy.ClickFocus)

    def take_focus(self) -> None:
        """Go to the choice taken, or to the first."""
        (self._taken() or self.buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self) -> Radio | None:
        return next((made for made in self.buttons if made.isChecked()), None)

    def _move_from(self, here: Radio, step: int) -> None:
        """Take the next choice, or the one before, as an arrow does; round again at the ends."""
        following = self.buttons[(self.buttons.index(here) + step) % len(self.buttons)]
        following.setChecked(True)
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def take_back(self) -> None:
        """Have no choice taken, as the person asked."""
        if self.choice() is not None:
            self.set_choice(None)
            self.changed.emit()


class ChoiceField(Field):
    """One choice of a few, as radio buttons."""

    def __init__(
        self, question: Question, services: Services, *, is_inner: bool = False, one_line: bool | None = None
    ) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self.radios = Radios(tuple(question.options or ()), one_line=one_line)
        self.radios.changed.connect(self.changed)
        self.radios.changed.connect(self._show_clear)
        self.content.addWidget(self.radios)
        self._clear = button("Clear this answer", "small-link")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.radios.take_back)
        self.beside_label.addWidget(self._clear)
        self.take_inputs(*((made, made.said) for made in self.radios.buttons))
        self._show_clear()

    def _show_clear(self) -> None:
        self._clear.setVisible(self.radios.choice() is not None)

    def value(self) -> Choice | None:
        """Return the choice, or None."""
        return self.radios.choice()

    def set_value(self, value: Choice | None) -> None:
        """Show the choice."""
        self.radios.set_choice(value)
        self._show_clear()

    def raw(self) -> Raw:
        """Return the stored value of the choice, or None."""
        choice = self.radios.choice()
        return None if choice is None else choice.value

    def set_raw(self, raw: Raw) -> None:
        """Show the choice by its stored value."""
        self.set_value(raw)

    def take_focus(self) -> None:
        """Go to the choice taken, or to the first."""
        self.radios.take_focus()


class ChoicesField(Field):
    """Any number of choices, as check boxes."""

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self.options: tuple[Choice, ...] = tuple(question.options or ())
        self.checks: list[Check] = []
        for option in self.options:
            check = Check(option.label)
            check.clicked.connect(self.changed)
            self.checks.append(check)
            self.content.addWidget(check)
        self.take_inputs(*((check, check.said) for check in self.checks))

    def value(self) -> tuple[Choice, ...] | None:
        """Return the choices ticked, in their order; None for none."""
        taken = [option for option, check in zip(self.options, self.checks, strict=True) if check.isChecked()]
        return tuple(taken) or None

    def set_value(self, value: Sequence[Choice] | None) -> None:
        """Show the choices."""
        self.set_raw(list(value or ()))

    def raw(self) -> Raw:
        """Return the stored values of the choices."""
        return [option.value for option in self.value() or ()]

    def set_raw(self, raw: Raw) -> None:
        """Show the choices by their stored values."""
        taken = raw if isinstance(raw, list) else []
        for option, check in zip(self.options, self.checks, strict=True):
            check.setChecked(option in taken)
