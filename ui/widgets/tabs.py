"""Tabs in one line; where they do not all fit, two buttons move them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QTransform
from PySide6.QtWidgets import QTabBar, QToolButton

from ui.theme import current_theme, icon


class Tabs(QTabBar):
    """A bar of tabs. The arrows go from one to the next, and it moves along with them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)

    def tabLayoutChange(self) -> None:  # noqa: N802  # Qt's name
        """Draw the arrows of the two buttons as large as the words are, as those of the style are not."""
        super().tabLayoutChange()
        side = current_theme().px(18)
        onward = icon("forward", "link").pixmap(side, side)
        back = onward.transformed(QTransform().scale(-1, 1))
        for made, picture in zip(self.findChildren(QToolButton), (back, onward), strict=True):
            made.setArrowType(Qt.ArrowType.NoArrow)
            made.setIcon(QIcon(picture))
            made.setIconSize(QSize(side, side))
