"""A conversation that ended early: one reason for all that was not asked, visible, and taken back as one."""

import pytest

from safeguard_desktop.records import (
    Capacity,
    Concern,
    ConsentConversation,
    EndedWhy,
    Skip,
    SkipWhy,
    YesNo,
    can_end_early,
    end_early,
    ended_early,
    go_on,
    missing,
    not_asked,
    where_it_ended,
    would_end,
)
from safeguard_desktop.records.vocabulary import Agreement, Explained

UPSET = Skip(why=SkipWhy.ENDED, ended=EndedWhy.UPSET)
TALK = ConsentConversation(
    safe_to_talk=YesNo.YES,
    alone=YesNo.YES,
    limits_explained=Explained.YES,
    manager_explained=YesNo.YES,
    has_capacity=Capacity.PRESUMED,
    worries="“I do not want any fuss.”",
)
LATER = (
    "explain-the-concern", "who-why-and-what", "how-it-could-help", "what-if-not", "need-to-know", "not-alone",
    "would-sharing-raise-the-risk", "what-they-want", "their-answer-on-sharing", "their-answer-on-help",
)  # fmt: skip


def keys(steps: object) -> tuple[str, ...]:
    assert isinstance(steps, tuple)
    return tuple(step.key for step in steps)


def lacking(record: ConsentConversation) -> set[str]:
    return {gap.step.key for gap in missing(record) if gap.step is not None}


def test_everything_from_there_on_that_lacks_something_is_marked_once() -> None:
    ended = end_early(TALK, "explain-the-concern", UPSET)
    assert keys(would_end(TALK, "explain-the-concern")) == keys(not_asked(ended)) == LATER
    assert ended_early(ended) == UPSET
    assert lacking(ended) == {"before-you-start", "how-you-left-it"}


def test_what_was_asked_before_or_out_of_turn_stays_as_it_is() -> None:
    asked = TALK.with_answers({"agrees_sharing": Agreement.REFUSE, "sharing_words": "“No.”", "worries": None})
    ended = end_early(asked, "explain-the-concern", UPSET)
    assert "their-answer-on-sharing" not in keys(not_asked(ended))
    assert ended.agrees_sharing is Agreement.REFUSE
    assert "what-is-worrying-them" in lacking(ended)


def test_a_step_half_asked_is_marked_and_keeps_its_answers() -> None:
    half = TALK.with_answers({"explained": Explained.PARTLY})
    ended = end_early(half, "explain-the-concern", UPSET)
    assert "explain-the-concern" in keys(not_asked(ended))
    assert ended.explained is Explained.PARTLY


def test_it_is_taken_back_as_one() -> None:
    passed_over = TALK.model_copy(update={"skipped": {"not-alone": Skip(why=SkipWhy.DID_NOT_SAY)}})
    ended = end_early(passed_over, "explain-the-concern", UPSET)
    assert "not-alone" not in keys(not_asked(ended))
    assert go_on(ended) == passed_over
    assert ended_early(go_on(ended)) is None


def test_another_reason_later_is_the_reason_for_all() -> None:
    ended = end_early(TALK, "explain-the-concern", UPSET)
    left = Skip(why=SkipWhy.ENDED, ended=EndedWhy.LEFT, reason="Her taxi came.")
    again = end_early(ended, "not-alone", left)
    assert set(again.skipped.values()) == {left}
    assert keys(not_asked(again)) == LATER


def test_what_was_asked_after_all_is_marked_no_more() -> None:
    ended = end_early(TALK, "explain-the-concern", UPSET)
    asked = ended.with_answers({"explained": Explained.YES, "explained_how": "All of it."})
    assert "explain-the-concern" not in keys(not_asked(end_early(asked, "who-why-and-what", UPSET)))


@pytest.mark.parametrize(
    ("skip", "is_explained", "words"),
    [
        (UPSET, True, ("The conversation ended early: they became upset",)),
        (
            Skip(why=SkipWhy.ENDED, ended=EndedWhy.OTHER, reason="The fire bell rang."),
            True,
            ("The conversation ended early", "The fire bell rang."),
        ),
        (Skip(why=SkipWhy.ENDED, ended=EndedWhy.OTHER), False, ("The conversation ended early",)),
        (Skip(why=SkipWhy.ENDED), False, ("The conversation ended early",)),
        (Skip(why=SkipWhy.DID_NOT_SAY), True, ("They did not say",)),
    ],
)
def test_the_mark_says_why(skip: Skip, is_explained: bool, words: tuple[str, ...]) -> None:
    assert (skip.explained, skip.words) == (is_explained, words)


def test_where_it_seems_to_have_ended() -> None:
    assert where_it_ended(TALK) == "explain-the-concern"
    asked = TALK.with_answers({"agrees_sharing": Agreement.REFUSE, "sharing_words": "“No.”"})
    assert where_it_ended(asked) == "their-answer-on-help"
    helped = asked.with_answers({"agrees_intervention": Agreement.REFUSE, "intervention_words": "“No.”"})
    assert where_it_ended(helped) == "explain-the-concern"
    assert where_it_ended(Concern()) == ""


def test_its_line_in_lists_says_that_it_ended_early() -> None:
    assert end_early(TALK, "explain-the-concern", UPSET).headline == "The conversation ended early: they became upset"
    assert TALK.headline == "Not finished"


def test_only_a_conversation_can_end() -> None:
    assert can_end_early(ConsentConversation)
    assert not can_end_early(Concern)
    assert would_end(TALK, "no such step") == ()
