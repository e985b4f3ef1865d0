"""Boxes for a recovery key as it stands on paper: one key, or two of the three sheets it was split into."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.basics import announce, column, link, reveal, words
from ui.widgets.inputs import LongText

_KEY_HINT = "From the paper. Small letters and spaces do not matter. You can leave out “AGE-SECRET-KEY-1”."
_SHEET_HINT = "The words as they are numbered, with spaces between them. The numbers can be left out."


class KeyBox(LongText):
    """Takes a key, which has no lines of its own: Enter is the end of it."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Say that Enter was pressed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)


class _Box(QWidget):
    """One box with its label."""

    def __init__(self, label: str, hint: str) -> None:
        super().__init__()
        layout = column(self, gap=6)
        name = words(label, "strong")
        self.edit = KeyBox(least=3, most=5)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        name.setBuddy(self.edit)
        for widget in (name, words(hint, "small"), self.edit):
            layout.addWidget(widget)


class RecoveryBox(QWidget):
    """Takes the one key; or, when the person says so, two sheets. `entered`: Enter was pressed in the last box."""

    entered = Signal()

    def __init__(self, label: str = "Recovery key", hint: str = "") -> None:
        super().__init__()
        layout = column(self, gap=10)
        self.problem = words("", "problem")
        self.problem.hide()
        layout.addWidget(self.problem)
        self.key = _Box(label, f"{hint} {_KEY_HINT}".strip())
        self.sheets = [_Box(f"The words of {which} sheet", _SHEET_HINT) for which in ("one", "another")]
        for box in (self.key, *self.sheets):
            layout.addWidget(box)
        self.turn = link("")
        self.turn.clicked.connect(self._turn)
        layout.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        self.key.edit.entered.connect(self.entered)
        self.sheets[0].edit.entered.connect(self.sheets[1].edit.setFocus)
        self.sheets[1].edit.entered.connect(self.entered)
        self._show(split=False)

    @property
    def is_split(self) -> bool:
        """Whether sheets are asked for."""
        return self.sheets[0].isVisibleTo(self)

    def typed(self) -> tuple[str, ...]:
        """Return what was typed and is no empty box."""
        texts = (box.edit.toPlainText() for box in (self.sheets if self.is_split else [self.key]))
        return tuple(text for text in texts if text.strip())

    def texts(self) -> tuple[str, ...] | None:
        """Return what was typed, a text for each box; or None after asking for what is missing."""
        boxes = self.sheets if self.is_split else [self.key]
        for box in boxes:
            if not box.edit.toPlainText().strip():
                what = "Type the words of both sheets." if self.is_split else "Type the recovery key from the paper."
                self.say(what)
                box.edit.setFocus()
                return None
        return tuple(box.edit.toPlainText() for box in boxes)

    def say(self, sentence: str) -> None:
        """Say what is wrong, above the boxes, with the focus in the first; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
            self.take_focus()
            reveal(self)

    def forget(self) -> None:
        """Take what was typed off the screen."""
        self.say("")
        for box in (self.key, *self.sheets):
            box.edit.setPlainText("")

    def take_focus(self) -> None:
        """Begin in the first box."""
        (self.sheets[0] if self.is_split else self.key).edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        self._show(split=not self.is_split)
        self.say("")
        self.take_focus()

    def _show(self, *, split: bool) -> None:
        self.key.setVisible(not split)
        for box in self.sheets:
            box.setVisible(split)
        self.turn.setText("I have the one key on paper" if split else "I have two of the three sheets instead")
