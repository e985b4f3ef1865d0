"""The buttons below a question stay in sight, also with large words, and take no more than their part of the room."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from safeguard_desktop.records import ConsentConversation
from tests.unit.ui.conftest import Keys
from tests.unit.ui.guide_desk import Desk
from ui.guides.check_page import CHECK
from ui.guides.guide import Guide
from ui.theme import apply_theme, load_theme
from ui.widgets.basics import lay_out_now

Open = Callable[..., Desk]
HERE = "limits-of-secrecy"
END, STOP = "The conversation ended here…", "Stop here and come back later"


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, load_theme("contrast", 200))
    yield
    apply_theme(qapp, load_theme())


@pytest.fixture
def guide(large: None, open_guide: Open) -> Guide:  # noqa: ARG001  # the size of the words
    made = open_guide(ConsentConversation(), start=HERE).guide
    made.resize(1102, 540)
    lay_out_now()
    return made


def _in_sight(guide: Guide) -> bool:
    return guide.next_button.visibleRegion().boundingRect().size() == guide.next_button.size()


def test_with_large_words_the_way_on_is_in_sight_from_the_first_line(guide: Guide) -> None:
    assert guide.scroller.verticalScrollBar().value() == 0
    assert _in_sight(guide)
    assert guide.foot.height() * 3 <= guide.foot.height() + guide.scroller.height()
    assert not guide.foot.stop_button.isVisible()
    assert guide.foot.below.isVisible()


def test_the_ways_to_end_are_come_to_after_the_questions_and_do_what_they_say(guide: Guide, keys: Keys) -> None:
    stopped: list[object] = []
    guide.stopped.connect(stopped.append)
    guide.progress.opener.setFocus()
    seen: list[str] = []
    for _ in range(40):
        keys.press(Qt.Key.Key_Tab)
        seen.append(str(getattr(keys.here, "text", str)()))
        if keys.here is guide.back_button:
            break
    assert seen[-4:] == [END, STOP, "Save and continue", "Back"]
    guide.foot.below.stop_button.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert stopped == [guide.record]
    guide.foot.below.end_button.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert guide.step == HERE
    assert "Why did it end?" in keys.here.accessibleName()


def test_the_focus_goes_with_a_way_to_end(guide: Guide, keys: Keys) -> None:
    guide.foot.below.stop_button.setFocus()
    guide.resize(1102, 1200)
    lay_out_now()
    assert keys.here is guide.foot.stop_button
    assert not guide.foot.below.isVisible()
    guide.resize(1102, 540)
    lay_out_now()
    assert keys.here is guide.foot.below.stop_button


def test_where_one_row_would_squeeze_the_question_it_ends_what_scrolls(guide: Guide) -> None:
    guide.resize(1102, 380)
    lay_out_now()
    assert not _in_sight(guide)
    guide.scroller.reveal(guide.next_button)
    assert _in_sight(guide)
    guide.resize(1102, 540)
    lay_out_now()
    assert _in_sight(guide)


def test_while_the_steps_are_open_the_question_keeps_its_room(guide: Guide) -> None:
    closed = guide.scroller.height()
    guide.progress.opener.click()
    lay_out_now()
    assert not _in_sight(guide)
    guide.progress.opener.click()
    lay_out_now()
    assert _in_sight(guide)
    assert guide.scroller.height() == closed


def test_choosing_a_step_closes_the_list_so_that_the_way_on_is_in_sight(guide: Guide, keys: Keys) -> None:
    guide.progress.opener.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert guide.progress.steps.isVisible()
    keys.press(Qt.Key.Key_Tab, Qt.Key.Key_End, Qt.Key.Key_Return)
    lay_out_now()
    assert guide.step == CHECK
    assert not guide.progress.steps.isVisible()
    assert keys.here is guide.next_button
    assert _in_sight(guide)


def test_where_the_way_on_is_out_of_sight_the_last_page_is_entered_at_its_top(guide: Guide, keys: Keys) -> None:
    guide.resize(1102, 380)
    lay_out_now()
    guide.go_to(CHECK)
    assert keys.here is not guide.next_button
    assert _is_seen(keys.here)


@pytest.mark.parametrize("height", [540, 420])
@pytest.mark.parametrize("step", ["safe-to-talk", "limits-of-secrecy", "what-they-want"])
def test_what_has_the_focus_is_in_view_when_a_step_opens_and_is_answered(
    guide: Guide, keys: Keys, height: int, step: str
) -> None:
    guide.resize(1102, height)
    lay_out_now()
    guide.go_to("how-you-left-it")
    guide.go_to(step)
    assert _is_seen(keys.here)
    guide.scroller.verticalScrollBar().setValue(0)
    keys.press(Qt.Key.Key_Down)
    assert _is_seen(keys.here)


def _is_seen(widget: QWidget) -> bool:
    """Whether its first line is in sight; a high box may end below."""
    shown = widget.visibleRegion().boundingRect()
    return shown.top() == 0 and shown.height() >= min(widget.height(), 40)
