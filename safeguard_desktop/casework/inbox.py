"""What waits to be accepted: each sealed pack is opened and checked by itself, and a bad one stands in nobody's way."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from safeguard_desktop.casework.chronology import author_name
from safeguard_desktop.casework.known_in_pack import KnownAlready, known_already
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.who_they_are import SomebodyNew, names_as_written, somebody_new
from safeguard_desktop.errors import DamageTrouble, InputTrouble, KeyTrouble, Trouble
from safeguard_desktop.records import Concern, Person, Record, YesNo, clean_name, is_empty, questions
from safeguard_desktop.records.received_pack import ReceivedPack
from safeguard_desktop.transfer import (
    Inbox,
    Pack,
    Packed,
    check_contents,
    check_expiry,
    check_recipient,
    not_come,
    read_pack,
)
from safeguard_desktop.vault import Access, Change, Revision

TEAM = "team"
"""The recipient of what is for everybody who may read the cases."""
REPORTED = frozenset({"concern", "adult", "person"})
"""What can be reported while the program is locked."""
HANDED_IN = REPORTED | {"consent-conversation"}
"""What can lie at a desk and be handed in."""
MOST_LOOKED_AT = 200
ASIDE = "set aside what could not be opened"
_CAME = "packs-come"
"""The name in casework's `meta` of the numbers of packs that came and are noted where not everybody sees it."""
_LEFT = "It was left in the inbox. "


@dataclass(frozen=True)
class Danger:
    """Somebody is in danger now, as whoever handed it in wrote: what to do, and what is told of 999.

    It is settled once 999 was rung, or somebody wrote why not.
    """

    words: str
    told: str
    is_settled: bool


@dataclass(frozen=True)
class Waiting:
    """A pack that waits, before anybody accepts it. `trouble` says why one cannot be opened, and what to do.

    `reference` is the short one that whoever reported it was shown.
    """

    pack: str
    reference: str
    title: str = ""
    summary: str = ""
    adult: str = ""
    who: str = ""
    at: datetime | None = None
    is_verified: bool = True
    is_named: bool = False
    records: tuple[Packed, ...] = ()
    new: tuple[SomebodyNew, ...] = ()
    """People in it whom nobody here knows under that id; looked for where one pack is looked at by itself."""
    known: tuple[KnownAlready, ...] = ()
    """People in it who are known here already, so that nobody is asked who they are; looked for in the same place."""
    danger: Danger | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True)
class NotCome:
    """A pack that somebody handed in and that has not come: whose it is, and its number among theirs."""

    who: str
    number: int


def inbox_of(session: Session) -> Inbox:
    """Return the inbox of this vault."""
    return Inbox(session.vault.places.vault / "inbox")


def short_reference(pack_id: str) -> str:
    """Return a pack's reference as people read it to each other: the last eight letters of its id, in two groups."""
    last = pack_id.replace("-", "")[-8:].upper()
    return f"{last[:4]}-{last[4:]}"


def waiting(session: Session) -> tuple[str, ...]:
    """Return the ids of the packs that wait for this person; one that is for others by name is not among them."""
    if not session.may(Power.CASEWORK):
        return ()
    return tuple(pack for pack in inbox_of(session).waiting() if _is_for(session, pack))


def _is_for(session: Session, pack_id: str) -> bool:
    """Tell whether somebody may know of a pack: anybody of one for the team, only those named of another."""
    try:
        if inbox_of(session).is_named(pack_id):
            session.vault.open_for_me(inbox_of(session).read(pack_id))
    except KeyTrouble:
        return False
    except DamageTrouble:
        return True
    return True


def look_in(session: Session) -> tuple[Waiting, ...]:
    """Return every pack that waits, opened and checked, the oldest first; what cannot be opened says why.

    Those in which somebody is in danger come before the others, and where 999 is not settled before these.
    """
    found = [_look(session, pack)[0] for pack in waiting(session)[:MOST_LOOKED_AT]]
    return tuple(sorted(found, key=_how_pressing))


def _how_pressing(pack: Waiting) -> tuple[bool, bool]:
    return pack.danger is None, pack.danger is not None and pack.danger.is_settled


def look_at(session: Session, pack_id: str) -> Waiting:
    """Return one pack that waits, with who the people in it are or may be; nothing is taken from it yet."""
    found, pack = _look(session, pack_id)
    if pack is None:
        return found
    same = known_as(session, pack)
    new, known = somebody_new(session, pack.records, same), known_already(session, pack.records, same)
    return replace(found, new=new, known=known)


def new_in(session: Session, pack: Pack) -> tuple[SomebodyNew, ...]:
    """Return the people in a pack who are new here, but those of whom it was said before who they are."""
    return somebody_new(session, pack.records, known_as(session, pack))


def _look(session: Session, pack_id: str) -> tuple[Waiting, Pack | None]:
    try:
        pack = open_pack(session, pack_id)
        is_named = inbox_of(session).is_named(pack_id)
    except Trouble as trouble:
        return Waiting(pack_id, short_reference(pack_id), trouble=trouble), None
    main = next(iter(_mains_of(pack)), None)
    found = Waiting(
        pack=pack_id,
        reference=short_reference(pack.manifest.id),
        title=main.record.title if main else "",
        summary=main.record.headline if main else "",
        adult=_adult_of(session, pack, main.record) if main else "",
        who=who_sent(session, pack),
        at=pack.manifest.made_at,
        is_verified=pack.is_signed,
        is_named=is_named,
        records=pack.records,
        danger=_danger_in(main.record) if main else None,
    )
    return found, pack


def _danger_in(record: Record) -> Danger | None:
    if not isinstance(record, Concern) or record.danger_now is not YesNo.YES:
        return None
    if record.called_999 is YesNo.YES:
        return Danger("Somebody is in danger: 999 was rung", "Read it now", is_settled=True)
    if not is_empty(record.not_called_why):
        return Danger("Somebody is in danger, and 999 was not rung", "Read why now", is_settled=True)
    told = "They did not ring" if record.called_999 is YesNo.NO else "It does not say whether anybody rang"
    return Danger("Somebody is in danger: ring 999", told, is_settled=False)


def _mains_of(pack: Pack) -> tuple[Packed, ...]:
    """Return what a pack was made for; the people named in it come along."""
    return tuple(packed for packed in pack.records if not isinstance(packed.record, Person))


def _adult_of(session: Session, pack: Pack, record: Record) -> str:
    adult = getattr(record, "adult", None)
    within = next((packed.record.headline for packed in pack.records if packed.id == adult), "")
    known = session.casework.current(adult) if adult and not within else None
    return known.body.headline if known is not None else within


def who_sent(session: Session, pack: Pack) -> str:
    """Return the name of whoever signed a pack, or the name typed on one that nobody signed."""
    return author_name(session, pack.manifest.sender) if pack.is_signed else clean_name(pack.manifest.says)


def open_pack(session: Session, pack_id: str) -> Pack:
    """Open a waiting pack and check all that can be checked before it is used.

    Raises DamageTrouble, KeyTrouble or NewerVersionTrouble, each with what to do; the pack stays where it is.
    """
    inbox = inbox_of(session)
    is_named, is_locked = inbox.is_named(pack_id), inbox.is_locked(pack_id)
    sealed = inbox.read(pack_id)
    data = session.vault.open_for_me(sealed) if is_named else session.vault.open_for_team(sealed)
    pack = read_pack(data, session.kinds, _Signatures(session), may_be_unsigned=is_locked)
    check_recipient(pack.manifest, (session.account.id,) if is_named else (TEAM,))
    check_expiry(pack.manifest, session.now())
    check_contents(pack, HANDED_IN if pack.is_signed else REPORTED)
    if len(_mains_of(pack)) > 1:
        raise DamageTrouble("This pack holds more than one thing handed in.", f"{_LEFT}Ask the sender what it is.")
    is_new(session, pack)
    return pack


def set_aside(session: Session, pack_id: str) -> None:
    """Move something that cannot be opened out of the inbox, into a folder beside it; that is written in the history.

    Raises InputTrouble for one that can be opened, NotAllowedTrouble for a role that does not decide, StorageTrouble.
    """
    session.require(Power.DECIDE)
    if look_at(session, pack_id).trouble is None:
        raise InputTrouble("This can be opened.", "Read it, and put it into the cases.")
    inbox_of(session).set_aside(pack_id)
    session.casework.append([], [Access(ASIDE)])


@dataclass(frozen=True)
class _Signatures:
    """Tells a wrong signature from one by somebody without an account; what a leaver signed holds."""

    session: Session

    def __call__(self, sender: str, data: bytes, signature: bytes) -> bool:
        vault = self.session.vault
        if not sender:
            raise DamageTrouble("Nobody signed this pack.", f"{_LEFT}Ask whoever handed it in to do so again.")
        if vault.verify(sender, data, signature):
            return True
        if sender not in {account.id for account in vault.accounts()}:
            sentence = "This pack was signed by an account that was never in the vault, or is no longer."
            raise DamageTrouble(sentence, f"{_LEFT}Ask your manager whose it was, and ask them for it again.")
        return False


def is_new(session: Session, pack: Pack) -> bool:
    """Tell whether a pack has not been accepted yet.

    Raises DamageTrouble when another one under its id has, with other words in it.
    """
    before = session.casework.current(pack.manifest.id)
    if before is None:
        return True
    body = before.body
    if not isinstance(body, ReceivedPack) or (body.sender, body.digest) != (pack.manifest.sender, pack.digest):
        sentence = "A pack with the same number came before, with other words in it."
        raise DamageTrouble(sentence, f"{_LEFT}What came first stays as it is. Ask the sender which is right.")
    return False


def note_of(pack: Pack, case: str | None, made: Sequence[Change], same: Mapping[str, str]) -> Change:
    """Return the change that notes a pack as accepted: what was made of it, and who in it was known already."""
    manifest = pack.manifest
    note = ReceivedPack(
        sender=manifest.sender,
        says=clean_name(manifest.says),
        recipients=manifest.recipients,
        counter=manifest.counter,
        made_at=manifest.made_at,
        chain_head=manifest.chain_head,
        objects=tuple(packed.id for packed in pack.records),
        versions=tuple(change.id for change in made),
        digest=pack.digest,
        same=dict(same),
        as_written=names_as_written(pack.records, same),
    )
    return Change(manifest.id, ReceivedPack.kind, note, case)


def may_change(session: Session, pack: Pack, history: Collection[Revision]) -> bool:
    """Tell whether a pack may add a version to a record that is here: only whoever brought or wrote it first may.

    People are named in packs of many; who brought one first is who made the first version.
    """
    first = next(iter(history))
    is_person = isinstance(first.body, Person)
    notes = [note.body for note in session.casework.list(kind=ReceivedPack.kind)]
    brought = (
        note.sender
        for note in notes
        if isinstance(note, ReceivedPack)
        and (first.id in note.versions or (not is_person and first.record in note.objects))
    )
    return pack.is_signed and next(brought, first.author) == pack.manifest.sender


def known_as(session: Session, pack: Pack) -> dict[str, str]:
    """Return the people in a pack of whom it was said before that they are somebody known here, by their ids."""
    same: dict[str, str] = {}
    for note in session.casework.list(kind=ReceivedPack.kind) if pack.is_signed else ():
        if isinstance(note.body, ReceivedPack) and note.body.sender == pack.manifest.sender:
            same |= note.body.same
    return {packed.id: same[packed.id] for packed in pack.records if packed.id in same}


def with_people_known(pack: Pack, same: Mapping[str, str]) -> tuple[Packed, ...]:
    """Return the records of a pack, with the people who are known here under another id named by that id.

    Nobody takes something off the team's lists by handing it in as withdrawn.
    """
    return tuple(
        replace(packed, record=_renamed(packed.record, same)) for packed in pack.records if packed.id not in same
    )


def _renamed(record: Record, same: Mapping[str, str]) -> Record:
    named = {question.name: record.answer(question.name) for question in questions(type(record)) if question.picks}
    changed = {name: same[answer] for name, answer in named.items() if isinstance(answer, str) and answer in same}
    named_so = record.with_answers(changed) if changed else record
    return named_so if named_so.withdrawn is None else named_so.model_copy(update={"withdrawn": None})


def not_come_yet(session: Session) -> tuple[NotCome, ...]:
    """Return the packs for the team that were handed in and have not come, as the numbers of later ones show."""
    return tuple(_gaps(session)) if session.may(Power.CASEWORK) else ()


def _gaps(session: Session) -> Iterator[NotCome]:
    came: dict[str, set[int]] = {}
    notes = (note.body for note in session.casework.list(kind=ReceivedPack.kind))
    for sender, number in (*_kept_numbers(session), *_numbers(notes)):
        came.setdefault(sender, set()).add(number)
    for sender, numbers in came.items():
        for number in not_come(numbers):
            yield NotCome(author_name(session, sender), number)


def keep_numbers(session: Session, notes: Iterable[Record]) -> None:
    """Keep the numbers of packs for the team whose notes lie in a restricted case, so that nobody else misses them."""
    kept, new = set(_kept_numbers(session)), set(_numbers(notes))
    if new - kept:
        session.vault.casework.put_meta(_CAME, json.dumps(sorted(kept | new)).encode())


def _kept_numbers(session: Session) -> tuple[tuple[str, int], ...]:
    found = session.vault.casework.meta(_CAME)
    return tuple((sender, number) for sender, number in json.loads(found or b"[]"))


def _numbers(notes: Iterable[Record]) -> Iterator[tuple[str, int]]:
    for note in notes:
        if isinstance(note, ReceivedPack) and note.is_verified and note.recipients == (TEAM,):
            yield note.sender, note.counter
