"""Any answers that a declaration allows: the record round-trips, is found by every word, and says what it lacks."""

import unicodedata
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from safeguard_desktop.records import (
    ALL_KINDS,
    Choice,
    EndedWhy,
    Fact,
    Question,
    Record,
    Skip,
    SkipWhy,
    Sort,
    When,
    YesNo,
    answer_lines,
    clean_name,
    clean_text,
    end_early,
    go_on,
    is_empty,
    missing,
    problems,
    questions,
    references,
    search_text,
    steps,
    steps_asked,
)

TODAY = date(2026, 11, 22)
words = st.text(max_size=40)
ids = st.uuids().map(str)


@st.composite
def whens(draw: st.DrawFn) -> When:
    day = draw(st.dates(date(1880, 1, 1), date(2200, 12, 31)))
    parts: dict[str, Any] = {"year": day.year, "about": draw(st.booleans())}
    if draw(st.booleans()):
        parts["month"] = day.month
        if draw(st.booleans()):
            parts["day"] = day.day
            if draw(st.booleans()):
                parts |= {"hour": draw(st.integers(0, 23)), "minute": draw(st.integers(0, 59))}
    return When(**parts)


def an_answer(question: Question) -> st.SearchStrategy[Any]:
    """Return answers to a question, by its sort."""
    plain: dict[Sort, st.SearchStrategy[Any]] = {
        Sort.TEXT: words,
        Sort.LONG: words,
        Sort.FACT: st.builds(
            Fact, answer=st.none() | st.sampled_from(YesNo), evidence=words, said_by=st.none() | words
        ),
        Sort.WHEN: whens(),
        Sort.DATE: st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        Sort.NUMBER: st.integers(0, 1000),
        Sort.RECORD: ids,
        Sort.RECORDS: st.lists(ids, max_size=3).map(tuple),
    }
    if question.sort in plain:
        return plain[question.sort]
    if question.options is not None:
        options: st.SearchStrategy[Choice] = st.sampled_from(list(question.options))
        return options if question.sort is Sort.CHOICE else st.lists(options, unique=True, max_size=3).map(tuple)
    assert question.part is not None
    part = answered(question.part)
    return part if question.sort is Sort.GROUP else st.lists(part, max_size=2).map(tuple)


def answered(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Return instances of a record or part with any of its questions answered."""
    given_answers = st.fixed_dictionaries({}, optional={q.name: an_answer(q) for q in questions(model)})
    return given_answers.map(lambda answers: model(**answers))


records: st.SearchStrategy[Record] = st.sampled_from(list(ALL_KINDS)).flatmap(answered)


@settings(max_examples=150, deadline=None)
@given(records)
def test_any_record_round_trips(record: Record) -> None:
    kept = record.model_dump_json(exclude_none=True)
    assert type(record).model_validate_json(kept) == record
    kept.encode()


@settings(max_examples=150, deadline=None)
@given(records)
def test_every_searched_word_is_in_the_search_text(record: Record) -> None:
    text = search_text(record)
    for question in questions(type(record)):
        value = record.answer(question.name)
        if question.searched and isinstance(value, str) and question.sort in (Sort.TEXT, Sort.LONG):
            assert is_empty(value) or value in text


@settings(max_examples=150, deadline=None)
@given(records)
def test_nothing_said_of_a_record_fails_whatever_it_holds(record: Record) -> None:
    assert record.headline.strip()
    assert set(steps_asked(record)) <= set(steps(type(record)))
    assert all(gap.sentence for gap in (*missing(record), *problems(record, TODAY)))
    assert all(len(found) == 36 for found in references(record))
    assert record.due_on is None or isinstance(record.due_on, date)


@settings(max_examples=100, deadline=None)
@given(records, st.sampled_from(SkipWhy), st.sampled_from(EndedWhy))
def test_skipping_every_step_with_a_reason_leaves_nothing_missing(
    record: Record, why: SkipWhy, ended: EndedWhy
) -> None:
    skip = Skip(why=why, reason="It was not possible.", ended=ended if why is SkipWhy.ENDED else None)
    skips = {step.key: skip for step in steps(type(record))}
    assert missing(record.with_answers({"skipped": skips})) == ()


@settings(max_examples=100, deadline=None)
@given(records, st.sampled_from(EndedWhy))
def test_a_conversation_that_ended_early_lacks_nothing_that_it_could_not_ask(record: Record, why: EndedWhy) -> None:
    first = next((step.key for step in steps_asked(record)), "")
    ended = end_early(record, first, Skip(why=SkipWhy.ENDED, ended=why, reason="The bell rang."))
    assert not any(gap.step is not None and gap.step.may_skip for gap in missing(ended))
    assert all(ended.answer(question.name) == record.answer(question.name) for question in questions(type(record)))
    assert go_on(ended) == go_on(record)


@given(st.text())
def test_clean_text_is_composed_and_can_be_kept(text: str) -> None:
    clean = clean_text(text)
    assert clean == clean_text(clean)
    assert clean == unicodedata.normalize("NFC", clean)
    assert "\x00" not in clean
    clean.encode()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")))
def test_composed_and_decomposed_text_become_the_same(text: str) -> None:
    assert clean_text(unicodedata.normalize("NFD", text)) == clean_text(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=st.sampled_from("ab\ud800\udfff\x00\u0301")))
def test_what_cannot_be_kept_shows_as_a_mark_and_is_not_dropped(text: str) -> None:
    bad = sum(text.count(c) for c in "\x00\ud800\udfff")
    assert clean_text(text).count("\ufffd") == bad


@given(st.text(alphabet=st.sampled_from("Zoé \n\t\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u202cעל")))
def test_a_name_has_one_line_and_no_override_of_its_direction(text: str) -> None:
    name = clean_name(text)
    assert name == clean_name(name)
    assert not set(name) & set("\n\t\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert [c for c in name if not c.isspace()] == [c for c in text if c in "Zoéעל"]


@given(whens())
def test_a_date_lies_between_its_ends_and_reads_back(when: When) -> None:
    assert when.earliest <= when.latest
    assert (when.earliest == when.latest) is (when.day is not None)
    assert str(when.year) in str(when)
    assert When.model_validate_json(when.model_dump_json()) == when


@given(whens(), st.sampled_from([q for kind in ALL_KINDS for q in questions(kind) if q.sort is Sort.WHEN]))
def test_a_date_is_one_line_of_words(when: When, question: Question) -> None:
    assert answer_lines(question, when) == (str(when),)
