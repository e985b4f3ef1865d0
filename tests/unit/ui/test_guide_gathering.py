"""What is typed and left without Save is saved on the way to the last page; what cannot be saved stands in the way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from safeguard_desktop.errors import InputTrouble, StorageTrouble
from safeguard_desktop.records import ConsentConversation, EndedWhy, Skip, SkipWhy, When, YesNo, end_early, not_asked
from tests.unit.ui.conftest import Keys
from tests.unit.ui.guide_desk import Desk, check_page, step_page, texts
from tests.unit.ui.talk import WHOLE, Talk
from ui.guides.check_page import CHECK
from ui.widgets.wrap_link import WrapLink

Open = Callable[..., Desk]
SURE = ("You can hand it in as it is", "The team has it at once.")
WORDS = "That he will stop visiting."
BAD = {"day": "31", "month": "feb", "year": "2026"}
SENTENCE = "When and where: February 2026 has only 28 days. Check the day and the month."


def _type(desk: Desk, step: str, **raw: object) -> None:
    """Type into a step, and leave it there."""
    desk.guide.go_to(step)
    form = step_page(desk.guide).form
    for name, value in raw.items():
        form.fields[name].set_raw(value)
    form.changed.emit()


def _links(desk: Desk) -> list[str]:
    summary = check_page(desk.guide).summary
    return [slip.text() for slip in summary.findChildren(WrapLink) if slip.isVisible()]


def _to_the_check_by_the_list(desk: Desk, keys: Keys) -> None:
    desk.guide.progress.steps.setFocus()
    keys.press(Qt.Key.Key_End, Qt.Key.Key_Return)


def test_words_of_two_steps_left_by_the_list_are_handed_in(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), assure=lambda _record: SURE, finish="Hand it in")
    _type(desk, "what-is-worrying-them", worried=WORDS)
    _type(desk, "when-and-where", place="Garden")
    _to_the_check_by_the_list(desk, keys)
    assert desk.guide.step == CHECK
    assert WORDS in texts(check_page(desk.guide))
    assert [gap.step.key for gap in check_page(desk.guide)._missing if gap.step] == ["when-and-where", "others-at-risk"]
    assert desk.drafts[-1] == {"step": CHECK, "steps": {}}
    keys.press(Qt.Key.Key_Space)
    assert desk.finished == [Talk(safe=YesNo.YES, worried=WORDS, place="Garden")]


def test_they_are_saved_at_once_and_leave_the_draft_only_then(open_guide: Open) -> None:
    desk = open_guide(Talk(safe=YesNo.YES))
    desk.saves_at_once = False
    _type(desk, "what-is-worrying-them", worried=WORDS)
    _type(desk, "when-and-where", place="Garden", met=BAD)
    _type(desk, "others-at-risk", at_risk={"answer": "yes"})
    desk.guide.go_to(CHECK)
    assert desk.guide.step == "others-at-risk"
    assert len(desk.saved) == 1
    assert set(desk.rests[-1]["steps"]) == {"when-and-where"}
    assert set(desk.drafts[-1]["steps"]) >= {"what-is-worrying-them", "when-and-where"}
    desk.guide.saved("10:42")
    assert desk.guide.step == CHECK
    assert set(desk.drafts[-1]["steps"]) == {"when-and-where"}


def test_a_step_that_was_only_looked_at_is_not_written(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(WHOLE)
    for step in ("what-is-worrying-them", "when-and-where", "who-was-there"):
        desk.guide.go_to(step)
    _to_the_check_by_the_list(desk, keys)
    assert desk.saved == []
    _type(desk, "what-is-worrying-them", worried="Other words")
    _type(desk, "what-is-worrying-them", worried=WORDS)
    desk.guide.go_to(CHECK)
    assert desk.saved == []
    assert desk.drafts[-1]["steps"] == {}


def test_what_cannot_be_saved_is_named_stands_in_the_way_and_is_mended(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), assure=lambda _record: SURE, finish="Hand it in")
    _type(desk, "what-is-worrying-them", worried=WORDS)
    _type(desk, "when-and-where", met=BAD, place="Garden")
    _to_the_check_by_the_list(desk, keys)
    assert keys.here is check_page(desk.guide).summary
    assert "Not saved yet: look at this step" in texts(desk.guide)
    assert SURE[0] not in texts(desk.guide)
    assert _links(desk) == [SENTENCE]
    assert desk.guide.record.answer("worried") == WORDS
    desk.guide.next_button.click()
    desk.guide._on_keys()
    desk.guide._on_keys()
    assert desk.finished == []
    assert keys.here is check_page(desk.guide).summary
    keys.press(Qt.Key.Key_Return)
    assert desk.guide.step == "when-and-where"
    assert keys.here.accessibleName() == "When did you speak?: day"
    assert step_page(desk.guide).form.fields["met"].error
    assert step_page(desk.guide).form.fields["place"].raw() == "Garden"
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.write("20")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.guide.step == CHECK
    assert SURE[0] in texts(desk.guide)
    desk.guide.next_button.click()
    met = When(year=2026, month=2, day=20)
    assert desk.finished == [Talk(safe=YesNo.YES, worried=WORDS, met=met, place="Garden")]


def test_a_box_for_passing_over_that_lacks_its_reason_is_come_back_to(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(WHOLE, start="what-is-worrying-them")
    box = step_page(desk.guide).skip_box
    assert box is not None
    box.set_skip(Skip(why=SkipWhy.NOT_SAFE))
    box.changed.emit()
    desk.guide.go_to(CHECK)
    assert _links(desk) == ["What is worrying them? Say why you passed over this step."]
    keys.press(Qt.Key.Key_Return)
    assert keys.here.accessibleName() == "In your own words"
    assert desk.guide.record == WHOLE


def test_what_the_caller_refuses_is_named_and_the_rest_is_saved(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES))
    desk.saves_at_once = False
    _type(desk, "what-is-worrying-them", worried=WORDS)
    _type(desk, "when-and-where", met={"day": "20", "month": "11", "year": "1920"})
    desk.guide.go_to(CHECK)
    desk.guide.not_saved(InputTrouble("That is before the date of birth.", field="met"))
    assert desk.saved[-1][0] == Talk(safe=YesNo.YES, worried=WORDS)
    desk.guide.saved("10:42")
    assert _links(desk) == ["When and where: That is before the date of birth."]
    keys.press(Qt.Key.Key_Return)
    assert step_page(desk.guide).form.fields["met"].error == "That is before the date of birth."


def test_a_disk_that_refuses_leaves_the_person_at_the_step_with_every_word(open_guide: Open) -> None:
    desk = open_guide(Talk(safe=YesNo.YES))
    desk.saves_at_once = False
    _type(desk, "what-is-worrying-them", worried=WORDS)
    _type(desk, "when-and-where", place="Garden")
    desk.guide.go_to(CHECK)
    desk.guide.not_saved(StorageTrouble("The disk is full."))
    assert desk.guide.step == "when-and-where"
    assert "This was not saved. Your words are still here" in texts(desk.guide)
    assert set(desk.drafts[-1]["steps"]) == {"what-is-worrying-them", "when-and-where"}
    desk.saves_at_once = True
    desk.guide.save()
    desk.guide.go_to(CHECK)
    assert desk.guide.record == Talk(safe=YesNo.YES, worried=WORDS, place="Garden")


def test_words_typed_while_it_is_saved_are_saved_as_well(open_guide: Open) -> None:
    desk = open_guide(Talk(safe=YesNo.YES))
    desk.saves_at_once = False
    _type(desk, "what-is-worrying-them", worried="First")
    _type(desk, "when-and-where", place="Garden")
    desk.guide.go_to(CHECK)
    page = step_page(desk.guide)
    page.form.fields["place"].set_raw("Garden, by the gate")
    page.form.changed.emit()
    desk.guide.saved("10:42")
    assert desk.saved[-1][0] == Talk(safe=YesNo.YES, worried="First", place="Garden, by the gate")
    desk.guide.saved("10:43")
    assert desk.guide.step == CHECK


def test_save_in_the_last_step_saves_the_others_too(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES))
    _type(desk, "what-is-worrying-them", worried=WORDS)
    desk.guide.go_to("others-at-risk")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.guide.step == CHECK
    assert desk.guide.record == Talk(safe=YesNo.YES, worried=WORDS)


def test_who_carries_on_at_the_last_page_has_what_was_typed_before(open_guide: Open) -> None:
    held = {"worried": WORDS}
    draft = {"step": CHECK, "steps": {"what-is-worrying-them": {"answers": held, "skip": {}}}}
    desk = open_guide(Talk(safe=YesNo.YES), draft=draft)
    assert desk.guide.record == Talk(safe=YesNo.YES, worried=WORDS)
    assert WORDS in texts(check_page(desk.guide))


def test_what_was_saved_only_at_the_end_is_looked_at_first(open_guide: Open) -> None:
    desk = open_guide(WHOLE, start=CHECK)
    read = desk.guide._draft.steps
    desk.guide.go_to("when-and-where")
    _type(desk, "when-and-where", place="Garden")
    desk.guide.go_to(CHECK)
    desk.guide._change("what-is-worrying-them", "worried")
    step_page(desk.guide).form.fields["worried"].set_raw("Other words")
    step_page(desk.guide).form.changed.emit()
    desk.guide.flush()
    desk.guide._show(CHECK)
    assert set(read) == {"what-is-worrying-them"}
    desk.guide.save()
    assert desk.finished == []
    assert "Other words" in texts(check_page(desk.guide))
    desk.guide.save()
    assert desk.finished == [WHOLE.with_answers({"worried": "Other words", "place": "Garden"})]


def test_a_step_that_is_not_asked_any_more_is_said_to_be_left_out(open_guide: Open) -> None:
    desk = open_guide(Talk(safe=YesNo.YES))
    _type(desk, "who-was-there", others={"ids": ["p2"], "typed": ""})
    _type(desk, "before-you-start", safe="unknown")
    desk.guide.go_to(CHECK)
    assert "Some of what you typed is left out" in texts(desk.guide)
    assert any("“Who was there”" in text for text in texts(desk.guide))
    assert "who-was-there" in desk.drafts[-1]["steps"]
    _type(desk, "before-you-start", safe="yes")
    desk.guide.go_to(CHECK)
    assert desk.guide.record == Talk(safe=YesNo.YES, others=("p2",))


def test_a_step_that_comes_with_a_typed_answer_is_gone_to(open_guide: Open) -> None:
    desk = open_guide(Talk(safe=YesNo.UNKNOWN))
    _type(desk, "before-you-start", safe="yes")
    desk.guide.go_to("who-was-there")
    assert desk.guide.step == "who-was-there"
    assert desk.guide.record == Talk(safe=YesNo.YES)


def test_words_of_a_step_after_the_end_of_a_talk_are_kept(open_guide: Open) -> None:
    talk = ConsentConversation(safe_to_talk=YesNo.YES)
    desk = open_guide(talk)
    _type(desk, "how-you-left-it", left_how="She went to lunch.")
    _type(desk, "what-they-want", outcomes_asked="expressed", outcomes="“Leave me be.”")
    desk.guide.go_to("explain-the-concern")
    box = step_page(desk.guide).skip_box
    assert box is not None
    box.set_skip(Skip(why=SkipWhy.ENDED, ended=EndedWhy.UPSET))
    box.changed.emit()
    desk.guide.save()
    desk.guide.go_to(CHECK)
    record = desk.guide.record
    assert (record.answer("left_how"), record.answer("outcomes")) == ("She went to lunch.", "“Leave me be.”")
    assert not_asked(record)
    assert "explain-the-concern" in record.skipped


def test_an_end_left_without_save_is_saved(open_guide: Open) -> None:
    talk = ConsentConversation(safe_to_talk=YesNo.YES)
    mark = Skip(why=SkipWhy.ENDED, ended=EndedWhy.LEFT)
    desk = open_guide(talk, start="explain-the-concern")
    box = step_page(desk.guide).skip_box
    assert box is not None
    box.set_skip(mark)
    box.changed.emit()
    desk.guide.go_to(CHECK)
    assert desk.guide.record == end_early(talk, "explain-the-concern", mark)


@pytest.mark.parametrize("width", [1000, 700])
def test_stopping_keeps_what_is_typed_in_every_step(open_guide: Open, width: int) -> None:
    desk = open_guide(Talk(safe=YesNo.YES))
    desk.guide.resize(width, 700)
    _type(desk, "what-is-worrying-them", worried=WORDS)
    _type(desk, "when-and-where", met=BAD)
    desk.guide.stop()
    assert set(desk.drafts[-1]["steps"]) == {"what-is-worrying-them", "when-and-where"}
