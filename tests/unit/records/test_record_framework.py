"""A kind declared on the fly: questions, steps, completeness, words, references and search follow from it."""

from datetime import date

import pytest
from pydantic import ValidationError

from safeguard_desktop.records import (
    ALL_KINDS,
    Choice,
    Fact,
    Kinds,
    Name,
    Part,
    Record,
    Ref,
    Skip,
    SkipWhy,
    Sort,
    Step,
    When,
    Words,
    YesNo,
    answer_lines,
    ask,
    missing,
    questions,
    questions_asked,
    references,
    search_text,
    steps,
    steps_asked,
    when_any,
    when_is,
)


class Colour(Choice):
    """A list for this test."""

    RED = "red", "Bright red"
    BLUE = "blue", "Dark blue"


class Visitor(Part):
    """A row for this test."""

    person: Ref | None = ask("Who came", picks=("person",), need="Choose who came.")
    why: Words | None = ask("Why", required=False)


first = Step("What was it?", short="First")
second = Step("Who came?", short="Second", may_skip=True)
third = Step("And then?", short="Third", when=when_is("known", YesNo.YES))


class Visit(Record, kind="visit", title="Visit"):
    """A kind of record for this test."""

    title_of_visit: Name | None = first.ask("Name of the visit", need="Enter a name for the visit.")
    known: YesNo | None = first.ask("Is it known?", required=False)
    colours: tuple[Colour, ...] | None = first.ask("Colours", required=False)
    how_many: int | None = first.ask("How many", required=False)
    on: date | None = first.ask("Day", required=False)
    visitors: tuple[Visitor, ...] | None = second.ask("Visitors", need="Add who came.")
    safe: Fact | None = second.ask("Was it safe?", need="Say whether it was safe.")
    hidden: Words | None = third.ask("A secret", long=True, searched=False, need="Write the secret.")
    shade: Words | None = third.ask("Shade", when=when_any("colours", Colour.BLUE), need="Write the shade.")


def full() -> Visit:
    return Visit(
        title_of_visit="Sunday call",
        known=YesNo.YES,
        colours=(Colour.RED, Colour.BLUE),
        how_many=2,
        on=date(2026, 11, 1),
        visitors=(Visitor(person="id-1", why="tea"), Visitor(person="id-2")),
        safe=Fact(answer=YesNo.NO, evidence="shouting", said_by="a neighbour"),
        hidden="not for search",
        shade="navy",
    )


def sentences(record: Record) -> list[str]:
    return [gap.sentence for gap in missing(record)]


def test_sorts_are_read_off_the_types() -> None:
    assert [q.sort for q in questions(Visit)] == [
        Sort.TEXT,
        Sort.CHOICE,
        Sort.CHOICES,
        Sort.NUMBER,
        Sort.DATE,
        Sort.ROWS,
        Sort.FACT,
        Sort.LONG,
        Sort.TEXT,
    ]
    assert questions(Visitor)[0].sort is Sort.RECORD


def test_a_type_that_no_form_can_show_is_refused_when_it_is_declared() -> None:
    class Odd(Part):
        thing: dict[str, str] | None = ask("Thing")

    with pytest.raises(TypeError, match="thing: no sort of question"):
        questions(Odd)


def test_kinds_take_one_more_and_refuse_a_second_of_the_same_name() -> None:
    kinds = ALL_KINDS.also(Visit)
    assert kinds["visit"] is Visit
    assert "visit" in kinds
    assert "visit" not in ALL_KINDS
    with pytest.raises(ValueError, match="Visit"):
        kinds.also(Visit)
    with pytest.raises(ValueError, match="Record"):
        Kinds([Record])


def test_steps_and_questions_are_asked_when_they_apply() -> None:
    assert [step.key for step in steps(Visit)] == ["first", "second", "third"]
    assert [step.key for step in steps_asked(Visit())] == ["first", "second"]
    known = Visit(known=YesNo.YES)
    assert [q.name for q in questions_asked(known, third)] == ["hidden"]
    assert [q.name for q in questions_asked(full(), third)] == ["hidden", "shade"]


def test_missing_names_each_thing_and_nothing_once_all_is_there() -> None:
    assert sentences(Visit()) == ["Enter a name for the visit.", "Add who came.", "Say whether it was safe."]
    assert sentences(full()) == []


def test_a_fact_wants_what_it_rests_on_unless_it_is_not_known() -> None:
    assert sentences(full().with_answers({"safe": Fact(answer=YesNo.YES)})) == ["Say what “Was it safe” rests on."]
    assert sentences(full().with_answers({"safe": Fact(answer=YesNo.UNKNOWN)})) == []


def test_a_row_says_which_answer_it_lacks() -> None:
    rows = (Visitor(person="id-1"), Visitor(why="tea"))
    assert sentences(full().with_answers({"visitors": rows})) == ["Visitors, number 2: Choose who came."]


def test_a_skipped_step_wants_its_reason_once() -> None:
    bare = Visit(title_of_visit="x", skipped={"second": Skip(why=SkipWhy.NOT_SAFE)})
    assert sentences(bare) == ["Say why “Second” was passed over."]
    assert (
        sentences(bare.with_answers({"skipped": {"second": Skip(why=SkipWhy.NOT_SAFE, reason="He was there.")}})) == []
    )
    assert sentences(bare.with_answers({"skipped": {"second": Skip(why=SkipWhy.DID_NOT_SAY)}})) == []


def test_answers_become_words() -> None:
    record, names = full(), {"id-1": "Ann O’Hara"}
    lines = {q.name: answer_lines(q, record.answer(q.name), names) for q in questions(Visit)}
    assert lines["colours"] == ("Bright red", "Dark blue")
    assert lines["on"] == ("1 November 2026",)
    assert lines["how_many"] == ("2",)
    assert lines["visitors"] == ("Who came: Ann O’Hara; Why: tea", "Who came: A person in the record")
    assert lines["safe"] == ("No; shouting; said by a neighbour",)
    assert answer_lines(questions(Visit)[0], "  ") == ()


def test_search_text_holds_what_is_searched_and_not_what_is_not() -> None:
    text = search_text(full(), {"id-1": "Ann O’Hara"})
    assert "Sunday call" in text
    assert "Ann O’Hara" in text
    assert "not for search" not in text


def test_references_are_found_in_rows() -> None:
    assert list(references(full())) == ["id-1", "id-2"]


def test_answers_are_validated_whole_and_the_record_stays_as_it_was() -> None:
    record = full()
    changed = record.with_answers({"title_of_visit": "Monday call"})
    assert changed.title_of_visit == "Monday call"
    assert record.title_of_visit == "Sunday call"
    with pytest.raises(ValidationError):
        record.with_answers({"known": "perhaps"})
    with pytest.raises(ValidationError):
        record.with_answers({"no_such_question": "x"})
    with pytest.raises(ValidationError):
        record.known = YesNo.NO


def test_a_record_says_what_it_is_when_nothing_else_tells_it_apart() -> None:
    assert Visit().headline == "Visit"
    assert Visit().due_on is None


def test_unanswered_never_means_no() -> None:
    assert Visit().known is None
    assert Visit(known=YesNo.NO) != Visit()


def test_a_date_that_may_be_incomplete_round_trips() -> None:
    assert When.model_validate_json(When(year=2026, month=3, about=True).model_dump_json()).about
