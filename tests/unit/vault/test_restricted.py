from pathlib import Path

import pytest

from safeguard_desktop.clock import SystemClock
from safeguard_desktop.errors import DamageTrouble, InputTrouble, NotAllowedTrouble, StorageTrouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import CompartmentEntry, Header, with_macs
from safeguard_desktop.keys.sealed_keys import open_key
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import (
    Change,
    Created,
    NewAccount,
    OpenVault,
    half_made,
    header_keeper,
    open_vault,
    restricted,
)
from safeguard_desktop.vault.header_files import NAMES, read_headers, write_headers
from safeguard_desktop.vault.layout import database_files, database_path
from tests.unit.vault.vault_samples import KINDS, PASSPHRASE, SampleNote, reopen, user_keys


def files(places: Places) -> list[Path]:
    return list((places.vault / "restricted").glob("*.db"))


def test_a_restricted_case_has_a_file_and_key_of_its_own_and_opens_again(created: Created, places: Places) -> None:
    vault = created.vault
    assert vault.restricted() == {}
    one = vault.make_restricted("case-1", [vault.account.id])
    two = vault.make_restricted("case-2", [vault.account.id])
    one.append([Change("n", "note", SampleNote(words="hers"), "case-1")])
    two.append([Change("n", "note", SampleNote(words="his"), "case-2")])
    assert vault.members_of("case-1") == (vault.account.id,)
    assert [place.name for place in vault.compartments()] == ["front", "casework", "desk", "restricted", "restricted"]
    assert len([path for path in database_files(places.vault) if path.parent.name == "restricted"]) == 2
    vault.close()
    vault = reopen(places)
    found = {case: place.current("n") for case, place in vault.restricted().items()}
    assert {case: revision and revision.body for case, revision in found.items()} == {
        "case-1": SampleNote(words="hers"),
        "case-2": SampleNote(words="his"),
    }
    assert all(vault.check_history(place, recovery_key=created.recovery_key).whole for place in vault.compartments())
    vault.close()


def test_making_it_again_gives_the_same(vault: OpenVault) -> None:
    place = vault.make_restricted("case-1", [vault.account.id])
    assert vault.make_restricted("case-1", [vault.account.id]) is place


def test_the_maker_is_a_member_and_so_is_who_changes_members(vault: OpenVault) -> None:
    with pytest.raises(InputTrouble, match="own name"):
        vault.make_restricted("case-1", [])
    vault.make_restricted("case-1", [vault.account.id])
    with pytest.raises(InputTrouble, match="own name"):
        vault.change_members("case-1", [])
    with pytest.raises(NotAllowedTrouble, match="no longer"):
        vault.change_members("case-1", [vault.account.id, "nobody"])
    for refused in (vault.members_of, lambda case: vault.change_members(case, [vault.account.id])):
        with pytest.raises(NotAllowedTrouble, match="not among"):
            refused("case-2")


class Killed(BaseException):
    """The program ends here."""


def killed(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize("step", ["the file", "the first copy", "both copies", "all but the log"])
def test_killed_while_it_is_made_the_vault_opens_and_making_it_again_works(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    vault = created.vault
    before = read_headers(places.vault)[0].body.sequence

    def first_copy_only(folder: Path, header: Header) -> None:
        first = folder / "header.b"
        old = first.read_bytes()
        real(folder, header)
        first.write_bytes(old)
        raise Killed

    real = write_headers
    if step == "the file":
        monkeypatch.setattr(header_keeper.HeaderKeeper, "write", killed)
    elif step == "the first copy":
        monkeypatch.setattr(header_keeper, "write_headers", first_copy_only)
    elif step == "both copies":
        monkeypatch.setattr(type(vault.front), "put_meta", killed)
    else:
        monkeypatch.setattr(restricted, "Access", killed)
    with pytest.raises(Killed):
        vault.make_restricted("case-1", [vault.account.id])
    vault.close()
    monkeypatch.undo()
    vault = reopen(places)
    assert len(vault.restricted()) == (step != "the file")
    assert len(files(places)) == len(vault.restricted())
    assert read_headers(places.vault)[0].body.sequence == before + len(vault.restricted())
    vault.make_restricted("case-1", [vault.account.id]).append([Change("n", "note", SampleNote(words="kept"))])
    vault.close()
    vault = reopen(places)
    assert vault.restricted()["case-1"].current("n") is not None
    vault.close()


def test_a_header_that_cannot_be_written_leaves_everything_as_it_was(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, before = created.vault, read_headers(places.vault)

    def full(_folder: Path, _header: object) -> None:
        raise StorageTrouble("The vault's header could not be written.", "Make room.")

    monkeypatch.setattr(header_keeper, "write_headers", full)
    with pytest.raises(StorageTrouble):
        vault.make_restricted("case-1", [vault.account.id])
    monkeypatch.undo()
    assert read_headers(places.vault) == before
    assert vault.restricted() == {}
    vault.make_restricted("case-1", [vault.account.id])
    vault.close()
    vault = reopen(places)
    assert vault.restricted().keys() == {"case-1"}
    vault.close()


def test_a_file_that_something_was_saved_in_is_never_cleared(created: Created, places: Places) -> None:
    old = [(places.vault / name).read_bytes() for name in ("header.a", "header.b")]
    created.vault.make_restricted("case-1", [created.vault.account.id])
    created.vault.front.put_meta("least-header", b"1")
    created.vault.close()
    for name, data in zip(("header.a", "header.b"), old, strict=True):
        (places.vault / name).write_bytes(data)
    with pytest.raises(DamageTrouble, match="leaves out or replaces a restricted case"):
        reopen(places)
    assert len(files(places)) == 1


def test_a_restricted_file_that_is_gone_is_said(created: Created, places: Places) -> None:
    created.vault.make_restricted("case-1", [created.vault.account.id])
    created.vault.close()
    for path in files(places):
        path.unlink()
    with pytest.raises(DamageTrouble, match="missing"):
        reopen(places)


def leave_out(places: Places) -> None:
    """Write a header that names no restricted case, as somebody who is in none of them can."""
    (header,) = read_headers(places.vault)
    without = [entry for entry in header.body.compartments if entry.name != "restricted"]
    opening, me = user_keys(places).opening, header.body.accounts[0].id
    keys = {entry.id: open_key(entry.sealed, opening) for entry in without if entry.owner in (None, me)}
    changed = {"compartments": without, "sequence": header.body.sequence + 1}
    write_headers(places.vault, with_macs(header.body.model_copy(update=changed), keys, header.macs))


def test_a_restricted_case_cannot_be_left_out_of_the_header(created: Created, places: Places) -> None:
    created.vault.make_restricted("case-1", [created.vault.account.id])
    created.vault.close()
    leave_out(places)
    with pytest.raises(DamageTrouble, match="leaves out or replaces a restricted case"):
        reopen(places)


@pytest.mark.parametrize("device", ["device", "another-computer"])
def test_a_case_that_the_header_leaves_out_is_never_removed(created: Created, places: Places, device: str) -> None:
    vault, here = created.vault, Places(places.vault, places.vault.with_name(device))
    added = vault.add_account(NewAccount("Cy Marsh", Role.SAFEGUARDING_LEAD))
    place = vault.make_restricted("case-1", [vault.account.id])
    place.append([Change("n", "note", SampleNote(words="hers"), "case-1")])
    vault.close()
    whole = [(places.vault / name).read_bytes() for name in NAMES]
    leave_out(places)
    kept = {path: path.read_bytes() for path in files(places)}
    with pytest.raises(DamageTrouble, match="leaves out or replaces a restricted case"):
        opened(here, vault.account.id, PASSPHRASE).close()
    opened(here, added.account.id, added.start_code).close()
    assert {path: path.read_bytes() for path in files(places)} == kept
    assert len(kept) == 1
    for name, data in zip(NAMES, whole, strict=True):
        (places.vault / name).write_bytes(data)
    again = opened(here, vault.account.id, PASSPHRASE)
    assert again.restricted()["case-1"].current("n") is not None
    again.close()


def opened(places: Places, account: str, passphrase: str) -> OpenVault:
    return open_vault(places, account, passphrase, clock=SystemClock(), kinds=KINDS, least=KdfCost.CHEAP)


def test_one_copy_that_leaves_a_case_out_is_passed_over_for_the_other(created: Created, places: Places) -> None:
    created.vault.make_restricted("case-1", [created.vault.account.id])
    created.vault.close()
    whole = (places.vault / "header.b").read_bytes()
    leave_out(places)
    (places.vault / "header.b").write_bytes(whole)
    vault = reopen(places)
    assert vault.restricted().keys() == {"case-1"}
    assert [(places.vault / name).read_bytes() for name in NAMES] == [whole] * 2
    vault.close()


@pytest.mark.parametrize("kept", [0, 4096 * 3])
def test_what_was_cut_short_while_it_was_made_is_cleared(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    def cut_short(folder: Path, _vault: str, entry: CompartmentEntry, *_: object, **__: object) -> None:
        database_path(folder, entry).write_bytes(b"x" * kept)
        raise Killed

    (places.vault / "restricted").mkdir()
    monkeypatch.setattr(half_made, "make_database", cut_short)
    with pytest.raises(Killed):
        created.vault.make_restricted("case-1", [created.vault.account.id])
    created.vault.close()
    assert len(files(places)) == 1
    reopen(places).close()
    assert files(places) == []


def test_what_was_made_and_changed_since_is_not_cleared_though_no_header_names_it(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(header_keeper.HeaderKeeper, "write", killed)
    with pytest.raises(Killed):
        created.vault.make_restricted("case-1", [created.vault.account.id])
    created.vault.close()
    (path,) = files(places)
    path.write_bytes(path.read_bytes() + bytes(4096))
    reopen(places).close()
    assert files(places) == [path]
