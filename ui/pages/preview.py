"""The real pages inside the program: one at a time, larger or smaller, or as text for a screen reader."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QStackedWidget

from safeguard_desktop.casework.referrals import BuiltPack, page_of
from ui.dialogs import Picture, image_of
from ui.theme import current_theme
from ui.widgets.basics import Card, announce, button, words
from ui.widgets.flow import Flow

_A4_WIDTH = 596
_ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
_READ, _LOOK = "Read as text", "Show the page"

Draw = Callable[[Callable[[], Picture], Callable[[Picture], None]], None]
"""Runs the first on the worker, then the second here with its result."""


class Preview(Card):
    """Shows a pack. `draw` has a page drawn on the worker."""

    page_shown = Signal(int)

    def __init__(self, draw: Draw) -> None:
        super().__init__(margin=14, gap=8)
        self._draw = draw
        self._pack: BuiltPack | None = None
        self._page, self._zoom = 0, 0
        self._asked = 0
        self._drawn: tuple[int, int] | None = None
        self.where = words("", "muted", wrap=False)
        self.back = button("‹")
        self.forward = button("›")
        self.read = button(_READ)
        self.smaller = button("", picture="minus")
        self.larger = button("", picture="plus")
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._paper = QScrollArea()
        self.text = QPlainTextEdit()
        self._stack = QStackedWidget()
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._show_page)
        self._build()
        self.show_pack(None)

    def _build(self) -> None:
        bar = Flow(gap=8)
        for widget in (self.back, self.where, self.forward, self.read, self.smaller, self.larger):
            bar.addWidget(widget)
        self.body.addLayout(bar)
        self._paper.setWidget(self._sheet)
        self._paper.setWidgetResizable(True)
        self._paper.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.where.setMinimumHeight(current_theme().px(40))
        self._paper.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._paper.setFrameShape(QScrollArea.Shape.NoFrame)
        self._paper.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._paper.setAccessibleName("Picture of the page")
        self._paper.setAccessibleDescription(f"Choose “{_READ}” to have its words.")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The words of the page")
        for view in (self._paper, self.text):
            self._stack.addWidget(view)
        self.body.addWidget(self._stack, 1)
        named = {
            self.back: "Page before",
            self.forward: "Next page",
            self.smaller: "Smaller",
            self.larger: "Larger",
        }
        for made, name in named.items():
            made.setAccessibleName(name)
            made.setToolTip(name)
            made.setFixedWidth(current_theme().px(49))
        self.back.clicked.connect(partial(self._turn, -1))
        self.forward.clicked.connect(partial(self._turn, 1))
        self.smaller.clicked.connect(partial(self._scale, -1))
        self.larger.clicked.connect(partial(self._scale, 1))
        self.read.clicked.connect(self._swap)

    def show_pack(self, pack: BuiltPack | None, waiting: str = "The pages are being made…") -> None:
        """Show a pack, on the page that was shown before; or, with none, what is being waited for."""
        self._pack, self._drawn = pack, None
        for made in (self.back, self.forward, self.read, self.smaller, self.larger):
            made.setVisible(pack is not None)
        if pack is None:
            self.where.setText(waiting)
            return
        self._page = min(self._page, pack.pages - 1)
        self._show_page()

    @property
    def page(self) -> int:
        """The number of the page shown, from 0."""
        return self._page

    @property
    def is_drawn(self) -> bool:
        """Whether the picture of the page stands there."""
        return self._drawn is not None

    def _turn(self, by: int) -> None:
        if self._pack is not None and 0 <= self._page + by < self._pack.pages:
            self._page += by
            self._show_page()
            announce(self, self.where.text())

    def _scale(self, by: int) -> None:
        self._zoom = max(0, min(len(_ZOOMS) - 1, self._zoom + by))
        fits = self._zoom == 0
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._paper.setHorizontalScrollBarPolicy(bar)
        self._show_page()

    def _swap(self) -> None:
        is_text = self._stack.currentWidget() is self.text
        self._stack.setCurrentWidget(self._paper if is_text else self.text)
        self.read.setText(_READ if is_text else _LOOK)
        if not is_text:
            self.text.setFocus()

    def _show_page(self) -> None:
        if self._pack is None:
            return
        self.where.setText(f"Page {self._page + 1} of {self._pack.pages}")
        self.text.setPlainText(self._pack.texts[self._page])
        width = int((self._paper.viewport().width() - 4) * _ZOOMS[self._zoom])
        if width > 60 and self._drawn != (self._page, width):
            self._asked += 1
            scale = width * self.devicePixelRatioF() / _A4_WIDTH
            drawing: Callable[[], Picture] = partial(page_of, self._pack, self._page, scale)
            self._draw(drawing, partial(self._show_picture, self._asked, (self._page, width)))

    def _show_picture(self, asked: int, what: tuple[int, int], picture: Picture) -> None:
        if asked != self._asked or self._pack is None:
            return
        pixmap = QPixmap.fromImage(image_of(picture))
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.setPixmap(pixmap)
        if self._drawn is None or self._drawn[0] != what[0]:
            self._paper.verticalScrollBar().setValue(0)
        self._drawn = what
        self.page_shown.emit(self._page)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Another width wants another picture."""
        super().resizeEvent(event)
        self._again.start()
