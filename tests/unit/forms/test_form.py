from collections.abc import Callable, Iterator
from typing import Any

import pytest

from safeguard_desktop.forms import FormCopy, layout_of, missing_on, print_blank, print_form, text_of
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.questions import Sort
from safeguard_desktop.records.record import Record, answer_lines, questions
from safeguard_desktop.records.values import Fact, When

Read = Callable[[bytes], str]


def every_word(record: Record, names: dict[str, str]) -> Iterator[str]:
    for question in questions(type(record)):
        yield from words_in(question, record.answer(question.name), names)


def words_in(question: Any, value: Any, names: dict[str, str]) -> Iterator[str]:
    if question.sort is Sort.ROWS:
        for row in value or ():
            for inner in questions(question.part):
                yield from words_in(inner, getattr(row, inner.name), names)
    elif question.sort is Sort.GROUP:
        for inner in questions(question.part):
            yield from words_in(inner, getattr(value, inner.name), names)
    elif isinstance(value, Fact):
        yield from (str(value.evidence), str(value.said_by))
    else:
        yield from answer_lines(question, value, names)


def test_every_answer_of_any_kind_of_record_is_printed(
    outing: Record, names: dict[str, str], form_copy: FormCopy, words_of: Read
) -> None:
    text = words_of(print_form(layout_of(type(outing)), {"outing": outing}, form_copy, names))
    expected = [" ".join(words.split()) for words in every_word(outing, names)]
    assert len(expected) > 15
    assert [words for words in expected if words not in text] == []


def test_a_choice_is_a_box_crossed_among_empty_ones(outing: Record, form_copy: FormCopy, words_of: Read) -> None:
    text = words_of(print_form(layout_of(type(outing)), {"outing": outing}, form_copy))
    assert "☐ Sunny ☒ Rainy, with a cold wind from the moors and hail in the afternoon ☐ Snow" in text
    assert "☒ Sunny ☐ Rainy, with a cold wind from the moors and hail in the afternoon ☒ Snow" in text
    assert "Somebody got wet ☐ Yes ☐ No ☒ Not known" in text


def test_a_step_passed_over_says_why(outing: Record, form_copy: FormCopy, words_of: Read) -> None:
    text = words_of(print_form(layout_of(type(outing)), {"outing": outing}, form_copy))
    assert "Passed over: It was not safe to ask" in text
    assert "The driver was listening." in text
    assert "What they would not say" not in text


def test_a_question_that_is_not_asked_is_not_printed(outing: Record, form_copy: FormCopy, words_of: Read) -> None:
    assert "sledge" not in words_of(print_form(layout_of(type(outing)), {"outing": outing}, form_copy))


def test_nothing_answered_prints_every_question_and_lists_it(
    outing_kind: type[Record], form_copy: FormCopy, words_of: Read
) -> None:
    layout, empty = layout_of(outing_kind), outing_kind()
    text = words_of(print_form(layout, {"outing": empty}, form_copy))
    gaps = missing_on(layout, {"outing": empty})
    assert {gap.question for gap in gaps} == {q.name for q in questions(outing_kind)} - {"only_if_snow"}
    assert "Not answered when this was printed" in text
    assert all(gap.sentence in text for gap in gaps)
    assert "☒" not in text


def test_an_answer_missing_in_a_row_is_named(outing: Record) -> None:
    bare = outing.with_answers({"visitors": ({"came": When(year=2026)},)})
    gaps = missing_on(layout_of(type(outing)), {"outing": bare})
    assert [(gap.source, gap.question, gap.sentence) for gap in gaps] == [
        ("outing", "visitors", "Visitors met, number 1: Answer “Visitor”.")
    ]


def test_a_record_that_is_not_there_is_named_and_printed_as_such(
    outing_kind: type[Record], form_copy: FormCopy
) -> None:
    layout = layout_of(outing_kind)
    assert [gap.sentence for gap in missing_on(layout, {})] == ["There is no outing to print from yet."]
    assert "There is no outing to print from yet." in text_of(print_form(layout, {}, form_copy))[0]


def test_a_blank_form_has_boxes_and_guidance_and_no_answers(outing_kind: type[Record], words_of: Read) -> None:
    text = words_of(print_blank(layout_of(outing_kind), Kinds([outing_kind]), "Willow Court"))
    assert "OFFICIAL-SENSITIVE: PERSONAL once filled in" in text
    assert "Blank form Willow Court" in text
    assert "You could say: “How is it out there?”" in text
    assert text.count("Visitors met:") == 2
    assert text.count("☐") == 3 + 3 + 3 + 3
    assert "☒" not in text
    assert "Who brought the sledge" in text


def test_every_page_says_whose_copy_it_is(outing: Record, form_copy: FormCopy) -> None:
    long = outing.with_answers({"story": "It rained. " * 2000})
    data = print_form(layout_of(type(outing)), {"outing": long}, form_copy)
    pages = text_of(data)
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert "OFFICIAL-SENSITIVE: PERSONAL" in page
        assert "SG-2026-0031 Copy 2 of 3 for MARAC coordinator" in " ".join(page.split())
        assert "Printed 22 Nov 2026 11:04 by Amina Shah, Willow Court" in page
        assert "Record 12 · 0123456789abcdef" in " ".join(page.split())
        assert f"Page {number} of {len(pages)}" in page


def test_a_note_of_100_kilobytes_flows_over_pages(outing: Record, form_copy: FormCopy, words_of: Read) -> None:
    note = " ".join(f"word{number}" for number in range(11_500))
    assert len(note) > 100_000
    data = print_form(layout_of(type(outing)), {"outing": outing.with_answers({"story": note})}, form_copy)
    text = words_of(data)
    printed = [word for word in text.split() if word.startswith("word")]
    assert printed == note.split()
    assert "1 What was it like? (continued)" in text


@pytest.mark.parametrize("note", ["x" * 100_000, "\n" * 3000 + "xylophone", "tab\tand   xxx  " * 900])
def test_awkward_notes_are_printed_whole(note: str, outing: Record, form_copy: FormCopy, words_of: Read) -> None:
    layout = layout_of(type(outing))

    def count(story: str) -> int:
        data = print_form(layout, {"outing": outing.with_answers({"story": story})}, form_copy)
        return words_of(data).count("x")

    assert count(note) - count("none") == note.count("x")


def test_the_same_records_print_the_same_bytes(outing: Record, form_copy: FormCopy) -> None:
    layout = layout_of(type(outing))
    once = print_form(layout, {"outing": outing}, form_copy)
    assert once == print_form(layout, {"outing": outing}, form_copy)
    assert len(once) < len(print_form(layout, {"outing": outing}, form_copy, compress=False))
