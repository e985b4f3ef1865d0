"""Passphrases: wrong, empty, pasted by mistake, spelt with other accents. The right one always still opens."""

import pytest

from safeguard_desktop.casework.start import SetUp, lock, passphrase_strength, personal_words
from safeguard_desktop.errors import InputTrouble, KeyTrouble, Trouble, WaitTrouble
from tests.unit.bad_input.bad_samples import MANAGER, PASSPHRASE, US, is_plain, signed_in, start_with
from tests.unit.bad_input.conftest import Home

WRONG = "That was not the right passphrase."
MEGABYTE = "x" * 2**20

CASES = [
    ("wrong", "harbour-violin-plum-kettle", KeyTrouble, WRONG),
    ("in capitals", PASSPHRASE.upper(), KeyTrouble, WRONG),
    ("with a space after it", f"{PASSPHRASE} ", KeyTrouble, WRONG),
    ("with a NUL", f"{PASSPHRASE}\x00", KeyTrouble, WRONG),
    ("cut at a NUL", f"{PASSPHRASE[:4]}\x00{PASSPHRASE[4:]}", KeyTrouble, WRONG),
    ("half a character", "\ud800", KeyTrouble, WRONG),
    ("right to left", f"\u202e{PASSPHRASE}", KeyTrouble, WRONG),
    ("emoji", "🔑" * 20, KeyTrouble, WRONG),
    ("empty", "", InputTrouble, "There is no passphrase."),
    ("a megabyte, pasted", MEGABYTE, InputTrouble, "longer than any passphrase"),
    ("the right one and a megabyte", PASSPHRASE + MEGABYTE, InputTrouble, "longer than any passphrase"),
]


@pytest.mark.parametrize(("typed", "kind", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_does_not_open_is_said_and_the_right_one_opens(
    home: Home, typed: str, kind: type[Trouble], said: str
) -> None:
    lock(home.session)
    with pytest.raises(kind) as caught:
        signed_in(home.places, typed)
    assert said in is_plain(caught.value)
    again = signed_in(home.places)
    assert again.casework.current(home.case) is not None
    lock(again)


def test_many_wrong_ones_make_one_wait_and_never_lock_out(home: Home) -> None:
    lock(home.session)
    clock = home.session.clock
    for _ in range(3):
        with pytest.raises(KeyTrouble):
            signed_in(home.places, "wrong-wrong-wrong", clock)
    with pytest.raises(WaitTrouble) as caught:
        signed_in(home.places, "wrong-wrong-wrong", clock)
    assert is_plain(caught.value) == "That was not the right passphrase. Wait 1 second, then try again."


@pytest.mark.parametrize(("made", "typed"), [("café", "cafe\u0301"), ("cafe\u0301", "café"), ("ﬁne", "fine")])
def test_an_accent_opens_in_either_spelling(tmp_path_factory: pytest.TempPathFactory, made: str, typed: str) -> None:
    folder = tmp_path_factory.mktemp("accent")
    started = start_with(folder, passphrase=f"{made}-kettle-harbour-violin")
    lock(started.session)
    lock(signed_in(started.session.vault.places, f"{typed}-kettle-harbour-violin"))


NEW = [
    ("empty", ""),
    ("blank", " " * 30),
    ("short", "plum"),
    ("easy", "password12345"),
    ("one letter", "a" * 40),
    ("the home's name", "willow-court-willow-court"),
    ("one's own name, decomposed", "imani-okafor-imani"),
    ("a megabyte", MEGABYTE),
    ("NULs", "\x00" * 20),
    ("half characters", "\ud800" * 20),
]


@pytest.mark.parametrize("typed", [case[1] for case in NEW], ids=[case[0] for case in NEW])
def test_a_new_one_that_is_no_good_is_refused_and_nothing_is_made(
    tmp_path_factory: pytest.TempPathFactory, typed: str
) -> None:
    folder = tmp_path_factory.mktemp("weak")
    with pytest.raises(InputTrouble) as caught:
        start_with(folder, passphrase=typed)
    assert is_plain(caught.value)
    assert not (folder / "vault").exists()
    assert not passphrase_strength(typed, personal_words(US, MANAGER)).enough
    assert passphrase_strength(PASSPHRASE, personal_words(US, MANAGER)).enough, "so that the words are not refused all"


NAMES = [
    ("none", "", "Enter your name."),
    ("blank", " \t\n ", "Enter your name."),
    ("nothing but a mark that turns text round", "\u202e", "Enter your name."),
    ("nothing but a mark that is not seen", "\u200b", "Enter your name."),
    ("NUL", "\x00", "Enter your name."),
    ("half a character", "\ud800", "Enter your name."),
    ("endless", "x" * 301, "too long"),
    ("a megabyte", MEGABYTE, "too long"),
]


@pytest.mark.parametrize(("name", "said"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_a_name_that_is_none_is_refused_and_nothing_is_made(
    tmp_path_factory: pytest.TempPathFactory, name: str, said: str
) -> None:
    folder = tmp_path_factory.mktemp("name")
    with pytest.raises(InputTrouble) as caught:
        start_with(folder, name)
    assert said in is_plain(caught.value)
    assert caught.value.field == "name"
    assert not (folder / "vault").exists()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zoë O’Brien-N\u0303ez", "Zoë O’Brien-Ñez"),
        ("  Imani \n Okafor ", MANAGER),
        ("Imani \u202eOkafor", MANAGER),
        ("x" * 300, "x" * 300),
        ("شيماء 😀", "شيماء 😀"),
    ],
)
def test_a_name_is_shown_as_it_can_be_read(tmp_path_factory: pytest.TempPathFactory, typed: str, shown: str) -> None:
    started = start_with(tmp_path_factory.mktemp("name"), typed)
    assert started.session.account.name == shown
    lock(started.session)


def test_nothing_that_opens_the_vault_shows_when_a_set_up_is_written_out(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    started = start_with(tmp_path_factory.mktemp("repr"))
    lock(started.session)
    assert "Started(" in repr(started)
    assert PASSPHRASE not in repr(SetUp(US, MANAGER, PASSPHRASE))
    assert started.recovery_key not in repr(started)
