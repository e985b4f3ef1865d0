"""Sending what is signed: every pack has its number among those from this desk to the same people."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from safeguard_desktop.casework.inbox import TEAM, inbox_of
from safeguard_desktop.casework.session import Session
from safeguard_desktop.transfer import LARGEST_HAND_IN, NAMED, Manifest, Packed, entry_for, write_pack

HANDED_IN_NOTE = "handed in"
"""What the desk's log calls a record that went to the team."""
_SENT = "sent-packs"
"""The name in the desk's `meta` of how many packs were sent to whom, and of the last one's id."""


@dataclass(frozen=True)
class Parcel:
    """What is to be sent: its id, what it holds, what for, and to whom by account id; to the team where to nobody."""

    id: str
    objects: Sequence[Packed]
    purpose: str
    legal_basis: str
    to: tuple[str, ...] = ()
    expires_at: datetime | None = None
    number: int | None = None
    """Its number among those to the same people, where it takes the place of one that was sent."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whom it is meant for, as its manifest says."""
        return tuple(sorted(set(self.to))) or (TEAM,)


def hand_in_parcel(session: Session, parcel: Parcel) -> None:
    """Sign and seal a parcel, leave it in the inbox, and only then count it: one that failed leaves no gap.

    Raises StorageTrouble when it could not be left there, KeyTrouble for a recipient who is gone, and InputTrouble
    for one that is too large.
    """
    data = signed_parcel(session, parcel, LARGEST_HAND_IN)
    vault = session.vault
    sealed = vault.seal_to(parcel.to, data, to_recovery=True) if parcel.to else vault.seal_to_team(data)
    inbox_of(session).put(parcel.id, sealed, session.now(), NAMED if parcel.to else "")
    count_sent(session, parcel)


def signed_parcel(session: Session, parcel: Parcel, largest: int) -> bytes:
    """Return a parcel signed, and not sealed yet. `largest` is in bytes."""
    head = session.desk.head()
    manifest = Manifest(
        id=parcel.id,
        purpose=parcel.purpose,
        legal_basis=parcel.legal_basis,
        sender=session.account.id,
        recipients=parcel.recipients,
        counter=number_of(session, parcel),
        made_at=session.now(),
        expires_at=parcel.expires_at,
        chain_head=str(head),
        objects=tuple(entry_for(packed) for packed in parcel.objects),
    )
    return write_pack(manifest, parcel.objects, session.vault.sign, largest=largest)


def number_of(session: Session, parcel: Parcel) -> int:
    """Return a parcel's number: the next one, or the same again for the one that was sent last."""
    if parcel.number is not None:
        return parcel.number
    count, last = _sent(session).get(_key(parcel), (0, ""))
    return int(count) if last == parcel.id else int(count) + 1


def count_sent(session: Session, parcel: Parcel) -> None:
    """Count a parcel that has been left where it is to be found."""
    sent = {**_sent(session), _key(parcel): (number_of(session, parcel), parcel.id)}
    session.desk.put_meta(_SENT, json.dumps(sent).encode())


def _key(parcel: Parcel) -> str:
    return ",".join(parcel.recipients)


def _sent(session: Session) -> dict[str, Any]:
    kept = session.desk.meta(_SENT)
    found: dict[str, Any] = json.loads(kept) if kept else {}
    return found
