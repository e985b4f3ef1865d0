"""A concern about staff goes to chosen people alone, and its case is restricted from its first moment."""

from collections.abc import Iterator

import pytest

from safeguard_desktop.casework import concerns
from safeguard_desktop.casework.cases import list_cases, open_case
from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in, propose_readers
from safeguard_desktop.casework.guided import Work, save_step
from safeguard_desktop.casework.inbox import look_in, not_come_yet, waiting
from safeguard_desktop.casework.people import add_person, names_of, people
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.records import Adult, Concern, DashWorksheet, Person, Role, YesNo
from safeguard_desktop.vault import Compartment
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE

ABOUT_CRAIG = {"alleged_known": YesNo.NO, "alleged_words": "Craig, the lead", "alleged_staff": YesNo.YES}


class Team:
    """A manager, two leads and a care worker; one of them is signed in."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.manager = session.account.id
        self.lead = add_colleague(session, "Samira Haddad")
        self.implicated = add_colleague(session, "Craig Dunn")
        self.worker = add_colleague(session, "Ewa Nowak", Role.CARE_WORKER)

    def sign_in(self, account: str) -> Session:
        passphrase = {self.manager: PASSPHRASE}.get(account)
        self.session = sign_in_as(self.session, account, *filter(None, (passphrase,)))
        return self.session


@pytest.fixture
def team(session: Session) -> Iterator[Team]:
    made = Team(session)
    yield made
    lock(made.session)


def written(session: Session, adult: str | None = None, **answers: object) -> tuple[Work, Concern]:
    return begin_concern(session), Concern(adult=adult).with_answers({"summary": "Pulled by the arm", **answers})


def handed_in(team: Team, account: str, adult: str | None = None) -> str | None:
    session = team.sign_in(account)
    work, concern = written(session, adult, **ABOUT_CRAIG)
    ticked = [reader.account for reader in propose_readers(session, work, concern) if reader.is_ticked]
    return hand_in(session, work, concern, ticked)


def test_leads_and_managers_are_proposed_but_not_who_may_be_meant(team: Team) -> None:
    session = team.sign_in(team.worker)
    work, concern = written(session, **ABOUT_CRAIG)
    readers = {reader.account: reader.is_ticked for reader in propose_readers(session, work, concern)}
    assert readers == {team.manager: True, team.lead: True, team.implicated: False}
    assert propose_readers(session, work, Concern(summary="A bruise")) == ()


@pytest.mark.parametrize(("said", "asked"), [(None, True), (YesNo.NO, False)])
def test_a_colleagues_name_is_asked_about_where_nothing_says_whether_it_is_staff(
    team: Team, said: YesNo | None, asked: bool
) -> None:
    session = team.sign_in(team.worker)
    work, concern = written(session, **{**ABOUT_CRAIG, "alleged_staff": said})
    readers = {reader.account: reader.is_ticked for reader in propose_readers(session, work, concern)}
    assert readers == ({team.manager: True, team.lead: True, team.implicated: False} if asked else {})


def test_it_waits_for_them_alone(team: Team) -> None:
    assert handed_in(team, team.worker) is None
    session = team.sign_in(team.implicated)
    assert waiting(session) == ()
    assert look_in(session) == ()
    assert today(session).needs == ()
    session = team.sign_in(team.lead)
    assert [pack.summary for pack in look_in(session)] == ["Pulled by the arm"]
    assert len(today(session).needs) == 1


def test_accepted_it_opens_a_case_for_them_alone(team: Team) -> None:
    session = team.sign_in(team.worker)
    adult = add_person(session, Adult(name="Odile O’Hara"))
    handed_in(team, team.worker, adult)
    session = team.sign_in(team.lead)
    before = session.vault.casework.head()
    (pack,) = waiting(session)
    case = accept(session, pack)
    assert case is not None
    view = open_case(session, case)
    assert view.row.is_restricted
    assert set(view.may_see) == {"Imani Okafor", "Samira Haddad"}
    assert view.row.adult == "Odile O’Hara"
    assert session.vault.casework.head() == before
    assert accept_again(session, pack) == (case, 1)
    session = team.sign_in(team.manager)
    assert [row.id for row in list_cases(session)] == [case]
    session = team.sign_in(team.implicated)
    assert (list_cases(session), people(session), search(session, "arm"), waiting(session)) == ((), (), (), ())
    assert not_come_yet(session) == ()


def accept_again(session: Session, pack: str) -> tuple[str | None, int]:
    """Hand the same pack in again as a copy put back, and count the cases afterwards."""
    found = session.casework.current(pack)
    return (found.case if found else None), len(list_cases(session))


def test_a_lead_who_hands_it_in_has_the_case_at_once(team: Team) -> None:
    case = handed_in(team, team.lead)
    assert case is not None
    assert open_case(team.session, case).row.is_restricted
    assert waiting(team.session) == ()


def test_who_is_not_chosen_does_not_take_in_what_they_hand_in(team: Team) -> None:
    session = team.sign_in(team.implicated)
    work, concern = written(session, alleged_staff=YesNo.YES)
    assert hand_in(session, work, concern, [team.manager]) is None
    assert list_cases(session) == ()
    assert waiting(session) == ()
    assert len(waiting(team.sign_in(team.manager))) == 1


def test_it_joins_no_case_that_others_can_see(team: Team) -> None:
    session = team.sign_in(team.manager)
    adult = add_person(session, Adult(name="Odile O’Hara"))
    first = hand_in(session, *written(session, adult))
    case = handed_in(team, team.manager, adult)
    assert case != first
    rows = {row.id: row.is_restricted for row in list_cases(team.session)}
    assert rows == {first: False, case: True}
    again = handed_in(team, team.lead, adult)
    assert again == case
    session = team.sign_in(team.implicated)
    assert [row.id for row in list_cases(session)] == [first]
    assert [person.id for person in people(session)] == [adult]


def test_it_joins_no_restricted_case_that_a_person_it_is_not_for_can_see(team: Team) -> None:
    session = team.sign_in(team.manager)
    adult = add_person(session, Adult(name="Odile O’Hara"))
    first = hand_in(session, *written(session, adult))
    assert first is not None
    restrict(session, first, [team.manager, team.implicated], "Somebody else is part of it")
    assert handed_in(team, team.manager, adult) != first


def test_what_is_added_to_a_restricted_case_is_sealed_to_its_readers(team: Team) -> None:
    case = handed_in(team, team.lead)
    assert case is not None
    session = team.session
    adult = add_person(session, Adult(name="Odile O’Hara"), case=case)
    before = session.vault.casework.head()
    work = begin_concern(session)
    more = Work(work.id, work.kind, case, work.record, at_desk=True)
    assert propose_readers(session, more, Concern(alleged_staff=YesNo.YES)) == ()
    assert hand_in(session, more, Concern(summary="And again", adult=adult)) == case
    assert session.vault.casework.head() == before


def test_the_same_concern_with_more_in_it_does_not_go_back_to_the_team(team: Team) -> None:
    session = team.sign_in(team.manager)
    work, concern = written(session)
    first = hand_in(session, work, concern)
    more = concern.with_answers(ABOUT_CRAIG)
    case = hand_in(session, work, more, [team.manager])
    assert case != first
    assert case is not None
    session = team.sign_in(team.implicated)
    said = [found.body for found in session.casework.history(work.id)]
    assert [body.answer("alleged_staff") for body in said] == [None]


def test_cut_short_it_is_accepted_again_into_one_case(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    handed_in(team, team.worker)
    session = team.sign_in(team.lead)
    (pack,) = waiting(session)
    with monkeypatch.context() as patch:
        patch.setattr(Compartment, "append", killed)
        with pytest.raises(Killed):
            accept(session, pack)
    assert list_cases(session) == ()
    session = team.sign_in(team.lead)
    case = accept(session, pack)
    assert [row.id for row in list_cases(session)] == [case]
    assert len(session.vault.restricted()) == 1


def test_somebody_named_while_it_is_written_stays_at_the_desk_until_then(team: Team) -> None:
    session = team.sign_in(team.lead)
    alleged = add_person(session, Person(name="Craig Dunn"), at_desk=True)
    assert session.vault.casework.current(alleged) is None
    assert [person.name for person in people(session)] == ["Craig Dunn"]
    work, concern = written(session, alleged_known=YesNo.YES, alleged=alleged, alleged_staff=YesNo.YES)
    ticked = [reader.account for reader in propose_readers(session, work, concern) if reader.is_ticked]
    assert team.implicated not in ticked
    case = hand_in(session, work, concern, ticked)
    assert session.vault.casework.current(alleged) is None
    assert {one.name for one in open_case(session, case or "").people} == {"Craig Dunn"}


def test_somebody_named_at_the_desk_and_in_a_case_meanwhile_is_known_there(team: Team) -> None:
    session = team.sign_in(team.lead)
    case = hand_in(session, *written(session))
    assert case is not None
    adult = add_person(session, Adult(name="Odile O’Hara"), at_desk=True)
    work = begin_for(session, DashWorksheet.kind, case)
    save_step(session, work, work.record.with_answers({"adult": adult}))
    assert names_of(team.sign_in(team.manager), [adult]) == {adult: "Odile O’Hara"}
    session = team.sign_in(team.lead)
    concern, record = written(session, adult)
    assert hand_in(session, concern, record) is not None
    assert len(session.casework.heads(adult)) == 1


def test_nobody_misses_the_number_of_what_went_into_a_restricted_case(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = team.sign_in(team.manager)
    adult = add_person(session, Adult(name="Odile O’Hara"))
    case = hand_in(session, *written(session, adult))
    assert case is not None
    restrict(session, case, [team.manager], "Staff are part of it")
    with monkeypatch.context() as patch:
        patch.setattr(concerns, "keep_numbers", lambda *_: None)
        assert hand_in(session, *written(session, adult)) == case
    assert hand_in(session, *written(session)) != case
    team.sign_in(team.manager)
    assert not_come_yet(team.sign_in(team.implicated)) == ()
