"""The left side of a referral pack: who it is for, what goes in, what is missing, and what to ask before it goes."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.packs_at_desk import HalfMade, ShownOnce
from safeguard_desktop.casework.referrals import PackPlan
from safeguard_desktop.records import Question, Step
from ui.widgets.basics import announce, button, clear, column, link, primary, row, words
from ui.widgets.callout import Callout
from ui.widgets.flow import Flow
from ui.widgets.inputs import Check
from ui.widgets.services import Services
from ui.widgets.text_fields import TextField

FIRST_GAPS = 4
"""So many missing answers are named at once; the rest when they are asked for."""

_GAPS = (
    "What it takes from other records and from Settings is counted too, so these can be more than the referral itself "
    "still needs. You can print it all the same: what is missing is listed at its end."
)


class MissingAnswer(Protocol):
    """An answer that a form wants: the record it belongs to, its step, and what to do."""

    @property
    def source(self) -> str:
        """The kind of record, or the name of the question that names it."""
        ...

    @property
    def sentence(self) -> str:
        """What to do."""
        ...

    @property
    def step(self) -> Step | None:
        """The step that asks for it."""
        ...


class Contents(QWidget):
    """The recipient and the ticks. `changed` tells that the pages must be made again."""

    changed = Signal()

    def __init__(self, plan: PackPlan, services: Services) -> None:
        super().__init__()
        self.recipient = TextField(Question("Who is it for?", name="recipient"), services)
        self.recipient.set_value(plan.recipient)
        self.recipient.changed.connect(self.changed)
        self.checks: dict[str, Check] = {}
        layout = column(self, gap=6)
        layout.addWidget(self.recipient)
        layout.addWidget(self._offers([name for name in plan.recipients if name != plan.recipient]))
        layout.addWidget(words("What goes in", "strong"))
        for part in plan.parts:
            detail = f"{part.detail}. Always in the pack." if part.required else part.detail
            check = Check(part.title, detail)
            check.setChecked(part.ticked)
            check.setEnabled(not part.required)
            check.toggled.connect(self.changed)
            self.checks[part.key] = check
            layout.addWidget(check)

    def _offers(self, names: Sequence[str]) -> QWidget:
        box = QWidget()
        flow = Flow(box, gap=6)
        for name in names:
            made = link(name)
            made.setAccessibleName(f"It is for {name}")
            made.clicked.connect(partial(self._take, name))
            flow.addWidget(made)
        return box

    def _take(self, name: str) -> None:
        self.recipient.set_value(name)
        self.recipient.take_focus()
        self.changed.emit()

    def show_half_made(self, held: HalfMade) -> None:
        """Show the recipient and the ticks as they were left."""
        self.recipient.set_value(held.recipient)
        for key, check in self.checks.items():
            if check.isEnabled():
                check.setChecked(key in held.ticked)

    @property
    def ticked(self) -> frozenset[str]:
        """The documents that are ticked."""
        return frozenset(key for key, check in self.checks.items() if check.isChecked())

    @property
    def whom(self) -> str:
        """The recipient as it stands there, on one line."""
        return " ".join((self.recipient.value() or "").split())


class Gaps(Callout):
    """The answers that are missing on the form, each a button that goes to its question."""

    chosen = Signal(object)

    def __init__(self, gaps: Sequence[MissingAnswer]) -> None:
        count = len(gaps)
        title = f"{count} answer is missing" if count == 1 else f"{count} answers are missing"
        super().__init__("attention", f"{title} on this form", _GAPS)
        self._gaps = tuple(gaps)
        self._lines = column(gap=0)
        self.body.addLayout(self._lines)
        self._show(FIRST_GAPS)

    def _show(self, most: int) -> None:
        clear(self._lines)
        for gap in self._gaps[:most]:
            self._add(gap.sentence, partial(self.chosen.emit, gap))
        rest = len(self._gaps) - most
        if rest > 0:
            self._add(f"Show {rest} more", partial(self._show_all))

    def _show_all(self) -> None:
        self._show(len(self._gaps))
        announce(self, "All missing answers are shown")
        item = self._lines.itemAt(FIRST_GAPS)
        shown = item.widget() if item is not None else None
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str, act: partial[None]) -> None:
        made = link(text)
        made.clicked.connect(act)
        self._lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)


def before_it_goes(checks: Sequence[str]) -> Callout:
    """Return the questions of 6.4 to read before anything leaves."""
    box = Callout("info", "Before it goes")
    for number, check in enumerate(checks, start=1):
        box.add(words(f"{number}. {check}"))
    return box


class Passphrase(Callout):
    """The passphrase of a locked file, shown apart from it, until the person has it."""

    done = Signal(object)
    """The ShownOnce that the person has."""

    def __init__(self, kept: ShownOnce) -> None:
        super().__init__(
            "good", "The locked PDF is saved", f"It is called {kept.file_name}, in the folder {kept.folder}."
        )
        self.kept = kept
        shown = words(kept.passphrase, "section")
        shown.setAccessibleName(f"The passphrase: {kept.passphrase}")
        shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.shown = shown
        self.add(words("Its passphrase", "strong"))
        self.add(shown)
        self.add(
            words(
                "Write it down now. It is kept here, encrypted, only until you say that you have it. Tell it to them "
                "another way, such as by phone, on a number that you know. Never send it with the file, or in the "
                "same email."
            )
        )
        self.have_it = button("I have written it down")
        self.have_it.clicked.connect(partial(self.done.emit, kept))
        self.body.addSpacing(8)
        line = row()
        line.addWidget(self.have_it)
        line.addStretch()
        self.body.addLayout(line)


class Buttons(QWidget):
    """What can be done with the pack, always in view below it."""

    def __init__(self) -> None:
        super().__init__()
        self.print_button = primary("Print", "print")
        self.save_button = button("Save locked PDF", picture="lock")
        self.record_button = button("Record what was sent", picture="send")
        layout = Flow(self, gap=10)
        for made in (self.print_button, self.save_button, self.record_button):
            layout.addWidget(made)

    def say_of_each(self, text: str) -> None:
        """Have a screen reader say this as well at each of them."""
        for made in (self.print_button, self.save_button, self.record_button):
            made.setAccessibleDescription(text)
