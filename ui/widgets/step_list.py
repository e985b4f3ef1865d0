"""The list of steps beside a guide: done, here, passed over, to finish, still to come; each also said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import current_theme

_STEP = Qt.ItemDataRole.UserRole
_LEFT, _PAD = 40, 9


class State(Enum):
    """Where a step stands; the value is said by a screen reader."""

    DONE = "done"
    HERE = "you are here"
    UNFINISHED = "something is still missing"
    PASSED = "passed over"
    TO_COME = "still to come"


@dataclass(frozen=True)
class StepLine:
    """A step in the list. `key` comes back when it is chosen."""

    key: str
    name: str
    state: State


class StepList(QListWidget):
    """Steps with their marks. One stop for Tab; arrows move, and Enter or a click chooses."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Steps")
        self.setItemDelegate(_StepDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.itemActivated.connect(self._on_item)
        self.itemClicked.connect(self._on_item)

    def show_steps(self, steps: Sequence[StepLine]) -> None:
        """Show these steps instead of those before."""
        kept = [self.item(number).data(_STEP) for number in range(self.count())]
        if kept == list(steps):
            return
        self.clear()
        for step in steps:
            item = QListWidgetItem(step.name)
            item.setData(_STEP, step)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{step.name}, {step.state.value}")
            self.addItem(item)
            if step.state is State.HERE:
                self.setCurrentItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Names wrap elsewhere in another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_STEP).key)


class _StepDelegate(QStyledItemDelegate):
    def sizeHint(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        step: StepLine = index.data(_STEP)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        bold = current_theme().font(bold=True)
        room = QRect(0, 0, max(60, width - _LEFT - 8), 0)
        height = QFontMetrics(bold).boundingRect(room, Qt.TextFlag.TextWordWrap, step.name).height()
        return QSize(width, max(current_theme().px(40), height + 2 * _PAD))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current_theme()
        step: StepLine = index.data(_STEP)
        row = QRect(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if step.state is State.HERE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("brand_tint"))
            painter.drawRoundedRect(row, 6, 6)
        side = theme.px(18)
        draw_step_mark(painter, QRectF(7, row.center().y() - side / 2 + 0.5, side, side), step.state)
        painter.setFont(theme.font(bold=step.state is State.HERE))
        painter.setPen(theme.colour("muted" if step.state is State.TO_COME else "ink"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row.adjusted(max(_LEFT, 22 + side), 0, -4, 0), flags, step.name)
        painter.restore()


def draw_step_mark(painter: QPainter, where: QRectF, state: State) -> None:
    """Draw the mark of a step: a tick, a dot, a dash, an exclamation mark, or an empty round."""
    theme = current_theme()
    if state is State.TO_COME:
        painter.setPen(QPen(theme.colour("control"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(where.adjusted(1, 1, -1, -1))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    colours = {State.DONE: "green", State.HERE: "brand", State.PASSED: "control"}
    painter.setBrush(theme.colour(colours.get(state, "amber")))
    painter.drawEllipse(where)
    _draw_inside(painter, where, state, theme.colour("card"))


def _draw_inside(painter: QPainter, where: QRectF, state: State, colour: QColor) -> None:
    pen = QPen(colour, where.width() / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    side, left, top = where.width(), where.x(), where.y()
    if state is State.HERE:
        painter.setBrush(colour)
        painter.drawEllipse(where.center(), side * 0.19, side * 0.19)
        return
    painter.setPen(pen)
    if state is State.DONE:
        corners = ((0.30, 0.52), (0.44, 0.66), (0.70, 0.37))
        painter.drawPolyline([QPointF(left + x * side, top + y * side) for x, y in corners])
    elif state is State.PASSED:
        painter.drawLine(QPointF(left + side * 0.3, top + side / 2), QPointF(left + side * 0.7, top + side / 2))
    else:
        middle = left + side / 2
        painter.drawLine(QPointF(middle, top + side * 0.25), QPointF(middle, top + side * 0.55))
        painter.drawPoint(QPointF(middle, top + side * 0.75))
