import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST

from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import bech32
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.recovery_shares import WORDS_ON_A_SHEET, join, read_sheet, split

KEY = new_recovery_key()
SHEETS = split(KEY)
OTHER = split(new_recovery_key())


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=25)
def test_any_two_sheets_make_the_key_again_in_either_order(secret: bytes) -> None:
    key = bech32.encode("age-secret-key-", secret).upper()
    sheets = [" ".join(sheet) for sheet in split(key)]
    for one, other in ((0, 1), (2, 0), (1, 2)):
        assert join([sheets[one], sheets[other]]) == key
    assert join(sheets) == key


@given(st.data())
@settings(max_examples=40)
def test_a_sheet_is_read_however_it_was_typed(data: st.DataObject) -> None:
    typed = []
    for number, word in enumerate(SHEETS[0], start=1):
        end = data.draw(st.sampled_from([word, word[:4], word[:4] + "x", word.upper(), f"{number}. {word},"]))
        typed.append(end + data.draw(st.sampled_from([" ", "\n", "   ", " - "])))
    assert join(["".join(typed), " ".join(SHEETS[2])]) == KEY


@given(st.integers(0, WORDS_ON_A_SHEET - 1), st.sampled_from(WORDLIST))
@settings(max_examples=60)
def test_one_wrong_word_is_named(place: int, word: str) -> None:
    words = list(SHEETS[1])
    if words[place] == word:
        return
    words[place] = word
    with pytest.raises(KeyTrouble, match=rf"Word {place + 1} of the second sheet is another"):
        join([" ".join(SHEETS[0]), " ".join(words)])


@given(st.integers(0, WORDS_ON_A_SHEET - 1), st.sampled_from(["zzzz", "abc", "qwertz", "ak"]))
def test_a_word_that_is_none_is_named(place: int, word: str) -> None:
    words = [*SHEETS[0][:place], word, *SHEETS[0][place + 1 :]]
    with pytest.raises(KeyTrouble, match=rf"Word {place + 1} of the first sheet is not one"):
        join([" ".join(words), " ".join(SHEETS[1])])


@given(st.text(max_size=200))
def test_no_text_is_a_sheet_by_chance(text: str) -> None:
    with pytest.raises(KeyTrouble) as caught:
        read_sheet(text)
    assert caught.value.sentence.endswith(".")
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ([SHEETS[0], SHEETS[0]], "same sheet twice"),
        ([SHEETS[0], OTHER[1]], "different recovery keys"),
        ([SHEETS[0]], "alone opens nothing"),
        ([], "alone opens nothing"),
        ([SHEETS[0][:-1], SHEETS[1]], "the first sheet has 32 here"),
        ([(*SHEETS[0], "acid"), SHEETS[1]], "the first sheet has 34 here"),
        ([SHEETS[0][::-1], SHEETS[1]], "mistakes in the first sheet"),
    ],
)
def test_what_cannot_be_joined_is_said(sheets: list[tuple[str, ...]], said: str) -> None:
    with pytest.raises(KeyTrouble, match=said):
        join([" ".join(sheet) for sheet in sheets])


@given(st.binary(max_size=40))
def test_bech32_is_read_back(data: bytes) -> None:
    assert bech32.decode("age", bech32.encode("age", data)) == data
    with pytest.raises(ValueError, match="kind"):
        bech32.decode("other", bech32.encode("age", data))


def test_bech32_is_that_of_age() -> None:
    assert bech32.encode("age-secret-key-", bech32.decode("age-secret-key-", KEY)).upper() == KEY
