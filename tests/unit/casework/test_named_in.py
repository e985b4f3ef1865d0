"""In which cases somebody is named: one answer everywhere, for those who may read the cases alone."""

import pytest

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.inbox import waiting
from safeguard_desktop.casework.named_in import cases_by_person, cases_naming
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import (
    Adult,
    Case,
    Concern,
    DbsReferral,
    MaracReferral,
    Person,
    Role,
    When,
    YesNo,
)
from safeguard_desktop.records.case import CasePerson
from safeguard_desktop.records.dbs_referral import Victim
from safeguard_desktop.records.vocabulary import CaseRole
from safeguard_desktop.vault import Change
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE


def _concern_about(session: Session, alleged: str, adult: str, day: int) -> str:
    named = add_person(session, Adult(name=adult))
    concern = Concern(
        adult=named,
        alleged_known=YesNo.YES,
        alleged=alleged,
        summary="Pushed",
        happened=When(year=2026, month=11, day=day),
    )
    case = hand_in(session, begin_concern(session), concern)
    assert case is not None
    return case


@pytest.fixture
def ivor(session: Session) -> str:
    return add_person(session, Person(name="Ivor Field", address="9 Mill Lane"))


@pytest.fixture
def cases(session: Session, ivor: str) -> tuple[str, ...]:
    """Three cases in which one person is alleged to cause harm."""
    told = (("Doris Hale", 4), ("Ines Moreau", 2), ("Odile O’Hara", 8))
    return tuple(_concern_about(session, ivor, adult, day) for adult, day in told)


def _put_in_case(session: Session, case: str, person: str, role: CaseRole | None) -> None:
    found = session.casework.current(case)
    assert found is not None
    assert isinstance(found.body, Case)
    body = found.body.with_answers({"people": (*(found.body.people or ()), CasePerson(person=person, role=role))})
    session.casework.append([Change(case, Case.kind, body, case, (found.id,))])


def test_each_case_that_names_somebody_says_as_what_and_when(
    session: Session, ivor: str, cases: tuple[str, ...]
) -> None:
    found = cases_naming(session, ivor)
    assert [(one.case, one.adult, one.on.day) for one in found] == [
        (cases[2], "Odile O’Hara", 8),
        (cases[0], "Doris Hale", 4),
        (cases[1], "Ines Moreau", 2),
    ]
    assert all(one.reference and one.is_open and one.is_alleged for one in found)
    assert {one.parts for one in found} == {("Person alleged to cause harm",)}
    assert read_record(session, ivor).named_in == found


def test_somebody_can_have_several_parts_that_they_are_alleged_to_cause_harm_first(
    session: Session, ivor: str, cases: tuple[str, ...]
) -> None:
    witness = add_person(session, Person(name="Nan Reed"))
    for role in (None, CaseRole.WITNESS):
        _put_in_case(session, cases[0], witness, role)
    _put_in_case(session, cases[0], ivor, CaseRole.FAMILY)
    (seen,) = cases_naming(session, witness)
    assert (seen.parts, seen.is_alleged) == (("Witness, or told us",), False)
    people = {one.name: one for one in open_case(session, cases[0]).people}
    assert people["Ivor Field"].part == "Person alleged to cause harm, Family or friend"
    assert [one.case for one in people["Ivor Field"].elsewhere] == [cases[2], cases[1]]
    assert (people["Doris Hale"].part, people["Doris Hale"].elsewhere) == ("Adult at risk", ())
    assert not people["Doris Hale"].is_alleged
    assert not people["Nan Reed"].is_alleged


def test_an_adult_at_risk_who_is_alleged_in_another_case_is_marked_in_both(
    session: Session, cases: tuple[str, ...]
) -> None:
    adult = open_case(session, cases[0]).adult_id
    assert adult is not None
    _concern_about(session, adult, "Ken Ash", 9)
    seen = next(one for one in open_case(session, cases[0]).people if one.record == adult)
    assert (seen.part, seen.is_alleged, len(seen.elsewhere)) == ("Adult at risk", True, 1)


def test_whom_a_referral_names_is_named_in_the_case(session: Session, ivor: str, cases: tuple[str, ...]) -> None:
    ken, lil = (add_person(session, Person(name=name)) for name in ("Ken Ash", "Lil Orme"))
    marac = MaracReferral(alleged=ivor, others_alleged=(ken,))
    dbs = DbsReferral(person=lil, victims=(Victim(person=ken),))
    for record in (marac, dbs):
        session.casework.append([Change(new_id(session.clock), record.kind, record, cases[0])])
    assert [one.parts for one in cases_naming(session, lil)] == [("Person alleged to cause harm",)]
    assert [one.parts for one in cases_naming(session, ken)] == [("Person alleged to cause harm", "Adult at risk")]
    assert len(cases_naming(session, ivor)) == 3


def test_a_withdrawn_concern_names_nobody(session: Session, ivor: str, cases: tuple[str, ...]) -> None:
    concern = session.casework.current(open_case(session, cases[1]).events[0].record)
    assert concern is not None
    assert len(cases_naming(session, ivor)) == 3
    body = concern.body.model_copy(update={"withdrawn": "Begun by mistake"})
    session.casework.append([Change(concern.record, concern.kind, body, cases[1], (concern.id,))])
    assert [one.case for one in cases_naming(session, ivor)] == [cases[2], cases[0]]


def test_nobody_learns_of_a_restricted_case_of_others(session: Session, ivor: str, cases: tuple[str, ...]) -> None:
    manager, other = session.account.id, add_colleague(session, "Rhys Morgan", Role.CASEWORKER)
    restrict(session, cases[2], [manager], "Staff are part of it")
    mine = cases_naming(session, ivor)
    assert [(one.case, one.is_restricted) for one in mine] == [
        (cases[2], True),
        (cases[0], False),
        (cases[1], False),
    ]
    theirs = sign_in_as(session, other)
    assert [one.case for one in cases_naming(theirs, ivor)] == [cases[0], cases[1]]
    (seen,) = [one for one in open_case(theirs, cases[0]).people if one.record == ivor]
    assert [one.case for one in seen.elsewhere] == [cases[1]]
    assert [one.case for one in read_record(theirs, ivor).named_in or ()] == [cases[0], cases[1]]
    (found,) = [one for one in search(theirs, "Ivor") if one.record == ivor]
    assert found.snippet == "9 Mill Lane, named in 2 cases"
    theirs.vault.close()


def test_only_cases_that_changed_are_worked_out_again(session: Session, ivor: str, cases: tuple[str, ...]) -> None:
    cases_by_person(session)
    before = {case: session.remembered[case] for case in cases}
    assert len(cases_naming(session, ivor)) == 3
    assert all(session.remembered[case] is before[case] for case in cases)
    _put_in_case(session, cases[1], ivor, CaseRole.WITNESS)
    assert cases_naming(session, ivor)[-1].parts == ("Person alleged to cause harm", "Witness, or told us")
    assert [session.remembered[case] is before[case] for case in cases] == [True, False, True]


# who wrote it, and whence one came


def test_a_person_brought_by_a_colleague_was_written_by_them(session: Session) -> None:
    manager, theirs = session.account.id, add_colleague(session, "Ffion Prys", Role.CARE_WORKER)
    worker = sign_in_as(session, theirs)
    alleged = add_person(worker, Person(name="Rowan Field"))
    hand_in(worker, begin_concern(worker), Concern(alleged_known=YesNo.YES, alleged=alleged, summary="Pushed"))
    again = sign_in_as(worker, manager, PASSPHRASE)
    (pack,) = waiting(again)
    accept(again, pack)
    read = read_record(again, alleged)
    assert (read.by, read.first_by, read.first_at) == ("Ffion Prys", "", None)
    first = again.casework.current(alleged)
    assert first is not None
    body = first.body.with_answers({"address": "9 Mill Lane"})
    again.casework.append([Change(alleged, Person.kind, body, None, (first.id,))])
    read = read_record(again, alleged)
    assert (read.first_by, read.first_at) == ("Ffion Prys", first.recorded_at)
    assert (read.by, read.versions) == ("Imani Okafor", 2)
    again.vault.close()


def test_a_persons_page_is_of_the_case_that_one_came_from(session: Session, ivor: str, cases: tuple[str, ...]) -> None:
    assert read_record(session, ivor, cases[0]).adult == "Doris Hale"
    assert read_record(session, ivor, cases[1]).adult == "Ines Moreau"
    concern = open_case(session, cases[1]).events[0].record
    assert read_record(session, concern, cases[0]).adult == "Ines Moreau"
    assert read_record(session, concern).named_in is None


# what search says of what it found


@pytest.mark.usefixtures("cases")
def test_search_says_what_tells_somebody_and_a_case_from_others(session: Session, ivor: str) -> None:
    said = {(one.kind, one.adult): one.snippet for one in search(session, "doris")}
    assert said["case", "Doris Hale"] == "Pushed"
    assert said["concern", "Doris Hale"] == "The adult at risk: Doris Hale"
    assert said["adult", ""] == "named in 1 case"
    (person,) = [one for one in search(session, "ivor") if one.record == ivor]
    assert person.snippet == "9 Mill Lane, named in 3 cases"
    (person,) = [one for one in search(session, "mill") if one.record == ivor]
    assert person.snippet == "9 Mill Lane, named in 3 cases"


def test_search_shows_the_words_around_what_was_typed(session: Session) -> None:
    pushed = "Then Doris Hale was pushed near the Aga by the door."
    account = f"{'She sat in the lounge all day. ' * 6}{pushed} {'So it was. ' * 9}"
    adult = add_person(session, Adult(name="Doris"))
    told = Concern(danger_now=YesNo.YES, summary="Fell", account=account, adult=adult)
    hand_in(session, begin_concern(session), told)
    (found,) = [one for one in search(session, "doris aga") if one.kind == "concern"]
    assert found.snippet.startswith("…")
    assert found.snippet.endswith("…")
    assert pushed in found.snippet
    assert "Yes" not in found.snippet
