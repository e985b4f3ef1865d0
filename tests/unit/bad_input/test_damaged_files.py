"""Files of the vault that are missing, cut, altered, newer or closed: a sentence, and nothing made in their place."""

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from safeguard_desktop.casework.start import accounts, is_first_start, lock
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble, StorageTrouble, Trouble
from safeguard_desktop.keys.canonical import canonical
from safeguard_desktop.keys.header import _checksum
from safeguard_desktop.settings import Places, Preferences, load_preferences
from tests.unit.bad_input.bad_samples import is_plain, signed_in, start_with
from tests.unit.bad_input.conftest import Home, Made
from tests.unit.bad_input.refusing_disks import NOBODY

Harm = Callable[[Path], object]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def cut_at_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0x40
    path.write_bytes(data)


def not_encrypted(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DATABASES = ["front.db", "casework.db", "desk/*.db"]
HARMS: list[Harm] = [Path.unlink, empty, cut, cut_at_a_page, not_encrypted, a_folder]


@pytest.mark.parametrize("name", DATABASES)
@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_database_that_is_not_whole_is_said_and_all_is_there_once_it_is_put_back(
    home: Home, tmp_path: Path, name: str, harm: Harm
) -> None:
    lock(home.session)
    (path,) = home.places.vault.glob(name)
    backup = shutil.copy(path, tmp_path / "backup")
    harm(path)
    after = sorted(held.name for held in home.places.vault.rglob("*"))
    with pytest.raises((DamageTrouble, StorageTrouble)) as caught:
        signed_in(home.places)
    assert is_plain(caught.value)
    assert sorted(held.name for held in home.places.vault.rglob("*")) == after
    if path.is_dir():
        path.rmdir()
    shutil.copy(backup, path)
    again = home.again()
    assert again.casework.current(home.case) is not None
    assert again.vault.check_history(again.vault.casework, recovery_key=home.recovery_key).whole


@pytest.mark.parametrize("harm", [Path.unlink, empty, cut, flipped, a_folder], ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("number", [1, 2])
def test_one_bad_header_is_survived_and_two_are_said(home: Home, harm: Harm, number: int) -> None:
    lock(home.session)
    for name in ("header.a", "header.b")[:number]:
        harm(home.places.vault / name)
    if number == 1:
        assert home.again().casework.current(home.case) is not None
        return
    for look in (is_first_start, accounts, signed_in):
        with pytest.raises(DamageTrouble) as caught:
            look(home.places)
        assert is_plain(caught.value)


def newer_header(places: Places) -> None:
    for name in ("header.a", "header.b"):
        path = places.vault / name
        content = json.loads(path.read_bytes())
        content["body"] |= {"version": 2, "colour": "green"}
        del content["checksum"]
        path.write_bytes(canonical({**content, "checksum": _checksum(content)}))


def test_a_vault_of_a_newer_version_is_said_and_left_as_it_is(home: Home) -> None:
    lock(home.session)
    newer_header(home.places)
    before = {path: path.read_bytes() for path in home.places.vault.rglob("*") if path.is_file()}
    for look in (is_first_start, accounts, signed_in):
        with pytest.raises(NewerVersionTrouble) as caught:
            look(home.places)
        assert is_plain(caught.value).endswith("Install the newer version. Nothing was changed.")
    assert {path: path.read_bytes() for path in home.places.vault.rglob("*") if path.is_file()} == before


def test_a_vault_that_is_gone_is_never_made_anew(home: Home) -> None:
    lock(home.session)
    away = home.places.vault.rename(home.places.vault.with_name("away"))
    for look in (is_first_start, accounts, lambda places: start_with(places.vault.parent)):
        with pytest.raises(DamageTrouble) as caught:
            look(home.places)
        assert is_plain(caught.value)
    assert not home.places.vault.exists()
    away.rename(home.places.vault)
    assert home.again().casework.current(home.case) is not None


@pytest.mark.parametrize("folder", ["vault", ""])
def test_a_folder_that_may_not_be_looked_into_is_said(made_once: Made, clock: SetClock, folder: str) -> None:
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        (home,) = list(made_once.opened(Path(top), clock))
        closed = home.places.vault.parent / folder
        closed.chmod(0)
        try:
            said = as_nobody(lambda: said_of(is_first_start, home.places))
        finally:
            closed.chmod(stat.S_IRWXU)
        assert said == "The vault's folder cannot be read. Check the disk, and that this login may use the folder."


def said_of(look: Callable[[Places], object], places: Places) -> str:
    with pytest.raises(Trouble) as caught:
        look(places)
    return is_plain(caught.value)


def as_nobody(look: Callable[[], str]) -> str:
    """Do something without the superuser's rights."""
    if os.geteuid() != 0:
        return look()
    os.seteuid(NOBODY)
    try:
        return look()
    finally:
        os.seteuid(0)


def a_short_key(path: Path) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), "key": "aGVsbG8="}))


def too_deep(path: Path) -> None:
    path.write_text("[" * 100_000)


@pytest.mark.parametrize(
    "harm", [Path.unlink, empty, cut, flipped, a_short_key, too_deep], ids=lambda harm: harm.__name__
)
@pytest.mark.parametrize("name", ["device.json", "known.box", "guesses.box"])
def test_what_this_computer_keeps_may_be_lost_and_the_vault_is_still_known(home: Home, name: str, harm: Harm) -> None:
    lock(home.session)
    path = home.places.device / name
    if harm is a_short_key and name != "device.json":
        path.write_bytes(path.read_bytes()[:20])
    else:
        harm(path)
    assert not is_first_start(home.places)
    (account,) = accounts(home.places)
    assert account.name in ("Imani Okafor", "Account 1")
    said = said_on_opening(home.places)
    assert said == "" or "weaker lock" in said, "a vault made cheaply is known to be so on this computer only"
    assert said == "" or name != "guesses.box"


def said_on_opening(places: Places) -> str:
    """Sign in and out again; return what was said when that could not be done."""
    try:
        lock(signed_in(places))
    except Trouble as trouble:
        return is_plain(trouble)
    return ""


PREFERENCES = [
    "", "null", "[]", "7", '"dark"', "{", "[" * 100_000, '{"theme": 5}', '{"theme": "../../../etc"}',
    '{"text_percent": "big"}', '{"text_percent": 100000}', '{"text_percent": 150.5}', '{"text_percent": true}',
    '{"idle_minutes": 0}', '{"idle_minutes": 1e9}', '{"colour": "green"}',
]  # fmt: skip


@pytest.mark.parametrize("text", PREFERENCES, ids=range(len(PREFERENCES)))
def test_preferences_that_are_none_are_the_usual_ones(tmp_path: Path, text: str) -> None:
    places = Places.below(tmp_path)
    places.device.mkdir()
    (places.device / "preferences.json").write_text(text)
    assert load_preferences(places) == Preferences()


def test_preferences_that_are_good_are_kept(tmp_path: Path) -> None:
    places = Places.below(tmp_path)
    places.device.mkdir()
    (places.device / "preferences.json").write_text('{"theme": "cream", "text_percent": 200, "idle_minutes": 10}')
    assert load_preferences(places) == Preferences("cream", 200, 10)
