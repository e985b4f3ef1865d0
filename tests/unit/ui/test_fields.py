import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records.questions import Question, Sort
from safeguard_desktop.records.record import questions
from safeguard_desktop.records.values import LONGEST_TEXT, Fact, When, YesNo
from tests.unit.ui.conftest import Keys
from tests.unit.ui.talk import SERVICES, Room, Talk, Topic, Visitor
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.fact_field import FactField
from ui.widgets.factory import field_for
from ui.widgets.field import Field
from ui.widgets.group_fields import GroupField, RowsField
from ui.widgets.picker_fields import RecordField, RecordsField
from ui.widgets.text_fields import LongField, NumberField, TextField
from ui.widgets.when_field import DateField, WhenField

QUESTIONS = {question.name: question for question in questions(Talk)}
Show = Callable[[QWidget], QWidget]

_ANSWERS: list[tuple[str, Any]] = [
    ("place", "The “garden” café"),
    ("worried", "One line.\nAnother, with é and 🙂.\n\n"),
    ("safe", YesNo.UNKNOWN),
    ("topics", (Topic.HEALTH, Topic.HOME)),
    ("at_risk", Fact(answer=YesNo.YES, evidence="Two others on the corridor", said_by="The night carer")),
    ("at_risk", Fact(answer=YesNo.UNKNOWN)),
    ("met", When(year=2026, month=11, day=20)),
    ("met", When(year=2026, month=11, day=20, hour=9, minute=5)),
    ("met", When(year=2026, month=3, about=True)),
    ("met", When(year=2020, about=True)),
    ("born", date(1941, 3, 4)),
    ("times", 0),
    ("times", -12),
    ("helper", "p2"),
    ("others", ("p3", "p1")),
    ("room", Room(floor=2, place="Room 12")),
    ("visitors", (Visitor(name="Peter Whitfield", seen=When(year=2026, month=1, day=2)), Visitor(name="Someone"))),
]


@pytest.fixture
def field(qtbot: QtBot) -> Callable[[str], Any]:
    def make(name: str) -> Field:
        made = field_for(QUESTIONS[name], SERVICES)
        qtbot.addWidget(made)
        return made

    return make


def test_the_sample_asks_every_sort_of_question() -> None:
    assert {question.sort for question in QUESTIONS.values()} == set(Sort)


@pytest.mark.parametrize(("name", "answer"), _ANSWERS)
def test_an_answer_comes_back_as_it_was_set(field: Callable[[str], Any], name: str, answer: object) -> None:
    made = field(name)
    made.set_value(answer)
    assert made.value() == answer
    made.set_value(None)
    assert made.value() is None


@pytest.mark.parametrize(("name", "answer"), _ANSWERS)
def test_what_stands_on_the_screen_survives_as_json(field: Callable[[str], Any], name: str, answer: object) -> None:
    made, again = field(name), field(name)
    made.set_value(answer)
    raw = json.loads(json.dumps(made.raw()))
    again.set_raw(raw)
    assert again.raw() == raw
    assert again.value() == answer


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("nonsense", [None, "x", 5, [], {}, [1, None], {"ids": 4, "day": [], "answer": {}}, True])
def test_an_unreadable_draft_is_left_out(field: Callable[[str], Any], name: str, nonsense: object) -> None:
    made = field(name)
    made.set_raw(nonsense)
    json.dumps(made.raw())
    with contextlib.suppress(InputTrouble):
        made.value()


_UNUSABLE: list[tuple[str, Any, str]] = [
    ("met", {"day": "31", "month": "feb", "year": "2026"}, "February 2026 has only 28 days"),
    ("met", {"day": "29", "month": "2", "year": "2025"}, "only 28 days"),
    ("met", {"day": "23", "month": "11", "year": "2026"}, "not in the future"),
    ("met", {"day": "", "month": "3", "year": "2026"}, "I do not know the exact date"),
    ("met", {"day": "4", "month": "", "year": "2026"}, "Enter the month"),
    ("met", {"day": "4", "month": "3", "year": ""}, "Enter the year"),
    ("met", {"day": "4", "month": "3", "year": "2026", "time": "late"}, "like 10:42"),
    ("met", {"month": "3", "year": "2026", "time": "9am", "about": True}, "Enter the day as well as the time"),
    ("met", {"time": "9am"}, "Enter the year"),
    ("born", {"day": "soon", "month": "3", "year": "1941"}, "from 1 to 31"),
    ("born", {"day": "about 4 March 1941"}, "exact day"),
    ("times", "a few", "whole number"),
    ("times", "1.5", "whole number"),
    ("times", "٣", "whole number"),
    ("helper", {"ids": [], "typed": "Amina"}, "Pick one"),
    ("others", {"ids": ["p1"], "typed": "Dee"}, "Pick one"),
    ("room", {"floor": "ground", "place": ""}, "Floor: Enter a whole number"),
    ("visitors", [{"name": "A"}, {"name": "B", "seen": {"day": "x", "month": "1", "year": "2026"}}], "Number 2: "),
    ("at_risk", {"answer": "yes", "evidence": "x" * (LONGEST_TEXT + 1)}, "too long"),
]


@pytest.mark.parametrize(("name", "raw", "says"), _UNUSABLE)
def test_unusable_input_says_what_to_do_and_is_kept(
    field: Callable[[str], Any], name: str, raw: object, says: str
) -> None:
    made = field(name)
    made.set_raw(raw)
    before = made.raw()
    with pytest.raises(InputTrouble) as found:
        made.value()
    assert says in str(found.value)
    assert found.value.field == name
    assert made.raw() == before


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_sentence_stands_at_the_field_and_is_said(field: Callable[[str], Any], name: str) -> None:
    made = field(name)
    made.show_error("Put this right.")
    assert made.error == "Put this right."
    assert not made.problem.isHidden()
    made.show_error("")
    assert made.problem.isHidden()


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_input_has_a_name_a_label_and_room(show_field: Callable[[str], Any], name: str) -> None:
    made = show_field(name)
    inputs = made.findChildren(QLineEdit) + made.findChildren(QPlainTextEdit) + made.findChildren(QAbstractButton)
    seen = [w for w in inputs if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert seen
    for widget in seen:
        assert widget.accessibleName() or widget.text(), widget
        assert widget.height() >= 40, widget
    if made.question.sort is not Sort.GROUP:
        assert any(label.buddy() is not None for label in made.findChildren(QLabel))


@pytest.fixture
def show_field(shown: Show) -> Callable[[str], Any]:
    return lambda name: shown(field_for(QUESTIONS[name], SERVICES))


def test_a_question_with_another_sort_has_another_field(field: Callable[[str], Any]) -> None:
    kinds = {
        "place": TextField, "worried": LongField, "times": NumberField, "safe": ChoiceField, "at_risk": FactField,
        "met": WhenField, "born": DateField, "helper": RecordField, "others": RecordsField, "room": GroupField,
        "visitors": RowsField,
    }  # fmt: skip
    assert {name: type(field(name)) for name in kinds} == kinds


def test_words_one_could_say_stand_with_the_question(qtbot: QtBot) -> None:
    made = field_for(Question("How are you?", name="how", say="“Tell me how you are.”"), SERVICES)
    qtbot.addWidget(made)
    assert "“Tell me how you are.”" in [label.text() for label in made.findChildren(QLabel)]


# by keyboard alone


def test_radios_by_arrows_space_and_delete(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("safe")
    made.take_focus()
    keys.press(Qt.Key.Key_Space)
    assert made.value() is YesNo.YES
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Space)
    assert made.value() is YesNo.NO
    keys.press(Qt.Key.Key_Return)
    assert made.value() is YesNo.NO
    keys.press(Qt.Key.Key_Delete)
    assert made.value() is None


def test_checks_by_tab_and_space(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("topics")
    made.take_focus()
    keys.press(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert made.value() == (Topic.HEALTH, Topic.HOME)


def test_a_date_typed_box_by_box_is_read_back(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("met")
    made.take_focus()
    for text in ("20th", "nov", "26"):
        keys.write(text)
        keys.press(Qt.Key.Key_Tab)
    assert made.value() == When(year=2026, month=11, day=20)
    assert made.read_back.text() == "This is 20 November 2026."
    assert made.boxes["year"].text() == "2026"
    keys.press(Qt.Key.Key_Space)
    keys.write("2.30 pm")
    assert made.value() == When(year=2026, month=11, day=20, hour=14, minute=30)


def test_about_march_typed_into_one_box_is_put_where_it_belongs(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("met")
    made.take_focus()
    keys.write("about March 2026")
    keys.press(Qt.Key.Key_Tab)
    assert [made.boxes[name].text() for name in ("day", "month", "year")] == ["", "March", "2026"]
    assert made.about.isChecked()
    assert made.value() == When(year=2026, month=3, about=True)


def test_a_half_typed_date_is_left_as_it_is(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("born")
    made.take_focus()
    keys.write("4 Marhc 1941")
    keys.press(Qt.Key.Key_Tab)
    assert made.boxes["day"].text() == "4 Marhc 1941"


def test_the_box_with_the_trouble_takes_the_focus(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("born")
    made.set_raw({"day": "4", "month": "xx", "year": "1941"})
    with pytest.raises(InputTrouble):
        made.value()
    made.take_focus()
    assert keys.here is made.boxes["month"]


def test_a_person_is_found_by_typing_and_picked_with_the_arrows(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("helper")
    made.take_focus()
    keys.write("nigh")
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert made.value() == "p2"
    assert keys.here.accessibleName() == "Change Deepa Nair"
    keys.press(Qt.Key.Key_Space)
    assert made.value() is None


def test_somebody_new_is_added_from_the_list(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("others")
    made.take_focus()
    keys.write("Harold  Pyke")
    keys.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert made.value() == ("new",)
    assert "Harold Pyke" in [label.text() for label in made.findChildren(QLabel)]


def test_enter_takes_the_only_line_and_chooses_among_more(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("others")
    made.take_focus()
    keys.press(Qt.Key.Key_Return)
    assert made.value() is None
    keys.write("Harold  Pyke")
    keys.press(Qt.Key.Key_Return)
    assert made.value() == ("new",)
    keys.write("nigh")
    keys.press(Qt.Key.Key_Return)
    assert made.finder.list.currentItem().text().startswith("Deepa Nair")
    keys.press(Qt.Key.Key_Return)
    assert made.value() == ("new", "p2")


def test_the_arrow_shows_all_that_are_known_but_those_picked(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("others")
    made.set_value(("p1",))
    made.take_focus()
    keys.press(Qt.Key.Key_Down)
    assert [made.finder.list.item(n).text().partition("\n")[0] for n in range(made.finder.list.count())] == [
        "Deepa Nair",
        "Zoë O’Connor",
    ]


def test_rows_are_added_filled_and_removed(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("visitors")
    made.take_focus()
    keys.press(Qt.Key.Key_Space)
    keys.write("First")
    keys.tab_to("Add another")
    keys.press(Qt.Key.Key_Space)
    keys.write("Second")
    assert made.value() == (Visitor(name="First"), Visitor(name="Second"))
    made.rows[0].away.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert made.value() == (Visitor(name="Second"),)


def test_a_fact_shows_what_it_rests_on_once_it_is_answered(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("at_risk")
    assert not made.evidence.isVisible()
    made.take_focus()
    keys.press(Qt.Key.Key_Space, Qt.Key.Key_Tab)
    keys.write("Seen twice")
    keys.press(Qt.Key.Key_Tab)
    keys.write("The night carer")
    assert made.value() == Fact(answer=YesNo.YES, evidence="Seen twice", said_by="The night carer")


def test_an_offered_answer_is_put_in_by_its_button(show_field: Callable[[str], Any], keys: Keys) -> None:
    made = show_field("place")
    made.take_focus()
    keys.tab_to("Where?: put in “Garden”")
    keys.press(Qt.Key.Key_Space)
    assert made.value() == "Garden"


@pytest.mark.parametrize("name", ["worried", "place"])
def test_a_million_letters_pasted_without_a_space_are_taken_whole(
    show_field: Callable[[str], Any], keys: Keys, name: str
) -> None:
    made = show_field(name)
    made.take_focus()
    QApplication.clipboard().setText("x" * LONGEST_TEXT)
    keys.press(Qt.Key.Key_V, ctrl=True)
    QApplication.clipboard().clear()
    assert len(made.value()) == LONGEST_TEXT


def test_a_long_note_grows_the_box_up_to_a_limit(show_field: Callable[[str], Any]) -> None:
    made = show_field("worried")
    small = made.edit.height()
    made.set_value("line\n" * 8)
    grown = made.edit.height()
    made.set_value("word " * 20_000)
    assert small < grown < made.edit.height() <= 400
    assert len(made.value()) == 100_000


def test_what_is_wrong_inside_a_group_is_said_once(show_field: Callable[[str], Any]) -> None:
    group, rows = show_field("room"), show_field("visitors")
    rows.set_value((Visitor(name="Someone"),))
    for made, inner in (
        (group, group.block.fields["floor"]),
        (rows, rows.rows[0].block.fields["seen"]),
    ):
        inner.set_raw("some" if made is group else {"day": "4", "month": "xx", "year": "2026"})
        with pytest.raises(InputTrouble) as trouble:
            made.value()
        made.show_error(str(trouble.value))
        assert inner.problem.isVisibleTo(inner)
        assert not made.problem.isVisibleTo(made)
        made.show_error("")
        assert not inner.problem.isVisibleTo(inner)
    group.block.fields["floor"].set_raw("3")
    group.show_error("Say which room.")
    assert group.problem.isVisibleTo(group)


def test_only_people_can_be_added_from_a_picker(qtbot: QtBot, keys: Keys, shown: Callable[[QWidget], QWidget]) -> None:
    question = Question("Which decision?", name="decision", sort=Sort.RECORD, picks=("sharing-decision",))
    made = field_for(question, replace(SERVICES, options=lambda _kinds: ()))
    qtbot.addWidget(made)
    shown(made)
    made.take_focus()
    keys.write("Harold")
    assert not made.findChildren(QListWidget)[0].isVisible()
    assert "nothing here that fits" in " ".join(
        label.text() for label in made.findChildren(QLabel) if label.isVisible()
    )


def test_an_input_says_what_it_is_a_part_of(field: Callable[[str], Any]) -> None:
    group, rows = field("room"), field("visitors")
    rows.set_value((Visitor(name="Peter Whitfield"), Visitor(name="Someone")))
    inner = [group.block.fields["place"], *(one.block.fields["name"] for one in rows.rows)]
    said = [one.line.accessibleDescription() for one in inner]
    assert said == ["Which room.", "Visitors, number 1.", "Visitors, number 2."]
    inner[1].show_error("Enter a name.")
    assert inner[1].line.accessibleDescription() == "Enter a name. Visitors, number 1."
