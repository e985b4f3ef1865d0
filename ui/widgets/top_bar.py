"""The bar on top: the path to this page, the search box, and the button that hides the screen."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.theme import current_theme
from ui.widgets.basics import button, clear, icon_size, row, words
from ui.widgets.elided import Elided, ElidedButton
from ui.widgets.search_box import SearchBox
from ui.widgets.side_bar import with_keys

_HOW_TO_HIDE = "Or press Shift three times. Press it three times again to come back."


class CrumbLike(Protocol):
    """One step of the path; `go` leads there, and the last has none."""

    @property
    def words(self) -> str:
        """What it is called."""
        ...

    @property
    def go(self) -> Callable[[], None] | None:
        """What leads there."""
        ...


class TopBar(QFrame):
    """The path, the search box, "Hide screen"."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "top-bar")
        self.setAccessibleName("Top bar")
        self.search = SearchBox()
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide_button = button("Hide screen", "danger", "hide")
        self.hide_button.setAccessibleName("Hide screen")
        self.hide_button.setAccessibleDescription(_HOW_TO_HIDE)
        self.hide_button.setToolTip(_HOW_TO_HIDE)
        layout = row(self, gap=6)
        layout.setContentsMargins(26, 9, 20, 9)
        self._crumbs = row(gap=6)
        layout.addLayout(self._crumbs, 1)
        layout.addWidget(self.search, 1)
        layout.addWidget(self.hide_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.fit()

    def fit(self) -> None:
        """Take the widths that the words need at this size of text."""
        theme = current_theme()
        self.search.setMaximumWidth(theme.px(360))
        self.search.setMinimumWidth(theme.px(110))
        self.search.fit()
        self.hide_button.setText(with_keys("Hide screen", "  (Shift × 3)"))
        self.hide_button.setIconSize(icon_size())

    def show_crumbs(self, crumbs: Sequence[CrumbLike]) -> None:
        """Show another path."""
        clear(self._crumbs)
        for number, crumb in enumerate(crumbs):
            if number:
                self._crumbs.addWidget(words("›", "muted", wrap=False))
            self._crumbs.addWidget(_crumb(crumb), 1 if number == len(crumbs) - 1 else 0)


def _crumb(crumb: CrumbLike) -> QFrame:
    cell = QFrame()
    inside = row(cell)
    if crumb.go is not None:
        made = ElidedButton(crumb.words, "crumb")
        made.setAccessibleName(f"Back to {crumb.words}")
        made.clicked.connect(crumb.go)
        inside.addWidget(made)
        inside.addStretch()
        return cell
    inside.addWidget(Elided(crumb.words, "muted"))
    return cell
