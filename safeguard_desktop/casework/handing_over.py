"""Handing a colleague without the cases the part of one that they need, and no more of it (6.4): sealed, signed, timed.

It lies in the vault's folder sealed to that account alone, opens with its key while its time lasts, and is noted in the
case's own history: to whom, what, why and until when.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from safeguard_desktop.casework.cases import case_of, find_case, who_may_see
from safeguard_desktop.casework.chronology import author_name, chronology
from safeguard_desktop.casework.desk import handed_folder, keep_readers, role_of, talk_with
from safeguard_desktop.casework.guided import Work, begin, local_day
from safeguard_desktop.casework.inbox import note_of
from safeguard_desktop.casework.people import adult_name, names_of
from safeguard_desktop.casework.sending import Parcel, count_sent, number_of, signed_parcel
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import DamageTrouble, InputTrouble, StorageTrouble, Trouble
from safeguard_desktop.records import Adult, Concern, Record, Role, is_empty, references
from safeguard_desktop.records.handed_part import HandedPart, HandedRecord
from safeguard_desktop.records.received_pack import ReceivedPack
from safeguard_desktop.transfer import (
    LARGEST_HAND_IN,
    Inbox,
    Pack,
    Packed,
    check_expiry,
    check_recipient,
    not_come,
    read_pack,
)
from safeguard_desktop.vault import Access, Account, Change

PURPOSE = "A part of a case handed over"
USUAL_DAYS, MOST_DAYS = 14, 90
MAY_HAND_OVER = frozenset({Role.SAFEGUARDING_LEAD, Role.REGISTERED_MANAGER})


@dataclass(frozen=True)
class PartOfCase:
    """A record of a case that can be handed over."""

    record: str
    title: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Plan:
    """What can be handed over of a case, to whom, and until when as a rule."""

    case: str
    adult: str
    records: tuple[PartOfCase, ...]
    colleagues: tuple[Account, ...]
    until: date


@dataclass(frozen=True)
class Wanted:
    """What is to be handed over: to which account, of each record by its id why they need it, what for, until when."""

    account: str
    reasons: Mapping[str, str]
    purpose: str
    until: date | None


@dataclass(frozen=True)
class Handed:
    """A part of a case that was handed to this person. `trouble` says why one cannot be opened."""

    pack: str
    adult_id: str | None = None
    adult: str = ""
    case: str | None = None
    by: str = ""
    purpose: str = ""
    until: date | None = None
    is_new: bool = True
    records: tuple[tuple[str, Record], ...] = ()
    """Why each is needed, and the record."""
    readers: tuple[str, ...] = ()
    """For whom alone is what is written about it, where the case is restricted."""
    names: Mapping[str, str] = field(default_factory=dict)
    trouble: Trouble | None = None


def plan_handing_over(session: Session, case_id: str) -> Plan:
    """Return what of a case can be handed over. Raises NotAllowedTrouble for a role that does not decide."""
    session.require(Power.DECIDE)
    case = case_of(find_case(session, case_id))
    events = (event for event in chronology(session, case_id) if event.kind != HandedPart.kind)
    there = (account for account in session.vault.accounts() if not account.has_ended(local_day(session)))
    colleagues = (account for account in there if account.role is Role.CARE_WORKER)
    return Plan(
        case=case_id,
        adult=adult_name(session, case.adult),
        records=tuple(PartOfCase(event.record, event.title, event.text, event.at) for event in events),
        colleagues=tuple(sorted(colleagues, key=lambda account: account.name.casefold())),
        until=local_day(session) + timedelta(days=USUAL_DAYS),
    )


def hand_over(session: Session, plan: Plan, wanted: Wanted) -> None:
    """Hand records of a case to a colleague. It is noted in the case before it is there to be read.

    Raises InputTrouble that names what is missing (`field` is account, purpose, until, records or a record's id),
    KeyTrouble for an account that is gone, StorageTrouble.
    """
    session.require(Power.DECIDE)
    until = _checked(session, plan, wanted)
    empty = Parcel(new_id(session.clock), (), PURPOSE, wanted.purpose, (wanted.account,), _end_of(until))
    pack = {"pack": empty.id, "number": number_of(session, empty), "account": wanted.account}
    cover = _cover(session, plan, wanted, until).model_copy(update=pack)
    objects = [Packed(new_id(session.clock), cover), *_objects(session, cover)]
    parcel = replace(empty, objects=objects)
    sealed = session.vault.seal_to(parcel.to, signed_parcel(session, parcel, LARGEST_HAND_IN))
    change = Change(objects[0].id, HandedPart.kind, cover, plan.case, happened_at=session.now())
    session.casework.append([change], [Access("handed over", record=one, case=plan.case) for one in cover.records])
    try:
        Inbox(handed_folder(session, wanted.account)).put(parcel.id, sealed, session.now())
    except StorageTrouble as error:
        session.casework.append([], [Access("handing over failed", record=change.record, case=plan.case)])
        sentence = "It could not be handed over: the disk is full or cannot be written."
        raise StorageTrouble(sentence, "Make room, and hand it over again.") from error
    count_sent(session, parcel)


def may_take_back(session: Session, record: Record) -> bool:
    """Tell whether a record is a part that is still out with a colleague, and this person may take it back."""
    is_out = isinstance(record, HandedPart) and bool(record.pack) and record.is_out(local_day(session))
    return is_out and session.may(Power.DECIDE)


def take_back(session: Session, record_id: str) -> None:
    """End before its time what was handed over: a pack without anything in it takes its place, under its number.

    Raises InputTrouble for what is not out any more, StorageTrouble, KeyTrouble for an account that is gone.
    """
    session.require(Power.DECIDE)
    found = session.casework.current(record_id)
    if found is None or not isinstance(found.body, HandedPart) or not may_take_back(session, found.body):
        raise InputTrouble("It cannot be read any more.", "There is nothing to take back.")
    cover = found.body
    parcel = Parcel(cover.pack, (), PURPOSE, "", (cover.account,), session.now(), cover.number)
    sealed = session.vault.seal_to(parcel.to, signed_parcel(session, parcel, LARGEST_HAND_IN))
    Inbox(handed_folder(session, cover.account)).put(cover.pack, sealed, session.now())
    ended = cover.model_copy(update={"taken_back": local_day(session)})
    heads = tuple(head.id for head in session.casework.heads(record_id))
    change = Change(record_id, HandedPart.kind, ended, found.case, heads, found.happened_at)
    session.casework.append([change], [Access("taken back", record=record_id, case=found.case)])


def _objects(session: Session, cover: HandedPart) -> Iterator[Packed]:
    for record in cover.records:
        revision = session.casework.current(record)
        if revision is not None:
            yield Packed(record, revision.body, None, revision.happened_at)


def _checked(session: Session, plan: Plan, wanted: Wanted) -> date:
    """Return the last day, with all else that is wanted checked. Raises InputTrouble."""
    if wanted.account not in {colleague.id for colleague in plan.colleagues}:
        raise InputTrouble("Choose who it is for.", field="account")
    if is_empty(wanted.purpose):
        raise InputTrouble("Write what they need it for.", field="purpose")
    today = local_day(session)
    if wanted.until is None or wanted.until < today:
        raise InputTrouble("Enter the last day on which they can read it: today or later.", field="until")
    if wanted.until > today + timedelta(days=MOST_DAYS):
        raise InputTrouble(f"Choose a day within {MOST_DAYS} days. You can hand it over again.", field="until")
    if not wanted.reasons:
        raise InputTrouble("Tick at least one record that they need.", field="records")
    for record, why in wanted.reasons.items():
        if is_empty(why):
            raise InputTrouble("Write why they need this.", field=record)
    return wanted.until


def _cover(session: Session, plan: Plan, wanted: Wanted, until: date) -> HandedPart:
    chosen = [part for part in plan.records if part.record in wanted.reasons]
    bodies = [found.body for part in chosen if (found := session.casework.current(part.record)) is not None]
    adult = case_of(find_case(session, plan.case)).adult
    named = {one for body in bodies for one in references(body)} | ({adult} if adult else set())
    whys = wanted.reasons
    return HandedPart(
        case=plan.case,
        adult=adult,
        names=names_of(session, sorted(named)),
        records=tuple(part.record for part in chosen),
        readers=who_may_see(session, plan.case),
        to=author_name(session, wanted.account),
        by=session.account.name,
        purpose=wanted.purpose,
        until=until,
        parts=tuple(HandedRecord(title=f"{part.title}: {part.text}", why=whys[part.record]) for part in chosen),
        completed=True,
    )


def _end_of(day: date) -> datetime:
    """Return the end of a local day."""
    return datetime.combine(day + timedelta(days=1), time()).astimezone()


# at the colleague's desk


def handed_to_me(session: Session) -> tuple[Handed, ...]:
    """Return what was handed to this person and still holds, the newest first; what is over is cleared away."""
    _clear_what_is_over(session)
    folder = _mine(session)
    return tuple(read_handed(session, pack) for pack in reversed(folder.waiting()))


def not_come_to_me(session: Session) -> tuple[tuple[str, int], ...]:
    """Return what was handed to this person and has not come: by whom, and its number."""
    came: dict[str, set[int]] = {}
    for note in session.desk.list(kind=ReceivedPack.kind):
        if isinstance(note.body, ReceivedPack):
            came.setdefault(note.body.sender, set()).add(note.body.counter)
    for pack_id in _mine(session).waiting():
        with suppress(Trouble):
            manifest = _opened(session, pack_id).manifest
            came.setdefault(manifest.sender, set()).add(manifest.counter)
    return tuple(
        (author_name(session, sender), number) for sender, all_of in came.items() for number in not_come(all_of)
    )


def read_handed(session: Session, pack_id: str) -> Handed:
    """Return what was handed to this person in one pack, checked anew each time; or why it cannot be opened."""
    try:
        pack = _opened(session, pack_id)
        check_expiry(pack.manifest, session.now())
        cover, records = _unpacked(pack)
    except Trouble as trouble:
        return Handed(pack_id, trouble=trouble)
    return Handed(
        pack=pack_id,
        adult_id=cover.adult,
        adult=cover.names.get(cover.adult or "", ""),
        case=cover.case,
        by=author_name(session, pack.manifest.sender),
        purpose=cover.purpose or "",
        until=cover.until,
        is_new=session.desk.current(pack.manifest.id) is None,
        records=records,
        readers=cover.readers,
        names=cover.names,
    )


def take_handed(session: Session, pack_id: str) -> Handed:
    """Take what was handed over to this person's desk, to be read until its time is up; that it came is written down.

    Raises DamageTrouble, KeyTrouble or NewerVersionTrouble for what cannot be opened.
    """
    found = read_handed(session, pack_id)
    if found.trouble is not None:
        raise found.trouble
    if found.is_new:
        pack = _opened(session, pack_id)
        session.desk.append([note_of(pack, None, (), {})], [Access("accepted", record=pack.manifest.id)])
    return read_handed(session, pack_id)


def note_reading(session: Session, handed: Handed) -> None:
    """Write down in this person's own history that they read what was handed to them."""
    session.desk.append([], [Access("looked", record=handed.pack)])


def talk_about_handed(session: Session, handed: Handed) -> Work:
    """Begin a conversation with the adult of what was handed over; handed in, it goes into the same case."""
    return _for_its_readers(session, handed, talk_with(session, _adult_at_desk(session, handed), handed.case))


def concern_about_handed(session: Session, handed: Handed) -> Work:
    """Begin to record a concern about the adult of what was handed over; handed in, it goes into the same case."""
    concern = Concern(adult=_adult_at_desk(session, handed))
    return _for_its_readers(session, handed, begin(session, Concern.kind, handed.case, concern))


def _for_its_readers(session: Session, handed: Handed, work: Work) -> Work:
    if handed.readers:
        keep_readers(session, work.id, handed.readers)
    return work


def _adult_at_desk(session: Session, handed: Handed) -> str:
    """Return the adult's id, having written their name down at this desk: what is written about them needs it."""
    if handed.adult_id is None:
        raise InputTrouble("It does not say who the adult is.", "Ask whoever handed it to you.")
    if session.desk.current(handed.adult_id) is None:
        session.desk.append([Change(handed.adult_id, Adult.kind, Adult(name=handed.adult))])
    return handed.adult_id


def _mine(session: Session) -> Inbox:
    return Inbox(handed_folder(session, session.account.id))


def _opened(session: Session, pack_id: str) -> Pack:
    """Open a pack that was handed to this person, and check who it is from and for."""
    data = session.vault.open_for_me(_mine(session).read(pack_id))
    pack = read_pack(data, session.kinds, session.vault.verify)
    check_recipient(pack.manifest, (session.account.id,))
    if role_of(session, pack.manifest.sender) not in MAY_HAND_OVER:
        raise DamageTrouble("This was handed over by somebody who cannot do so.", "Do not use it. Tell your manager.")
    return pack


def _unpacked(pack: Pack) -> tuple[HandedPart, tuple[tuple[str, Record], ...]]:
    covers = [packed.record for packed in pack.records if isinstance(packed.record, HandedPart)]
    records = {packed.id: packed.record for packed in pack.records if not isinstance(packed.record, HandedPart)}
    if len(covers) != 1 or set(covers[0].records) != set(records) or len(covers[0].parts or ()) != len(records):
        raise DamageTrouble("What was handed over is not whole.", "Ask whoever handed it to you to do so again.")
    whys = (part.why or "" for part in covers[0].parts or ())
    return covers[0], tuple(zip(whys, (records[record] for record in covers[0].records), strict=True))


def _clear_what_is_over(session: Session) -> None:
    """Remove packs whose time is up; that each came is written down, so that nobody misses its number."""
    for pack_id, pack in _over(session):
        if session.desk.current(pack.manifest.id) is None:
            session.desk.append([note_of(pack, None, (), {})])
        _mine(session).remove(pack_id)


def _over(session: Session) -> Sequence[tuple[str, Pack]]:
    return tuple(_find_over(session))


def _find_over(session: Session) -> Iterator[tuple[str, Pack]]:
    for pack_id in _mine(session).waiting():
        with suppress(Trouble):
            pack = _opened(session, pack_id)
            if pack.manifest.expires_at is not None and pack.manifest.expires_at <= session.now():
                yield pack_id, pack
