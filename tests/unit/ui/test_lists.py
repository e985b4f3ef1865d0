from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.ui.conftest import Keys
from ui.models.table import Cell, Column, Row
from ui.theme import current_theme
from ui.widgets.basics import Scroll, button
from ui.widgets.callout import Callout
from ui.widgets.chronology import Chronology, Happening
from ui.widgets.focus_ring import FocusRing
from ui.widgets.page_viewer import PageViewer
from ui.widgets.stat_card import StatCard
from ui.widgets.table_list import TableList

Show = Callable[[QWidget], QWidget]


def _row(key: str, text: str = "Words") -> Row:
    return Row(key, (Cell(text), Cell("High", "red")))


@pytest.fixture
def table(shown: Show) -> TableList:
    made = TableList("What needs you", (Column("What to do", 3), Column("Level of risk")))
    made.show_rows([_row("a"), _row("b"), _row("c", "Many words " * 60)])
    shown(made)
    return made


def test_rows_are_opened_by_keys(table: TableList, keys: Keys, qtbot: QtBot) -> None:
    table.setFocus()
    keys.press(Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as told:
        keys.press(Qt.Key.Key_Return)
    assert told.args == ["b"]
    with qtbot.waitSignal(table.opened) as told:
        keys.press(Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert told.args == ["a"]


def test_rows_are_opened_by_a_click(table: TableList, qtbot: QtBot) -> None:
    where = table.visualRect(table.model().index(2, 0)).center()
    with qtbot.waitSignal(table.opened) as told:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert told.args == ["c"]


def test_new_rows_keep_the_place(table: TableList, keys: Keys) -> None:
    table.setFocus()
    keys.press(Qt.Key.Key_Down)
    table.show_rows([_row("z"), _row("b"), _row("a")])
    assert table.current_key() == "b"
    table.show_rows([_row("z")])
    assert table.current_key() == ""


def test_long_words_wrap_and_make_the_row_and_the_table_higher(table: TableList) -> None:
    assert table.rowHeight(2) > 2 * table.rowHeight(0)
    assert table.height() >= sum(table.rowHeight(number) for number in range(3))


def test_a_cell_is_said_with_the_name_of_its_column(table: TableList) -> None:
    said = table.model().data(table.model().index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Level of risk: High"


def test_a_tag_below_the_words_makes_the_row_higher_and_is_said(shown: Show) -> None:
    table = TableList("List", (Column("A"), Column("B")))
    marked = Cell("Words\nand more", below=Cell("Restricted", "red"))
    table.show_rows([Row("a", (Cell("Words\nand more"), Cell("B"))), Row("b", (marked, Cell("B")))])
    shown(table)
    assert table.rowHeight(1) > table.rowHeight(0)
    said = table.model().data(table.model().index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "A: Words\nand more, Restricted"
    picture = table.viewport().grab(table.visualRect(table.model().index(1, 0))).toImage()
    tint = current_theme().colour("red_tint").name()
    below = [picture.pixelColor(14, y).name() for y in range(picture.height() // 2, picture.height())]
    assert tint in below


def test_tab_leaves_the_table(shown: Show, keys: Keys) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    table, after = TableList("List", (Column("A"), Column("B"))), button("After")
    table.show_rows([_row("a"), _row("b")])
    layout.addWidget(table)
    layout.addWidget(after)
    shown(page)
    table.setFocus()
    keys.press(Qt.Key.Key_Tab)
    assert keys.here is after


def test_the_chronology_shows_when_what_sort_and_what(shown: Show) -> None:
    made = Chronology()
    made.show_happenings([Happening("x", "22 Nov 10:58", "Decision", "red", "Share without consent")])
    shown(made)
    assert [cell.text for cell in made.rows[0].cells] == ["22 Nov 10:58", "Decision", "Share without consent"]
    assert made.rows[0].key == "x"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_figure_of_today_opens_by_keys(shown: Show, qtbot: QtBot, key: Qt.Key) -> None:
    card = StatCard(3, "Reviews due this week", "1 overdue", "red")
    shown(card)
    assert card.accessibleName() == "3 Reviews due this week. 1 overdue"
    with qtbot.waitSignal(card.opened):
        QTest.keyClick(card, key)


def test_a_call_out_says_its_words(shown: Show) -> None:
    made = Callout("info", "Title", "Text")
    shown(made)
    made.say("Other", "", "danger")
    assert made.accessibleName() == "Other"
    assert made.property("callout") == "danger"


@dataclass(frozen=True)
class Pixels:
    width: int
    height: int
    bgrx: bytes


@pytest.fixture
def viewer(shown: Show) -> tuple[PageViewer, list[tuple[int, float]]]:
    made, asked = PageViewer(), list[tuple[int, float]]()
    made.wanted.connect(lambda page, scale: asked.append((page, scale)))
    shown(made)
    made.open(("First words", "Second words"))
    return made, asked


def test_pages_are_asked_for_one_by_one(viewer: tuple[PageViewer, list[tuple[int, float]]]) -> None:
    made, asked = viewer
    assert asked[-1][0] == 0
    assert made.number.text() == "Page 1 of 2"
    QTest.keyClick(made.after, Qt.Key.Key_Space)
    assert asked[-1][0] == 1
    assert not made.after.isEnabled()
    before = asked[-1][1]
    QTest.keyClick(made.larger, Qt.Key.Key_Space)
    assert asked[-1][1] == pytest.approx(before * 1.25, rel=0.01)


def test_a_picture_of_another_page_comes_too_late(viewer: tuple[PageViewer, list[tuple[int, float]]]) -> None:
    made, _ = viewer
    picture = Pixels(3, 2, bytes([10, 20, 30, 255]) * 6)
    made.show_picture(1, picture)
    assert made._paper.pixmap().isNull()
    made.show_picture(0, picture)
    assert made._paper.pixmap().toImage().pixelColor(0, 0).name() == "#1e140a"


def test_a_page_can_be_read_as_text(viewer: tuple[PageViewer, list[tuple[int, float]]]) -> None:
    made, _ = viewer
    QTest.keyClick(made.as_text, Qt.Key.Key_Space)
    assert made.text.isVisible()
    assert "Second words" in made.text.toPlainText()
    assert made.text.hasFocus()


def test_the_ring_follows_the_focus_and_stays_inside_what_scrolls(shown: Show, keys: Keys) -> None:
    page, window = QWidget(), QWidget()
    inside, outside = QVBoxLayout(page), QVBoxLayout(window)
    buttons = [button(f"Button {number}") for number in range(40)]
    for made in buttons:
        inside.addWidget(made)
    scroll = Scroll(page)
    outside.addWidget(scroll)
    ring = FocusRing(window)
    shown(window)
    buttons[0].setFocus()
    assert ring.geometry().contains(
        buttons[0].geometry().translated(buttons[0].mapTo(window, QPoint(0, 0)) - buttons[0].pos())
    )
    for _ in range(30):
        keys.press(Qt.Key.Key_Tab)
    assert keys.here is buttons[30]
    assert ring.isVisible()
    assert abs(ring.geometry().center().y() - buttons[30].mapTo(window, buttons[30].rect().center()).y()) <= 1
    scroll.verticalScrollBar().setValue(0)
    assert not ring.isVisible()


def test_the_ring_goes_with_what_had_the_focus(shown: Show, qtbot: QtBot) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    made = button("Away")
    layout.addWidget(made)
    ring = FocusRing(window)
    shown(window)
    made.setFocus()
    assert ring.isVisible()
    made.deleteLater()
    qtbot.waitUntil(lambda: not ring.isVisible())
