"""Saving, handing in and correcting: twice, from two places, and by somebody who may not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from safeguard_desktop.casework.cases import list_cases, open_case
from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.guided import begin, carry_on, discard_typing, finish, save_step
from safeguard_desktop.casework.inbox import waiting
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.today import today
from safeguard_desktop.errors import NotAllowedTrouble
from safeguard_desktop.records import (
    Adult,
    AdviceCall,
    Case,
    Concern,
    Fact,
    RiskAcceptance,
    RiskLevel,
    SharingDecision,
    When,
    YesNo,
)
from safeguard_desktop.records.vocabulary import CaseStatus, Role
from safeguard_desktop.vault import Account, Change


def told_us(session: Session, concern: Concern) -> str:
    case = hand_in(session, begin_concern(session), concern)
    assert case is not None
    return case


def body_of(session: Session, record: str) -> object:
    found = session.casework.current(record)
    assert found is not None
    return found.body


def as_role(session: Session, role: Role) -> None:
    """Let the one account have another role, as a second account cannot be made yet."""
    session.vault.account = Account(session.account.id, session.account.name, role)


def test_two_concerns_about_nobody_known_yet_are_two_cases(session: Session) -> None:
    first = told_us(session, Concern(summary="A man asleep in the lobby"))
    second = told_us(session, Concern(summary="A woman crying on the stairs"))
    assert first != second


def test_naming_the_adult_later_names_the_case(session: Session) -> None:
    work = begin_concern(session)
    case = hand_in(session, work, Concern(summary="A man asleep in the lobby"))
    assert case is not None
    adult = add_person(session, Adult(name="Tobias Reed"))
    again = carry_on(session, work.id)
    save_step(session, again, again.record.with_answers({"adult": adult}))
    (row,) = list_cases(session)
    assert row.adult == "Tobias Reed"
    assert begin_for(session, "consent-conversation", case).record.answer("adult") == adult


def test_a_concern_begun_in_a_case_stays_in_it(session: Session) -> None:
    case = told_us(session, Concern(summary="A man asleep in the lobby"))
    work = begin_for(session, Concern.kind, case)
    assert hand_in(session, work, Concern(summary="There again")) == case
    assert len(list_cases(session)) == 1


def test_a_concern_joins_no_closed_case(session: Session) -> None:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    first = told_us(session, Concern(adult=adult, summary="Bruise"))
    body = body_of(session, first)
    assert isinstance(body, Case)
    closed = body.model_copy(update={"status": CaseStatus.CLOSED, "completed": True})
    session.casework.append([Change(first, Case.kind, closed, first, (session.casework.heads(first)[-1].id,))])
    second = told_us(session, Concern(adult=adult, summary="Bruise again"))
    assert second != first
    assert [row.is_open for row in list_cases(session)] == [True, False]


def test_a_concern_is_dated_by_when_it_happened(session: Session) -> None:
    when = When(year=2026, month=11, day=2, hour=21, minute=15)
    case = told_us(session, Concern(summary="Bruise", happened=when))
    (event,) = open_case(session, case).events
    assert (event.at.astimezone().hour, event.at.astimezone().day) == (21, 2)
    assert event.written_at == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_handing_in_again_after_a_kill_keeps_both_peoples_words(session: Session) -> None:
    work = begin_concern(session)
    case = hand_in(session, work, Concern(summary="Bruise"))
    accepted = carry_on(session, work.id)
    save_step(session, accepted, accepted.record.with_answers({"opinion": "The lead's own view"}))
    assert hand_in(session, work, Concern(summary="Bruise", account="What came to mind later")) == case
    said = [version.body for version in session.casework.history(work.id)]
    assert [body.answer("opinion") for body in said] == [None, "The lead's own view", None]
    assert said[-1].answer("account") == "What came to mind later"
    assert len(session.casework.heads(work.id)) == 2
    assert waiting(session) == ()


def test_the_same_words_handed_in_twice_are_nothing_new(session: Session) -> None:
    work = begin_concern(session)
    first = hand_in(session, work, Concern(summary="Bruise"))
    assert hand_in(session, work, Concern(summary="Bruise")) == first
    assert len(session.casework.history(work.id)) == 1


def test_a_pack_waits_until_somebody_may_open_it(session: Session) -> None:
    as_role(session, Role.CARE_WORKER)
    adult = add_person(session, Adult(name="Odile O’Hara"))
    assert hand_in(session, begin_concern(session), Concern(adult=adult, summary="Bruise")) is None
    assert waiting(session) == ()
    assert today(session).needs == ()
    as_role(session, Role.CASEWORKER)
    (pack,) = waiting(session)
    assert [need.what for need in today(session).needs] == ["Open a concern that Imani Okafor handed in"]
    case = accept(session, pack)
    assert case is not None
    assert open_case(session, case).row.adult == "Odile O’Hara"
    assert waiting(session) == ()


def test_two_people_who_save_one_record_lose_no_answer(session: Session) -> None:
    case = told_us(session, Concern(summary="Bruise"))
    begun = begin(session, AdviceCall.kind, case)
    saved = save_step(session, begun, AdviceCall(caller="Imani Okafor"))
    mine, theirs = carry_on(session, saved.id), carry_on(session, saved.id)
    save_step(session, theirs, theirs.record.with_answers({"organisation": "Invented police"}))
    done = save_step(session, mine, mine.record.with_answers({"question": "May we tell?"}))
    save_step(session, done, done.record.with_answers({"reference": "A1"}))
    body = body_of(session, saved.id)
    assert isinstance(body, AdviceCall)
    said = (body.caller, body.organisation, body.question, body.reference)
    assert said == ("Imani Okafor", "Invented police", "May we tell?", "A1")
    assert len(session.casework.heads(saved.id)) == 1


def test_finishing_twice_leaves_one_version_to_go_on_from(session: Session) -> None:
    case = told_us(session, Concern(summary="Bruise"))
    accepted = RiskAcceptance(agreed_level=RiskLevel.LOW)
    work = save_step(session, begin(session, RiskAcceptance.kind, case), accepted)
    save_step(session, work, work.record)
    save_step(session, work, work.record)
    assert len(session.casework.heads(work.id)) == 1


def test_a_finished_record_that_loses_an_answer_is_not_finished_any_more(session: Session) -> None:
    work = begin_concern(session)
    told = Concern(summary="Bruise", completed=True)
    at_desk = save_step(session, work, told)
    again = save_step(session, at_desk, told.with_answers({"summary": None}))
    assert not again.record.completed
    assert today(session).to_finish == 1
    discard_typing(session, work.id)
    assert today(session).to_finish == 0


def test_only_somebody_who_may_decide_corrects_what_was_decided(session: Session) -> None:
    case = told_us(session, Concern(summary="Bruise"))
    decided = SharingDecision(reasons="He agrees", completed=True)
    work = save_step(session, begin(session, SharingDecision.kind, case), decided)
    as_role(session, Role.CASEWORKER)
    with pytest.raises(NotAllowedTrouble, match="A caseworker cannot decide"):
        save_step(session, work, decided.with_answers({"reasons": "Something else"}))
    with pytest.raises(NotAllowedTrouble):
        finish(session, work, decided)
    assert body_of(session, work.id) == decided
    begun = begin(session, SharingDecision.kind, case)
    prepared = SharingDecision(others_at_risk=Fact(answer=YesNo.YES))
    assert save_step(session, begun, prepared).record == prepared


def test_work_read_before_it_was_saved_elsewhere_says_what_the_screen_holds(session: Session) -> None:
    work = begin_concern(session)
    saved = save_step(session, work, Concern(summary="Bruise"))
    stale = replace(saved, record=Concern(summary="Bruise"))
    save_step(session, saved, Concern(summary="Bruise", told_by="Ewa"))
    assert save_step(session, stale, Concern(summary="Bruise, left arm")).record == Concern(summary="Bruise, left arm")
    kept = session.desk.current(work.id)
    assert kept is not None
    assert kept.body == Concern(summary="Bruise, left arm", told_by="Ewa")
