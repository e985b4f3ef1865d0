"""A concern reported while the program is locked, until the team has it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.guided import begin, carry_on, save_step
from safeguard_desktop.casework.inbox import look_in
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.reporting import (
    Report,
    can_report,
    check_report,
    report_on_paper,
    send_report,
    who_reads,
)
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import SetUp, accounts, first_start, lock, sign_in
from safeguard_desktop.casework.today import today
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble, InputTrouble, KeyTrouble, StorageTrouble
from safeguard_desktop.keys import KdfCost, open_sealed
from safeguard_desktop.keys.sealing import new_identity, recipient_of
from safeguard_desktop.records import AdviceCall, Concern, Organisation, Person, When, YesNo, missing, steps
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import NewAccount, before_unlock, pin_seals
from safeguard_desktop.vault.device import Device
from safeguard_desktop.vault.header_files import read_headers, write_headers
from tests.unit.casework.colleagues import add_colleague
from tests.unit.casework.conftest import PASSPHRASE

TOLD = Report(
    danger_now=YesNo.NO,
    adult_name="Odile O’Hara",
    account="I saw a bruise on her arm when I helped her to wash. She would not say how.",
    says="Ffion Prys",
)


@pytest.fixture
def locked(session: Session, places: Places) -> Places:
    lock(session)
    return places


@pytest.fixture
def later() -> Iterator[list[Session]]:
    """What the test signs in with, closed at the end."""
    opened: list[Session] = []
    yield opened
    for session in opened:
        lock(session)


def signs_in(locked: Places, clock: SetClock, later: list[Session]) -> Session:
    later.append(sign_in(locked, accounts(locked)[0].id, PASSPHRASE, clock=clock))
    return later[-1]


def test_what_is_reported_waits_for_the_team_as_not_verified(
    locked: Places, clock: SetClock, later: list[Session]
) -> None:
    reported = send_report(locked, TOLD, clock=clock)
    session = signs_in(locked, clock, later)
    (found,) = look_in(session)
    assert (found.trouble, found.reference) == (None, reported.reference)
    assert (found.is_verified, found.who, found.adult) == (False, "Ffion Prys", "Odile O’Hara")
    case = accept(session, found.pack)
    assert case is not None
    view = open_case(session, case)
    assert view.row.adult == "Odile O’Hara"
    assert view.row.summary.startswith("I saw a bruise")
    assert view.events[0].kind == Concern.kind
    assert look_in(session) == ()


def test_once_accepted_it_stands_where_it_was_written_and_stays_not_verified(
    session: Session, places: Places, clock: SetClock
) -> None:
    at = clock.now()
    send_report(places, TOLD, clock=clock)
    clock.forward(timedelta(minutes=3))
    (found,) = look_in(session)
    case = accept(session, found.pack)
    assert case is not None
    work = begin(session, AdviceCall.kind, case)
    save_step(session, work, AdviceCall(organisation="Invented police"))
    advice, concern = open_case(session, case).events
    assert (concern.at, concern.written_at, concern.is_verified) == (at, at, False)
    assert (advice.is_verified, read_record(session, concern.record).written_at) == (True, at)
    clock.forward(timedelta(minutes=3))
    told = save_step(session, carry_on(session, concern.record), Concern(summary="Bruise", happened=When(year=2026)))
    (again,) = open_case(session, case).events_of(Concern.kind)
    assert (again.record, again.is_verified, again.by) == (told.id, False, "Imani Okafor")


@pytest.mark.parametrize("off", [timedelta(days=-7000), timedelta(days=2)])
def test_written_by_a_clock_that_was_far_off_it_stands_where_it_was_accepted(
    session: Session, places: Places, clock: SetClock, off: timedelta
) -> None:
    send_report(places, TOLD, clock=SetClock(clock.now() + off))
    (found,) = look_in(session)
    case = accept(session, found.pack)
    assert case is not None
    (concern,) = open_case(session, case).events
    assert concern.at == clock.now()


def test_one_without_a_name_says_so(session: Session, places: Places, clock: SetClock) -> None:
    send_report(places, TOLD.model_copy(update={"says": None}), clock=clock)
    assert [need.what for need in today(session).needs] == [
        "Open a concern that was reported while locked, with no name"
    ]
    (found,) = look_in(session)
    case = accept(session, found.pack)
    assert case is not None
    assert open_case(session, case).events[0].by == "Author not verified"


def test_nothing_of_it_is_on_the_disk_in_plain_text(locked: Places, clock: SetClock) -> None:
    send_report(locked, TOLD, clock=clock)
    for file in locked.vault.parent.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert not any(word in data for word in (b"bruise", b"Odile", b"Ffion"))


def test_its_questions_are_those_of_the_concern(locked: Places) -> None:
    asked = {step.title for step in steps(Report)}
    assert {"Is anyone in danger now?", "What happened?", "Who have you told here?"} <= asked
    assert all(gap.sentence.endswith(".") for gap in missing(Report()))
    assert can_report(locked)


def test_it_can_be_sent_while_somebody_has_the_records_open(session: Session, places: Places, clock: SetClock) -> None:
    send_report(places, TOLD, clock=clock)
    assert [found.adult for found in look_in(session)] == ["Odile O’Hara"]


def test_it_can_be_sent_where_a_database_is_damaged(locked: Places, clock: SetClock) -> None:
    (locked.vault / "casework.db").write_bytes(b"x")
    assert can_report(locked)
    send_report(locked, TOLD, clock=clock)


def test_about_a_colleague_only_those_chosen_can_open_it(locked: Places, clock: SetClock, later: list[Session]) -> None:
    told = TOLD.model_copy(update={"alleged_name": "Imani Okafor", "alleged_staff": YesNo.YES})
    who = who_reads(locked, told)
    assert who.is_about_staff
    assert [(reader.name, reader.is_ticked) for reader in who.readers] == [("Imani Okafor", False)]
    assert any("Nobody is ticked" in said for said in who.warnings(()))
    with pytest.raises(InputTrouble, match="Tick at least one"):
        send_report(locked, told, clock=clock)
    send_report(locked, told, [who.readers[0].account], clock=clock)
    session = signs_in(locked, clock, later)
    (found,) = look_in(session)
    assert found.is_named
    case = accept(session, found.pack)
    assert case is not None
    people = [person.body for person in session.casework.list(kind=Person.kind)]
    assert [person.headline for person in people] == ["Imani Okafor"]


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_is_for_named_people_is_not_lost_with_their_access(
    places: Places, clock: SetClock, is_signed_in: bool
) -> None:
    us = SetUp(Organisation(name="Willow Court"), "Imani Okafor", PASSPHRASE)
    started = first_start(places, us, clock=clock, cost=KdfCost.CHEAP)
    lead = add_colleague(started.session, "Gwen Rees")
    if is_signed_in:
        work = begin_concern(started.session)
        hand_in(started.session, work, Concern(account="I saw a bruise", alleged_staff=YesNo.YES), [lead])
    lock(started.session)
    if not is_signed_in:
        send_report(places, TOLD.model_copy(update={"alleged_staff": YesNo.YES}), [lead], clock=clock)
    (file,) = (places.vault / "inbox").iterdir()
    assert b"I saw a bruise" in open_sealed(file.read_bytes(), started.recovery_key)


def test_a_name_like_that_of_somebody_here_is_not_sent_to_everybody(locked: Places) -> None:
    for named, staff, is_kept in (
        ("Imani", None, True),
        ("Imani Okafor", YesNo.UNKNOWN, True),
        ("Imani Okafor", YesNo.NO, False),
        ("Somebody else", None, False),
    ):
        told = TOLD.model_copy(update={"alleged_name": named, "alleged_staff": staff})
        who = who_reads(locked, told)
        assert who.is_about_staff is is_kept, named
        assert ("name like that" in who.why) is is_kept
        assert [reader.is_ticked for reader in who.readers] == [named == "Somebody else"]


def test_an_empty_report_and_one_of_tomorrow_are_not_sent(locked: Places, clock: SetClock) -> None:
    with pytest.raises(InputTrouble, match="Write what happened"):
        send_report(locked, Report(says="Ffion Prys"), clock=clock)
    tomorrow = When.on((clock.now() + timedelta(days=1)).date())
    with pytest.raises(InputTrouble) as told:
        check_report(TOLD.model_copy(update={"happened": tomorrow}), clock)
    assert told.value.field == "happened"
    assert list((locked.vault / "inbox").iterdir()) == []


def test_a_disk_that_refuses_leaves_paper(locked: Places, clock: SetClock) -> None:
    (locked.vault / "inbox").rmdir()
    (locked.vault / "inbox").write_text("a file where the folder should be")
    with pytest.raises(StorageTrouble, match="take them to your manager"):
        send_report(locked, TOLD, clock=clock)
    pages = report_on_paper(TOLD, clock)
    assert "I saw a bruise on her arm" in " ".join(" ".join(pages.texts).split())
    assert "Ffion" not in pages.file_name


def with_other_keys(places: Places, *, team: bool) -> None:
    """Change the header as somebody would who wants to read what is reported: the checksum is right."""
    header = read_headers(places.vault)[0]
    stolen = recipient_of(new_identity())
    accounts_now = [entry.model_copy(update={"recipient": stolen}) for entry in header.body.accounts]
    charter = header.body.charter.model_copy(update={"team": stolen})
    changes = {"charters": [charter]} if team else {"accounts": accounts_now}
    write_headers(places.vault, header.model_copy(update={"body": header.body.model_copy(update=changes)}))


def test_a_changed_key_for_the_team_is_noticed_and_nothing_is_sealed_to_it(
    locked: Places, clock: SetClock, later: list[Session]
) -> None:
    lock(signs_in(locked, clock, later))
    assert can_report(locked)
    with_other_keys(locked, team=True)
    assert not can_report(locked)
    with pytest.raises(DamageTrouble, match="not the one that this computer knows"):
        send_report(locked, TOLD, clock=clock)


def test_a_changed_key_of_a_person_is_noticed_and_they_are_not_offered(
    locked: Places, clock: SetClock, later: list[Session]
) -> None:
    lock(signs_in(locked, clock, later))
    (account,) = accounts(locked)
    with_other_keys(locked, team=False)
    assert who_reads(locked, TOLD).readers == ()
    with pytest.raises(KeyTrouble, match="not the one that this computer knows"):
        before_unlock(locked).sealed(b"words", [account.id])


def test_only_somebody_who_proved_the_header_changes_what_is_known(session: Session, places: Places) -> None:
    pin_seals(session.vault)
    device = Device.find(places.device)
    assert device is not None
    kept = device.box("seals")
    assert kept["pin"] == session.vault.followed.to_bytes().decode("ascii")
    with_other_keys(places, team=True)
    pin_seals(session.vault)
    assert device.box("seals") == kept


def test_new_keys_that_a_manager_signed_are_believed_at_once(
    locked: Places, clock: SetClock, later: list[Session]
) -> None:
    session = signs_in(locked, clock, later)
    leaver = session.vault.add_account(NewAccount("Ade Bakare", Role.CASEWORKER))
    session.vault.remove_account(leaver.account.id)
    lock(session)
    assert can_report(locked)
    assert before_unlock(locked).changed == frozenset()
