"""The conversation ended here: said once, marked wherever it was not asked, taken back, and gone on with."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.records import (
    Capacity,
    ConsentConversation,
    EndedWhy,
    Skip,
    SkipWhy,
    YesNo,
    end_early,
    not_asked,
)
from safeguard_desktop.records.vocabulary import Explained
from tests.unit.ui.conftest import Keys
from tests.unit.ui.guide_desk import Desk, check_page, step_page, texts
from ui.guides.check_page import CHECK
from ui.guides.ended_note import EndedNote
from ui.guides.progress import lines_of
from ui.widgets.step_list import State

Open = Callable[..., Desk]
UPSET = Skip(why=SkipWhy.ENDED, ended=EndedWhy.UPSET)
HERE = "explain-the-concern"
END = "The conversation ended here…"
TALK = ConsentConversation(
    safe_to_talk=YesNo.YES,
    alone=YesNo.YES,
    limits_explained=Explained.YES,
    manager_explained=YesNo.YES,
    has_capacity=Capacity.PRESUMED,
    worries="“I do not want any fuss.”",
)
ENDED = end_early(TALK, HERE, UPSET)


def _note(desk: Desk) -> QPushButton:
    (note,) = (note for note in desk.guide.findChildren(EndedNote) if note.isVisible())
    return note.go_on_button


def test_one_action_marks_what_was_not_asked_and_leads_to_how_it_was_left(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(TALK, start=HERE)
    keys.tab_to(END)
    keys.press(Qt.Key.Key_Space)
    assert keys.here.accessibleName() == "Why did it end?: They left"
    assert any("10 steps are marked as not asked" in text for text in texts(desk.guide))
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.guide.record == ENDED
    assert desk.guide.step == "how-you-left-it"
    assert "The conversation ended early: they became upset." in texts(desk.guide)
    marks = {line.key: line.state for line in lines_of(desk.guide.record, desk.guide.step, desk.guide.seen)}
    assert marks[HERE] is marks["their-answer-on-help"] is State.PASSED
    assert marks["before-you-start"] is State.UNFINISHED


def test_why_is_wanted_and_another_reason_wants_words(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(TALK, start=HERE)
    desk.guide.end_here()
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.saved == []
    assert keys.here is step_page(desk.guide).summary
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Space)
    assert keys.here.accessibleName() == "Why did it end?: They left"
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.saved == []
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Space)
    keys.write("The fire bell rang.")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    mark = Skip(why=SkipWhy.ENDED, ended=EndedWhy.OTHER, reason="The fire bell rang.")
    assert set(desk.guide.record.skipped.values()) == {mark}


def test_it_is_taken_back_at_once(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(ENDED, start="how-you-left-it")
    step_page(desk.guide).form.fields["left_how"].take_focus()
    keys.write("She went to lunch.")
    _note(desk).setFocus()
    keys.press(Qt.Key.Key_Space)
    assert desk.guide.record == TALK
    assert desk.guide.step == HERE
    assert desk.drafts[-1]["step"] == HERE
    desk.guide.go_to("how-you-left-it")
    assert step_page(desk.guide).form.fields["left_how"].raw() == "She went to lunch."


def test_one_goes_on_with_it_on_another_day(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(ENDED, start=CHECK)
    assert "Not asked" in texts(check_page(desk.guide))
    assert not desk.guide.foot.end_button.isVisible()
    _note(desk).setFocus()
    keys.press(Qt.Key.Key_Return)
    assert not_asked(desk.guide.record) == ()
    assert desk.guide.step == HERE
    assert desk.guide.foot.end_button.isVisible()


def test_a_half_typed_end_outlives_a_lock_and_is_gone_once_it_is_taken_back(open_guide: Open) -> None:
    desk = open_guide(TALK, start=HERE)
    desk.guide.end_here()
    box = step_page(desk.guide).skip_box
    assert box is not None
    box.ended.set_value(EndedWhy.LEFT)
    desk.guide.flush()
    again = open_guide(TALK, draft=desk.drafts[-1])
    held = step_page(again.guide).skip_box
    assert held is not None
    assert held.skip() == Skip(why=SkipWhy.ENDED, ended=EndedWhy.LEFT)
    third = open_guide(ENDED, draft=desk.drafts[-1])
    third.guide._take_back_end()
    fresh = step_page(third.guide).skip_box
    assert fresh is not None
    assert fresh.skip() is None


def test_a_step_asked_after_all_loses_its_mark_alone(open_guide: Open) -> None:
    desk = open_guide(ENDED, start=HERE)
    form = step_page(desk.guide).form
    form.fields["explained"].set_value(Explained.YES)
    form.fields["explained_how"].set_value("All of it.")
    desk.guide.save()
    assert HERE not in desk.guide.record.skipped
    assert len(not_asked(desk.guide.record)) == 9


def test_the_last_page_leads_to_where_it_seems_to_have_ended(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(TALK, start=CHECK)
    keys.tab_to(END)
    keys.press(Qt.Key.Key_Space)
    assert desk.guide.step == HERE
    assert keys.here.accessibleName() == "Why did it end?: They left"


def test_before_and_after_the_conversation_there_is_nothing_to_end(open_guide: Open) -> None:
    desk = open_guide(TALK)
    assert desk.guide.step == "before-you-start"
    assert not desk.guide.foot.end_button.isVisible()
    assert open_guide().guide.step == "before-you-start"


def test_a_disk_that_refuses_leaves_it_ended(open_guide: Open) -> None:
    desk = open_guide(ENDED, start=CHECK)
    desk.saves_at_once = False
    desk.guide._take_back_end()
    desk.guide._take_back_end()
    assert len(desk.saved) == 1
    desk.guide.not_saved(StorageTrouble("The disk is full."))
    assert desk.guide.record == ENDED
    assert desk.guide.step == CHECK
