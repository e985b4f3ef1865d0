"""Boxes that stand out: information, attention, danger, done. Each has a word or a shape as well as a colour."""

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.widgets.basics import column, set_role, words
from ui.widgets.signs import readable


class Callout(QFrame):
    """A box with a thick left edge: a title, a text, and whatever is added to `body`.

    `kind` is info, attention, danger, good or plain. A big one has a title of section size.
    """

    def __init__(self, kind: str, title: str = "", text: str = "", *, big: bool = False) -> None:
        super().__init__()
        self.setProperty("callout", kind)
        self.body = column(self, margin=12, gap=4)
        self.body.setContentsMargins(14, 12, 16, 12)
        self._title = words(title, "section" if big else "strong")
        self._text = words(text)
        for label in (self._title, self._text):
            self.body.addWidget(label)
        self.say(title, text)

    def say(self, title: str, text: str, kind: str = "") -> None:
        """Change the words, and the kind where one is given."""
        for label, said in ((self._title, title), (self._text, text)):
            label.setText(readable(said))
            label.setVisible(bool(said))
        if kind:
            set_role(self, "callout", kind)
        self.setAccessibleName(title or text)
        self.setAccessibleDescription(text if title else "")

    def add(self, widget: QWidget) -> None:
        """Put a widget below the text."""
        self.body.addWidget(widget)


def tag(text: str, tone: str = "grey") -> QLabel:
    """Return a word on a coloured ground: red, amber, green, blue or grey."""
    label = words(text, wrap=False)
    label.setProperty("tag", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label
