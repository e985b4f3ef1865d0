"""The last page: one list of what is missing, each line with its step, and nothing handed in without a look."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from safeguard_desktop.records import Concern, Record, YesNo
from tests.unit.ui.conftest import Keys
from tests.unit.ui.guide_desk import Desk, check_page, step_page, texts
from tests.unit.ui.talk import WHOLE, Talk
from ui.guides.check_page import CHECK
from ui.widgets.field import Field

Open = Callable[..., Desk]
SURE = ("You can hand it in as it is", "The team has it at once.")


def _assure(_record: Record) -> tuple[str, str]:
    return SURE


def _shown(desk: Desk) -> list[str]:
    buttons = check_page(desk.guide).findChildren(QPushButton)
    return [button.text() for button in buttons if button.isVisible() and button.text() != "Change"]


def test_what_is_missing_is_listed_once_with_its_step(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start=CHECK)
    lines = [
        "What is worrying them? Answer “What they said”.",
        "When and where: Enter the date you spoke to them.",
        "Others at risk: Answer “Are other people at risk”.",
    ]
    assert _shown(desk) == lines
    keys.press(Qt.Key.Key_Space)
    assert sorted(_shown(desk)) == sorted(lines)
    assert "3 answers are still needed" not in texts(desk.guide)
    assert "Before you finish: 3 answers are still needed" in texts(desk.guide)


def test_a_concern_can_be_handed_in_as_it_is_and_that_is_said_first(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Concern(), start=CHECK, assure=_assure, finish="Hand in this concern")
    said = texts(check_page(desk.guide))
    assert said.index(SURE[0]) < said.index("You can add these now or later")
    assert not any("needed" in text for text in said)
    keys.press(Qt.Key.Key_Space)
    assert desk.finished == [Concern()]


def test_ctrl_enter_on_the_last_page_asks_to_be_pressed_again(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(WHOLE, start="others-at-risk", finish="Hand it in")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.guide.step == CHECK
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.finished == []
    assert desk.guide.foot.status.text() == "Ctrl+Enter again: hand it in"
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.finished == [WHOLE]


def test_a_look_at_another_step_asks_anew(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(WHOLE, start=CHECK)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    desk.guide.go_back()
    desk.guide.go_to(CHECK)
    assert not desk.guide.foot.status.isVisible()
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.finished == []


def test_the_button_is_pressed_once_and_keys_still_say_what_is_missing(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Talk(safe=YesNo.YES), start=CHECK)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert keys.here is check_page(desk.guide).summary
    whole = open_guide(WHOLE, start=CHECK)
    whole.guide.next_button.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert whole.finished == [WHOLE]


def test_what_a_line_leads_to_is_scrolled_into_view(open_guide: Open) -> None:
    desk = open_guide(WHOLE, start=CHECK)
    desk.guide.resize(900, 420)
    check_page(desk.guide).change.emit("when-and-where", "room")
    field = step_page(desk.guide).form.fields["room"]
    assert not field.visibleRegion().isEmpty()
    desk.guide.next_button.setFocus()
    form = step_page(desk.guide).form
    form.fields["times"].set_raw("three")
    desk.guide.save()
    assert not step_page(desk.guide).summary.visibleRegion().isEmpty()


def test_a_step_stands_in_its_place_when_it_is_first_seen(open_guide: Open) -> None:
    desk = open_guide(WHOLE)
    for step in ("when-and-where", "what-is-worrying-them", "others-at-risk"):
        desk.guide.go_to(step)
        shown = [field for field in step_page(desk.guide).findChildren(Field) if field.isVisible()]
        assert shown
        for field in shown:
            least = field.heightForWidth(field.width()) if field.hasHeightForWidth() else field.sizeHint().height()
            assert field.height() >= least, field.question.label


def test_a_question_that_comes_with_an_answer_stands_in_its_place_at_once(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Concern())
    keys.press(Qt.Key.Key_Space)
    fields = [field for field in step_page(desk.guide).form.fields.values() if field.isVisible()]
    assert len(fields) == 2
    first, second = fields
    assert first.y() + first.height() <= second.y()


def test_a_title_that_is_the_question_is_said_once(open_guide: Open, keys: Keys) -> None:
    desk = open_guide(Concern())
    assert texts(desk.guide).count("Is anyone in danger now?") == 1
    assert keys.here.accessibleName().startswith("Is anyone in danger now?: ")
    desk.guide.go_to("what-happened")
    assert texts(desk.guide).count("What happened") == 1
    assert "What happened?" in texts(desk.guide)
