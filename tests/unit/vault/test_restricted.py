from pathlib import Path

import pytest

from safeguard_desktop.errors import DamageTrouble, InputTrouble, NotAllowedTrouble, StorageTrouble
from safeguard_desktop.keys.header import Header, with_macs
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Change, Created, OpenVault, header_keeper, restricted
from safeguard_desktop.vault.header_files import read_headers, write_headers
from safeguard_desktop.vault.layout import database_files
from tests.unit.vault.vault_samples import SampleNote, compartment_key, reopen


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


@pytest.mark.parametrize("step", ["the file", "the first copy", "both copies", "all but the log"])
def test_killed_while_it_is_made_the_vault_opens_and_making_it_again_works(
    created: Created, places: Places, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    vault = created.vault
    before = read_headers(places.vault)[0].body.sequence

    def killed(*_: object, **__: object) -> None:
        raise Killed

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


def test_a_restricted_case_cannot_be_left_out_of_the_header(created: Created, places: Places) -> None:
    created.vault.make_restricted("case-1", [created.vault.account.id])
    created.vault.close()
    (header,) = read_headers(places.vault)
    without = [entry for entry in header.body.compartments if entry.name != "restricted"]
    keys = {entry.id: compartment_key(places, entry.name) for entry in without}
    write_headers(places.vault, with_macs(header.body.model_copy(update={"compartments": without}), keys, header.macs))
    with pytest.raises(DamageTrouble, match="leaves out or replaces a restricted case"):
        reopen(places)
