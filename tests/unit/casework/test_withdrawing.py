"""What was begun by mistake is withdrawn with a reason: off every list, kept, and brought back as it was."""

from collections.abc import Iterator

import pytest

from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import Work, carry_on, keep_typing, save_step
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.referrals import list_referrals
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.standing import standings
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.casework.withdrawing import bring_back, may_withdraw, withdraw
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Adult, AdviceCall, Concern, Disclosure, Fact, Role, YesNo
from safeguard_desktop.records.referral_lists import DisclosureStatus
from tests.unit.casework.colleagues import add_colleague, sign_in_as

WRONG = "Begun in the wrong case."


@pytest.fixture
def case(session: Session) -> str:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    found = hand_in(session, begin_concern(session, adult), Concern(adult=adult, summary="Shouting"))
    assert found is not None
    return found


def _begun(session: Session, case: str, kind: str = "marac-referral") -> Work:
    work = begin_for(session, kind, case)
    return save_step(session, work, work.record)


def _carried_on(session: Session) -> set[str | None]:
    return {need.action.record for need in today(session).needs if need.action.go is Go.CARRY_ON}


def test_it_leaves_every_list_and_is_kept(session: Session, case: str) -> None:
    work = _begun(session, case)
    assert [row.record for row in list_referrals(session)] == [work.id]
    withdraw(session, work.id, WRONG)
    assert list_referrals(session) == ()
    view = open_case(session, case)
    assert work.id not in {event.record for event in view.events}
    assert work.id not in {thing.action.record for thing in view.next}
    assert work.id not in _carried_on(session)
    read = read_record(session, work.id)
    assert (read.record.withdrawn, read.may_withdraw) == (WRONG, False)
    assert len(session.casework.history(work.id)) == 2
    assert {"withdrawn"} <= {entry.what for entry in session.casework.accesses(case)}


def test_the_search_still_finds_it(session: Session, case: str) -> None:
    withdraw(session, _begun(session, case, "sharing-decision").id, WRONG)
    assert any(found.text.endswith("(withdrawn)") for found in search(session, "Odile"))


def test_it_is_brought_back_with_what_was_typed(session: Session, case: str) -> None:
    work = _begun(session, case)
    keep_typing(session, work, "fears-and-safety", {"step": "fears-and-safety", "steps": {}})
    withdraw(session, work.id, WRONG)
    bring_back(session, work.id)
    assert [row.record for row in list_referrals(session)] == [work.id]
    assert work.id in _carried_on(session)
    again = carry_on(session, work.id)
    assert (again.record, again.step) == (work.record, "fears-and-safety")


def test_what_was_only_begun_is_kept_as_it_began(session: Session, case: str) -> None:
    work = begin_for(session, "consent-conversation", case)
    withdraw(session, work.id, WRONG)
    assert work.id not in _carried_on(session)
    assert read_record(session, work.id).record.answer("spoke") == "Imani Okafor"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_wanted(session: Session, case: str, reason: str) -> None:
    work = _begun(session, case)
    with pytest.raises(InputTrouble) as trouble:
        withdraw(session, work.id, reason)
    assert trouble.value.field == "reason"


def test_a_concern_in_the_cases_a_person_and_a_case_are_never_withdrawn(session: Session, case: str) -> None:
    records = [revision.record for revision in session.casework.list()]
    assert case in records
    for record in records:
        with pytest.raises(InputTrouble):
            withdraw(session, record, WRONG)


def test_what_was_finished_or_sent_is_corrected_and_not_withdrawn(session: Session, case: str) -> None:
    work = begin_for(session, "advice-call", case)
    done = save_step(session, work, AdviceCall(completed=True))
    assert not may_withdraw(session, done.id, AdviceCall())
    sent = begin_for(session, "disclosure", case)
    assert may_withdraw(session, sent.id, Disclosure(status=DisclosureStatus.PRINTED))
    assert not may_withdraw(session, sent.id, Disclosure(status=DisclosureStatus.SENT))


def test_nothing_rests_on_what_was_withdrawn(session: Session, case: str) -> None:
    work = begin_for(session, "sharing-decision", case)
    answers = {"others_at_risk": Fact(answer=YesNo.YES, evidence="A neighbour"), "reasons": "To keep her safe."}
    saved = save_step(session, work, work.record.with_answers(answers))
    withdraw(session, saved.id, WRONG)
    assert begin_for(session, "risk-acceptance", case).record.answer("decision") is None


def test_a_case_is_not_worked_out_again_for_it(session: Session, case: str) -> None:
    withdraw(session, _begun(session, case).id, WRONG)
    (first,) = standings(session)
    (second,) = standings(session)
    assert first is second


@pytest.fixture(params=[Role.CARE_WORKER, Role.SAFEGUARDING_LEAD])
def writer(session: Session, request: pytest.FixtureRequest) -> Iterator[Session]:
    """Somebody at their own desk, without the cases or with them."""
    theirs = sign_in_as(session, add_colleague(session, "Ffion Prys", request.param))
    yield theirs
    lock(theirs)


def _at_the_desk(session: Session) -> tuple[Work, Concern]:
    adult = add_person(session, Adult(name="Odile O’Hara"), at_desk=True)
    work, concern = begin_concern(session), Concern(adult=adult, summary="Shouting in the garden")
    return save_step(session, work, concern, "what-happened"), concern


def test_what_was_never_handed_in_is_withdrawn_at_the_desk_and_brought_back(writer: Session) -> None:
    work, concern = _at_the_desk(writer)
    assert read_record(writer, work.id).may_withdraw
    withdraw(writer, work.id, WRONG)
    assert work.id not in _carried_on(writer)
    read = read_record(writer, work.id)
    assert (read.record.withdrawn, read.may_withdraw, read.can_talk, read.at_desk) == (WRONG, False, False, True)
    assert [version.body.withdrawn for version in writer.desk.history(work.id)] == [None, WRONG]
    assert writer.desk.accesses(None)[-2].what == "withdrawn"
    assert any(found.text.endswith("(withdrawn)") for found in search(writer, "garden"))
    bring_back(writer, work.id)
    assert work.id in _carried_on(writer)
    again = carry_on(writer, work.id)
    assert (again.record, again.step) == (concern, "what-happened")


def test_what_is_begun_at_the_desk_and_not_saved_is_withdrawn(writer: Session) -> None:
    work = begin_concern(writer)
    withdraw(writer, work.id, WRONG)
    assert _carried_on(writer) == set()
    assert read_record(writer, work.id).record.withdrawn == WRONG
    for typed in ("withdrawn", "wrong case"):
        assert [found.record for found in search(writer, typed)] == [work.id]
    bring_back(writer, work.id)
    assert search(writer, "withdrawn") == ()


def test_what_was_handed_in_is_not_withdrawn_at_the_desk(writer: Session) -> None:
    work, concern = _at_the_desk(writer)
    hand_in(writer, work, concern)
    assert not read_record(writer, work.id).may_withdraw
    with pytest.raises(InputTrouble, match="cannot be withdrawn"):
        withdraw(writer, work.id, WRONG)


def test_what_was_handed_in_for_others_alone_is_not_withdrawn(writer: Session) -> None:
    work, concern = _at_the_desk(writer)
    other = next(account.id for account in writer.vault.accounts() if account.id != writer.account.id)
    hand_in(writer, work, concern, [other])
    assert not may_withdraw(writer, work.id, concern)
