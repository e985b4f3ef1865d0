"""Rows of the table: packs."""

from collections.abc import Callable

from safeguard_desktop.casework.concerns import accept
from safeguard_desktop.casework.inbox import look_at, waiting
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import Concern
from tests.unit.bad_input.packs_made import BAD_PACKS, good, pack_of, packed
from tests.unit.bad_input.table import STAYS, Try, killed, row, said_of
from tests.unit.bad_input.test_bad_packs import put


def bad_pack(tried: Try, make: Callable[[Session], bytes]) -> str:
    """Put a pack into the inbox, and try to take it in; nothing of it is taken, and it stays."""
    session = tried.home.session
    pack, head = put(tried.home, make(session)), session.vault.casework.head()
    assert look_at(session, pack).trouble is not None
    said = said_of(lambda: accept(session, pack))
    assert waiting(session) == (pack,)
    assert session.vault.casework.head() == head
    return said


def put_bad_pack(case: str, key: str, done: str) -> None:
    """Put one of the bad packs into the table."""
    make, words = BAD_PACKS[key]

    def do(tried: Try) -> str:
        return bad_pack(tried, make)

    do.__doc__ = done
    row("Packs", case, words, STAYS)(do)


put_bad_pack("not age", "not age", "A letter lies in the inbox.")
put_bad_pack("wrong recipient", "wrong recipient", "A pack is sealed to somebody else.")
put_bad_pack("truncated", "cut", "A pack loses its end.")
put_bad_pack("trailing bytes", "trailing bytes", "Something is added behind a pack.")
put_bad_pack("scrypt", "sealed with a passphrase", "A pack wants a passphrase, and 8 GB of memory to try one.")
put_bad_pack("unsigned", "unsigned", "Nobody signed a pack that says who sent it.")
put_bad_pack(
    "unknown or changed signer", "another's signature", "A pack is signed with a key that is not its sender's."
)
put_bad_pack("expired", "expired", "A pack comes after its time.")
put_bad_pack("../ names", "a path for a name", "A record in a pack has a path for a name.")
put_bad_pack("a bomb", "a bomb", "A pack opens into a million lists in each other.")
put_bad_pack("newer schema", "newer", "A pack is written by a later version.")
put_bad_pack("re-targeted", "re-targeted", "A pack for somebody else is sealed to the team.")


@row("Packs", "flipped", "cut or altered", STAYS)
def flipped(tried: Try) -> str:
    """One bit of a sealed pack is turned over."""

    def make(session: Session) -> bytes:
        data = bytearray(session.vault.seal_to_team(good(session)))
        data[-30] ^= 0x10
        return bytes(data)

    return bad_pack(tried, make)


@row("Packs", "replay", "")
def replay(tried: Try) -> str:
    """The same pack comes again under another name: it is nothing."""
    session = tried.home.session
    sealed = session.vault.seal_to_team(good(session))
    accept(session, put(tried.home, sealed))
    concerns = len(session.casework.list(kind=Concern.kind))
    said = said_of(lambda: accept(session, put(tried.home, sealed)))
    assert len(session.casework.list(kind=Concern.kind)) == concerns
    return said


@row("Packs", "gap", "Number 9 from Imani Okafor has not come. Ask them what it was.")
def gap(tried: Try) -> str:
    """A sender's tenth pack comes, and their ninth does not: Today says so, and no more of the tenth."""
    session = tried.home.session
    assert "Missing" not in {need.tag for need in today(session).needs}
    record = packed(session, Concern(summary="Tenth"))
    accept(session, put(tried.home, session.vault.seal_to_team(pack_of(session, record, counter=10))))
    missing = [need.what for need in today(session).needs if need.tag == "Missing"]
    assert not any("Number 10 " in what for what in missing)
    return " ".join(missing)


@row("Packs", "same id with other content", "same number came before", STAYS)
def same_id(tried: Try) -> str:
    """A second pack under the number of one that came says something else."""
    session = tried.home.session
    pack_id = new_id(session.clock)
    first, other = (packed(session, Concern(summary=summary)) for summary in ("First", "Other"))
    accept(session, put(tried.home, session.vault.seal_to_team(pack_of(session, first, id=pack_id))))
    return bad_pack(tried, lambda one: one.vault.seal_to_team(pack_of(one, other, id=pack_id)))


IMPORT = """
import os, signal, sys
from safeguard_desktop.casework.concerns import accept
from safeguard_desktop.casework.inbox import waiting
from safeguard_desktop.settings import usual_places
from safeguard_desktop.vault import Compartment
from tests.unit.bad_input.bad_samples import signed_in
session = signed_in(usual_places())
write = Compartment._write
def stop(self, *args):
    if AFTER:
        write(self, *args)
    os.kill(os.getpid(), signal.SIGKILL)
Compartment._write = stop
accept(session, waiting(session)[0])
"""


@row("Packs", "killed in mid-import", "")
def killed_in_mid_import(tried: Try) -> str:
    """The program is killed before, and then in the middle of, the write that takes a pack in; then it is taken in."""
    home = tried.home
    before = len(home.session.casework.list(kind=Concern.kind))
    pack = put(home, home.session.vault.seal_to_team(good(home.session)))
    lock(home.session)
    for after in ("False", "True"):
        killed(tried, IMPORT.replace("AFTER", after))
    session = home.again()
    assert len(session.casework.list(kind=Concern.kind)) == before
    said = said_of(lambda: accept(session, pack))
    assert len(session.casework.list(kind=Concern.kind)) == before + 1
    return said
