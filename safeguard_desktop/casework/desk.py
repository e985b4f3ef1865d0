"""A care worker's own desk: what they handed in, whether the team has it, and a conversation that follows from it."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from safeguard_desktop.casework.chronology import author_name
from safeguard_desktop.casework.guided import Work, begin, local_day
from safeguard_desktop.casework.people import adult_name
from safeguard_desktop.casework.sending import HANDED_IN_NOTE
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Concern, ConsentConversation, Record, Role, When
from safeguard_desktop.transfer import (
    LARGEST_HAND_IN,
    RECEIPT,
    Inbox,
    Manifest,
    Pack,
    check_recipient,
    read_pack,
    write_pack,
)
from safeguard_desktop.vault import Revision

RECEIVED = "Received by the team"
LEGAL_BASIS = "Clause 6.5: whoever hands a concern in learns that it has come"
MOST_SHOWN = 50
_READERS = "readers"
"""The name in the desk's `meta` of what is for named people alone: accounts by the record's id."""


@dataclass(frozen=True)
class HandedIn:
    """Something that this person handed in: what, when, and when somebody who may open it took it, where known."""

    record: str
    title: str
    text: str
    adult: str
    at: datetime
    received_at: datetime | None = None
    received_by: str = ""


def handed_folder(session: Session, account: str) -> Path:
    """Return the folder of what is for one account alone."""
    return session.vault.places.vault / "handed" / account


def was_handed_in(session: Session, record_id: str) -> bool:
    """Tell whether something at this desk went to the team, or to named people of it."""
    return any(entry.what == HANDED_IN_NOTE and entry.record == record_id for entry in session.desk.accesses(None))


def handed_in(session: Session) -> tuple[HandedIn, ...]:
    """Return what this person handed in, the latest first."""
    sent = {entry.record: entry.at for entry in session.desk.accesses(None) if entry.what == HANDED_IN_NOTE}
    latest = sorted(((at, record) for record, at in sent.items() if record), reverse=True)[:MOST_SHOWN]
    found = ((at, session.desk.current(record)) for at, record in latest)
    return tuple(_handed_in(session, revision, at) for at, revision in found if revision is not None)


def _handed_in(session: Session, revision: Revision, at: datetime) -> HandedIn:
    receipt = _receipt_of(session, revision.record)
    return HandedIn(
        record=revision.record,
        title=revision.body.title,
        text=revision.body.headline,
        adult=adult_name(session, getattr(revision.body, "adult", None)),
        at=at,
        received_at=receipt.manifest.made_at if receipt is not None else None,
        received_by=author_name(session, receipt.manifest.sender) if receipt is not None else "",
    )


def _receipt_of(session: Session, record: str) -> Pack | None:
    """Return the receipt of the latest version that was handed in, where there is one that can be believed."""
    folder = Inbox(handed_folder(session, session.account.id))
    came = folder.receipts()
    for version in reversed(session.desk.history(record)):
        if version.id in came:
            with suppress(Trouble):
                return _read_receipt(session, folder, version.id)
    return None


def _read_receipt(session: Session, folder: Inbox, pack_id: str) -> Pack | None:
    data = session.vault.open_for_me(folder.read(pack_id))
    pack = read_pack(data, session.kinds, session.vault.verify)
    check_recipient(pack.manifest, (session.account.id,))
    if role_of(session, pack.manifest.sender) in (None, Role.CARE_WORKER):
        return None
    return pack if pack.manifest.answers == pack_id and pack.manifest.purpose == RECEIVED else None


def role_of(session: Session, account_id: str) -> Role | None:
    """Return the role of an account, or the one that it had last where it was taken away; None for no account."""
    roles = {account.id: account.role for account in session.vault.accounts()}
    before = [one.body for one in session.vault.by_managers("account") if one.record == account_id]
    return roles.get(account_id) or (getattr(before[-1], "role", None) if before else None)


def leave_receipt(session: Session, pack: Pack) -> None:
    """Leave word for whoever handed something in that it has come; what cannot be left stops nothing."""
    sender = pack.manifest.sender
    if not sender or sender == session.account.id:
        return
    manifest = Manifest(
        id=new_id(session.clock),
        purpose=RECEIVED,
        legal_basis=LEGAL_BASIS,
        sender=session.account.id,
        answers=pack.manifest.id,
        recipients=(sender,),
        counter=0,
        made_at=session.now(),
        chain_head="",
        objects=(),
    )
    with suppress(Trouble):
        sealed = session.vault.seal_to([sender], write_pack(manifest, (), session.vault.sign, largest=LARGEST_HAND_IN))
        Inbox(handed_folder(session, sender)).put(pack.manifest.id, sealed, session.now(), RECEIPT)


def keep_readers(session: Session, record_id: str, to: Sequence[str]) -> None:
    """Remember that something at this desk is for named people alone, so that what follows from it is as well."""
    kept = {**_kept_readers(session), record_id: list(to)}
    session.desk.put_meta(_READERS, json.dumps(kept).encode())


def readers_kept(session: Session, record_id: str, record: Record) -> tuple[str, ...]:
    """Return for whom alone something at this desk is: itself, or, of a conversation, what it follows from."""
    kept = _kept_readers(session)
    if record_id in kept or not isinstance(record, ConsentConversation):
        return tuple(kept.get(record_id, ()))
    about = ((one, session.desk.current(one)) for one in reversed(kept))
    same = (one for one, found in about if found is not None and getattr(found.body, "adult", None) == record.adult)
    return tuple(kept.get(next(same, ""), ()))


def _kept_readers(session: Session) -> dict[str, list[str]]:
    kept = session.desk.meta(_READERS)
    found: dict[str, list[str]] = json.loads(kept) if kept else {}
    return found


def begin_talk(session: Session, record_id: str) -> Work:
    """Begin a conversation about sharing at this person's desk, about the adult of something they wrote.

    Raises InputTrouble when it is not there, or names no adult.
    """
    found = session.desk.current(record_id)
    adult = getattr(found.body, "adult", None) if found is not None else None
    if found is None or not isinstance(adult, str):
        raise InputTrouble("It does not say yet who the adult is.", "Carry on with it first, and name the adult.")
    return talk_with(session, adult, found.case)


def talk_with(session: Session, adult: str, case: str | None) -> Work:
    """Begin a conversation with an adult at this person's desk."""
    start = ConsentConversation(adult=adult, spoke=session.account.name, happened=When.on(local_day(session)))
    return begin(session, ConsentConversation.kind, case, start)


def can_talk_about(session: Session, record_id: str) -> bool:
    """Tell whether a conversation can follow from a record at this desk: a concern that names the adult, and stands."""
    found = session.desk.current(record_id)
    body = found.body if found is not None else None
    return isinstance(body, Concern) and body.adult is not None and body.withdrawn is None
