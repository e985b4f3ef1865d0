"""The picture of a risk: how likely by how serious, with a mark for each person's view. Shown, never clicked."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from safeguard_desktop.casework.panels import Matrix, RiskView, risk_view
from safeguard_desktop.records import Likelihood, Seriousness
from ui.theme import SMALL, current_theme
from ui.widgets.basics import clear, column, row, words
from ui.widgets.callout import tag
from ui.widgets.flow import Flow

_CELL_WIDTH, _CELL_HEIGHT, _GAP, _LABEL = 54, 40, 4, 86
_ROWS = tuple(reversed(Likelihood))
_COLUMNS = tuple(Seriousness)
_ACROSS = "How serious the harm would be"


def _short(label: str) -> str:
    return label.partition(":")[0]


def _product(likelihood: Likelihood, seriousness: Seriousness) -> int:
    return (list(Likelihood).index(likelihood) + 1) * (_COLUMNS.index(seriousness) + 1)


class RiskPicture(QWidget):
    """Five by five fields in the colours of their levels. The first view has a whole ring, the second a broken one."""

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[RiskView, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Picture of the risk")

    def show_views(self, views: Sequence[RiskView]) -> None:
        """Mark these views instead of those before."""
        if tuple(views) != self._views:
            self._views = tuple(views)
            self.setAccessibleDescription(". ".join(said(view) for view in views))
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the size at the current size of text."""
        theme = current_theme()
        line = QFontMetrics(theme.font(SMALL)).height()
        width = theme.px(_LABEL) + len(_COLUMNS) * self._step.width()
        return QSize(width, len(_ROWS) * self._step.height() + 2 * line + 16)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the same: it is never cut."""
        return self.sizeHint()

    @property
    def _step(self) -> QSize:
        theme = current_theme()
        names = QFontMetrics(theme.font(SMALL - 1))
        widest = max(names.horizontalAdvance(_short(column.label)) for column in _COLUMNS)
        return QSize(max(theme.px(_CELL_WIDTH), widest + 4) + _GAP, theme.px(_CELL_HEIGHT) + _GAP)

    def _cell(self, line: int, place: int) -> QRectF:
        step, left = self._step, current_theme().px(_LABEL)
        return QRectF(left + place * step.width(), line * step.height() + 3, step.width() - _GAP, step.height() - _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the fields, their names, and the marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line, likelihood in enumerate(_ROWS):
            self._draw_name(painter, line, likelihood)
            for place, seriousness in enumerate(_COLUMNS):
                self._draw_cell(painter, self._cell(line, place), likelihood, seriousness)
        self._draw_names_below(painter)
        for number, view in enumerate(self._views):
            self._draw_mark(painter, view, is_first=number == 0)
        painter.end()

    def _draw_name(self, painter: QPainter, line: int, likelihood: Likelihood) -> None:
        theme, cell = current_theme(), self._cell(line, 0)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("muted"))
        where = QRectF(0, cell.y(), cell.x() - 12, cell.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _short(likelihood.label))

    def _draw_cell(self, painter: QPainter, where: QRectF, likelihood: Likelihood, seriousness: Seriousness) -> None:
        theme = current_theme()
        view = risk_view("", likelihood, seriousness)
        tone = view.tone if view else "grey"
        painter.setPen(QPen(theme.colour(tone), 1) if theme.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{tone}_tint"))
        painter.drawRoundedRect(where, 5, 5)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(tone))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(_product(likelihood, seriousness)))

    def _draw_names_below(self, painter: QPainter) -> None:
        theme = current_theme()
        top = self._cell(len(_ROWS) - 1, 0).bottom() + 6
        painter.setFont(theme.font(SMALL - 1))
        painter.setPen(theme.colour("muted"))
        line = QFontMetrics(theme.font(SMALL)).height()
        for place, seriousness in enumerate(_COLUMNS):
            cell = self._cell(0, place)
            where = QRectF(cell.x() - 2, top, cell.width() + 4, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, _short(seriousness.label))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(SMALL))
        left = self._cell(0, 0).x()
        painter.drawText(QRectF(left, top + line, self.width() - left, line + 4), Qt.AlignmentFlag.AlignCenter, _ACROSS)

    def _draw_mark(self, painter: QPainter, view: RiskView, *, is_first: bool) -> None:
        theme = current_theme()
        cell = self._cell(_ROWS.index(view.likelihood), _COLUMNS.index(view.seriousness))
        same = len({(one.likelihood, one.seriousness) for one in self._views}) < len(self._views)
        inset = 5 if same and not is_first else 0
        pen = QPen(theme.colour("ink"), 3, Qt.PenStyle.SolidLine if is_first else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.adjusted(inset - 1, inset - 1, 1 - inset, 1 - inset), 6, 6)


def said(view: RiskView) -> str:
    """Return one view in words: "You: Likely × Serious = 12, High"."""
    return f"{sum_of(view)}, {view.level.label}"


def sum_of(view: RiskView) -> str:
    """Return how a view comes to its number."""
    product = _product(view.likelihood, view.seriousness)
    return f"{view.whose}: {_short(view.likelihood.label)} × {_short(view.seriousness.label)} = {product}"


class _Ring(QWidget):
    """The mark of a view as it is in the picture, beside its words."""

    def __init__(self, *, is_first: bool) -> None:
        super().__init__()
        self._is_first = is_first
        side = current_theme().px(20)
        self.setFixedSize(side + 8, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self._is_first else Qt.PenStyle.DashLine
        painter.setPen(QPen(current_theme().colour("ink"), 2.5, style))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)
        painter.end()


class RiskBlock(QWidget):
    """The picture, and beside it each view in words with its level."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = RiskPicture()
        self._said = QWidget()
        self._said.setMinimumWidth(current_theme().px(260))
        self._views: QVBoxLayout = column(self._said, gap=10)
        self._shown: tuple[RiskView, ...] | None = None
        flow = Flow(self, gap=24)
        flow.addWidget(self.picture)
        flow.addWidget(self._said)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show these views."""
        self.picture.show_views(matrix.views)
        if matrix.views == self._shown:
            return
        self._shown = matrix.views
        clear(self._views)
        for number, view in enumerate(matrix.views):
            self._views.addLayout(_view_lines(view, is_first=number == 0))
        self._views.addStretch()
        self.updateGeometry()


def _view_lines(view: RiskView, *, is_first: bool) -> QVBoxLayout:
    lines = column(gap=6)
    top = row(gap=8)
    top.addWidget(_Ring(is_first=is_first), 0, Qt.AlignmentFlag.AlignTop)
    top.addWidget(words(sum_of(view), "strong", wrap=False), 1)
    level = row(gap=8)
    level.addWidget(tag(view.level.label, view.tone))
    level.addStretch()
    lines.addLayout(top)
    lines.addLayout(level)
    return lines
