import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safeguard_desktop.clock import SetClock, SystemClock
from safeguard_desktop.errors import (
    DamageTrouble,
    InputTrouble,
    InUseTrouble,
    KeyTrouble,
    NewerVersionTrouble,
    StorageTrouble,
    Trouble,
    WaitTrouble,
)
from safeguard_desktop.keys import KdfCost, grouped
from safeguard_desktop.keys.header import with_macs
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import (
    Change,
    Created,
    NewAccount,
    OpenVault,
    VaultState,
    create_vault,
    open_vault,
    sign_in_list,
    vault_state,
)
from safeguard_desktop.vault.header_files import read_headers, write_headers
from tests.unit.vault.vault_samples import (
    KINDS,
    MANAGER,
    PASSPHRASE,
    SampleNote,
    compartment_key,
    insider,
    make,
    reopen,
)

ROOT = Path(__file__).parents[3]


def save(vault: OpenVault, record: str, words: str = "words") -> None:
    vault.casework.append([Change(record, "note", SampleNote(words=words))])


def test_a_vault_is_none_then_ready_then_opens_with_what_was_saved(places: Places) -> None:
    assert vault_state(places) is VaultState.NONE
    assert sign_in_list(places) == ()
    created = make(places)
    save(created.vault, "n")
    created.vault.close()
    assert vault_state(places) is VaultState.READY
    vault = reopen(places)
    assert vault.account.name == MANAGER.name
    assert vault.account.role is MANAGER.role
    assert vault.accounts() == (vault.account,) == sign_in_list(places)
    assert vault.id == created.vault.id
    assert [revision.record for revision in vault.casework.list()] == ["n"]
    assert [place.name for place in vault.compartments()] == ["front", "casework", "desk"]
    vault.close()
    vault.close()


def test_without_the_device_folder_the_list_shows_no_name_and_opening_is_noted(
    created: Created, places: Places
) -> None:
    save(created.vault, "n")
    created.vault.close()
    shutil.rmtree(places.device)
    (account,) = sign_in_list(places)
    assert (account.name, account.role) == ("Account 1", Role.REGISTERED_MANAGER)
    with pytest.raises(DamageTrouble, match="weaker"):
        open_vault(places, account.id, PASSPHRASE, clock=SystemClock(), kinds=KINDS)
    vault = open_vault(places, account.id, PASSPHRASE, clock=SystemClock(), kinds=KINDS, least=KdfCost.CHEAP)
    assert vault.account.name == MANAGER.name
    assert sign_in_list(places)[0].name == MANAGER.name
    assert [found.what for found in vault.casework.accesses(None)] == ["first opened on this computer"]
    vault.close()


def test_the_recovery_key_is_accepted_however_it_is_typed_and_only_the_right_one(created: Created) -> None:
    vault = created.vault
    tested = [vault.recovery_tested]
    vault.check_recovery_key(grouped(created.recovery_key).lower().replace(" ", "-"))
    tested.append(vault.recovery_tested)
    assert tested == [False, True]
    for wrong in (new_recovery_key(), created.recovery_key[:-1], "", "x" * 10**6):
        with pytest.raises(KeyTrouble):
            vault.check_recovery_key(wrong)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("wrong entirely, but long", KeyTrouble),
        (PASSPHRASE.upper(), KeyTrouble),
        (PASSPHRASE + "\x00", KeyTrouble),
        ("\ud800 half a character", KeyTrouble),
        ("", InputTrouble),
        ("x" * 2**20, InputTrouble),
    ],
)
def test_a_wrong_or_impossible_passphrase_is_a_sentence_and_the_right_one_still_opens(
    created: Created, places: Places, typed: str, expected: type[Trouble]
) -> None:
    created.vault.close()
    with pytest.raises(expected) as caught:
        reopen(places, typed)
    assert caught.value.sentence.endswith(".")
    assert caught.value.next_step
    reopen(places).close()


def test_an_accent_opens_in_either_spelling(places: Places) -> None:
    composed, decomposed = "caf\u00e9-kettle-harbour", "cafe\u0301-kettle-harbour"
    create_vault(places, MANAGER, composed, clock=SystemClock(), kinds=KINDS, cost=KdfCost.CHEAP).vault.close()
    reopen(places, decomposed).close()
    reopen(places, composed).close()


def test_waits_grow_are_kept_across_restarts_and_never_lock_out(places: Places) -> None:
    clock = SetClock(datetime(2026, 3, 4, 9, 30, tzinfo=UTC))
    make(places, clock).vault.close()
    waits = []
    for _ in range(9):
        with pytest.raises(KeyTrouble) as caught:
            reopen(places, "wrong-wrong-wrong", clock=clock)
        seconds = caught.value.seconds if isinstance(caught.value, WaitTrouble) else 0
        waits.append(seconds)
        if seconds:
            with pytest.raises(WaitTrouble):
                reopen(places, clock=clock)
        clock.forward(timedelta(seconds=seconds))
    assert waits == [0, 0, 0, 1, 5, 15, 30, 60, 60]
    vault = reopen(places, clock=clock)
    vault.close()
    with pytest.raises(KeyTrouble) as caught:
        reopen(places, "wrong-wrong-wrong", clock=clock)
    assert not isinstance(caught.value, WaitTrouble)


def test_a_clock_put_back_by_years_makes_nobody_wait_longer_than_the_wait(places: Places) -> None:
    clock = SetClock(datetime(2099, 3, 4, 9, 30, tzinfo=UTC))
    make(places, clock).vault.close()
    for _ in range(4):
        with pytest.raises(KeyTrouble):
            reopen(places, "wrong-wrong-wrong", clock=clock)
    clock = SetClock(datetime(1970, 1, 2, tzinfo=UTC))
    with pytest.raises(WaitTrouble) as caught:
        reopen(places, clock=clock)
    assert caught.value.seconds == 1
    assert "not tried" in str(caught.value)
    clock.forward(timedelta(seconds=1))
    reopen(places, clock=clock).close()


def test_an_unknown_account_is_refused(created: Created, places: Places) -> None:
    created.vault.close()
    with pytest.raises(KeyTrouble, match="no longer"):
        open_vault(places, "nobody", PASSPHRASE, clock=SystemClock(), kinds=KINDS)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def cut_at_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def plain(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))


def garbage_after(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x" * 4096)


def zero(path: Path) -> None:
    path.write_bytes(b"")


def random_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def flip_first_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)


def write_ahead_log(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"x" * 5000)


@pytest.mark.parametrize("name", ["front.db", "casework.db", "desk"])
@pytest.mark.parametrize(
    "harm", [Path.unlink, zero, cut, cut_at_page, plain, random_bytes, garbage_after, flip_first_page, write_ahead_log]
)
def test_a_damaged_file_is_a_sentence_and_is_left_as_it_is(
    created: Created, places: Places, name: str, harm: object
) -> None:
    save(created.vault, "n")
    created.vault.close()
    path = places.vault / name
    path = next(path.glob("*.db")) if path.is_dir() else path
    assert callable(harm)
    harm(path)
    after = path.read_bytes() if path.exists() else None
    with pytest.raises(DamageTrouble) as caught:
        reopen(places)
    assert caught.value.next_step
    assert (path.read_bytes() if path.exists() else None) == after


def test_files_of_two_compartments_cannot_be_swapped(created: Created, places: Places) -> None:
    created.vault.close()
    front, casework = places.vault / "front.db", places.vault / "casework.db"
    one, other = front.read_bytes(), casework.read_bytes()
    front.write_bytes(other)
    casework.write_bytes(one)
    with pytest.raises(DamageTrouble):
        reopen(places)


def test_a_vault_whose_files_are_gone_is_not_made_anew(created: Created, places: Places) -> None:
    created.vault.close()
    shutil.rmtree(places.vault)
    with pytest.raises(DamageTrouble, match="not where they were"):
        vault_state(places)
    with pytest.raises(DamageTrouble):
        make(places)
    with pytest.raises(DamageTrouble):
        open_vault(places, "x", PASSPHRASE, clock=SystemClock(), kinds=KINDS)
    assert not places.vault.exists()


def test_opening_where_there_is_no_vault_makes_none(places: Places) -> None:
    with pytest.raises(DamageTrouble, match="no vault"):
        open_vault(places, "x", PASSPHRASE, clock=SystemClock(), kinds=KINDS)
    assert not places.vault.exists()


def test_a_second_vault_is_not_made_over_the_first(created: Created, places: Places) -> None:
    created.vault.close()
    with pytest.raises(StorageTrouble, match="already"):
        make(places)


def test_a_half_made_vault_of_a_killed_program_is_cleared(places: Places) -> None:
    left = places.vault.with_name("vault.new")
    (left / "desk").mkdir(parents=True)
    (left / "front.db").write_bytes(b"half")
    assert vault_state(places) is VaultState.NONE
    make(places).vault.close()
    assert not left.exists()
    reopen(places).close()


def test_an_empty_folder_is_no_hindrance_and_another_persons_files_are(places: Places) -> None:
    places.vault.mkdir(parents=True)
    make(places).vault.close()
    other = Places(places.vault.parent / "other", places.vault.parent / "other-device")
    other.vault.mkdir()
    (other.vault / "holiday.txt").write_text("mine")
    with pytest.raises(StorageTrouble):
        make(other)
    assert (other.vault / "holiday.txt").read_text() == "mine"


def test_the_first_account_must_be_able_to_read_the_cases(places: Places) -> None:
    with pytest.raises(InputTrouble):
        create_vault(
            places,
            NewAccount("Ade", Role.CARE_WORKER),
            PASSPHRASE,
            clock=SystemClock(),
            kinds=KINDS,
            cost=KdfCost.CHEAP,
        )
    assert vault_state(places) is VaultState.NONE


@pytest.mark.parametrize("name", ["front", "casework"])
def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(created: Created, places: Places, name: str) -> None:
    created.vault.close()
    connection = insider(places, name)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (places.vault / f"{name}.db").read_bytes()
    with pytest.raises(NewerVersionTrouble, match="newer"):
        reopen(places)
    assert (places.vault / f"{name}.db").read_bytes() == before


def test_an_older_copy_put_back_is_noticed(created: Created, places: Places) -> None:
    save(created.vault, "n1")
    old = (places.vault / "casework.db").read_bytes()
    save(created.vault, "n2")
    created.vault.close()
    new = (places.vault / "casework.db").read_bytes()
    (places.vault / "casework.db").write_bytes(old)
    with pytest.raises(DamageTrouble, match="older"):
        reopen(places)
    (places.vault / "casework.db").write_bytes(new)
    reopen(places).close()


def test_without_the_mark_the_older_copy_would_not_be_noticed(created: Created, places: Places) -> None:
    save(created.vault, "n1")
    old = (places.vault / "casework.db").read_bytes()
    save(created.vault, "n2")
    created.vault.close()
    (places.vault / "casework.db").write_bytes(old)
    shutil.rmtree(places.device / "marks")
    vault = reopen(places)
    assert len(vault.casework.list()) == 1
    assert vault.casework.accesses(None)[-1].what == "first opened on this computer"
    vault.close()


def test_killed_between_the_save_and_its_mark_is_nothing(created: Created, places: Places) -> None:
    save(created.vault, "n1")
    marks = {path: path.read_bytes() for path in (places.device / "marks").iterdir()}
    save(created.vault, "n2")
    created.vault.close()
    for path, content in marks.items():
        path.write_bytes(content)
    vault = reopen(places)
    assert len(vault.casework.list()) == 2
    assert vault.check_history(vault.casework).whole
    vault.close()


def test_a_second_copy_in_this_or_another_process_is_told_so(created: Created, places: Places) -> None:
    with pytest.raises(InUseTrouble, match="Another copy"):
        reopen(places)
    program = (
        "import sys; from pathlib import Path; from safeguard_desktop.errors import InUseTrouble\n"
        "from safeguard_desktop.settings import Places; from tests.unit.vault.vault_samples import reopen\n"
        "try:\n    reopen(Places.below(Path(sys.argv[1])))\n"
        "except InUseTrouble as trouble:\n    print(trouble.sentence)\n"
    )
    home = str(places.vault.parent)
    second = subprocess.run([sys.executable, "-c", program, home], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "Another copy of the program" in second.stdout
    save(created.vault, "still writing")
    created.vault.close()
    reopen(places).close()


@pytest.mark.parametrize("folder", ["OneDrive - Rose House", "Dropbox", "iCloud Drive"])
def test_a_folder_that_is_copied_to_the_internet_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(StorageTrouble, match="cloud"):
        make(Places.below(tmp_path / folder))


def test_sealing_to_the_team_and_signatures(created: Created) -> None:
    vault = created.vault
    sealed = vault.seal_to_team(b"concern")
    assert b"concern" not in sealed
    assert vault.open_for_team(sealed) == b"concern"
    signature = vault.sign(b"pack")
    assert vault.verify(vault.account.id, b"pack", signature)
    assert not vault.verify(vault.account.id, b"pacK", signature)
    assert not vault.verify("nobody", b"pack", signature)
    vault.close()
    with pytest.raises(RuntimeError):
        vault.sign(b"pack")


def test_the_usual_cost_opens_on_any_computer(places: Places) -> None:
    create_vault(places, MANAGER, PASSPHRASE, clock=SystemClock(), kinds=KINDS, cost=KdfCost.FLOOR).vault.close()
    shutil.rmtree(places.device)
    reopen(places).close()


def test_cases_cannot_be_hidden_from_somebody_whose_role_reads_them(created: Created, places: Places) -> None:
    created.vault.close()
    (header,) = read_headers(places.vault)
    front, casework, desk = header.body.compartments
    keys = {entry.id: compartment_key(places, entry.name) for entry in (front, casework, desk)}
    outside = [front, casework.model_copy(update={"members": []}), desk]
    write_headers(places.vault, with_macs(header.body.model_copy(update={"compartments": outside}), keys))
    with pytest.raises(DamageTrouble, match="past the program"):
        reopen(places)
