import errno
import random
from typing import Any

import pytest

from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble, StorageTrouble
from safeguard_desktop.keys.charter import signed_roster
from safeguard_desktop.keys.header import LARGEST, FormerEntry, Header, HeaderBody, header_bytes, read_header, with_macs
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.keys.signing import new_signing_key
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Created, NewAccount, open_vault, sign_in_list, vault_state
from safeguard_desktop.vault.header_files import NAMES, mend_headers, read_headers, write_headers
from tests.unit.vault.failing_disk import fails
from tests.unit.vault.vault_samples import KINDS, PASSPHRASE, compartment_key, make, reopen


@pytest.mark.parametrize("name", ["header.a", "header.b"])
@pytest.mark.parametrize("harm", ["flip", "gone", "empty"])
def test_one_bad_copy_is_survived_and_mended_when_the_vault_is_opened(
    created: Created, places: Places, name: str, harm: str
) -> None:
    created.vault.close()
    path = places.vault / name
    good = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if harm == "empty" else good.replace(b"a", b"b", 1))
    reopen(places).close()
    assert path.read_bytes() == good


def test_any_flipped_bit_is_noticed(created: Created, places: Places) -> None:
    created.vault.close()
    data = (places.vault / "header.a").read_bytes()
    chance = random.Random(7)  # noqa: S311  # which bits to flip
    for _ in range(1000):
        place, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        flipped = data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
        with pytest.raises((DamageTrouble, NewerVersionTrouble)):
            read_header(flipped)


def test_both_bad_is_damage(created: Created, places: Places) -> None:
    created.vault.close()
    for name in ("header.a", "header.b"):
        path = places.vault / name
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamageTrouble, match="header"):
        vault_state(places)


def test_a_header_of_a_newer_version_is_refused(created: Created, places: Places) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    newer = Header(body=header.body.model_copy(update={"version": 2}), macs=header.macs)
    write_headers(places.vault, newer)
    with pytest.raises(NewerVersionTrouble):
        vault_state(places)


def test_fields_that_a_later_version_adds_are_kept(created: Created, places: Places) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    account = header.body.accounts[0].model_copy(update={"until": "2027-01-01"})
    wider = Header(body=header.body.model_copy(update={"accounts": [account]}), macs=header.macs)
    data = header_bytes(wider)
    assert b"2027-01-01" in data
    assert header_bytes(read_header(data)) == data


CHANGES = [
    "role",
    "until",
    "colleague",
    "team",
    "recovery",
    "members",
    "managers",
    "former",
    "proofs",
    "desk",
    "number",
]


def changed(body: HeaderBody, what: str) -> HeaderBody:
    """Return a header's body with one thing changed to an attacker's."""
    account, (front, casework, desk) = body.accounts[0], body.compartments
    signing, charter = to_text(bytes(32)), body.charter
    changes: dict[str, dict[str, Any]] = {
        "role": {"accounts": [account.model_copy(update={"role": "care-worker"})]},
        "until": {"accounts": [account.model_copy(update={"until": "2027-01-01"})]},
        "colleague": {"accounts": [account, account.model_copy(update={"id": "mine", "recipient": "age1x"})]},
        "team": {"charters": [charter.model_copy(update={"team": "age1x"})]},
        "recovery": {"charters": [charter.model_copy(update={"recovery": "age1x"})]},
        "members": {"compartments": [front, casework.model_copy(update={"members": []}), desk]},
        "managers": {"charters": [charter, charter.model_copy(update={"number": 2, "managers": {"me": signing}})]},
        "former": {"former": [FormerEntry(id=account.id, signing=signing)]},
        "proofs": {"proofs": [*body.proofs, "mine"]},
        "desk": {"accounts": [account.model_copy(update={"desk": "mine"})]},
        "number": {"roster": body.roster.model_copy(update={"number": 7})},
    }
    return body.model_copy(update=changes[what])


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("keys", ["no key", "the front key", "a signature of their own"])
def test_a_header_changed_by_somebody_without_the_right_keys_is_refused(
    created: Created, places: Places, what: str, keys: str
) -> None:
    """Every account holds the front key, and can make the front's MAC over whatever it likes."""
    created.vault.close()
    (header,) = read_headers(places.vault)
    body = changed(header.body, what)
    held = {} if keys == "no key" else {body.compartments[0].id: compartment_key(places, "front")}
    if keys == "a signature of their own":
        signing = new_signing_key()
        newest = body.charter.signed(body.accounts[0].id, signing)
        roster = signed_roster(newest, body.roster.number, body.rostered(), newest.by, signing)
        body = body.model_copy(update={"charters": [*body.charters[:-1], newest], "roster": roster})
    write_headers(places.vault, with_macs(body, held, header.macs))
    with pytest.raises(DamageTrouble, match=r"past the program"):
        reopen(places)


def test_a_header_older_than_the_database_accepts_is_refused(created: Created, places: Places) -> None:
    created.vault.front.put_meta("least-header", b"2")
    created.vault.close()
    with pytest.raises(DamageTrouble, match="old copy"):
        reopen(places)


def test_of_two_whole_copies_the_newer_is_used_and_both_become_it(created: Created, places: Places) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    keys = {entry.id: compartment_key(places, entry.name) for entry in header.body.compartments}
    newer = with_macs(header.body.model_copy(update={"sequence": 2}), keys)
    (places.vault / "header.a").write_bytes(header_bytes(newer))
    reopen(places).close()
    assert read_headers(places.vault) == (newer,)


@pytest.mark.parametrize("memory", [8, 8 * 1024 * 1024])
def test_a_cost_lowered_or_raised_is_refused_before_any_work(created: Created, places: Places, memory: int) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    account = header.body.accounts[0]
    slot = account.slots[0].model_copy(update={"memory_kib": memory})
    body = header.body.model_copy(update={"accounts": [account.model_copy(update={"slots": [slot]})]})
    write_headers(places.vault, Header(body=body, macs=header.macs))
    with pytest.raises(DamageTrouble, match="altered"):
        reopen(places)


def test_a_header_of_another_vault_is_refused(created: Created, places: Places) -> None:
    created.vault.close()
    other = Places.below(places.vault.parent / "other")
    make(other).vault.close()
    for name in ("header.a", "header.b"):
        (places.vault / name).write_bytes((other.vault / name).read_bytes())
    (account,) = sign_in_list(places)
    with pytest.raises(DamageTrouble, match="another vault"):
        open_vault(places, account.id, PASSPHRASE, clock=SystemClock(), kinds=KINDS, least=KdfCost.CHEAP)


def test_a_header_too_long_to_be_read_again_is_not_written(created: Created, places: Places) -> None:
    (before,) = read_headers(places.vault)
    long = before.body.model_copy(update={"former": [FormerEntry(id="x" * LARGEST, signing="")]})
    with pytest.raises(StorageTrouble, match="no more room"):
        write_headers(places.vault, Header(body=long, macs=before.macs))
    assert read_headers(places.vault) == (before,)
    created.vault.close()


def test_the_cost_of_a_slot_is_what_was_asked_for(created: Created, places: Places) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    assert header.body.accounts[0].slots[0].slot().cost == KdfCost.CHEAP


def test_copies_that_cannot_be_read_now_are_not_called_damaged(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    created.vault.close()
    fails(monkeypatch, "header.a", "open", error=errno.EACCES)
    reopen(places).close()
    fails(monkeypatch, "header.b", "open", error=errno.EACCES)
    with pytest.raises(StorageTrouble, match="The vault's header cannot be read") as caught:
        reopen(places)
    assert "this login" in caught.value.next_step
    monkeypatch.undo()
    reopen(places).close()


def test_a_copy_that_cannot_be_read_is_not_written_over(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    (older,) = read_headers(places.vault)
    created.vault.add_account(NewAccount("Cy Marsh", Role.CARE_WORKER))
    newer, other = (places.vault / name for name in NAMES)
    there = newer.read_bytes()
    other.write_bytes(header_bytes(older))
    fails(monkeypatch, newer.name, "open")
    assert read_headers(places.vault) == (older,)
    mend_headers(places.vault, older)
    monkeypatch.undo()
    assert newer.read_bytes() == there
    mend_headers(places.vault, read_headers(places.vault)[0])
    assert other.read_bytes() == there
