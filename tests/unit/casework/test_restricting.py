"""Restricting a case: proposed, decided, changed, lifted, and cut short at any moment."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.cases import list_cases, open_case
from safeguard_desktop.casework.guided import carry_on, finish, save_step
from safeguard_desktop.casework.handing_over import Wanted, hand_over, plan_handing_over
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.restricting import (
    change_readers,
    finish_moves,
    leave_open,
    lift_restriction,
    propose_restriction,
    restrict,
    warnings_of,
)
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import InputTrouble, NotAllowedTrouble
from safeguard_desktop.records import Concern, Role
from safeguard_desktop.vault import Compartment
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.implicated import HER, HIM, OTHER, WHY, Home, home_of, restricted, told_us


@pytest.fixture
def home(session: Session) -> Iterator[Home]:
    made = home_of(session)
    yield made
    made.session.vault.close()


# what is proposed


def test_staff_being_part_of_a_case_proposes_to_restrict_it_without_the_colleague(home: Home) -> None:
    things = [thing for thing in open_case(home.session, home.case).next if thing.action.go is Go.RESTRICT]
    assert [thing.text for thing in things] == ["Staff are part of it: choose who may see this case"]
    proposal = propose_restriction(home.session, home.case)
    assert proposal.why == "Staff are part of it"
    assert proposal.ticked == {home.manager}
    assert any("Craig Dunn has a name like" in said for said in warnings_of(proposal, proposal.ticked))
    assert any("they could open this" in said for said in warnings_of(proposal, {home.implicated}))
    assert any("Backups" in said for said in proposal.warnings)


def test_a_case_without_staff_proposes_nothing_but_can_be_restricted(home: Home) -> None:
    view = open_case(home.session, home.other)
    assert not any(thing.action.go is Go.RESTRICT for thing in view.next)
    assert propose_restriction(home.session, home.other).ticked == {home.manager, home.implicated}


def test_who_looked_before_and_who_is_named_elsewhere_is_said(home: Home) -> None:
    told_us(home.session, Concern(adult=home.adult, alleged=home.alleged, summary="Again"))
    told_us(home.session, Concern(alleged=home.alleged, summary="Somebody else"))
    session = home.as_implicated()
    open_case(session, home.case)
    session = home.as_manager()
    said = " ".join(propose_restriction(session, home.case).warnings)
    assert "opened it or wrote in it: Craig Dunn." in said
    assert f"stay in the list of people: {HIM}." in said


def test_a_part_that_was_handed_over_is_said_to_stay_where_it_is(home: Home) -> None:
    worker = add_colleague(home.session, "Ewa Nowak", Role.CARE_WORKER)
    plan = plan_handing_over(home.session, home.case)
    until = plan.until
    hand_over(home.session, plan, Wanted(worker, {home.concern: "To keep her safe"}, "For the night shift", until))
    said = propose_restriction(home.session, home.case).warnings
    assert (
        f"A part of it was handed to Ewa Nowak, until {until.day} {until:%B %Y}. It stays with them until then." in said
    )


@pytest.mark.parametrize("ticked", [(), ("implicated",)])
def test_whoever_restricts_is_among_those_who_may_see_it(home: Home, ticked: tuple[str, ...]) -> None:
    members = [home.implicated for _ in ticked]
    with pytest.raises(InputTrouble):
        restrict(home.session, home.case, members, WHY)
    with pytest.raises(InputTrouble, match="Say why"):
        restrict(home.session, home.case, [home.manager], "  ")
    assert list_cases(home.session)
    assert not any(row.is_restricted for row in list_cases(home.session))


def test_a_caseworker_does_not_restrict(home: Home) -> None:
    worker = add_colleague(home.session, "Rhys Morgan", Role.CASEWORKER)
    home.session = sign_in_as(home.session, worker)
    assert not any(thing.action.go is Go.RESTRICT for thing in open_case(home.session, home.case).next)
    with pytest.raises(NotAllowedTrouble):
        restrict(home.session, home.case, [worker], WHY)


def test_it_can_be_left_open_with_a_reason_and_is_not_proposed_again(home: Home) -> None:
    for nothing in ("", "Staff are part of it"):
        with pytest.raises(InputTrouble, match="why the whole team"):
            leave_open(home.session, home.case, nothing)
    leave_open(home.session, home.case, "He works for an agency, and knows nobody here")
    assert not any(thing.action.go is Go.RESTRICT for thing in open_case(home.session, home.case).next)
    assert propose_restriction(home.session, home.case).left_open == "He works for an agency, and knows nobody here"
    restricted(home)
    assert open_case(home.session, home.case).row.is_restricted
    with pytest.raises(InputTrouble):
        leave_open(home.session, home.case, "Never mind")


def test_an_account_whose_time_is_up_is_not_offered(home: Home, clock: SetClock) -> None:
    home.session.vault.change_until(home.implicated, clock.now().date())
    assert home.implicated in {reader.account for reader in propose_restriction(home.session, home.case).readers}
    clock.forward(timedelta(days=1))
    assert home.implicated not in {reader.account for reader in propose_restriction(home.session, home.case).readers}


def test_what_somebody_else_restricts_takes_no_name_out_of_a_restricted_case(home: Home) -> None:
    other = add_colleague(home.session, "Samira Haddad")
    second, _ = told_us(home.session, Concern(adult=None, alleged=home.alleged, summary="Somebody else"))
    restricted(home)
    home.session = sign_in_as(home.session, other)
    restrict(home.session, second, [other], "A friend of his is part of it")
    session = home.as_manager()
    assert {one.name for one in open_case(session, home.case).people} == {HER, HIM}
    assert [found.record for found in search(session, "Dunny")][:1] == [home.alleged]
    lift_restriction(session, home.case, "He is cleared")
    home.session = sign_in_as(session, other)
    lift_restriction(home.session, second, "She has left")
    assert {one.name for one in open_case(home.session, home.case).people} == {HER, HIM}
    assert {one.name for one in open_case(home.session, second).people} == {HIM}


# changing and lifting


def test_its_readers_change_who_may_see_it(home: Home) -> None:
    worker = add_colleague(home.session, "Rhys Morgan", Role.CASEWORKER)
    restricted(home)
    change_readers(home.session, home.case, [home.manager, worker], "He knows her")
    proposal = propose_restriction(home.session, home.case)
    assert proposal.is_restricted
    assert proposal.ticked == {home.manager, worker}
    home.session = sign_in_as(home.session, worker)
    view = open_case(home.session, home.case)
    assert set(view.may_see) == {"Imani Okafor", "Rhys Morgan"}
    session = home.as_manager()
    change_readers(session, home.case, [home.manager], "He moved on")
    for nobody in ([], [worker]):
        with pytest.raises(InputTrouble):
            change_readers(session, home.case, nobody, "x")
    home.session = sign_in_as(session, worker)
    assert [row.id for row in list_cases(home.session)] == [home.other]


def test_lifted_it_is_the_teams_again_with_every_version_and_can_be_restricted_again(home: Home) -> None:
    before = open_case(home.session, home.case)
    restricted(home)
    work = carry_on(home.session, home.concern)
    save_step(home.session, work, work.record.with_answers({"opinion": "She is clear about it"}))
    lift_restriction(home.session, home.case, "He is cleared")
    session = home.as_implicated()
    view = open_case(session, home.case)
    assert not view.row.is_restricted
    assert view.may_see == ()
    assert [event.at for event in view.events] == [event.at for event in before.events]
    assert [event.by for event in view.events] == ["Imani Okafor"]
    assert len(session.casework.history(home.concern)) == 2
    assert len(session.casework.heads(home.concern)) == 1
    assert {one.name for one in view.people} == {HER, HIM}
    assert search(session, "pulled arm")
    assert session.vault.check_history(session.vault.casework).whole
    session = home.as_manager()
    restricted(home)
    assert open_case(session, home.case).row.is_restricted
    assert len(session.casework.history(home.concern)) == 2
    home.as_implicated()
    assert [row.id for row in list_cases(home.session)] == [home.other]


# cut short


class Killed(BaseException):
    """The program ends here."""


def killed(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize("step", ["take_over", "erase"])
def test_cut_short_it_is_finished_by_doing_it_again(home: Home, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Compartment, step, killed)
        with pytest.raises(Killed):
            restricted(home)
    rows = {row.id: row.adult for row in list_cases(home.session)}
    assert rows == {home.case: HER, home.other: OTHER}
    if step == "take_over":
        restricted(home)
    else:
        finish_moves(home.session)
    assert open_case(home.session, home.case).row.is_restricted
    assert len(search(home.session, "pulled arm")) == 1
    home.as_implicated()
    assert [row.id for row in list_cases(home.session)] == [home.other]


def test_cut_short_it_is_finished_at_the_next_sign_in_with_what_was_written_meanwhile(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Compartment, "erase", killed)
        with pytest.raises(Killed):
            restricted(home)
    session = home.as_implicated()
    work = carry_on(session, home.concern)
    save_step(session, work, work.record.with_answers({"opinion": "It is nothing"}))
    session = home.as_manager()
    (found,) = session.casework.history(home.concern)[-1:]
    assert found.body.answer("opinion") == "It is nothing"
    assert session.vault.casework.current(home.concern) is None
    home.as_implicated()
    assert [row.id for row in list_cases(home.session)] == [home.other]


def test_a_lift_cut_short_leaves_it_restricted(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    restricted(home)
    with monkeypatch.context() as patch:
        patch.setattr(Compartment, "erase", killed)
        with pytest.raises(Killed):
            lift_restriction(home.session, home.case, "He is cleared")
    session = home.as_manager()
    assert open_case(session, home.case).row.is_restricted
    session = home.as_implicated()
    assert [row.id for row in list_cases(session)] == [home.other]
    session = home.as_manager()
    lift_restriction(session, home.case, "He is cleared")
    assert not open_case(session, home.case).row.is_restricted


def test_a_finished_record_of_it_can_be_corrected(home: Home) -> None:
    restricted(home)
    work = begin_for(home.session, "advice-call", home.case)
    with pytest.raises(InputTrouble):
        finish(home.session, work, work.record)
    assert save_step(home.session, work, work.record).heads
