"""Full disks, folders that cannot be written, kills in mid-write: nothing acknowledged is lost, nothing is half."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3

from safeguard_desktop.errors import DamageTrouble, StorageTrouble
from safeguard_desktop.settings import Places
from safeguard_desktop.vault import Access, Change, Created, OpenVault
from tests.unit.vault.vault_samples import SampleNote, make, reopen

ROOT = Path(__file__).parents[3]
NOBODY = 65534


def change(record: str, words: str = "words") -> Change:
    return Change(record, "note", SampleNote(words=words), case="c")


def test_a_full_disk_in_mid_save_is_a_sentence_and_the_next_save_works(vault: OpenVault) -> None:
    vault.casework.append([change("before")])
    connection = vault.casework._database.connection()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    head = vault.casework.head()
    big = change("big", "many words " * 20_000)
    with pytest.raises(StorageTrouble, match="full") as caught:
        vault.casework.append([big])
    assert "Make room" in caught.value.next_step
    assert vault.casework.current("big") is None
    assert vault.casework.head() == head
    connection.execute("PRAGMA max_page_count = 1000000")
    vault.casework.append([big])
    assert vault.casework.current("big") is not None
    assert vault.check_history(vault.casework).whole


def test_a_file_that_may_not_grow_is_a_sentence_and_what_was_saved_is_there(created: Created, places: Places) -> None:
    created.vault.casework.append([change("before")])
    created.vault.close()
    program = (
        "import resource, sys; from pathlib import Path; from safeguard_desktop.errors import StorageTrouble\n"
        "from safeguard_desktop.settings import Places; from safeguard_desktop.vault import Change\n"
        "from tests.unit.vault.vault_samples import SampleNote, reopen\n"
        "vault = reopen(Places.below(Path(sys.argv[1])))\n"
        "size = (Path(sys.argv[1]) / 'vault' / 'casework.db').stat().st_size\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, resource.RLIM_INFINITY))\n"
        "big = Change('big', 'note', SampleNote(words='many words ' * 20_000))\n"
        "try:\n    vault.casework.append([big])\n"
        "except StorageTrouble as trouble:\n    print(trouble.sentence)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "vault.casework.append([big])\n"
        "print(len(vault.casework.history('big')))\n"
    )
    home = str(places.vault.parent)
    ran = subprocess.run([sys.executable, "-c", program, home], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.splitlines() == ["It was not saved: the disk reports an error.", "1"]
    vault = reopen(places)
    assert {found.record for found in vault.casework.list()} == {"before", "big"}
    vault.close()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Permissions do not bind the superuser."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def read_only(home: Path) -> Iterator[None]:
    paths = [home, *home.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in paths:
            path.chmod(stat.S_IRWXU)


@pytest.fixture
def shared_home() -> Iterator[Path]:
    """A folder that everybody may enter, as a test's own may not be."""
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        yield Path(home)


def test_a_folder_that_becomes_read_only_in_mid_work_is_a_sentence_and_work_goes_on_after(shared_home: Path) -> None:
    places = Places.below(shared_home)
    vault = make(places).vault
    vault.casework.append([change("before")])
    with read_only(shared_home), as_nobody(), pytest.raises(StorageTrouble) as caught:
        vault.casework.append([change("during")])
    assert caught.value.next_step
    assert vault.casework.current("before") is not None
    vault.casework.append([change("after")])
    assert [found.record for found in vault.casework.list()] == ["before", "after"]
    assert vault.check_history(vault.casework).whole
    vault.close()


def test_a_read_only_folder_cannot_be_opened_or_made_and_says_so(shared_home: Path) -> None:
    places = Places.below(shared_home)
    make(places).vault.close()
    with read_only(shared_home), as_nobody():
        with pytest.raises(StorageTrouble):
            reopen(places)
        with pytest.raises(StorageTrouble):
            make(Places.below(shared_home / "another"))
    reopen(places).close()


def test_a_mark_that_cannot_be_moved_does_not_undo_the_save(vault: OpenVault, places: Places) -> None:
    mark = vault.casework._mark._path
    mark.with_name(mark.name + ".part").mkdir(parents=True)
    vault.casework.append([change("n")])
    vault.close()
    again = reopen(places)
    assert again.casework.current("n") is not None
    again.close()


def test_a_save_that_succeeded_although_it_reported_failure_is_acknowledged(vault: OpenVault) -> None:
    database = vault.casework._database
    connection = database.connection()

    class FailsAfterCommit:
        """A connection whose disk fails just after the commit reached it."""

        def __getattr__(self, name: str) -> object:
            return getattr(connection, name)

        def execute(self, sql: str, *parameters: object) -> object:
            done = connection.execute(sql, *parameters)  # type: ignore[arg-type]  # handed through as it came
            if sql == "COMMIT":
                error = sqlcipher3.OperationalError("disk I/O error")
                error.sqlite_errorcode = 10
                raise error
            return done

    database._open = FailsAfterCommit()  # type: ignore[assignment]  # stands for a failing disk
    (kept,) = vault.casework.append([change("n")])
    assert vault.casework.history("n") == (kept,)


def test_a_connection_that_met_an_error_of_the_disk_is_opened_anew(vault: OpenVault) -> None:
    vault.casework.append([change("before")])
    database = vault.casework._database
    held = database.connection()
    error = sqlcipher3.OperationalError("disk I/O error")
    error.sqlite_errorcode = 10
    with pytest.raises(StorageTrouble), database._spoken():
        raise error
    assert database.connection() is not held
    assert vault.casework.current("before") is not None


def killed_after(home: Path, acknowledgements: int, start: int) -> list[str]:
    """Run the writer, kill it once it has acknowledged so many saves, and return all that it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.unit.vault.vault_writer", str(home), str(start)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as writer:
        assert writer.stdout is not None
        found = [writer.stdout.readline() for _ in range(acknowledgements)]
        writer.send_signal(signal.SIGKILL)
        found += writer.stdout.readlines()
    return [line.split()[1] for line in found if line.startswith("ack ") and line.endswith("\n")]


def test_killed_in_mid_write_every_acknowledged_save_is_there_and_none_is_half(
    created: Created, places: Places
) -> None:
    created.vault.close()
    acknowledged: list[str] = []
    for start, count in enumerate((1, 3, 7, 12, 5)):
        acknowledged += killed_after(places.vault.parent, count, start * 1000)
        vault = reopen(places)
        kept = {revision.id for revision in vault.casework.list()}
        assert set(acknowledged) <= kept
        assert len(kept) <= len(acknowledged) + start + 1
        assert vault.check_history(vault.casework, recovery_key=created.recovery_key).whole
        vault.close()
    assert len(acknowledged) >= 28


def test_damage_found_while_working_is_a_sentence(vault: OpenVault, places: Places) -> None:
    for number in range(60):
        vault.casework.append([change(f"n{number}", "many words " * 300)])
    vault.casework._database._drop()
    path = places.vault / "casework.db"
    data = bytearray(path.read_bytes())
    for place in range(4096 * 30 + 50, len(data), 4096):
        data[place] ^= 0x10
    path.write_bytes(data)
    with pytest.raises(DamageTrouble, match="damaged"):
        vault.casework.list()
    assert "Pages of the file are damaged." in vault.check_history(vault.casework).problems


def test_a_changed_salt_is_noticed_by_checking_and_mended_by_the_next_save(vault: OpenVault, places: Places) -> None:
    path = places.vault / "casework.db"
    with path.open("r+b") as file:
        file.write(bytes(16))
    assert vault.check_history(vault.casework).problems == ("Pages of the file are damaged.",)
    vault.casework.append([change("n")])
    assert vault.check_history(vault.casework).whole


def test_a_compartment_is_used_from_another_thread_and_not_at_all_after_closing(vault: OpenVault) -> None:
    with ThreadPoolExecutor(1) as worker:
        (kept,) = worker.submit(vault.casework.append, [change("n")]).result()
    assert vault.casework.current("n") == kept
    vault.close()
    with pytest.raises(RuntimeError):
        vault.casework.append((), [Access("looked")])
