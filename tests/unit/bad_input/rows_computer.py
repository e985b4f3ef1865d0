"""Rows of the table: the computer around the program."""

from datetime import UTC, datetime, timedelta

import sqlcipher3

from safeguard_desktop.casework.clocks import clock_trouble
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.start import lock
from safeguard_desktop.clock import SetClock
from safeguard_desktop.keys import kdf
from safeguard_desktop.records import Concern
from tests.unit.bad_input.bad_samples import signed_in, start_with
from tests.unit.bad_input.refusing_disks import folder_may_not_be_written, no_file_may_grow, no_page_left
from tests.unit.bad_input.table import Try, killed, row, said_of
from tests.unit.bad_input.test_bad_backups import (
    NOT_WRITTEN,
    test_a_stick_that_is_pulled_out_meanwhile,
)

LONG = "She said it again, and again. " * 2_000


def saved(tried: Try) -> str:
    """Hand in a concern of many words; return what was said."""
    home = tried.home
    concern = Concern(adult=home.adult, account=LONG)
    return said_of(lambda: hand_in(home.session, begin_concern(home.session, home.adult), concern))


@row("Surroundings", "disk full in mid-save", "It was not saved: the disk is full.")
def disk_full(tried: Try) -> str:
    """The disk takes no page more while a concern is handed in; afterwards it is handed in once."""
    with no_page_left(tried.home):
        said = saved(tried)
    assert saved(tried) == ""
    return said


@row("Surroundings", "EIO", "It was not saved: the disk reports an error.")
def disk_error(tried: Try) -> str:
    """The disk reports an error while a concern is handed in (promise 4 tries every call in turn)."""
    with no_file_may_grow(tried.home):
        said = saved(tried)
    assert saved(tried) == ""
    return said


@row("Surroundings", "read-only folder", "written.")
def read_only(tried: Try) -> str:
    """Nothing below the folder may be written any more while a concern is handed in; afterwards it is, once."""
    session, concern = tried.home.session, Concern(adult=tried.home.adult)
    work, before = begin_concern(session, tried.home.adult), len(session.casework.list(kind=Concern.kind))
    with folder_may_not_be_written(tried.home):
        said = said_of(lambda: hand_in(session, work, concern))
    assert said_of(lambda: hand_in(session, work, concern)) == ""
    assert len(session.casework.list(kind=Concern.kind)) == before + 1
    return said


@row("Surroundings", "a second copy running", "Another copy of the program has the records open.")
def second_copy(tried: Try) -> str:
    """The program is started a second time; the first goes on."""
    said = said_of(lambda: signed_in(tried.home.places))
    assert saved(tried) == ""
    return said


@row("Surroundings", "a virus scanner holding the file", "Another program holds the vault's file.")
def scanner(tried: Try) -> str:
    """Another program locks the file of the cases while a look at a case is noted."""
    place = tried.home.session.vault.casework
    key = place._database._key
    assert key is not None
    held = sqlcipher3.connect(str(place._database.path), isolation_level=None)
    held.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    held.execute("BEGIN EXCLUSIVE")
    said = said_of(lambda: place.put_meta("held", b"1"))
    held.execute("ROLLBACK")
    held.close()
    assert saved(tried) == ""
    return said


@row("Surroundings", "network or cloud folder", "copied to the internet by a cloud service")
def cloud_folder(tried: Try) -> str:
    """A vault is wished for in a folder that a cloud service copies (a network drive: test_files.py)."""
    said = said_of(lambda: start_with(tried.folder / "OneDrive - Willow Court"))
    assert list(tried.folder.rglob("*.db")) == []
    return said


@row(
    "Surroundings", "stick pulled out during a backup", NOT_WRITTEN, "the backup on this computer, and everything saved"
)
def stick_pulled_out(tried: Try) -> str:
    """The stick is gone while a backup is copied to it."""
    test_a_stick_that_is_pulled_out_meanwhile(tried.home, tried.folder)
    return NOT_WRITTEN


def by_the_clock(tried: Try, moment: datetime) -> str:
    """Work with the clock at a moment, and set it right again; return what Today says meanwhile."""
    clock = tried.home.session.clock
    assert isinstance(clock, SetClock)
    assert saved(tried) == ""
    right, clock.moment = clock.moment, moment
    tried.home.again()
    trouble = clock_trouble(tried.home.session)
    assert saved(tried) == ""
    clock.moment = right
    tried.home.again()
    assert clock_trouble(tried.home.session) is None
    assert trouble is not None
    return f"{trouble.sentence} {trouble.next_step}"


@row("Surroundings", "clock in 1970", "It says 1 January 1970")
def clock_in_1970(tried: Try) -> str:
    """The clock stands at its beginning, as with an empty battery."""
    return by_the_clock(tried, datetime(1970, 1, 1, 12, tzinfo=UTC))


@row("Surroundings", "clock in 2099", "It says 1 June 2099")
def clock_in_2099(tried: Try) -> str:
    """The clock stands in 2099."""
    return by_the_clock(tried, datetime(2099, 6, 1, 12, tzinfo=UTC))


@row("Surroundings", "clock an hour back", "something was written here on 23 November 2026")
def clock_an_hour_back(tried: Try) -> str:
    """The clock is put back by an hour."""
    return by_the_clock(tried, tried.home.session.now() - timedelta(hours=1))


MIGRATION = """
import os, signal
from safeguard_desktop.settings import usual_places
from safeguard_desktop.vault import migrations
from tests.unit.bad_input.bad_samples import signed_in
before = migrations.steps()
later = "CREATE TABLE later (x TEXT) STRICT;\\nUPDATE draft SET text = text || 'later';\\n"
migrations.steps = lambda: (*before, later)
run = migrations.run_script
def stop(connection, sql):
    run(connection, sql)
    os.kill(os.getpid(), signal.SIGKILL)
migrations.run_script = stop
signed_in(usual_places())
"""


@row("Surroundings", "killed during a migration", "")
def killed_in_a_migration(tried: Try) -> str:
    """A later version is killed while it changes the tables; the version of before goes on."""
    lock(tried.home.session)
    killed(tried, MIGRATION)
    return said_of(lambda: lock(signed_in(tried.home.places, clock=tried.home.session.clock)))


@row("Surroundings", "no memory for the KDF", "not enough memory on this computer")
def no_memory(tried: Try) -> str:
    """There is no memory to check the passphrase with."""

    def refuse(**_options: object) -> None:
        raise MemoryError

    lock(tried.home.session)
    tried.patch.setattr(kdf, "Argon2id", refuse)
    said = said_of(lambda: signed_in(tried.home.places, clock=tried.home.session.clock))
    tried.patch.undo()
    return said
