"""Choosing a passphrase: typed twice while it is hidden, or suggested; and how strong it is."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.start import passphrase_strength, suggest_passphrase
from safeguard_desktop.records import Role
from ui.pages.secret_line import SecretLine
from ui.widgets.basics import button, column, row, set_role, words
from ui.widgets.callout import tag

_TONES = ("red", "red", "amber", "green", "green")
_STRENGTHS = ("Too weak", "Too weak", "Nearly", "Strong", "Very strong")
_HINT = "At least 12 characters. Three or four words that do not belong together are easy to remember."
_TWICE = "A slip of the finger in words that you cannot see would lock you out."


class NewPassphrase(QWidget):
    """Two boxes, a button that suggests one, and the strength. `known` gives the words that it must not lean on."""

    entered = Signal()
    """Enter was pressed, and nothing is left to type."""

    def __init__(self, known: Callable[[], tuple[str, ...]], role: Role, label: str = "Passphrase") -> None:
        super().__init__()
        self._known, self._role = known, role
        layout = column(self, gap=10)
        self.secret = SecretLine(label, hint=_HINT)
        self.again = SecretLine("The same passphrase again", hint=_TWICE)
        self.suggest = button("Suggest a passphrase")
        self.suggest.clicked.connect(self._suggest)
        self.strength = tag("", "grey")
        self._sentence = words("", "small")
        line = row(gap=8)
        line.addWidget(self.suggest)
        line.addWidget(self.strength)
        line.addWidget(self._sentence, 1)
        line.addStretch()
        layout.addWidget(self.secret)
        layout.addLayout(line)
        layout.addWidget(self.again)
        self.secret.edited.connect(self.show_strength)
        self.secret.turned.connect(self._show_again)
        self.secret.entered.connect(self._go_on)
        self.again.entered.connect(self.entered)
        self.setFocusProxy(self.secret)
        self.show_strength()

    def set_text(self, text: str) -> None:
        """Put the same words into both boxes."""
        self.secret.set_text(text)
        self.again.set_text(text)
        self.show_strength()

    def show_strength(self) -> None:
        """Show how strong it is, as the words it must not lean on stand now."""
        typed = self.secret.text()
        found = passphrase_strength(typed, self._known())
        for shown in (self.strength, self._sentence):
            shown.setVisible(bool(typed))
        self.strength.setText(_STRENGTHS[found.score] if found.enough or found.score < 3 else "Too weak")
        set_role(self.strength, "tag", _TONES[found.score])
        self._sentence.setText(found.sentence)

    def chosen(self) -> str | None:
        """Return the passphrase; or None after saying what to put right, with the focus there."""
        found = passphrase_strength(self.secret.text(), self._known())
        if not found.enough:
            said = found.sentence if self.secret.text() else "Choose a passphrase, or let the program suggest one."
            self.refuse(said)
            return None
        if self.secret.is_hidden and self.again.text() != self.secret.text():
            self.again.line.setFocus()
            self.again.line.selectAll()
            self.again.say("This is not the same passphrase. Type both again, or press “Show”.")
            return None
        return self.secret.text()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with it, above the box alone."""
        self.secret.line.setFocus()
        self._sentence.hide()
        self.secret.say(sentence)

    def _go_on(self) -> None:
        """Go on at Enter: to the box below while the words are hidden and it is empty."""
        if self.secret.is_hidden and not self.again.text():
            self.again.line.setFocus()
        else:
            self.entered.emit()

    def _show_again(self) -> None:
        self.again.setVisible(self.secret.is_hidden)

    def _suggest(self) -> None:
        self.secret.set_text(suggest_passphrase(self._role), shown=True)
        self.secret.say("")
        self.show_strength()
        self.secret.line.setFocus()
