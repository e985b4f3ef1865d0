"""Rows of the table: the header, and passphrases."""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from safeguard_desktop.casework.start import lock, sign_in
from safeguard_desktop.clock import SetClock
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import Header, HeaderBody, header_bytes
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records import ALL_KINDS
from safeguard_desktop.vault import open_vault
from safeguard_desktop.vault.header_files import read_headers, write_headers
from tests.unit.bad_input.bad_samples import PASSPHRASE, signed_in, start_with
from tests.unit.bad_input.table import Try, row, said_of
from tests.unit.casework.colleagues import THEIR_PASSPHRASE, add_colleague

ALTERED = "it was altered."
WRONG = "That was not the right passphrase."
NAMES = ("header.a", "header.b")


def with_header(tried: Try, harm: Callable[[], object]) -> str:
    """Harm the header, try to sign in, and put the header back."""
    vault = tried.home.places.vault
    lock(tried.home.session)
    for name in NAMES:
        shutil.copy(vault / name, tried.folder / name)
    harm()
    said = typed(tried, PASSPHRASE)
    for name in NAMES:
        shutil.copy(tried.folder / name, vault / name)
    return said


def typed(tried: Try, passphrase: str) -> str:
    """Sign in with a passphrase, and lock again; return what was said."""
    return said_of(lambda: lock(signed_in(tried.home.places, passphrase, tried.home.session.clock)))


def rewritten(tried: Try, change: Callable[[HeaderBody], HeaderBody]) -> Callable[[], None]:
    """Return what writes a header with something changed, under the authentication of the old one."""

    def write() -> None:
        header = read_headers(tried.home.places.vault)[0]
        write_headers(tried.home.places.vault, Header(body=change(header.body), macs=header.macs))

    return write


def with_slot(body: HeaderBody, *more: int, **changes: Any) -> HeaderBody:
    """Return a header whose first account's slot is changed, or has a second one beside it."""
    account = body.accounts[0]
    slots = [account.slots[0].model_copy(update=changes), *(account.slots[0] for _ in more)]
    return body.model_copy(update={"accounts": [account.model_copy(update={"slots": slots}), *body.accounts[1:]]})


@row("Header", "one copy bad", "")
def one_copy_bad(tried: Try) -> str:
    """One of the two copies of the header is emptied; it is whole again afterwards."""
    lock(tried.home.session)
    path = tried.home.places.vault / NAMES[0]
    whole = path.read_bytes()
    path.write_bytes(b"")
    said = typed(tried, PASSPHRASE)
    assert path.read_bytes() == whole
    return said


@row("Header", "both bad", "header")
def both_bad(tried: Try) -> str:
    """Both copies of the header lose their last byte."""

    def harm() -> None:
        for name in NAMES:
            path = tried.home.places.vault / name
            path.write_bytes(path.read_bytes()[:-1])

    return with_header(tried, harm)


@row("Header", "old header with new database", "changed past the program")
def old_header(tried: Try) -> str:
    """The header of before a colleague was added is put back beside the new files."""
    vault = tried.home.places.vault
    old = {name: (vault / name).read_bytes() for name in NAMES}
    add_colleague(tried.home.session, "Ines Marsh")
    return with_header(tried, lambda: [(vault / name).write_bytes(data) for name, data in old.items()])


@row("Header", "KDF cost lowered", ALTERED)
def cost_lowered(tried: Try) -> str:
    """The header says that a passphrase costs 8 KiB to try."""
    return with_header(tried, rewritten(tried, lambda body: with_slot(body, memory_kib=8)))


@row("Header", "KDF cost raised to 8 GiB", ALTERED)
def cost_raised(tried: Try) -> str:
    """The header says that a passphrase costs 8 GiB to try."""
    return with_header(tried, rewritten(tried, lambda body: with_slot(body, memory_kib=8 * 1024 * 1024)))


@row("Header", "a slot added without a valid MAC", "past the program")
def slot_added(tried: Try) -> str:
    """Somebody without the keys writes a second way in into the header."""
    return with_header(tried, rewritten(tried, lambda body: with_slot(body, 1)))


@row("Header", "unknown version", "newer version of the program")
def unknown_version(tried: Try) -> str:
    """The header says that it is of a later version."""
    return with_header(tried, rewritten(tried, lambda body: body.model_copy(update={"version": 99})))


@row("Header", "header and database of different vaults", "another vault")
def different_vaults(tried: Try) -> str:
    """Both copies of the header come from another organisation's vault."""
    places, vault = tried.home.places, tried.home.places.vault
    other = start_with(tried.folder / "other", name="Ines Marsh")
    account = other.session.account.id
    lock(other.session)
    lock(tried.home.session)
    kept = {name: (vault / name).read_bytes() for name in NAMES}
    for name in NAMES:
        shutil.copy(tried.folder / "other" / "vault" / name, vault / name)
    said = said_of(
        lambda: open_vault(
            places, account, PASSPHRASE, clock=tried.home.session.clock, kinds=ALL_KINDS, least=KdfCost.CHEAP
        )
    )
    for name, data in kept.items():
        (vault / name).write_bytes(data)
    return said


@row("Header", "a newer copy in which no passphrase opens anything", "")
def newer_copy_forged(tried: Try) -> str:
    """One copy says that it is newer, and everybody's way in is exchanged in it; the other is gone by."""
    lock(tried.home.session)
    path, other = (tried.home.places.vault / name for name in NAMES)
    header = read_headers(tried.home.places.vault)[0]
    body = with_slot(header.body, box=to_text(bytes(120))).model_copy(update={"sequence": header.body.sequence + 9})
    path.write_bytes(header_bytes(Header(body=body, macs=header.macs)))
    said = typed(tried, PASSPHRASE)
    assert path.read_bytes() == other.read_bytes() == header_bytes(header)
    return said


@row("Passphrases", "wrong", WRONG)
def wrong(tried: Try) -> str:
    """Another good passphrase is typed."""
    lock(tried.home.session)
    return typed(tried, "harbour-violin-plum-kettle")


@row("Passphrases", "empty", "There is no passphrase.")
def empty(tried: Try) -> str:
    """Nothing is typed."""
    lock(tried.home.session)
    return typed(tried, "")


@row("Passphrases", "Caps Lock", "Check that Caps Lock is off")
def caps_lock(tried: Try) -> str:
    """The right one is typed with Caps Lock on."""
    lock(tried.home.session)
    return typed(tried, PASSPHRASE.upper())


@row("Passphrases", "composed and decomposed é", "")
def accents(tried: Try) -> str:
    """A vault is made with é as one letter, and opened with e and an accent; and the other way round."""
    said = ""
    for number, (made, later) in enumerate((("caf\u00e9", "cafe\u0301"), ("cafe\u0301", "caf\u00e9"))):
        started = start_with(tried.folder / str(number), passphrase=f"{made}-kettle-harbour-violin")
        places = started.session.vault.places
        lock(started.session)
        said += said_of(lambda: lock(signed_in(places, f"{later}-kettle-harbour-violin")))  # noqa: B023  # used at once
    return said


@row("Passphrases", "1 MB pasted", "longer than any passphrase")
def pasted(tried: Try) -> str:
    """A megabyte is pasted."""
    lock(tried.home.session)
    return typed(tried, "x" * 2**20)


@row("Passphrases", "NUL", WRONG)
def nul(tried: Try) -> str:
    """The right one is typed with a NUL after its fourth letter."""
    lock(tried.home.session)
    return typed(tried, f"{PASSPHRASE[:4]}\x00{PASSPHRASE[4:]}")


@row("Passphrases", "a removed user", "no longer in the vault")
def removed_user(tried: Try) -> str:
    """A colleague who was taken out of the vault tries their passphrase."""
    home = tried.home
    account = add_colleague(home.session, "Ines Marsh")
    home.session.vault.remove_account(account)
    lock(home.session)
    return said_of(lambda: sign_in(home.places, account, THEIR_PASSPHRASE, clock=home.session.clock))


@row("Passphrases", "the tenth failure", "Wait 129 seconds, then try again.")
def tenth_failure(tried: Try) -> str:
    """Ten wrong ones are typed, each as soon as it is heard: an eleventh waits for five minutes to be over."""
    waits, said = list[int](), ""
    clock = tried.home.session.clock
    assert isinstance(clock, SetClock)
    lock(tried.home.session)
    for _ in range(10):
        clock.forward(timedelta(seconds=sum(waits[-1:])))
        said = typed(tried, "wrong-wrong-wrong")
        told = re.search(r"Wait (\d+) second", said)
        waits.append(int(told[1]) if told else 0)
    assert waits == [0, 0, 0, 1, 5, 15, 30, 60, 60, 129]
    assert sum(waits) == timedelta(minutes=5).total_seconds()
    clock.forward(timedelta(seconds=waits[-1] - 1))
    assert "Wait 1 second, then try again." in typed(tried, PASSPHRASE)
    clock.forward(timedelta(seconds=1))
    assert typed(tried, PASSPHRASE) == ""
    return said
