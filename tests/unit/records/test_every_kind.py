"""What holds for every kind of record, from its declaration alone."""

import re
from datetime import date

import pytest

from safeguard_desktop.records import (
    ALL_KINDS,
    Record,
    Sort,
    missing,
    problems,
    questions,
    questions_asked,
    references,
    search_text,
    steps,
    steps_asked,
)

TODAY = date(2026, 11, 22)
every_kind = pytest.mark.parametrize("kind", list(ALL_KINDS), ids=lambda kind: kind.kind)


def test_the_kinds_of_the_main_job_are_registered() -> None:
    assert [kind.kind for kind in ALL_KINDS] == [
        "adult",
        "person",
        "case",
        "concern",
        "capacity-assessment",
        "consent-conversation",
        "sharing-decision",
        "risk-acceptance",
        "risk-review",
        "advice-call",
        "dash-worksheet",
        "marac-referral",
        "dbs-referral",
        "disclosure",
        "organisation",
    ]


@every_kind
def test_an_empty_record_saves_and_comes_back(kind: type[Record]) -> None:
    record = kind()
    assert kind.model_validate_json(record.model_dump_json()) == record
    assert record.headline
    assert search_text(record) == ""
    assert list(references(record)) == []
    assert problems(record, TODAY) == ()


@every_kind
def test_what_is_missing_is_listed_in_the_order_in_which_it_is_asked(kind: type[Record]) -> None:
    record = kind()
    wanted = [q.name for q in questions(kind) if q.required and q.is_asked(record)]
    found = missing(record)
    assert [gap.question.name for gap in found] == wanted
    assert wanted
    assert all(gap.sentence.endswith(".") for gap in found)


@every_kind
def test_each_question_belongs_to_a_step_of_a_name_of_its_own(kind: type[Record]) -> None:
    assert all(question.step for question in questions(kind))
    keys = [step.key for step in steps(kind)]
    assert len(set(keys)) == len(keys)
    assert kind.title
    assert kind.__doc__


@every_kind
def test_a_step_asks_only_a_few_things_at_a_time(kind: type[Record]) -> None:
    record = kind()
    for step in steps_asked(record):
        assert 1 <= len(list(questions_asked(record, step))) <= 6, step.title


@every_kind
def test_words_on_screen_hold_no_codes_and_are_whole_sentences(kind: type[Record]) -> None:
    for question in questions(kind):
        assert "_" not in question.label
        for words in (question.hint, question.need, question.step.intro if question.step else ""):
            assert not words or words[-1] in ".?!", words
        if question.options is not None:
            assert all(option.label[0].isupper() for option in question.options)


@every_kind
def test_the_clause_cited_is_one_of_section_6(kind: type[Record]) -> None:
    for step in steps(kind):
        assert re.fullmatch(r"(6\.\d(\.\d)?(, )?)*", step.clause), step.title


@every_kind
def test_dates_of_what_happened_may_not_lie_ahead_and_reviews_may(kind: type[Record]) -> None:
    for question in questions(kind):
        if question.sort in (Sort.WHEN, Sort.DATE):
            ahead = question.name.endswith(("review_on", "follow_up_on")) or question.name in ("next_talk", "review_on")
            assert question.past is not ahead, question.name
