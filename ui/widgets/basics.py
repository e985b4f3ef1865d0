"""Words, buttons and boxes that every page is made of."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.theme import current_theme, icon
from ui.widgets.signs import readable

BRAND = "Safeguard"
_NESTED = 12
"""Layouts inside each other at most: one is sorted out in each round of their requests."""
_AROUND = 70
"""Pixels at 100 % to be seen above and below what is scrolled to, such as its label."""
_TAB = Qt.FocusPolicy.TabFocus
_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def words(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Return text in a role: title, section, strong, muted, small, figure or problem. Never read as HTML."""
    label = QLabel(readable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


class OncePressed(QPushButton):
    """Takes a press once: a key held down, and the second click of a double click, say nothing more."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Leave out what a held key repeats."""
        if event.isAutoRepeat() and event.key() in _PRESSING:
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Take it for what it began as: the first click has done what it does."""
        event.accept()


def button(text: str, role: str = "", picture: str = "", *, again: bool = False) -> QPushButton:
    """Return a button in a role: primary, danger, link, crumb, or the plain one; `picture` names an icon.

    Enter presses it while it has the focus. With `again` it may be clicked as fast as one likes.
    """
    made = QPushButton(text) if again else OncePressed(text)
    made.setAutoDefault(True)
    if role:
        made.setProperty("role", role)
    if role in ("link", "crumb"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if picture:
        colour = {"primary": "on_brand", "danger": "on_danger"}.get(role, "link")
        made.setIcon(icon(picture, colour))
        made.setIconSize(icon_size())
    return made


def icon_size() -> QSize:
    """Return the size of a button's picture at the current size of text, with a gap before the words."""
    side = current_theme().px(18)
    return QSize(side + 6, side)


def primary(text: str, picture: str = "") -> QPushButton:
    """Return the one primary button of a page; its text says what happens."""
    return button(text, "primary", picture)


def link(text: str) -> QPushButton:
    """Return a button that looks like a link."""
    return button(text, "link")


def set_role(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have it looked at again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def rule() -> QFrame:
    """Return a thin line between rows."""
    frame = QFrame()
    frame.setProperty("role", "rule")
    return frame


def column(parent: QWidget | None = None, *, margin: int = 0, gap: int = 8) -> QVBoxLayout:
    """Return a column, with its margin and gap in pixels."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout


def row(parent: QWidget | None = None, *, gap: int = 10) -> QHBoxLayout:
    """Return a row without margin."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    return layout


def buttons(*made: QWidget) -> QWidget:
    """Return buttons side by side at the left of a row of their own."""
    box = QWidget()
    line = row(box)
    for one in made:
        line.addWidget(one)
    line.addStretch()
    return box


class Card(QFrame):
    """A white box with a thin line and round corners; add to `body`."""

    def __init__(self, title: str = "", *, margin: int = 18, gap: int = 10) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = column(self, margin=margin, gap=gap)
        if title:
            self.body.addWidget(words(title, "section"))


class Scroll(QScrollArea):
    """Shows a page whole by scrolling down, never sideways; what takes the focus is scrolled into view."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not page.property("role"):
            page.setProperty("role", "clear")
        self.setWidget(page)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the page's least width, so that nothing is cut at the side."""
        inner = self.widget()
        wanted = inner.minimumSizeHint().width() if inner is not None else 0
        return QSize(wanted + self.verticalScrollBar().sizeHint().width(), 80)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget inside is seen, from its top on where it is higher than the view."""
        inner = self.widget()
        if inner is None or not inner.isAncestorOf(widget):
            return
        bar, room, around = self.verticalScrollBar(), self.viewport().height(), current_theme().px(_AROUND)
        top = widget.mapTo(inner, QPoint(0, 0)).y() - around
        bottom = top + min(widget.height() + 2 * around, room)
        bar.setValue(min(top, max(bar.value(), bottom - room)))


def lay_out_now() -> None:
    """Give every widget its place now: what is seen before that may lie one over another."""
    for _ in range(_NESTED):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def reveal(widget: QWidget | None) -> None:
    """Scroll whatever a widget is in until it is seen."""
    lay_out_now()
    around = widget.parentWidget() if widget is not None else None
    while widget is not None and around is not None:
        if isinstance(around, Scroll):
            around.reveal(widget)
        around = around.parentWidget()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something that appeared without taking the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def tab_before(anchor: QWidget, inserted: QWidget) -> None:
    """Have Tab come to what is in `inserted`, in its order, just before `anchor`, although it was made later."""
    stops = [one for one in _tab_order(inserted) if inserted.isAncestorOf(one) and one.focusPolicy() & _TAB]
    last = anchor.previousInFocusChain()
    while last is not None and last is not anchor and (not last.focusPolicy() & _TAB or last in stops):
        last = last.previousInFocusChain()
    for stop in stops:
        if last is not None:
            QWidget.setTabOrder(last, stop)
        last = stop


def focus_in(widget: QWidget) -> QWidget | None:
    """Return what has the focus in a widget, or had it last; None for nothing, which PySide6's stub leaves out."""
    return widget.focusWidget()


def enter(page: QWidget) -> None:
    """Go to where the focus was in a page, or to its first input."""
    last = focus_in(page)
    if last is not None and last is not page and last.isVisibleTo(page):
        last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    first = first_stop(page)
    if first is not None:
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_stop(page: QWidget) -> QWidget | None:
    """Return the first input in a widget that Tab comes to, or None."""
    for one in _tab_order(page):
        takes = bool(one.focusPolicy() & _TAB) and one.isEnabled()
        if takes and page.isAncestorOf(one) and one.isVisibleTo(page):
            return one
    return None


def _tab_order(page: QWidget) -> Iterator[QWidget]:
    one = page.nextInFocusChain()
    while one is not None and one is not page:
        yield one
        one = one.nextInFocusChain()
