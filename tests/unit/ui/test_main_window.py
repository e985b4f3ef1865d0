from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.ui.conftest import Keys
from tests.unit.ui.talk import SERVICES, WHOLE
from ui.guides.guide import Guide
from ui.main_window import COVER_TITLE, DEMONSTRATION, MainWindow, Who
from ui.theme import apply_theme, load_theme
from ui.widgets.basics import BRAND
from ui.widgets.search_box import Found
from ui.widgets.side_bar import PlaceItem
from ui.widgets.watches import IdleWatch, ShiftWatch

_PLACES = [
    PlaceItem(name.lower(), name, picture)
    for name, picture in (("Today", "home"), ("Cases", "folder"), ("Reviews", "calendar"), ("Referrals", "send"),
                          ("Guidance", "book"), ("Settings", "gear"))
]  # fmt: skip


@dataclass(frozen=True)
class Crumb:
    words: str
    go: Callable[[], None] | None = None


class Seconds:
    """A clock that a test puts forward."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Page(QWidget):
    """A page with two boxes."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.first, self.second = QLineEdit(), QLineEdit()
        layout.addWidget(self.first)
        layout.addWidget(self.second)


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def window(qtbot: QtBot, seconds: Seconds) -> Iterator[MainWindow]:
    made = MainWindow(_PLACES, idle=IdleWatch(3, seconds), shifts=ShiftWatch(seconds), hidden_seconds=0.05)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> Page:
    window.sign_in(Who("Amina Shah", "Safeguarding lead", "Willow Court"))
    made = Page()
    window.show_page(made, place="cases", crumbs=(Crumb("Cases", lambda: None), Crumb("Joan Whitfield")))
    made.first.setFocus()
    return made


def test_f6_goes_round_the_parts_and_back_to_where_it_was(window: MainWindow, page: Page, keys: Keys) -> None:
    page.second.setFocus()
    keys.press(Qt.Key.Key_F6)
    assert window.top.search.hasFocus()
    keys.press(Qt.Key.Key_F6)
    assert window.side.buttons["cases"].hasFocus()
    keys.press(Qt.Key.Key_F6)
    assert page.second.hasFocus()
    keys.press(Qt.Key.Key_F6, shift=True)
    assert window.side.buttons["cases"].hasFocus()


def test_tab_goes_round_the_whole_window_also_after_steps_of_a_guide(
    window: MainWindow, keys: Keys, qtbot: QtBot
) -> None:
    window.sign_in(Who("A", "B", "C"))
    guide = Guide(WHOLE, SERVICES)
    guide.step_saved.connect(lambda _record, _step: guide.saved("10:42"))
    window.show_page(guide, place="cases", crumbs=(Crumb("Cases"),))
    for _ in range(3):
        guide.save()
    qtbot.waitUntil(lambda: guide.step == "who-was-there")
    for name in ("Visitors: add one", "Save and continue", "Today", "Lock now", "Hide screen", "Steps"):
        keys.tab_to(name)
    keys.tab_to("Who helped you?")


def test_places_are_chosen_by_keys_and_the_mark_waits_for_the_page(
    window: MainWindow, page: Page, keys: Keys, qtbot: QtBot
) -> None:
    window.side.take_focus()
    keys.press(Qt.Key.Key_Down)
    with qtbot.waitSignal(window.place_chosen) as told:
        keys.press(Qt.Key.Key_Return)
    assert told.args == ["reviews"]
    assert window.side.buttons["cases"].isChecked()
    window.show_page(Page(), place="reviews", crumbs=(Crumb("Reviews"),))
    assert window.side.buttons["reviews"].isChecked()
    assert not window.side.buttons["cases"].isChecked()
    assert window.page is not page


def test_alt_left_opens_the_page_before(window: MainWindow, keys: Keys) -> None:
    opened: list[str] = []

    def go(name: str) -> None:
        opened.append(name)
        made = Page()
        window.show_page(made, place=name, crumbs=(Crumb(name),), again=lambda: go(name))
        made.first.setFocus()

    window.sign_in(Who("A", "B", "C"))
    go("today")
    go("cases")
    keys.press(Qt.Key.Key_Left, alt=True)
    keys.press(Qt.Key.Key_Left, alt=True)
    assert opened == ["today", "cases", "today"]


def test_alt_left_leaves_no_page_that_fills_the_window(window: MainWindow, keys: Keys) -> None:
    opened: list[str] = []
    window.sign_in(Who("A", "B", "C"))
    for name in ("today", "cases"):
        window.show_page(Page(), place=name, crumbs=(Crumb(name),), again=lambda: opened.append("back"))
    alone = Page()
    window.show_alone(alone)
    window.watch_alone()
    alone.first.setFocus()
    keys.press(Qt.Key.Key_Left, alt=True)
    assert not opened
    assert alone.isVisible()


@pytest.mark.usefixtures("page")
def test_the_path_leads_back(window: MainWindow) -> None:
    went: list[str] = []
    window.set_crumbs((Crumb("Cases", lambda: went.append("cases")), Crumb("Joan")))
    crumbs = [w for w in window.top.findChildren(QWidget) if w.accessibleName() == "Back to Cases"]
    crumb = crumbs[-1]
    QTest.keyClick(crumb, Qt.Key.Key_Space)
    assert went == ["cases"]


@pytest.mark.usefixtures("page")
def test_search_by_keys(window: MainWindow, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Qt.Key.Key_K, ctrl=True)
    with qtbot.waitSignal(window.top.search.asked) as asked:
        keys.write("joan")
    assert asked.args == ["joan"]
    window.top.search.show_results([Found("Joan Whitfield", "Case 31", "case-31"), Found("Joan Ellis", "", "case-4")])
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.top.search.chosen) as chosen:
        keys.press(Qt.Key.Key_Return)
    assert chosen.args == ["case-4"]
    assert window.top.search.text() == ""


@pytest.mark.usefixtures("page")
def test_enter_in_the_search_box_asks_for_all(window: MainWindow, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Qt.Key.Key_K, ctrl=True)
    keys.write("joan")
    with qtbot.waitSignal(window.top.search.submitted) as told:
        keys.press(Qt.Key.Key_Return)
    assert told.args == ["joan"]


@pytest.mark.usefixtures("page")
def test_nothing_found_is_said_and_escape_closes(window: MainWindow, keys: Keys, qtbot: QtBot) -> None:
    keys.press(Qt.Key.Key_K, ctrl=True)
    with qtbot.waitSignal(window.top.search.asked):
        keys.write("zzz")
    window.top.search.show_results([])
    assert window.top.search.results is not None
    keys.press(Qt.Key.Key_Escape)
    assert window.top.search.results is None


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_what_is_found_too_late_is_left(window: MainWindow, keys: Keys, qtbot: QtBot, key: Qt.Key) -> None:
    keys.press(Qt.Key.Key_K, ctrl=True)
    with qtbot.waitSignal(window.top.search.asked):
        keys.write("joan")
    keys.press(key)
    window.top.search.show_results([Found("Joan Whitfield", "Case 31", "case-31")])
    assert window.top.search.results is None


def test_lock_by_keys_and_only_when_somebody_is_signed_in(window: MainWindow, keys: Keys, qtbot: QtBot) -> None:
    alone = Page()
    window.show_alone(alone)
    alone.first.setFocus()
    with qtbot.assertNotEmitted(window.lock_requested):
        keys.press(Qt.Key.Key_L, ctrl=True)
    window.sign_in(Who("A", "B", "C"))
    shown = Page()
    window.show_page(shown, place="today", crumbs=(Crumb("Today"),))
    shown.first.setFocus()
    with qtbot.waitSignal(window.lock_requested):
        keys.press(Qt.Key.Key_L, ctrl=True)


# hiding


def test_shift_three_times_covers_everything_and_uncovers(window: MainWindow, page: Page, keys: Keys) -> None:
    window._hidden_timer.setInterval(60_000)
    keys.press(Qt.Key.Key_Shift, Qt.Key.Key_Shift)
    assert page.isVisible()
    keys.press(Qt.Key.Key_Shift)
    assert window.is_covered
    assert not page.isVisible()
    assert not window.side.isVisible()
    assert window.windowTitle() == COVER_TITLE
    assert BRAND not in window.windowTitle()
    keys.press(Qt.Key.Key_Shift, Qt.Key.Key_Shift, Qt.Key.Key_Shift)
    assert page.isVisible()
    assert window.windowTitle() == BRAND
    assert keys.here is page.first


@pytest.mark.usefixtures("page")
def test_shift_while_typing_capitals_hides_nothing(window: MainWindow, keys: Keys) -> None:
    for _ in range(4):
        keys.press(Qt.Key.Key_Shift)
        keys.press(Qt.Key.Key_A, shift=True)
    assert not window.is_covered


@pytest.mark.usefixtures("page")
def test_three_shifts_must_come_within_five_seconds(window: MainWindow, keys: Keys, seconds: Seconds) -> None:
    for _ in range(5):
        keys.press(Qt.Key.Key_Shift)
        seconds.now += 3
    assert not window.is_covered


@pytest.mark.usefixtures("page")
def test_the_red_button_hides_tells_and_then_locks(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignals([window.hidden, window.lock_requested], timeout=2000, order="strict"):
        QTest.mouseClick(window.top.hide_button, Qt.MouseButton.LeftButton)
    assert window.is_covered


def test_hiding_before_anybody_signed_in_locks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.show_alone(Page())
    with qtbot.assertNotEmitted(window.lock_requested, wait=150):
        window.hide_screen()
    assert window.is_covered


@pytest.mark.usefixtures("page")
def test_a_page_that_arrives_while_covered_stays_covered(window: MainWindow) -> None:
    window._hidden_timer.setInterval(60_000)
    window.hide_screen()
    late = Page()
    window.show_page(late, place="today", crumbs=(Crumb("Today"),))
    assert window.is_covered
    assert not late.isVisible()
    window.show_again()
    assert late.isVisible()


@pytest.mark.usefixtures("page")
def test_uncovering_survives_that_what_had_the_focus_has_gone(window: MainWindow, page: Page, keys: Keys) -> None:
    page.first.setFocus()
    window._hidden_timer.setInterval(60_000)
    window.hide_screen()
    other = Page()
    window.show_page(other, place="cases", crumbs=())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.show_again()
    assert other.isAncestorOf(keys.here)


def test_hiding_closes_a_dialog_that_stands_in_front(window: MainWindow, qtbot: QtBot) -> None:
    window._hidden_timer.setInterval(60_000)
    dialog = QDialog(window)
    qtbot.addWidget(dialog)
    dialog.open()
    window.hide_screen()
    assert not dialog.isVisible()


# nobody there


@pytest.mark.usefixtures("page")
def test_a_bar_warns_and_goes_when_somebody_types(window: MainWindow, keys: Keys, seconds: Seconds) -> None:
    seconds.now += 3 * 60 - 31
    window.idle.tick()
    assert not window._idle_banner.isVisible()
    seconds.now += 3
    window.idle.tick()
    assert "lock in 28 seconds" in window._idle_banner.sentence
    assert window._idle_banner.isVisible()
    keys.press(Qt.Key.Key_A)
    assert not window._idle_banner.isVisible()


@pytest.mark.usefixtures("page")
def test_nobody_there_for_the_time_set_locks(window: MainWindow, seconds: Seconds, qtbot: QtBot) -> None:
    window.idle.minutes = 1
    seconds.now += 61
    with qtbot.waitSignal(window.lock_requested):
        window.idle.tick()


def test_no_idle_lock_before_signing_in(window: MainWindow) -> None:
    window.show_alone(Page())
    assert not window.idle._timer.isActive()


# what it says


@pytest.mark.usefixtures("page")
def test_the_title_never_names_a_person(window: MainWindow) -> None:
    assert window.windowTitle() == BRAND
    assert "Joan" not in window.windowTitle()


@pytest.mark.usefixtures("page")
def test_example_cases_are_marked_for_as_long_as_they_are_shown(window: MainWindow) -> None:
    assert not window._example_banner.isVisible()
    window.sign_in(Who("A", "B", "C"), is_demonstration=True)
    assert window._example_banner.isVisible()
    assert window._example_banner.sentence == DEMONSTRATION


@pytest.mark.usefixtures("page")
def test_closing_tells_first(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_everything_fits_the_commonest_screen_at_every_size_of_text(
    qapp: QApplication, qtbot: QtBot, percent: int
) -> None:
    apply_theme(qapp, load_theme("light", percent))
    try:
        window = MainWindow(_PLACES)
        qtbot.addWidget(window)
        window.sign_in(Who("Amina Shah", "Safeguarding lead", "Willow Court"), is_demonstration=True)
        window.show_page(Page(), place="today", crumbs=(Crumb("Cases", lambda: None), Crumb("Joan Whitfield " * 9)))
        window.show()
        window.resize(1366, 768)
        assert (window.width(), window.height()) == (1366, 768)
        for made in (*window.side.buttons.values(), window.side.lock_button, window.top.hide_button):
            assert made.width() >= made.sizeHint().width()
            assert window.rect().contains(made.mapTo(window, made.rect().bottomRight()))
        window.close()
    finally:
        apply_theme(qapp, load_theme())
