"""Pages of a PDF as pictures; beside them "Read as text", as a picture is silent to a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea, QStackedWidget, QWidget

from ui.dialogs import Picture, image_of
from ui.theme import current_theme
from ui.widgets.basics import announce, button, column, words
from ui.widgets.flow import Flow

_PAGE_POINTS = 595
_ZOOMS = (0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_MARGIN = 4


class PageViewer(QWidget):
    """Shows one page at a time. It asks for each picture with `wanted(page, scale)`; answer with `show_picture`.

    Pages count from 0; the scale is in pixels for each point of the paper (1/72 inch).
    """

    wanted = Signal(int, float)

    def __init__(self) -> None:
        super().__init__()
        self.page = 0
        self.pages = 0
        self._zoom = _ZOOMS.index(1.0)
        self.number = words("", "muted", wrap=False)
        self.before = button("‹", again=True)
        self.after = button("›", again=True)
        self.smaller = button("", picture="minus", again=True)
        self.larger = button("", picture="plus", again=True)
        self.as_text = button("Read as text")
        self.as_text.setCheckable(True)
        named = {self.before: "Page before", self.after: "Next page", self.smaller: "Smaller", self.larger: "Larger"}
        for made, name in named.items():
            made.setAccessibleName(name)
            made.setToolTip(name)
            made.setFixedWidth(current_theme().px(49))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The pages as text")
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._connect()
        self._show_state()

    def _lay_out(self) -> None:
        whole = column(self, gap=10)
        buttons = QWidget()
        bar = Flow(buttons, gap=8)
        self.number.setMinimumHeight(current_theme().px(40))
        for widget in (self.before, self.number, self.after, self.as_text, self.smaller, self.larger):
            bar.addWidget(widget)
        whole.addWidget(buttons)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._paper)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName("Picture of the page. Choose “Read as text” to have it read.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.text)
        whole.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.go_to(self.page - 1))
        self.after.clicked.connect(lambda: self.go_to(self.page + 1))
        self.smaller.clicked.connect(lambda: self._zoom_by(-1))
        self.larger.clicked.connect(lambda: self._zoom_by(1))
        self.as_text.toggled.connect(self._show_text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return a size in which a page can still be made out."""
        return QSize(260, 240)

    def open(self, texts: Sequence[str]) -> None:
        """Show a document with the text of each of its pages; of one made anew, the page that was shown before."""
        self.pages = len(texts)
        parts = [f"Page {number} of {self.pages}\n\n{text}" for number, text in enumerate(texts, start=1)]
        self.text.setPlainText("\n\n".join(parts))
        self.page = max(0, min(self.page, self.pages - 1))
        self._show_state()
        self._ask()

    def say(self, words_shown: str) -> None:
        """Say in place of the page's number what is being waited for."""
        self.number.setText(words_shown)

    def go_to(self, page: int) -> None:
        """Show another page; nothing happens past the ends."""
        if 0 <= page < self.pages and page != self.page:
            self.page = page
            self._show_state()
            announce(self, self.number.text())
            self._scroll.verticalScrollBar().setValue(0)
            self._ask()

    def show_picture(self, page: int, picture: Picture) -> None:
        """Show the picture that was asked for; one of another page comes too late, and is left."""
        if page == self.page:
            image = QPixmap.fromImage(image_of(picture))
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._paper.setPixmap(image)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Ask for a picture that fits the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._ask()

    def _ask(self) -> None:
        room = self._scroll.viewport().width() - _MARGIN
        if self.pages and room > 0:
            scale = room / _PAGE_POINTS * _ZOOMS[self._zoom] * self.devicePixelRatioF()
            self.wanted.emit(self.page, round(min(6.0, max(0.3, scale)), 3))

    def _zoom_by(self, step: int) -> None:
        self._zoom = min(len(_ZOOMS) - 1, max(0, self._zoom + step))
        self._show_state()
        self._ask()

    def _show_text(self, is_text: bool) -> None:  # the shape of Qt's signal
        self._stack.setCurrentWidget(self.text if is_text else self._scroll)
        self.as_text.setText("Show the pages" if is_text else "Read as text")
        if is_text:
            self.text.setFocus()
        self._show_state()

    def _show_state(self) -> None:
        self.number.setText(f"Page {self.page + 1} of {self.pages}" if self.pages else "")
        is_picture = not self.as_text.isChecked()
        self.before.setEnabled(is_picture and self.page > 0)
        self.after.setEnabled(is_picture and self.page < self.pages - 1)
        self.smaller.setEnabled(is_picture and self._zoom > 0)
        self.larger.setEnabled(is_picture and self._zoom < len(_ZOOMS) - 1)
