from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from safeguard_desktop.errors import StorageTrouble
from safeguard_desktop.records.record import Record, missing
from safeguard_desktop.records.values import LONGEST_TEXT, Skip, SkipWhy, When, YesNo
from tests.unit.ui.conftest import Keys
from tests.unit.ui.guide_desk import Desk, check_page, step_page, texts
from tests.unit.ui.talk import WHOLE, Talk
from ui.guides.check_page import CHECK
from ui.guides.guide import Guide
from ui.guides.panels import Panel, PanelWidget, Where
from ui.guides.progress import lines_of
from ui.widgets.step_list import State, StepList
from ui.widgets.wrap_link import WrapLink


def _names(steps: StepList) -> list[str]:
    return [steps.item(number).text() for number in range(steps.count())]


def _marks(guide: Guide) -> dict[str, State]:
    return {line.key: line.state for line in lines_of(guide.record, guide.step, guide.seen)}


def _slips(desk: Desk) -> list[str]:
    summary = step_page(desk.guide).summary
    return [slip.text() for slip in summary.findChildren(WrapLink) if slip.isVisible()]


def test_the_whole_way_by_keyboard_alone(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(finish="Finish the talk")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.write("That he will stop visiting.")
    keys.tab_to("Save and continue")
    keys.press(Qt.Key.Key_Return)
    for text in ("20", "november", "2026"):
        keys.write(text)
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    keys.write("She lives alone.")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.guide.step == CHECK
    assert missing(desk.guide.record) == ()
    assert keys.here is desk.guide.next_button
    keys.press(Qt.Key.Key_Space)
    assert desk.finished == [WHOLE]
    assert [step for _, step in desk.saved] == [
        "before-you-start", "what-is-worrying-them", "when-and-where", "who-was-there", "others-at-risk",
    ]  # fmt: skip


def test_a_step_says_where_it_is_and_what_one_could_say(open_guide: Callable[..., Desk]) -> None:
    desk = open_guide(saved_at="09:10")
    said = texts(desk.guide)
    assert "Step 1 of 5  ·  Policy 6.5" in said
    assert "Is it safe to talk now?" in said
    assert "“Is this a good time?”" in said
    assert "0 of 5 done. Saved 09:10." in said


def test_a_question_comes_and_goes_with_another_answer(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide()
    form = step_page(desk.guide).form
    assert not form.fields["unsafe_why"].isVisible()
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert form.fields["unsafe_why"].isVisible()
    keys.press(Qt.Key.Key_Tab)
    keys.write("He is in the room.")
    form.fields["safe"].take_focus()
    keys.press(Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert not form.fields["unsafe_why"].isVisible()
    desk.guide.save()
    assert desk.guide.record == Talk(safe=YesNo.YES)


def test_a_step_comes_and_goes_with_an_answer(open_guide: Callable[..., Desk]) -> None:
    desk = open_guide(Talk(safe=YesNo.YES))
    steps = desk.guide.progress.steps
    assert "Who was there" in _names(steps)
    step_page(desk.guide).form.fields["safe"].set_value(YesNo.UNKNOWN)
    step_page(desk.guide).form.changed.emit()
    assert "Who was there" not in _names(steps)


def test_a_step_is_passed_over_with_a_reason(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="what-is-worrying-them")
    keys.tab_to("No answer to write down? Say why: They did not say")
    keys.press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.saved == []
    assert keys.here.accessibleName().endswith("Say why you passed over this step.")
    keys.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    keys.write("Her son came in.")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    skip = Skip(why=SkipWhy.NOT_SAFE, reason="Her son came in.")
    assert desk.guide.record.skipped == {"what-is-worrying-them": skip}
    desk.guide.go_to(CHECK)
    assert any("Her son came in." in text for text in texts(check_page(desk.guide)))


def test_they_did_not_say_wants_no_reason(open_guide: Callable[..., Desk]) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="what-is-worrying-them")
    box = step_page(desk.guide).skip_box
    assert box is not None
    box.set_skip(Skip(why=SkipWhy.DID_NOT_SAY))
    desk.guide.save()
    assert desk.guide.step == "when-and-where"
    assert all(gap.step is None or gap.step.key != "what-is-worrying-them" for gap in missing(desk.guide.record))


def test_unusable_input_stops_says_what_to_do_and_keeps_every_word(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="when-and-where")
    page = step_page(desk.guide)
    page.form.fields["met"].set_raw({"day": "31", "month": "feb", "year": "2026"})
    page.form.fields["times"].set_raw("some")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.saved == []
    assert keys.here is page.summary
    sentence = "February 2026 has only 28 days. Check the day and the month."
    assert page.form.fields["met"].error == sentence
    keys.press(Qt.Key.Key_Tab)
    assert getattr(keys.here, "text", str)() == sentence
    keys.press(Qt.Key.Key_Space)
    assert keys.here.accessibleName() == "When did you speak?: day"
    keys.write("20")
    assert page.form.fields["times"].raw() == "some"


def test_enter_on_what_is_wrong_goes_to_the_first_of_it(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="when-and-where")
    page = step_page(desk.guide)
    page.form.fields["times"].set_raw("some")
    desk.guide.save()
    assert keys.here is page.summary
    keys.press(Qt.Key.Key_Return)
    assert keys.here.accessibleName() == "How many times?"


def test_what_was_wrong_goes_once_it_is_answered_and_the_rest_stays(
    open_guide: Callable[..., Desk], keys: Keys
) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="who-was-there")
    page = step_page(desk.guide)
    page.take_focus()
    keys.write("Harold Pyke")
    page.form.fields["others"].set_raw({"ids": [], "typed": "Somebody"})
    desk.guide.save()
    wrong = "Pick one from the list below the box, or empty the box."
    assert _slips(desk) == [f"Who helped you: {wrong}", f"Who else was there: {wrong}"]
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert desk.guide.record.answer("helper") is None
    assert page.form.fields["helper"].value() == "new"
    assert _slips(desk) == [wrong]
    assert page.form.fields["others"].error == wrong
    page.form.fields["others"].take_focus()
    keys.press(Qt.Key.Key_Return)
    assert page.summary.isHidden()
    assert not page.form.fields["others"].error


def test_a_step_begins_past_a_person_that_is_known(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES, helper="p2"), start="who-was-there")
    assert keys.here is step_page(desk.guide).form.fields["others"].finder.line  # type: ignore[attr-defined]  # a picker


def test_what_only_the_record_refuses_is_shown_at_its_field(open_guide: Callable[..., Desk]) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="what-is-worrying-them")
    field = step_page(desk.guide).form.fields["worried"]
    field.set_value(("x" * 99 + "\n") * (LONGEST_TEXT // 100) + "x")
    desk.guide.save()
    assert desk.saved == []
    assert field.error == "This is too long. Use at most 1,000,000 letters."
    assert len(field.value()) == LONGEST_TEXT + 1


def test_back_keeps_what_was_typed(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="what-is-worrying-them")
    keys.write("Half a sen")
    desk.guide.back_button.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert desk.guide.step == "before-you-start"
    desk.guide.save()
    assert step_page(desk.guide).form.fields["worried"].value() == "Half a sen"


def test_stopping_hands_over_every_half_typed_word(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="when-and-where")
    keys.write("31")
    keys.press(Qt.Key.Key_Tab)
    keys.write("feb")
    keys.tab_to("Stop here and come back later")
    keys.press(Qt.Key.Key_Space)
    assert desk.stopped == [Talk(safe=YesNo.YES)]
    again = open_guide(desk.guide.record, draft=desk.drafts[-1])
    assert again.guide.step == "when-and-where"
    boxes = step_page(again.guide).form.fields["met"].raw()
    assert (boxes["day"], boxes["month"]) == ("31", "feb")


def test_typing_is_handed_over_within_two_seconds(open_guide: Callable[..., Desk], keys: Keys, qtbot: QtBot) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="what-is-worrying-them")
    with qtbot.waitSignal(desk.guide.typed, timeout=2000) as told:
        keys.write("She said that")
    raw: Mapping[str, Any] = told.args[0]
    assert raw["steps"]["what-is-worrying-them"]["answers"]["worried"] == "She said that"
    assert told.args[1] == "what-is-worrying-them"


def test_a_saved_step_leaves_the_draft(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide()
    keys.press(Qt.Key.Key_Space)
    desk.guide.save()
    assert desk.drafts[-1] == {"step": "what-is-worrying-them", "steps": {}}


@pytest.mark.parametrize("draft", [{}, {"step": 4, "steps": []}, {"step": "gone", "steps": {"x": None}}, {"steps": 1}])
def test_a_draft_that_cannot_be_read_is_left_out(open_guide: Callable[..., Desk], draft: dict[str, Any]) -> None:
    assert open_guide(draft=draft).guide.step == "before-you-start"


def test_words_typed_while_saving_are_saved_too(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="what-is-worrying-them")
    desk.saves_at_once = False
    keys.write("First")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "Saving…" in texts(desk.guide)
    keys.write(" and more")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert len(desk.saved) == 1
    desk.guide.saved("10:42")
    assert [record.worried for record, _ in desk.saved] == ["First", "First and more"]
    desk.guide.saved("10:43")
    assert desk.guide.step == "when-and-where"
    assert desk.guide.record.answer("worried") == "First and more"


def test_a_disk_that_refuses_loses_nothing(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="what-is-worrying-them")
    desk.saves_at_once = False
    keys.write("Important")
    desk.guide.save()
    desk.guide.not_saved(StorageTrouble("The disk is full.", "Make room, then try again."))
    assert desk.drafts[-1]["steps"]["what-is-worrying-them"]["answers"]["worried"] == "Important"
    assert keys.here.accessibleName().endswith("The disk is full. Make room, then try again.")
    desk.saves_at_once = True
    desk.guide.save()
    assert desk.guide.record.answer("worried") == "Important"


def test_the_last_page_names_what_is_missing_and_leads_there(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start=CHECK)
    page = check_page(desk.guide)
    assert "3 answers are still needed" in texts(page)
    keys.press(Qt.Key.Key_Space)
    assert desk.finished == []
    assert keys.here is page.summary
    keys.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert getattr(keys.here, "text", str)() == "When and where: Enter the date you spoke to them."
    keys.press(Qt.Key.Key_Space)
    assert desk.guide.step == "when-and-where"
    assert keys.here.accessibleName() == "When did you speak?: day"


def test_change_goes_to_the_question_and_comes_back_to_the_check(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(WHOLE, start=CHECK)
    assert "20 November 2026" in texts(check_page(desk.guide))
    change = check_page(desk.guide).change_buttons["worried"]
    assert change.accessibleName() == "Change: What they said"
    change.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert keys.here.accessibleName() == "What they said"
    keys.press(Qt.Key.Key_End, ctrl=True)
    keys.write(" Again.")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.guide.step == CHECK
    assert "That he will stop visiting. Again." in texts(check_page(desk.guide))


def test_the_last_page_shows_names_and_not_ids(open_guide: Callable[..., Desk]) -> None:
    desk = open_guide(WHOLE.with_answers({"helper": "p1"}), start=CHECK)
    assert "Amina Shah" in texts(check_page(desk.guide))
    desk.guide.set_names({"p1": "Amina Shah-Brown"})
    assert "Amina Shah-Brown" in texts(check_page(desk.guide))


def test_the_list_says_in_words_how_far_it_is(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(WHOLE.with_answers({"met": None, "times": 2}), start="others-at-risk")
    steps = desk.guide.progress.steps
    said = [steps.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(steps.count())]
    assert said == [
        f"Before you start, {State.DONE.value}",
        f"What is worrying them?, {State.DONE.value}",
        f"When and where, {State.UNFINISHED.value}",
        f"Who was there, {State.DONE.value}",
        f"Others at risk, {State.HERE.value}",
        f"Check your answers, {State.TO_COME.value}",
    ]
    steps.setFocus()
    keys.press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert desk.guide.step == "before-you-start"


class Finding(PanelWidget):
    """A panel that says whether the talk was safe."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel(self)

    def show_record(self, record: Record) -> None:
        self.label.setText(f"safe: {record.answer('safe')}")


def test_nothing_is_called_missing_before_it_was_seen(open_guide: Callable[..., Desk]) -> None:
    desk = open_guide(Talk(at_risk=WHOLE.at_risk))
    marks = _marks(desk.guide)
    assert State.UNFINISHED not in marks.values()
    assert marks["others-at-risk"] is State.DONE
    desk.guide.go_to("when-and-where")
    marks = _marks(desk.guide)
    assert marks["before-you-start"] is State.UNFINISHED
    assert marks["what-is-worrying-them"] is State.TO_COME


@pytest.mark.parametrize("where", Where)
def test_a_panel_follows_the_answers(open_guide: Callable[..., Desk], keys: Keys, where: Where) -> None:
    desk = open_guide(panels={"before-you-start": [Panel(Finding, where)]})
    panel = desk.guide.findChild(Finding)
    assert isinstance(panel, Finding)
    assert panel.label.text() == "safe: None"
    keys.press(Qt.Key.Key_Space)
    assert panel.label.text() == "safe: yes"


def test_enter_in_a_line_does_nothing(open_guide: Callable[..., Desk], keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start="when-and-where")
    keys.write("20")
    keys.press(Qt.Key.Key_Return)
    assert desk.saved == []
    assert desk.guide.step == "when-and-where"


def test_a_narrow_window_folds_the_steps_away(open_guide: Callable[..., Desk], keys: Keys, qtbot: QtBot) -> None:
    desk = open_guide(WHOLE)
    guide = desk.guide
    assert guide.progress.steps.isVisible()
    guide.resize(700, 700)
    qtbot.waitUntil(lambda: not guide.progress.steps.isVisible())
    guide.progress.opener.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert guide.progress.steps.isVisible()


def test_a_record_that_is_whole_but_wrong_is_refused_at_the_end(open_guide: Callable[..., Desk]) -> None:
    wrong = WHOLE.model_copy(update={"met": When.model_construct(year=3000, month=1, day=1)})
    desk = open_guide(wrong, start=CHECK)
    desk.guide.next_button.click()
    assert desk.finished == []
    assert desk.guide.findChildren(QPushButton)


def test_what_is_being_finished_is_not_changed_or_left(open_guide: Callable[..., Desk]) -> None:
    desk = open_guide(WHOLE, start=CHECK)
    desk.guide.save()
    desk.guide.save()
    drafts = len(desk.drafts)
    check_page(desk.guide).change.emit("what-is-worrying-them", "worried")
    desk.guide.stop()
    assert desk.guide.step == CHECK
    assert (len(desk.finished), len(desk.stopped), len(desk.drafts)) == (1, 0, drafts)


def test_unusable_words_typed_while_saving_are_said_and_the_wait_ends(
    open_guide: Callable[..., Desk], keys: Keys
) -> None:
    desk = open_guide(WHOLE, start="when-and-where")
    desk.saves_at_once = False
    desk.guide.save()
    step_page(desk.guide).form.fields["times"].take_focus()
    keys.write("three")
    desk.guide.saved("10:42")
    assert "Saving…" not in texts(desk.guide)
    assert "Enter a whole number" in step_page(desk.guide).form.fields["times"].error
