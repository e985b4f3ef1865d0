"""A restricted case is there for those who may see it, and for nobody else in any way that casework shows anything."""

from collections.abc import Callable, Iterator

import pytest

from safeguard_desktop.casework.accounts import access_log
from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.case_references import new_reference
from safeguard_desktop.casework.cases import list_cases, open_case
from safeguard_desktop.casework.guided import carry_on, keep_typing, save_step
from safeguard_desktop.casework.history import past_concerns
from safeguard_desktop.casework.people import add_person, find_record, names_of, people
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.printing import copies_made, form_copy
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.referrals import build_pack, list_referrals, note_printed, plan_pack
from safeguard_desktop.casework.restricting import (
    change_readers,
    lift_restriction,
    propose_restriction,
    restrict,
)
from safeguard_desktop.casework.reviews import reviews_due
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.today import today
from safeguard_desktop.errors import InputTrouble, NotAllowedTrouble
from safeguard_desktop.records import Concern, DashWorksheet, MaracReferral, Person, Role
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.implicated import HER, HIM, OTHER, WHY, WORDS, Home, home_of, restricted, told_us


@pytest.fixture
def home(session: Session) -> Iterator[Home]:
    made = home_of(session)
    yield made
    made.session.vault.close()


# for those who may see it


def test_for_its_readers_everything_goes_on(home: Home) -> None:
    before = open_case(home.session, home.case)
    restricted(home)
    session = home.session
    view = open_case(session, home.case)
    assert view.row.is_restricted
    assert view.may_see == ("Imani Okafor",)
    assert (view.row.adult, view.row.reference, view.events) == (HER, before.row.reference, before.events)
    assert {one.name for one in view.people} == {HER, HIM}
    assert not any(thing.action.go is Go.RESTRICT for thing in view.next)
    assert [row.adult for row in list_cases(session)] == [OTHER, HER]
    assert [found.record for found in search(session, "pulled arm")] == [home.concern]
    assert {found.record for found in search(session, HER)} == {home.adult, home.concern, home.case}
    assert today(session).open_cases == 2
    past = past_concerns(session, Concern(alleged=home.alleged))
    assert [one.record for one in past] == [home.concern]
    looks = [look.what for look in session.casework.accesses(home.case)]
    assert looks.count("looked") == 2
    assert f"restricted: {WHY}" in looks
    assert session.vault.check_history(session.vault.casework).whole
    assert session.vault.check_history(session.casework.in_case(home.case)).whole


def test_what_is_read_found_or_put_into_a_pack_says_who_may_see_it(home: Home) -> None:
    session = home.session
    referral = begin_for(session, MaracReferral.kind, home.case)
    referral = save_step(session, referral, referral.record)
    shown = (home.concern, home.adult, home.case, referral.id)
    assert [read_record(session, one).may_see for one in shown] == [()] * 4
    assert plan_pack(session, referral.id).may_see == ()
    assert not any(found.is_restricted for found in search(session, HER))
    restricted(home)
    assert [read_record(session, one).may_see for one in shown] == [("Imani Okafor",)] * 4
    assert plan_pack(session, referral.id).may_see == ("Imani Okafor",)
    assert all(found.is_restricted for found in search(session, HER))
    others = search(session, OTHER)
    assert others
    assert not any(found.is_restricted for found in others)
    begun = begin_for(session, DashWorksheet.kind, home.case)
    assert read_record(session, begun.id).may_see == ("Imani Okafor",)


def test_what_is_written_later_stays_in_it(home: Home) -> None:
    restricted(home)
    session, team = home.session, home.session.vault.casework
    before = team.head()
    work = begin_for(session, DashWorksheet.kind, home.case)
    saved = save_step(session, work, work.record)
    carry_on(session, saved.id)
    read_record(session, saved.id)
    witness = add_person(session, Person(name="Nan Reed"), case=home.case)
    read_record(session, witness)
    referral = begin_for(session, MaracReferral.kind, home.case)
    referral = save_step(session, referral, referral.record)
    plan = plan_pack(session, referral.id)
    pack = build_pack(session, plan, plan.first_ticked, "Invented MARAC")
    note_printed(session, plan, pack)
    assert team.head() == before
    found = session.casework.current(referral.id)
    assert found is not None
    assert copies_made(session, found) == 1
    assert form_copy(session, found, "").head == str(session.casework.in_case(home.case).head())
    assert [row.record for row in list_referrals(session)] == [referral.id]


def test_its_words_are_found_with_the_name_of_somebody_who_is_named_elsewhere_too(home: Home) -> None:
    told_us(home.session, Concern(alleged=home.alleged, summary="Somebody else"))
    restricted(home)
    assert home.session.vault.casework.current(home.alleged) is not None
    assert home.concern in {found.record for found in search(home.session, "craig dun")}
    assert [found.record for found in search(home.session, "CRAIG pulled")] == [home.concern]
    assert search(home.session, "craig zebra") == ()


def test_somebody_from_it_who_is_named_elsewhere_is_there_by_name_alone(home: Home) -> None:
    restricted(home)
    case, _ = told_us(home.session, Concern(adult=None, alleged=home.alleged, summary="Another home"))
    assert not home.session.casework.is_restricted(case)
    copied = home.session.vault.casework.current(home.alleged)
    assert copied is not None
    assert copied.body == Person(name=HIM, other_names="Dunny")
    assert names_of(home.session, [home.alleged]) == {home.alleged: HIM}
    assert len(past_concerns(home.session, Concern(alleged=home.alleged))) == 2


def test_a_new_concern_about_its_adult_joins_it(home: Home) -> None:
    restricted(home)
    before = home.session.vault.casework.head()
    case, _ = told_us(home.session, Concern(adult=home.adult, summary="Again"))
    assert case == home.case
    assert home.session.vault.casework.head() == before


def test_two_restricted_cases_are_two(home: Home) -> None:
    restricted(home)
    restrict(home.session, home.other, [home.manager], WHY)
    places = {id(home.session.casework.in_case(case)) for case in (home.case, home.other)}
    assert len(places) == 2
    assert {row.is_restricted for row in list_cases(home.session)} == {True}


# for the others

NOTHING: dict[str, Callable[[Session, Home], object]] = {
    "the list": lambda session, home: [row for row in list_cases(session) if row.id == home.case or row.adult == HER],
    "the case": lambda session, home: open_case(session, home.case),
    "search for the adult": lambda session, _: search(session, "Odile"),
    "search for the alleged": lambda session, _: search(session, "Dunny"),
    "search for the words": lambda session, _: search(session, "pulled"),
    "search for the reference": lambda session, home: search(session, home.case),
    "the people": lambda session, home: [one for one in people(session) if one.id in (home.adult, home.alleged)],
    "the names": lambda session, home: session.casework.names().keys() & {home.adult, home.alleged, home.case},
    "names of": lambda session, home: names_of(session, [home.adult, home.alleged, home.case, home.concern]),
    "a record": lambda session, home: find_record(session, home.concern),
    "reading": lambda session, home: read_record(session, home.concern),
    "carrying on": lambda session, home: carry_on(session, home.concern),
    "beginning": lambda session, home: begin_for(session, DashWorksheet.kind, home.case),
    "the packs": lambda session, home: plan_pack(session, home.concern),
    "the heads": lambda session, home: session.casework.heads(home.concern),
    "the versions": lambda session, home: session.casework.history(home.concern),
    "the kinds": lambda session, home: [one for one in session.casework.list() if one.case == home.case],
    "the records of the case": lambda session, home: session.casework.list(case=home.case),
    "the numbers": lambda session, home: session.casework.newest().keys() & {home.case},
    "who looked": lambda session, home: session.casework.accesses(home.case),
    "past concerns": lambda session, home: past_concerns(session, Concern(adult=home.adult, alleged=home.alleged)),
    "the same place": lambda session, home: [
        one for one in past_concerns(session, Concern(place_words="room 7")) if one.case != home.other
    ],
    "referrals": lambda session, _: list_referrals(session),
    "reviews": lambda session, _: reviews_due(session),
    "the proposal": lambda session, home: propose_restriction(session, home.case),
    "changing who may see it": lambda session, home: change_readers(session, home.case, [session.account.id], "x"),
    "lifting it": lambda session, home: lift_restriction(session, home.case, "x"),
    "restricting it again": lambda session, home: restrict(session, home.case, [session.account.id], "x"),
}
GONE = "That case is not here.", "That record is not here.", "That record is not here any more."


@pytest.fixture
def snoop(home: Home) -> Home:
    """Give the restricted case, with the implicated lead signed in."""
    referral = begin_for(home.session, MaracReferral.kind, home.case)
    save_step(home.session, referral, referral.record)
    restricted(home)
    home.as_implicated()
    return home


def test_the_others_see_nothing_of_it(snoop: Home) -> None:
    shown = {name: found for name, look in NOTHING.items() if (found := seen(look, snoop)) not in GONE}
    assert {name: found for name, found in shown.items() if found} == {}


def seen(look: Callable[[Session, Home], object], home: Home) -> object:
    """Return what a look shows, or the sentence with which it is refused."""
    try:
        return look(home.session, home)
    except InputTrouble as trouble:
        return trouble.sentence


def test_the_others_count_nothing_of_it(snoop: Home) -> None:
    found = today(snoop.session)
    assert (found.open_cases, found.to_send, found.to_finish) == (1, 0, 0)
    assert {need.adult for need in found.needs} == {OTHER}
    assert [row.adult for row in list_cases(snoop.session)] == [OTHER]
    text = repr((found, people(snoop.session), snoop.session.casework.list()))
    for telling in (HER, HIM, WORDS, WHY, snoop.case, snoop.adult, snoop.alleged, "estrict", "rased"):
        assert telling not in text
    assert "estrict" not in repr(snoop.session.casework.accesses(None))
    assert snoop.session.vault.restricted() == {}
    with pytest.raises(NotAllowedTrouble):
        snoop.session.vault.members_of(snoop.case)


def test_a_reference_tells_the_others_nothing(snoop: Home) -> None:
    (row,) = list_cases(snoop.session)
    assert new_reference(snoop.session) != row.reference


def test_what_the_others_had_begun_in_it_is_not_shown_to_them_and_comes_back(home: Home) -> None:
    session = home.as_implicated()
    work = begin_for(session, DashWorksheet.kind, home.case)
    keep_typing(session, work, "", {"typed": "this"})
    assert today(session).to_finish == 1
    session = home.as_manager()
    restricted(home)
    session = home.as_implicated()
    assert today(session).to_finish == 0
    session = home.as_manager()
    lift_restriction(session, home.case, "He is cleared")
    session = home.as_implicated()
    assert today(session).to_finish == 1
    assert carry_on(session, work.id).raw == {"typed": "this"}


def test_a_manager_who_may_not_see_it_finds_no_look_at_it_in_the_log(home: Home) -> None:
    other = add_colleague(home.session, "Grace Adeyemi", Role.REGISTERED_MANAGER)
    restricted(home)
    open_case(home.session, home.case)
    inside = {home.case, home.concern, home.adult, home.alleged}
    assert {look.record for look in access_log(home.session)} & inside == inside
    home.session = sign_in_as(home.session, other)
    shown = access_log(home.session)
    assert home.other in {look.case_id for look in shown}
    assert not {one for look in shown for one in (look.record, look.case_id)} & inside
    assert access_log(home.session, case=home.case) == ()
    assert not any(word in look.what for look in shown for word in ("estrict", "rased", "moved"))
