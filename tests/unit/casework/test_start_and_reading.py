"""Starting, signing in, who may do what, reading one record, and the upkeep of the vault from the command line."""

import io
from datetime import date

import pytest

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import begin, save_step
from safeguard_desktop.casework.history import past_concerns
from safeguard_desktop.casework.people import add_person, adult_name, people, person_detail
from safeguard_desktop.casework.printing import copies_made, print_empty, printable
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.sharing_log import shared_with
from safeguard_desktop.casework.start import (
    SetUp,
    accounts,
    check_recovery_key,
    first_start,
    is_first_start,
    lock,
    organisation,
    passphrase_strength,
    personal_words,
    recovery_groups,
    recovery_sheet,
    save_organisation,
    sign_in,
    suggest_passphrase,
)
from safeguard_desktop.casework.upkeep import rebuild_vault
from safeguard_desktop.clock import SetClock, new_id
from safeguard_desktop.errors import InputTrouble, KeyTrouble, NotAllowedTrouble
from safeguard_desktop.forms import text_of
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records import (
    Adult,
    AdviceCall,
    Case,
    Concern,
    ConsentConversation,
    Disclosure,
    Person,
    When,
    YesNo,
)
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.vocabulary import Agreement, CaseRole, Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Account, Change
from tests.unit.casework.conftest import PASSPHRASE


def as_role(session: Session, role: Role) -> None:
    session.vault.account = Account(session.account.id, session.account.name, role)


@pytest.fixture
def case(session: Session) -> str:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    found = hand_in(session, begin_concern(session), Concern(adult=adult, summary="Bruise"))
    assert found is not None
    return found


def test_the_first_start_is_the_only_one(places: Places, clock: SetClock) -> None:
    assert is_first_start(places)
    setup = SetUp(Organisation(name="Willow Court"), "  Imani Okafor ", PASSPHRASE, Role.SAFEGUARDING_LEAD)
    started = first_start(places, setup, clock=clock, cost=KdfCost.CHEAP)
    assert not is_first_start(places)
    assert organisation(started.session).name == "Willow Court"
    lock(started.session)
    (account,) = accounts(places)
    assert (account.name, account.role) == ("Imani Okafor", Role.SAFEGUARDING_LEAD)
    with pytest.raises(KeyTrouble):
        sign_in(places, account.id, "not the passphrase at all")
    again = sign_in(places, account.id, PASSPHRASE)
    assert again.account == account
    lock(again)


@pytest.mark.parametrize(
    ("name", "passphrase", "field"), [("  ", PASSPHRASE, "name"), ("Imani", "willow-court-willow", "passphrase")]
)
def test_a_first_start_without_a_name_or_with_a_weak_passphrase_makes_nothing(
    places: Places, name: str, passphrase: str, field: str
) -> None:
    setup = SetUp(Organisation(name="Willow Court"), name, passphrase)
    with pytest.raises(InputTrouble) as trouble:
        first_start(places, setup, cost=KdfCost.CHEAP)
    assert trouble.value.field == field
    assert is_first_start(places)


def test_the_recovery_key_is_printed_typed_back_and_tested(places: Places, clock: SetClock) -> None:
    setup = SetUp(Organisation(name="Willow Court"), "Imani Okafor", PASSPHRASE)
    started = first_start(places, setup, clock=clock, cost=KdfCost.CHEAP)
    groups = recovery_groups(started.recovery_key)
    assert len(groups) > 4
    words = "".join(text_of(recovery_sheet(started.session, started.recovery_key)))
    assert all(group in words for group in groups)
    check_recovery_key(started.session, " ".join(groups).lower())
    with pytest.raises(KeyTrouble):
        check_recovery_key(started.session, "".join(reversed(groups)))
    lock(started.session)


def test_a_passphrase_of_the_homes_own_name_is_weak_and_a_suggested_one_is_not() -> None:
    known = personal_words(Organisation(name="Willow Court", address="4 Invented Lane"), "Imani Okafor")
    assert known == ("Willow Court", "4 Invented Lane", "Imani Okafor")
    assert not passphrase_strength("willow court imani", known).enough
    suggested = suggest_passphrase()
    assert passphrase_strength(suggested, known).enough
    assert suggested != suggest_passphrase()


def test_only_the_manager_changes_the_organisations_details(session: Session) -> None:
    save_organisation(session, Organisation(name="Willow House"))
    assert organisation(session).name == "Willow House"
    as_role(session, Role.SAFEGUARDING_LEAD)
    with pytest.raises(NotAllowedTrouble, match="Ask the registered manager"):
        save_organisation(session, Organisation(name="Elsewhere"))
    assert organisation(session).name == "Willow House"


@pytest.mark.parametrize(
    ("role", "powers"),
    [
        (Role.CARE_WORKER, set()),
        (Role.CASEWORKER, {Power.CASEWORK}),
        (Role.SAFEGUARDING_LEAD, {Power.CASEWORK, Power.DECIDE}),
        (Role.REGISTERED_MANAGER, set(Power)),
    ],
)
def test_a_role_may_do_what_it_may_and_no_more(session: Session, role: Role, powers: set[Power]) -> None:
    as_role(session, role)
    assert {power for power in Power if session.may(power)} == powers
    if Power.CASEWORK not in powers:
        with pytest.raises(NotAllowedTrouble, match="A care worker cannot read and write cases"):
            begin(session, AdviceCall.kind, None)
        assert past_concerns(session, Concern(place_words="Lounge")) == ()


def test_reading_a_record_is_written_down(session: Session, case: str) -> None:
    saved = save_step(session, begin(session, AdviceCall.kind, case), AdviceCall(organisation="Invented police"))
    save_step(session, saved, saved.record.with_answers({"reference": "A1"}))
    found = read_record(session, saved.id)
    assert (found.adult, found.by, found.versions, found.case) == ("Odile O’Hara", "Imani Okafor", 2, case)
    assert found.record.headline == "Advice from Invented police, A1"
    assert [(entry.what, entry.record) for entry in session.casework.accesses(case)][-1] == ("looked", saved.id)
    with pytest.raises(InputTrouble, match="not here"):
        read_record(session, new_id(session.clock))


def test_a_care_worker_reads_what_lies_on_their_own_desk(session: Session) -> None:
    as_role(session, Role.CARE_WORKER)
    work = save_step(session, begin_concern(session), Concern(summary="Bruise"))
    assert read_record(session, work.id).record == Concern(summary="Bruise")
    assert [entry.what for entry in session.desk.accesses(None)][-1] == "looked"


def test_a_person_is_added_with_a_name_and_a_birth_that_can_be(session: Session) -> None:
    with pytest.raises(InputTrouble, match="name"):
        add_person(session, Adult(name="  "))
    with pytest.raises(InputTrouble, match="future"):
        add_person(session, Person(name="Gil", date_of_birth=When(year=2027)))
    born = Person(name="Gil Sharpe", date_of_birth=When(year=1980, month=2, day=1), address="4 Lane\nInvented")
    gil = add_person(session, born)
    (known,) = people(session, ["person"])
    assert (known.id, known.name, known.detail) == (gil, "Gil Sharpe", "born 1 February 1980, 4 Lane, Invented")
    assert person_detail(Concern()) == ""
    assert adult_name(session, None) == adult_name(session, "nobody's id") == "Adult not known yet"


def test_looking_back_finds_who_was_harmed_and_who_harmed_and_where(session: Session) -> None:
    first, second = (add_person(session, Adult(name=name)) for name in ("Odile O’Hara", "Tamsin Vale"))
    work = begin_concern(session)
    hand_in(session, work, Concern(adult=first, alleged=second, place_words="Lounge ", summary="A slap"))

    def same(concern: Concern) -> list[tuple[str, ...]]:
        return [past.same for past in past_concerns(session, concern)]

    assert same(Concern(adult=first)) == [("the same adult",)]
    assert same(Concern(adult=second)) == [("this adult was alleged to cause harm",)]
    assert same(Concern(alleged=first)) == [("the same person alleged to cause harm",)]
    assert same(Concern(place_words="lounge")) == [("the same place",)]
    assert past_concerns(session, Concern(adult=first), work.id) == ()


def test_the_people_of_a_case_have_the_part_that_was_given_them(session: Session, case: str) -> None:
    sister = add_person(session, Person(name="Bríd O’Hara", phone="01632 960777"))
    alleged = add_person(session, Person(name="Gil Sharpe"))
    session.casework.append([Change(new_id(session.clock), Concern.kind, Concern(alleged=alleged), case)])
    current = session.casework.current(case)
    assert current is not None
    assert isinstance(current.body, Case)
    body = current.body.with_answers({"people": ({"person": sister, "role": CaseRole.FAMILY},)})
    session.casework.append([Change(case, Case.kind, body, case, (current.id,))])
    parts = [(one.name, one.part) for one in open_case(session, case).people]
    assert parts == [
        ("Odile O’Hara", "Adult at risk"),
        ("Gil Sharpe", "Person alleged to cause harm"),
        ("Bríd O’Hara", "Family or friend"),
    ]
    with pytest.raises(InputTrouble, match="case is not here"):
        open_case(session, sister)


def test_what_was_shared_says_with_whom_and_how_far_it_came(session: Session, case: str) -> None:
    for status in (DisclosureStatus.SENT, DisclosureStatus.RECEIVED):
        body = Disclosure(organisation="Adult Care", recipient="Duty desk", status=status, completed=True)
        session.casework.append([Change(new_id(session.clock), Disclosure.kind, body, case)])
    lines = shared_with(session.casework.list(case=case))
    assert sorted((line.recipient, line.stage, line.has_arrived) for line in lines) == [
        ("Duty desk, Adult Care", "Sent", False),
        ("Duty desk, Adult Care", "They confirmed that it came", True),
    ]


def test_printing_counts_copies_by_the_log_and_refuses_what_is_not_there(session: Session, case: str) -> None:
    (concern,) = (entry for entry in session.casework.list(case=case) if entry.kind == Concern.kind)
    assert copies_made(session, concern) == 0
    with pytest.raises(InputTrouble, match="not here"):
        printable(session, new_id(session.clock))
    blank = " ".join(text_of(print_empty(session, ConsentConversation.kind)))
    assert "Odile" not in blank


def test_lists_and_search_are_made_again_from_what_was_written(
    session: Session, places: Places, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = session.casework.list(case=case)
    assert {entry.kind for entry in before} == {"case", "concern", "received-pack"}
    lock(session)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
    said: list[str] = []
    rebuild_vault(places, "1", said.append)
    assert [words for words in said if words.startswith("Making")] == [
        "Making the lists of this organisation again",
        "Making the lists of your desk again",
        "Making the lists of the cases again",
    ]
    assert said[-1] == "Done. Nothing that was written down has changed."
    again = sign_in(places, session.account.id, PASSPHRASE)
    assert again.casework.list(case=case) == before
    assert [hit.kind for hit in again.casework.search("bruise")] == [Concern.kind]
    lock(again)
    with pytest.raises(InputTrouble, match="which account"):
        rebuild_vault(places, "2", said.append)


def test_wishes_and_pattern_are_read_off_the_case(session: Session, case: str) -> None:
    for day in (2, 12):
        body = Concern(happened=When(year=2026, month=11, day=day), outcomes="To be left alone", outcomes_asked=None)
        session.casework.append([Change(new_id(session.clock), Concern.kind, body, case)])
    talk = ConsentConversation(agrees_sharing=Agreement.PART, manager_explained=YesNo.YES)
    session.casework.append([Change(new_id(session.clock), ConsentConversation.kind, talk, case)])
    view = open_case(session, case)
    assert view.pattern == "2 concerns in 10 days. Look at them together."
    assert view.row.wishes == "Agrees to a part"
    assert view.wants is not None
    assert (view.wants.words, view.wants.by, view.wants.on) == ("To be left alone", "Imani Okafor", date(2026, 11, 23))
