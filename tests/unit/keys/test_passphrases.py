import time
import unicodedata

import pytest

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.keys import generate, require_strong, strength
from safeguard_desktop.keys.passphrases import passphrase_bytes


@pytest.mark.parametrize("text", ["", "short", "elevenchars", "x" * 1001, "x" * 2**20])
def test_too_short_and_too_long_are_not_enough(text: str) -> None:
    found = strength(text)
    assert not found.enough
    with pytest.raises(InputTrouble) as caught:
        require_strong(text)
    assert caught.value.field == "passphrase"


@pytest.mark.parametrize("text", ["password1234", "aaaaaaaaaaaaaaaa", "123456789012345", "qwertyuiopas"])
def test_what_everybody_tries_first_is_not_enough(text: str) -> None:
    assert not strength(text).enough


def test_names_of_the_home_and_its_people_are_easy_to_guess() -> None:
    text = "Rosewood Lodge Okafor"
    known = ["Rosewood Lodge", "Imani Okafor"]
    assert strength(text).enough
    assert not strength(text, known).enough
    assert not strength("rosewood-imani-1985", known).enough
    assert strength("rosewood plum kettle harbour", known).enough


def test_a_long_paste_is_judged_at_once() -> None:
    start = time.perf_counter()
    strength("ab1" * 333)
    strength("y" * 2**20)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("words", [3, 4])
def test_generated_ones_are_good_and_differ(words: int) -> None:
    made = {generate(words) for _ in range(20)}
    assert len(made) == 20
    for text in made:
        require_strong(text)
        assert len(text.split("-")) == words


def test_either_spelling_of_an_accent_is_the_same_secret() -> None:
    assert passphrase_bytes("café") == passphrase_bytes(unicodedata.normalize("NFD", "café"))
    assert passphrase_bytes("ﬁsh") == passphrase_bytes("fish")
    assert passphrase_bytes("a\x00b") != passphrase_bytes("a")
    assert passphrase_bytes("\ud800")


@pytest.mark.parametrize("text", ["", "x" * 1001])
def test_an_impossible_one_is_refused_before_any_work(text: str) -> None:
    with pytest.raises(InputTrouble):
        passphrase_bytes(text)


def test_the_sentence_says_how_strong_it_is() -> None:
    assert strength("password1234").sentence == "This is easy to guess."
    assert strength("plum-kettle-harbour-zebra").score == 4
