"""Promise 14: packs cannot be altered, replayed or bombed: what does not fit is refused, and changes nothing."""

import json
import random
import time

from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import Trouble
from safeguard_desktop.records import Concern
from safeguard_desktop.transfer import Inbox, read_pack
from tests.promises.conftest import Promise, Times
from tests.unit.bad_input.bad_samples import is_plain
from tests.unit.bad_input.conftest import Home
from tests.unit.bad_input.packs_made import BAD_PACKS, SCRYPT

ACCOUNT = "She said that he took it. " * 20


def handed_in(home: Home) -> tuple[str, bytes]:
    """Hand a concern in, and return the pack that carried it: its id, and its bytes before they are sealed."""
    seen: list[bytes] = []
    vault = home.session.vault
    real = vault.seal_to_team

    def watched(data: bytes) -> bytes:
        seen.append(data)
        return real(data)

    vault.__dict__["seal_to_team"] = watched
    hand_in(home.session, begin_concern(home.session, home.adult), Concern(adult=home.adult, account=ACCOUNT))
    del vault.__dict__["seal_to_team"]
    return str(json.loads(seen[0])["manifest"]["id"]), seen[0]


def is_refused(home: Home, sealed: bytes) -> bool:
    """Tell whether a pack put into the inbox is refused with a sentence, and leaves the cases as they were."""
    session = home.session
    path = home.places.vault / "inbox" / f"{new_id(session.clock)}.age"
    path.write_bytes(sealed)
    head = session.casework.head()
    said = ""
    try:
        accept(session, path.stem)
    except Trouble as trouble:
        said = is_plain(trouble)
    path.unlink(missing_ok=True)
    return said != "" and session.casework.head() == head


def flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def test_altered_packs_are_refused_and_a_replayed_one_is_nothing(home: Home, times: Times, promise: Promise) -> None:
    session, chance = home.session, random.Random(14)  # noqa: S311  # what to alter
    _pack_id, data = handed_in(home)
    sealed = session.vault.seal_to_team(data)
    flips, cuts = times(100, 1000), times(30, 300)
    refused = {
        "flips": sum(is_refused(home, flipped(sealed, chance)) for _ in range(flips)),
        "flips inside": sum(is_refused(home, session.vault.seal_to_team(flipped(data, chance))) for _ in range(flips)),
        "cuts": sum(is_refused(home, sealed[: chance.randrange(len(sealed))]) for _ in range(cuts)),
    }
    started = time.perf_counter()
    assert is_refused(home, SCRYPT)
    took = 1000 * (time.perf_counter() - started)
    others = [name for name, (make, _words) in BAD_PACKS.items() if is_refused(home, make(session))]
    spelt_otherwise = data.replace(b'","', b'" ,"', 1)
    assert is_refused(home, session.vault.seal_to_team(spelt_otherwise)), "the same in another spelling"
    assert is_replay_nothing(home, sealed)
    believed = believed_unsigned(session, data, chance, flips)
    promise(
        14, "packs cannot be altered, replayed, bombed",
        f"{refused['flips']} of {flips} flips, {refused['cuts']} of {cuts} cuts, "
        f"{len(others)} of {len(BAD_PACKS)} other sorts, scrypt {took:.0f} ms",
        "all refused, scrypt within 100 ms", f"unsealed and unsigned: {believed} flips believed",
    )  # fmt: skip
    assert refused == {"flips": flips, "flips inside": flips, "cuts": cuts}
    assert others == list(BAD_PACKS)
    assert took < 100
    assert believed > 0


def is_replay_nothing(home: Home, sealed: bytes) -> bool:
    """Tell whether the same pack, put in again and again under any name, adds nothing."""
    session = home.session
    before = {revision.id for revision in session.casework.list()}
    head = session.casework.head()
    for _ in range(3):
        name = new_id(session.clock)
        Inbox(home.places.vault / "inbox").put(name, sealed, session.now())
        assert accept(session, name) == home.case
    return {revision.id for revision in session.casework.list()} == before and session.casework.head() == head


def believed_unsigned(session: Session, data: bytes, chance: random.Random, tries: int) -> int:
    """Return how many flips are read as true where nobody looks at the signature."""
    believed = 0
    for _ in range(tries):
        try:
            read_pack(flipped(data, chance), session.kinds, lambda *_: True)
        except (Trouble, UnicodeDecodeError):
            continue
        believed += 1
    return believed


def test_bombs_are_refused_quickly(home: Home) -> None:
    bombs = [b"[" * 2**20, b"{" + b'"a":' * 2**18, b"9" * 2**20, b"\xff" * 2**20]
    started = time.perf_counter()
    assert all(is_refused(home, home.session.vault.seal_to_team(bomb)) for bomb in bombs)
    assert time.perf_counter() - started < 5
