"""A large button that is one of a few choices: a name or an action, with a smaller line below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.theme import current_theme, icon
from ui.widgets.basics import column, row, words
from ui.widgets.callout import tag
from ui.widgets.inputs import ARROWS


class Choose(QPushButton):
    """Shows a title, a detail, and at the left a short mark (such as initials) or an icon."""

    moved = Signal(int)
    """An arrow, on one that stays chosen: 1 for the next, -1 for the one before."""
    passed = Signal()
    """Tab goes on from it."""

    def __init__(self, title: str, detail: str = "", *, mark: str = "", picture: str = "", stays: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "choose")
        self.setAutoDefault(True)
        self.setCheckable(stays)
        self.setAccessibleName(f"{title}, {detail}" if detail else title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        line = row(self, gap=12)
        line.setContentsMargins(14, 10, 14, 10)
        if mark:
            line.addWidget(tag(mark, "blue"), 0, Qt.AlignmentFlag.AlignVCenter)
        if picture:
            line.addWidget(_picture(picture), 0, Qt.AlignmentFlag.AlignVCenter)
        said = column(gap=1)
        said.addStretch()
        said.addWidget(words(title, "strong"))
        if detail:
            said.addWidget(words(detail, "small"))
        said.addStretch()
        line.addLayout(said, 1)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(current_theme().px(58))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Move with the arrows where one stays chosen."""
        step = ARROWS.get(Qt.Key(event.key())) if self.isCheckable() else None
        if step is not None:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt's name
        """Say so when Tab goes on."""
        if forward:
            self.passed.emit()
        return super().focusNextPrevChild(forward)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """Return True: its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        """Return the height that the words need."""
        layout = self.layout()
        wanted = layout.totalHeightForWidth(width) if layout is not None else 0
        return max(current_theme().px(58), wanted)


def _picture(name: str) -> QLabel:
    label = QLabel()
    side = current_theme().px(24)
    label.setPixmap(icon(name, "link").pixmap(side, side))
    label.setFixedSize(side, side)
    return label


def initials(name: str) -> str:
    """Return one or two letters for a name: the first of its first and last words."""
    parts = [part for part in name.split() if part[0].isalnum()]
    ends = parts[:1] + parts[1:][-1:]
    return "".join(part[0] for part in ends).upper()
