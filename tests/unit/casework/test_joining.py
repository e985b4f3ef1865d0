"""Two people changed a record apart: nothing of either is lost, and what differed is said."""

import pytest

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import Work, carry_on, save_step
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import Adult, Concern, Person, Record, Skip, SkipWhy
from safeguard_desktop.vault import Change

ACCOUNT = "I saw it at seven."


@pytest.fixture
def first(session: Session) -> Work:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    work = begin_concern(session, adult)
    hand_in(session, work, Concern(adult=adult, summary="Bruise", account=ACCOUNT))
    return carry_on(session, work.id)


def _apart(session: Session, work: Work, *versions: Record) -> None:
    """Write versions that know nothing of each other, each made from what was read."""
    for body in versions:
        session.casework.append([Change(work.id, work.kind, body, work.case, work.heads)])


def test_answers_to_different_questions_are_both_there(session: Session, first: Work) -> None:
    one = first.record.with_answers({"witnesses": "Ewa"})
    two = first.record.with_answers({"summary": "Bruise, left arm"})
    _apart(session, first, one, two)
    read = read_record(session, first.id)
    assert (read.record.answer("witnesses"), read.record.answer("summary")) == ("Ewa", "Bruise, left arm")
    assert read.joined == "Put in from the other version: Who else saw or heard it."


def test_where_both_changed_an_answer_the_other_is_said(session: Session, first: Work) -> None:
    one = first.record.with_answers({"account": "He pushed her."})
    two = first.record.with_answers({"account": "She fell.", "opinion": "I think she is afraid."})
    _apart(session, first, one, two)
    work = carry_on(session, first.id)
    assert work.joined == "What happened: “She fell.” stands here. The other version says “He pushed her.”."
    assert len(work.heads) == 2
    saved = save_step(session, work, work.record.with_answers({"witnesses": "Ewa"}))
    assert saved.joined == work.joined
    assert len(session.casework.heads(first.id)) == 1
    again = carry_on(session, first.id)
    assert (again.joined, again.record.answer("account"), again.record.answer("witnesses")) == ("", "She fell.", "Ewa")
    assert [version.body.answer("account") for version in session.casework.history(first.id)][1] == "He pushed her."
    assert save_step(session, saved, saved.record.with_answers({"witnesses": "Ewa, Ana"})).joined == ""


def test_what_one_took_out_and_the_other_changed_is_said(session: Session, first: Work) -> None:
    gone = first.record.with_answers({"account": None})
    _apart(session, first, gone, first.record.with_answers({"account": "She fell."}))
    assert "The other version says nothing." in carry_on(session, first.id).joined


def test_names_are_said_and_not_ids(session: Session, first: Work) -> None:
    him = add_person(session, Person(name="Leonard Ellis"))
    her = add_person(session, Person(name="Ewa Lis"))
    versions = [first.record.with_answers({"alleged_known": "yes", "alleged": one}) for one in (him, her)]
    _apart(session, first, *versions)
    assert "“Ewa Lis” stands here. The other version says “Leonard Ellis”." in carry_on(session, first.id).joined


def test_steps_passed_over_are_put_together_too(session: Session, first: Work) -> None:
    skip = Skip(why=SkipWhy.DID_NOT_SAY)
    versions = [first.record.model_copy(update={"skipped": {key: skip}}) for key in ("a", "b")]
    _apart(session, first, *versions)
    assert dict(carry_on(session, first.id).record.skipped) == {"a": skip, "b": skip}


def test_a_save_onto_what_somebody_saved_meanwhile_says_so(session: Session, first: Work) -> None:
    save_step(session, first, first.record.with_answers({"witnesses": "Ewa", "account": "He pushed her."}))
    saved = save_step(session, first, first.record.with_answers({"account": "She fell."}))
    assert saved.joined == (
        "What happened: “She fell.” stands here. The other version says “He pushed her.”.\n"
        "Put in from the other version: Who else saw or heard it."
    )


def test_with_one_version_nothing_is_said(session: Session, first: Work) -> None:
    assert first.joined == ""
    assert read_record(session, first.id).joined == ""
