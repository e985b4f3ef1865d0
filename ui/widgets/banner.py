"""Bars across the top of the window: a coming lock, example cases. Never a window that must be answered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from ui.theme import current_theme, icon
from ui.widgets.basics import announce, button, row, words


class Banner(QFrame):
    """A bar with a sentence, and a button where `action` names one. `kind`: idle or demonstration."""

    acted = Signal()

    def __init__(self, kind: str, sentence: str = "", action: str = "") -> None:
        super().__init__()
        self.setProperty("banner", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = row(self, gap=12)
        layout.setContentsMargins(26, 6, 20, 6)
        self._picture = QLabel()
        self._words = words(sentence, "banner")
        self.button = button(action)
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.acted)
        layout.addWidget(self._picture)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button)
        self.fit()

    def fit(self) -> None:
        """Draw the picture as large as the words are now."""
        side = current_theme().px(20)
        self._picture.setPixmap(icon("info", "amber").pixmap(side, side))

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, sentence: str, *, aloud: bool = True) -> None:
        """Say another sentence; `aloud` has a screen reader read it."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        if aloud:
            announce(self, sentence)
