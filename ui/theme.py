"""How the screen looks: colours, typeface, sizes, and controls that are drawn strongly enough to be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

import fontpkg_atkinson_hyperlegible
import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPalette, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from safeguard_desktop.resource_files import resource_text, resource_toml
from safeguard_desktop.settings import THEMES

BODY, SMALL, SECTION, TITLE, FIGURE = 15, 13, 19, 27, 33
"""Sizes of text in pixels at 100 %."""
INPUT_HEIGHT = 40
_HOLDER = "safeguard theme"
_MARK = 24
"""Side of a check box or a radio button, in pixels at 100 %."""
_FAMILIES = ("Atkinson Hyperlegible", "Noto Sans", "Noto Sans Arabic")


@dataclass(frozen=True)
class Theme:
    """The colours by token (see resources/theme), and the size of text in per cent (100 to 200)."""

    name: str
    colours: Mapping[str, str]
    percent: int = 100

    def colour(self, token: str) -> QColor:
        """Return the colour of a token. Raises KeyError for a token that no theme has."""
        return QColor(self.colours[token])

    def px(self, size: float) -> int:
        """Return a size in pixels at 100 % as it is at this size of text."""
        return round(size * self.percent / 100)

    def font(self, size: float = BODY, *, bold: bool = False) -> QFont:
        """Return the typeface; `size` is in pixels at 100 %."""
        font = QFont(list(_FAMILIES))
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        return font

    def sheet(self) -> str:
        """Return the one style sheet, filled in."""
        sizes = {"body": BODY, "small": SMALL, "section": SECTION, "title": TITLE, "figure": FIGURE, "brand_size": 17}
        words = {name: f"{self.px(size)}px" for name, size in {**sizes, "mark": _MARK}.items()}
        words["input"] = f"{self.px(INPUT_HEIGHT) - 12}px"
        words["place"] = f"{max(32, self.px(22))}px"
        words["scrollers"] = f"{2 * self.px(INPUT_HEIGHT)}px"
        words["button"] = f"{self.px(INPUT_HEIGHT) - 8}px"
        words["side_line"] = self.colours["line"] if self.name == "contrast" else self.colours["side"]
        words["on_brand_dark"] = readable_on(self.colours["brand_dark"])
        return Template(resource_text("theme/sheet.qss")).substitute({**self.colours, **words})

    def palette(self) -> QPalette:
        """Return the colours for what the style sheet does not reach."""
        palette = QPalette(self.colour("page"))
        roles = {
            QPalette.ColorRole.Window: "page", QPalette.ColorRole.WindowText: "ink", QPalette.ColorRole.Base: "card",
            QPalette.ColorRole.Text: "ink", QPalette.ColorRole.Button: "card", QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.Highlight: "brand", QPalette.ColorRole.HighlightedText: "on_brand",
            QPalette.ColorRole.PlaceholderText: "muted", QPalette.ColorRole.Link: "link",
        }  # fmt: skip
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        return palette


def readable_on(background: str) -> str:
    """Return white or near-black, whichever is easier to read on this colour."""
    return max("#ffffff", "#0a1317", key=lambda ink: contrast(ink, background))


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def load_theme(name: str = "light", percent: int = 100) -> Theme:
    """Return a theme by name; the light one for a name that is not known, and 100 to 200 per cent."""
    known = name if name in THEMES else "light"
    return Theme(known, resource_toml(f"theme/{known}.toml"), min(200, max(100, percent)))


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Put the theme on the whole program, now. The application carries it, as it does its font and palette."""
    load_fonts()
    app.setProperty(_HOLDER, theme)
    if not isinstance(app.property("safeguard style"), ControlStyle):
        style = ControlStyle("Fusion")
        app.setStyle(style)
        app.setProperty("safeguard style", style)
    app.setPalette(theme.palette())
    app.setFont(theme.font())
    app.setStyleSheet(theme.sheet())


def current_theme() -> Theme:
    """Return the theme that the application carries; the light one before any was applied."""
    app = QApplication.instance()
    held = app.property(_HOLDER) if app is not None else None
    return held if isinstance(held, Theme) else load_theme()


@cache
def load_fonts() -> tuple[str, ...]:
    """Load the program's own typefaces, so that no computer lacks them, and return the families found."""
    found: list[str] = []
    for package in (fontpkg_atkinson_hyperlegible, fontpkg_noto_sans, fontpkg_noto_sans_arabic):
        for file in sorted((Path(package.ROOT) / "files").glob("*.ttf")):
            number = QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))
            found += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(found))


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    picture = resource_text(f"icons/{name}.svg").replace("#000000", colour)
    return QSvgRenderer(QByteArray(picture.encode()))


def draw_icon(painter: QPainter, name: str, token: str, where: QRectF) -> None:
    """Draw an icon of resources/icons in the colour of a token of the current theme."""
    _renderer(name, current_theme().colours[token]).render(painter, where)


class _Icon(QIconEngine):
    """Draws an icon when it is wanted, so that it is sharp at any size and follows the theme."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        token = "muted" if mode is QIcon.Mode.Disabled else self._token
        side = min(rect.width(), rect.height())
        draw_icon(painter, self._name, token, QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Icon(self._name, self._token)


def icon(name: str, colour: str = "ink") -> QIcon:
    """Return an icon of resources/icons in the colour of a token. It follows a change of theme."""
    return QIcon(_Icon(name, colour))


def mark_size() -> int:
    """Return the side of a check box or a radio button in pixels, at the current size of text."""
    return current_theme().px(_MARK)


class ControlStyle(QProxyStyle):
    """Fusion with boxes and rounds whose edge is at least 3:1 against what is behind them (WCAG 1.4.11)."""

    def drawPrimitive(  # noqa: N802  # Qt's name
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the marks ourselves, no dotted focus line (the focus ring does that), and the rest as Fusion does."""
        if element in (QStyle.PrimitiveElement.PE_IndicatorCheckBox, QStyle.PrimitiveElement.PE_IndicatorRadioButton):
            is_round = element is QStyle.PrimitiveElement.PE_IndicatorRadioButton
            is_on = bool(option.state & QStyle.StateFlag.State_On)
            draw_mark(painter, QRectF(option.rect), is_round=is_round, is_on=is_on)
        elif element is not QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)


def draw_mark(painter: QPainter, where: QRectF, *, is_round: bool, is_on: bool) -> None:
    """Draw a check box or a radio button: strong edge, and a tick or a dot in ink when it is on."""
    theme = current_theme()
    side = min(where.width(), where.height())
    box = QRectF(where.x() + 1, where.y() + 1, side - 2, side - 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink" if is_on else "control"), 2))
    painter.setBrush(theme.colour("card"))
    if is_round:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, 3, 3)
    if is_on:
        _draw_on(painter, box, theme.colour("ink"), is_round=is_round)
    painter.restore()


def _draw_on(painter: QPainter, box: QRectF, ink: QColor, *, is_round: bool) -> None:
    if is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(box.center(), box.width() * 0.27, box.width() * 0.27)
        return
    pen = QPen(ink, max(2.5, box.width() * 0.13))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corners = ((0.22, 0.52), (0.42, 0.74), (0.80, 0.26))
    painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in corners])
