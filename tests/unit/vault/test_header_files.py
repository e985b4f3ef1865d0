import random
from typing import Any

import pytest

from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble
from safeguard_desktop.keys.header import Header, header_bytes, read_header, with_macs
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Created, open_vault, sign_in_list, vault_state
from safeguard_desktop.vault.header_files import read_headers, write_headers
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


@pytest.mark.parametrize("harm", ["role", "team", "member", "recovery"])
def test_a_header_changed_by_somebody_without_the_keys_is_refused(created: Created, places: Places, harm: str) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    body = header.body
    casework = body.compartments[1]
    changes: dict[str, dict[str, Any]] = {
        "role": {"accounts": [body.accounts[0].model_copy(update={"role": "care-worker"})]},
        "team": {
            "compartments": [body.compartments[0], casework.model_copy(update={"team": "age1x"}), body.compartments[2]]
        },
        "member": {
            "compartments": [body.compartments[0], casework.model_copy(update={"members": []}), body.compartments[2]]
        },
        "recovery": {"recovery": "age1x"},
    }
    write_headers(places.vault, Header(body=body.model_copy(update=changes[harm]), macs=header.macs))
    with pytest.raises(DamageTrouble, match="past the program"):
        reopen(places)


def test_somebody_with_the_front_key_alone_cannot_change_where_things_are_sealed_for_casework(
    created: Created, places: Places
) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    front, casework, desk = header.body.compartments
    body = header.body.model_copy(update={"compartments": [front, casework.model_copy(update={"team": "age1x"}), desk]})
    keys = {front.id: compartment_key(places, "front")}
    write_headers(places.vault, with_macs(body, keys, header.macs))
    with pytest.raises(DamageTrouble, match="past the program"):
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


def test_the_cost_of_a_slot_is_what_was_asked_for(created: Created, places: Places) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    assert header.body.accounts[0].slots[0].slot().cost == KdfCost.CHEAP
