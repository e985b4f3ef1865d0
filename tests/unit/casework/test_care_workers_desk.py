"""A care worker's desk: what they write and hand in, what is handed to them, and nothing of the cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.chronology import writer_of
from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.desk import RECEIVED, begin_talk, can_talk_about, handed_folder, handed_in
from safeguard_desktop.casework.guided import begin
from safeguard_desktop.casework.handing_over import (
    Plan,
    Wanted,
    concern_about_handed,
    hand_over,
    handed_to_me,
    may_take_back,
    not_come_to_me,
    plan_handing_over,
    read_handed,
    take_back,
    take_handed,
    talk_about_handed,
)
from safeguard_desktop.casework.inbox import look_at, look_in, not_come_yet, waiting
from safeguard_desktop.casework.people import add_person, people
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.casework.today import today
from safeguard_desktop.casework.withdrawing import withdraw
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import InputTrouble, NotAllowedTrouble, StorageTrouble
from safeguard_desktop.records import Adult, AdviceCall, Concern, ConsentConversation, Role
from safeguard_desktop.records.handed_part import HandedPart
from safeguard_desktop.settings import Places
from safeguard_desktop.transfer import RECEIPT, Inbox, Manifest, Packed, entry_for, write_pack
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague
from tests.unit.casework.conftest import PASSPHRASE

WORKER, SECOND = "Ffion Prys", "Tom Bell"


@dataclass
class Home:
    """A vault with a manager and two care workers; one of the three has it open."""

    places: Places
    clock: SetClock
    session: Session
    ids: dict[str, str]

    def signs_in(self, name: str = "") -> Session:
        """Lock, and sign in as a care worker, or as the manager."""
        lock(self.session)
        account = self.ids.get(name) or accounts(self.places)[0].id
        passphrase = THEIR_PASSPHRASE if name else PASSPHRASE
        self.session = sign_in(self.places, account, passphrase, clock=self.clock)
        return self.session


@pytest.fixture
def home(session: Session, places: Places, clock: SetClock) -> Iterator[Home]:
    made = {name: add_colleague(session, name, Role.CARE_WORKER) for name in (WORKER, SECOND)}
    found = Home(places, clock, session, made)
    yield found
    lock(found.session)


def tells(session: Session, summary: str = "Bruise on her arm", adult: str | None = None) -> str:
    """Have a care worker hand a concern in; return its id."""
    adult = adult or add_person(session, Adult(name="Odile O’Hara"))
    work = begin_concern(session)
    assert hand_in(session, work, Concern(adult=adult, summary=summary)) is None
    return work.id


def test_what_was_handed_in_is_known_to_have_come_once_somebody_took_it(home: Home) -> None:
    worker = home.signs_in(WORKER)
    record = tells(worker)
    (sent,) = handed_in(worker)
    assert (sent.record, sent.title, sent.adult, sent.received_at) == (record, "Concern", "Odile O’Hara", None)
    home.clock.forward(timedelta(hours=1))
    manager = home.signs_in()
    (pack,) = look_in(manager)
    assert (pack.who, pack.is_verified) == (WORKER, True)
    case = accept(manager, pack.pack)
    assert case is not None
    (concern,) = open_case(manager, case).events
    assert (concern.by, concern.is_verified, concern.at) == (WORKER, True, home.clock.now() - timedelta(hours=1))
    worker = home.signs_in(WORKER)
    (sent,) = handed_in(worker)
    assert sent.received_at == home.clock.now()
    assert sent.received_by == "Imani Okafor"
    assert today(worker).handed_in == (sent,)


def test_another_workers_receipt_or_a_damaged_one_says_nothing(home: Home) -> None:
    worker = home.signs_in(WORKER)
    tells(worker)
    manager = home.signs_in()
    accept(manager, waiting(manager)[0])
    (receipt,) = handed_folder(manager, home.ids[WORKER]).iterdir()
    receipt.write_bytes(receipt.read_bytes()[:-9])
    (sent,) = handed_in(home.signs_in(WORKER))
    assert sent.received_at is None


def test_a_care_worker_cannot_say_that_the_team_has_it(home: Home) -> None:
    worker = home.signs_in(WORKER)
    record = tells(worker)
    version = worker.desk.history(record)[-1].id
    other = home.signs_in(SECOND)
    manifest = Manifest(
        id="0a", purpose=RECEIVED, legal_basis="", sender=other.account.id, answers=version,
        recipients=(home.ids[WORKER],), counter=0, made_at=other.now(), chain_head="", objects=(),
    )  # fmt: skip
    sealed = other.vault.seal_to([home.ids[WORKER]], write_pack(manifest, (), other.vault.sign))
    Inbox(handed_folder(other, home.ids[WORKER])).put(version, sealed, other.now(), RECEIPT)
    (sent,) = handed_in(home.signs_in(WORKER))
    assert sent.received_at is None


def test_a_care_worker_cannot_hand_a_case_over(home: Home) -> None:
    other = home.signs_in(SECOND)
    cover = HandedPart(case="0c", to=WORKER, by="Imani Okafor", purpose="Read this", records=())
    packed = Packed("0b", cover)
    manifest = Manifest(
        id="0a", purpose="A part of a case handed over", legal_basis="", sender=other.account.id,
        recipients=(home.ids[WORKER],), counter=1, made_at=other.now(), chain_head="", objects=(entry_for(packed),),
    )  # fmt: skip
    sealed = other.vault.seal_to([home.ids[WORKER]], write_pack(manifest, [packed], other.vault.sign))
    Inbox(handed_folder(other, home.ids[WORKER])).put("0a", sealed, other.now())
    (part,) = handed_to_me(home.signs_in(WORKER))
    assert part.trouble is not None
    assert "cannot do so" in part.trouble.sentence


def test_what_a_leaver_handed_over_still_holds(home: Home) -> None:
    lead = add_colleague(home.session, "Gwen Rees", Role.SAFEGUARDING_LEAD)
    plan = a_case(home.session)
    lock(home.session)
    home.session = sign_in(home.places, lead, THEIR_PASSPHRASE, clock=home.clock)
    handed_over(home, plan)
    home.signs_in().vault.remove_account(lead)
    (part,) = handed_to_me(home.signs_in(WORKER))
    assert (part.trouble, part.by) == (None, "Gwen Rees (no longer here)")


def test_a_conversation_follows_from_a_concern_and_both_come_into_one_case(home: Home) -> None:
    worker = home.signs_in(WORKER)
    record = tells(worker)
    assert can_talk_about(worker, record)
    work = begin_talk(worker, record)
    assert work.at_desk
    assert (work.record.answer("spoke"), work.names) == (WORKER, {work.record.answer("adult"): "Odile O’Hara"})
    assert not can_talk_about(worker, work.id)
    assert hand_in(worker, work, work.record.with_answers({"worries": "He would be angry."})) is None
    manager = home.signs_in()
    later, first = sorted(waiting(manager), reverse=True)
    case = accept(manager, later)
    assert accept(manager, first) == case
    assert case is not None
    assert {event.kind for event in open_case(manager, case).events} == {Concern.kind, ConsentConversation.kind}
    assert not_come_yet(manager) == ()


def test_what_follows_from_a_concern_about_staff_goes_to_the_same_people(home: Home) -> None:
    lead = add_colleague(home.session, "Gwen Rees", Role.SAFEGUARDING_LEAD)
    worker = home.signs_in(WORKER)
    adult = add_person(worker, Adult(name="Odile O’Hara"))
    work = begin_concern(worker, adult)
    hand_in(worker, work, Concern(adult=adult, summary="Shouted at"), [lead])
    talk = begin_talk(worker, work.id)
    hand_in(worker, talk, talk.record.with_answers({"worries": "That they hear of it"}))
    other = begin_concern(worker, adult)
    hand_in(worker, other, Concern(adult=adult, summary="A fall"))
    assert [pack.summary for pack in look_in(home.signs_in())] == ["A fall"]
    lock(home.session)
    home.session = sign_in(home.places, lead, THEIR_PASSPHRASE, clock=home.clock)
    assert sorted(pack.title for pack in look_in(home.session)) == ["Concern", "Concern", "Consent conversation"]


def test_somebody_matched_once_is_known_the_next_time(home: Home) -> None:
    manager = home.session
    known = add_person(manager, Adult(name="Odile O’Hara"))
    theirs = hand_in(manager, begin_concern(manager, known), Concern(adult=known, summary="First"))
    worker = home.signs_in(WORKER)
    adult = add_person(worker, Adult(name="Odile Hara"))
    tells(worker, "Second", adult)
    tells(worker, "Third", adult)
    manager = home.signs_in()
    second, third = (look_at(manager, pack) for pack in waiting(manager))
    assert [one.id for pack in (second, third) for new in pack.new for one in new.may_be] == [known, known]
    assert accept(manager, second.pack, {adult: known}) == theirs
    assert look_at(manager, third.pack).new == ()
    assert accept(manager, third.pack) == theirs
    assert [person.name for person in people(manager, ("adult",))] == ["Odile O’Hara"]
    concern = manager.casework.current(second.records[-1].id) or manager.casework.current(second.records[0].id)
    assert concern is not None
    assert writer_of(manager, concern) == WORKER


def test_what_a_leaver_handed_in_is_not_lost(home: Home) -> None:
    tells(home.signs_in(WORKER))
    manager = home.signs_in()
    manager.vault.remove_account(home.ids[WORKER])
    (pack,) = look_in(manager)
    assert (pack.trouble, pack.who, pack.is_verified) == (None, f"{WORKER} (no longer here)", True)
    assert accept(manager, pack.pack) is not None


def test_what_was_sealed_before_new_keys_is_opened_after_them(home: Home) -> None:
    tells(home.signs_in(WORKER))
    manager = home.signs_in()
    lead = add_colleague(manager, "Gwen Rees", Role.SAFEGUARDING_LEAD)
    manager.vault.remove_account(lead)
    (pack,) = look_in(home.signs_in())
    assert pack.trouble is None


def test_nothing_of_the_cases_is_there_for_them(home: Home) -> None:
    manager = home.session
    adult = add_person(manager, Adult(name="Odile O’Hara"))
    case = hand_in(manager, begin_concern(manager, adult), Concern(adult=adult, summary="Bruise on her arm"))
    assert case is not None
    worker = home.signs_in(WORKER)
    assert people(worker) == ()
    assert search(worker, "Odile") == ()
    assert waiting(worker) == ()
    found = today(worker)
    assert (found.needs, found.open_cases, found.handed_in) == ((), 0, ())
    for act in (
        lambda: worker.casework,
        lambda: open_case(worker, case),
        lambda: begin(worker, AdviceCall.kind, None),
        lambda: accept(worker, "0a"),
        lambda: plan_handing_over(worker, case),
    ):
        with pytest.raises(NotAllowedTrouble):
            act()


def a_case(session: Session) -> Plan:
    adult = add_person(session, Adult(name="Odile O’Hara", phone="01632 960555"))
    case = hand_in(session, begin_concern(session, adult), Concern(adult=adult, summary="Bruise on her arm"))
    assert case is not None
    hand_in(session, begin_concern(session, adult), Concern(adult=adult, summary="Money is missing"))
    return plan_handing_over(session, case)


def handed_over(home: Home, plan: Plan, name: str = WORKER) -> str:
    """Hand the concern about the bruise over; return its id."""
    (bruise,) = (part.record for part in plan.records if "Bruise" in part.text)
    why = {bruise: "So that they look at her arm each day."}
    hand_over(home.session, plan, Wanted(home.ids[name], why, "Her daily care", plan.until))
    return bruise


def test_a_part_is_handed_over_read_and_gone_when_its_time_is_over(home: Home) -> None:
    plan = a_case(home.session)
    assert [colleague.name for colleague in plan.colleagues] == [WORKER, SECOND]
    bruise = handed_over(home, plan)
    (noted,) = home.session.casework.list(kind=HandedPart.kind, case=plan.case)
    assert noted.body.headline.startswith(f"{WORKER}, until ")
    assert any(entry.what == "handed over" for entry in home.session.casework.accesses(plan.case))
    assert open_case(home.session, plan.case).events[0].kind == HandedPart.kind

    assert handed_to_me(home.signs_in(SECOND)) == ()
    worker = home.signs_in(WORKER)
    (part,) = handed_to_me(worker)
    assert (part.adult, part.by, part.purpose, part.is_new) == ("Odile O’Hara", "Imani Okafor", "Her daily care", True)
    assert [need.action.go for need in today(worker).needs] == [Go.HANDED]
    assert [(why, record.headline) for why, record in part.records] == [
        ("So that they look at her arm each day.", "Bruise on her arm")
    ]
    taken = take_handed(worker, part.pack)
    assert not taken.is_new
    assert take_handed(worker, part.pack) == taken
    assert search(worker, "01632") == ()
    with pytest.raises(InputTrouble):
        read_record(worker, bruise)

    home.clock.forward(timedelta(days=30))
    assert read_handed(worker, part.pack).trouble is not None
    assert handed_to_me(worker) == ()
    assert not_come_to_me(worker) == ()
    assert not list(handed_folder(worker, worker.account.id).glob("*.age"))


@pytest.mark.parametrize("is_taken", [True, False])
def test_what_is_taken_back_is_gone_and_nobody_misses_its_number(home: Home, is_taken: bool) -> None:
    plan = a_case(home.session)
    handed_over(home, plan)
    worker = home.signs_in(WORKER)
    (part,) = handed_to_me(worker)
    if is_taken:
        take_handed(worker, part.pack)
    manager = home.signs_in()
    (noted,) = manager.casework.list(kind=HandedPart.kind, case=plan.case)
    assert may_take_back(manager, noted.body)
    take_back(manager, noted.record)
    (noted,) = manager.casework.list(kind=HandedPart.kind, case=plan.case)
    assert noted.body.headline.startswith(f"{WORKER}, taken back on ")
    assert manager.casework.accesses(plan.case)[-1].what == "taken back"
    with pytest.raises(InputTrouble, match="cannot be read any more"):
        take_back(manager, noted.record)
    handed_over(home, plan)
    worker = home.signs_in(WORKER)
    (again,) = handed_to_me(worker)
    assert again.pack != part.pack
    assert read_handed(worker, part.pack).trouble is not None
    assert not_come_to_me(worker) == ()


def test_what_they_write_about_it_goes_into_the_same_case(home: Home) -> None:
    plan = a_case(home.session)
    handed_over(home, plan)
    worker = home.signs_in(WORKER)
    (part,) = handed_to_me(worker)
    talk = talk_about_handed(worker, part)
    concern = concern_about_handed(worker, part)
    hand_in(worker, talk, talk.record.with_answers({"worries": "Falling again"}))
    hand_in(worker, concern, concern.record.with_answers({"summary": "A new bruise"}))
    manager = home.signs_in()
    assert {accept(manager, pack) for pack in waiting(manager)} == {plan.case}
    (adult,) = manager.casework.list(kind=Adult.kind)
    assert adult.body.answer("phone") == "01632 960555"


def test_what_was_begun_about_it_by_mistake_is_withdrawn(home: Home) -> None:
    handed_over(home, a_case(home.session))
    worker = home.signs_in(WORKER)
    (part,) = handed_to_me(worker)
    talk = talk_about_handed(worker, part)
    assert (read_record(worker, talk.id).may_withdraw, read_record(worker, talk.id).case) == (True, None)
    withdraw(worker, talk.id, "Begun twice.")
    assert [need.action.go for need in today(worker).needs] == [Go.HANDED]


def test_a_part_of_somebody_elses_or_by_nobody_who_may_is_not_read(home: Home) -> None:
    handed_over(home, a_case(home.session), WORKER)
    (file,) = handed_folder(home.session, home.ids[WORKER]).glob("*.age")
    theirs = handed_folder(home.session, home.ids[SECOND])
    theirs.mkdir(parents=True)
    (theirs / file.name).write_bytes(file.read_bytes())
    (part,) = handed_to_me(home.signs_in(SECOND))
    assert part.trouble is not None
    assert "somebody else" in part.trouble.sentence
    assert "could not be opened" in today(home.session).needs[0].what
    worker = home.signs_in(WORKER)
    (pack,) = Inbox(handed_folder(worker, worker.account.id)).waiting()
    home.session.vault.account = worker.account
    assert take_handed(worker, pack).adult == "Odile O’Hara"


def test_a_number_that_has_not_come_is_said(home: Home) -> None:
    plan = a_case(home.session)
    handed_over(home, plan)
    (first,) = handed_folder(home.session, home.ids[WORKER]).glob("*.age")
    handed_over(home, plan)
    first.unlink()
    worker = home.signs_in(WORKER)
    assert not_come_to_me(worker) == (("Imani Okafor", 1),)
    assert any("Number 1 from Imani Okafor has not come" in need.what for need in today(worker).needs)


def test_nothing_is_handed_over_without_whom_why_and_until_when(home: Home) -> None:
    plan = a_case(home.session)
    record, worker = plan.records[0].record, home.ids[WORKER]
    whys = {record: "To look at it"}
    for wanted, field in (
        (Wanted("", whys, "Care", plan.until), "account"),
        (Wanted(home.session.account.id, whys, "Care", plan.until), "account"),
        (Wanted(worker, whys, " ", plan.until), "purpose"),
        (Wanted(worker, whys, "Care", None), "until"),
        (Wanted(worker, whys, "Care", plan.until - timedelta(days=20)), "until"),
        (Wanted(worker, whys, "Care", plan.until + timedelta(days=200)), "until"),
        (Wanted(worker, {}, "Care", plan.until), "records"),
        (Wanted(worker, {record: " "}, "Care", plan.until), record),
    ):
        with pytest.raises(InputTrouble) as told:
            hand_over(home.session, plan, wanted)
        assert told.value.field == field
    assert home.session.casework.list(kind=HandedPart.kind) == ()


def test_a_disk_that_refuses_is_said_and_noted(home: Home) -> None:
    plan = a_case(home.session)
    (home.places.vault / "handed").write_text("a file where the folder should be")
    with pytest.raises(StorageTrouble, match="could not be handed over"):
        handed_over(home, plan)
    assert home.session.casework.accesses(plan.case)[-1].what == "handing over failed"
