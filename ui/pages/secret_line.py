"""A box for a passphrase: hidden unless it is asked for, and it says when Caps Lock seems to be on."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from ui.widgets.basics import announce, button, column, row, set_role, words
from ui.widgets.inputs import Line

LONGEST = 1001
"""One more than a passphrase can have, so that a longer one is refused with a sentence and never cut unseen."""


class SecretLine(QFrame):
    """The label, the box, a button that shows the words, and a line for what is wrong."""

    entered = Signal()
    """Enter was pressed."""
    edited = Signal()
    turned = Signal()
    """The words were shown or hidden."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        super().__init__()
        self._layout = layout = column(self, gap=6)
        name = words(label, "strong")
        layout.addWidget(name)
        self.hint = words(hint, "small")
        layout.addWidget(self.hint)
        self.hint.setVisible(bool(hint))
        self.problem = words("", "problem")
        self.problem.hide()
        layout.addWidget(self.problem)
        self.line = Line()
        self.line.setMaxLength(LONGEST)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        name.setBuddy(self.line)
        self.show_button = button("Show", picture="eye")
        self.show_button.setAccessibleName(f"Show the {label.lower()}")
        beside = row(gap=8)
        beside.addWidget(self.line, 1)
        beside.addWidget(self.show_button)
        layout.addLayout(beside)
        self.caps = words("Caps Lock seems to be on.", "small")
        self.caps.hide()
        layout.addWidget(self.caps)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._on_edited)
        self.line.installEventFilter(self)
        self.show_button.clicked.connect(self._turn)

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def set_text(self, text: str, *, shown: bool = False) -> None:
        """Put words into the box."""
        self.line.setText(text)
        if shown and self.is_hidden:
            self._turn()

    @property
    def is_hidden(self) -> bool:
        """Whether the words are hidden."""
        return self.line.echoMode() is QLineEdit.EchoMode.Password

    def say(self, sentence: str) -> None:
        """Say what is wrong, above the box; nothing takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        for widget in (self, self.line):
            set_role(widget, "problem", bool(sentence))
        self._layout.setContentsMargins(14 if sentence else 0, 0, 0, 0)
        self.line.setAccessibleDescription(sentence or self.hint.text())
        if sentence:
            announce(self.line, sentence)

    def _turn(self) -> None:
        mode = QLineEdit.EchoMode.Normal if self.is_hidden else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.setText("Show" if self.is_hidden else "Hide")
        name = self.line.accessibleName().lower()
        self.show_button.setAccessibleName(f"{self.show_button.text()} the {name}")
        self.turned.emit()

    def _on_edited(self) -> None:
        self.say("")
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Watch for letters that come in capitals without Shift, or small with it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text().isalpha():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            is_capital = event.text() == event.text().upper() != event.text().lower()
            self.caps.setVisible(is_capital != has_shift)
        return super().eventFilter(watched, event)
