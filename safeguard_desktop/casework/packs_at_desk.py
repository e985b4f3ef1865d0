"""What a person's desk keeps of a pack: whom it is for, what goes in, and a passphrase that is not written down yet.

All of it is encrypted with the desk, outlives a lock and a kill, and is gone when it has done its service.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import new_id

_PACK, _PASSPHRASE = "pack:", "passphrase:"


@dataclass(frozen=True)
class ShownOnce:
    """The passphrase of a locked file, kept until the person says that they have written it down."""

    id: str
    record: str
    about: str
    """What is in the file, and whose: for the person's own screen."""
    file_name: str
    folder: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class HalfMade:
    """A pack as it was left: the recipient as typed, and the documents that were ticked."""

    recipient: str
    ticked: frozenset[str]


def is_beside_work(key: str) -> bool:
    """Tell whether a draft of the desk is one of these, or of a form, and no record that was begun: those are ids."""
    return ":" in key


def keep_pack(session: Session, record: str, recipient: str, ticked: Collection[str]) -> None:
    """Keep a pack as it stands on the screen."""
    session.desk.put_draft(_PACK + record, json.dumps({"recipient": recipient, "ticked": sorted(ticked)}))


def half_made(session: Session, record: str) -> HalfMade | None:
    """Return the pack around a record as it was left, or None."""
    held = _read(session.desk.draft(_PACK + record))
    recipient, ticked = held.get("recipient"), held.get("ticked")
    if not isinstance(recipient, str) or not isinstance(ticked, list):
        return None
    return HalfMade(recipient, frozenset(key for key in ticked if isinstance(key, str)))


def forget_pack(session: Session, record: str) -> None:
    """Forget how a pack was left, as it was used."""
    session.desk.drop_draft(_PACK + record)


def keep_passphrase(
    session: Session, record: str, *, about: str, file_name: str, folder: str, passphrase: str
) -> ShownOnce:
    """Keep the passphrase of a locked file from before the file is there."""
    kept = ShownOnce(new_id(session.clock), record, about, file_name, folder, passphrase)
    text = {"record": record, "about": about, "file": file_name, "folder": folder, "passphrase": passphrase}
    session.desk.put_draft(_PASSPHRASE + kept.id, json.dumps(text))
    return kept


def passphrases(session: Session, record: str = "") -> tuple[ShownOnce, ...]:
    """Return the passphrases not yet written down, the oldest first: of packs around a record, or of all."""
    return tuple(kept for kept in _kept(session) if record in ("", kept.record))


def written_down(session: Session, kept: ShownOnce) -> None:
    """Forget a passphrase, as the person has it."""
    session.desk.drop_draft(_PASSPHRASE + kept.id)


def _kept(session: Session) -> Iterator[ShownOnce]:
    for draft in session.desk.drafts():
        if draft.key.startswith(_PASSPHRASE):
            held = _read(draft.text)
            parts = [held.get(name) for name in ("record", "about", "file", "folder", "passphrase")]
            if all(isinstance(part, str) for part in parts):
                yield ShownOnce(draft.key.removeprefix(_PASSPHRASE), *map(str, parts))


def _read(text: str | None) -> Mapping[str, Any]:
    """Return what was kept; a newer program may have kept it in another form."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
