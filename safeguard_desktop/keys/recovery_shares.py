"""A recovery key in three sheets of words, any two of which make it again (SLIP-39). One alone tells nothing.

The words are of a list in which the first four letters of each tell it from all others, so that a sheet is read back
however the ends of its words were written; each sheet has a checksum of its own.
"""

import secrets
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import bech32
from safeguard_desktop.keys.recovery import typed_recovery_key
from safeguard_desktop.keys.sheet_mistakes import only_misfit

SHEETS = 3
NEEDED = 2
WORDS_ON_A_SHEET = 33
_KIND = "age-secret-key-"
_TELLING = 4
_LONGEST_TYPED = 5000
_ORDINALS = ("first", "second", "third")


def split(recovery_key: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each sheet. Every two of them were tried: they make the key again."""
    secret = bech32.decode(_KIND, recovery_key)
    (sheets,) = generate_mnemonics(1, [(NEEDED, SHEETS)], secret, iteration_exponent=0)
    for pair in combinations(sheets, NEEDED):
        if not secrets.compare_digest(join(pair), recovery_key):
            raise RuntimeError("a sheet that does not open")
    return tuple(tuple(sheet.split()) for sheet in sheets)


def join(typed: Sequence[str]) -> str:
    """Return the recovery key that typed sheets make.

    Raises KeyTrouble that names the sheet and the word which is not one of the list, a sheet with a mistake in it, the
    same sheet twice, one too few, or sheets of different keys.
    """
    shares = [read_sheet(text, number) for number, text in enumerate(typed)]
    if len({(share.identifier, share.value) for share in shares}) < len(shares):
        raise KeyTrouble("That is the same sheet twice.", "Type another one of the three.")
    if len({share.identifier for share in shares}) > 1:
        raise KeyTrouble("These sheets are of different recovery keys.", "Look for two that were made on the same day.")
    if len(shares) < NEEDED:
        raise KeyTrouble("One sheet alone opens nothing.", "Type a second one.")
    try:
        secret = combine_mnemonics([share.mnemonic() for share in shares[:NEEDED]])
    except MnemonicError:
        raise KeyTrouble("These sheets do not belong together.", "Check that they are of the same day.") from None
    return typed_recovery_key(bech32.encode(_KIND, secret))


def read_sheet(typed: str, number: int = 0) -> Share:
    """Check one typed sheet; `number` counts from 0 and is only for what is said. Raises KeyTrouble."""
    name = f"the {_ORDINALS[number]} sheet" if number < SHEETS else "this sheet"
    words = _words(typed)
    for place, word in enumerate(words, start=1):
        if word[:_TELLING] not in _by_beginning():
            raise KeyTrouble(f"Word {place} of {name} is not one that such a sheet has.", "Check how it is spelt.")
    if len(words) != WORDS_ON_A_SHEET:
        sentence = f"A sheet has {WORDS_ON_A_SHEET} words; {name} has {len(words)} here."
        raise KeyTrouble(sentence, "Check that none is missing or there twice.")
    try:
        share = Share.from_mnemonic(" ".join(_by_beginning()[word[:_TELLING]] for word in words))
    except MnemonicError:
        raise _mistake(words, name) from None
    if (share.member_threshold, share.group_count, share.index < SHEETS) != (NEEDED, 1, True):
        raise KeyTrouble("That is a sheet of words, but not of a recovery key of this program.", "Look for another.")
    return share


def _mistake(words: Sequence[str], name: str) -> KeyTrouble:
    place = only_misfit([WORDLIST.index(_by_beginning()[word[:_TELLING]]) for word in words])
    if place is None:
        sentence = f"There are mistakes in {name}: each word is one of the list, but they do not fit together."
        return KeyTrouble(sentence, "Compare it word by word with the paper.")
    return KeyTrouble(f"Word {place + 1} of {name} is another one on paper.", "Compare it with the paper.")


def _words(typed: str) -> list[str]:
    """Return the words in what was typed, without the numbers and dots that stand beside them on paper."""
    letters = "".join(c if c.isascii() and c.isalpha() else " " for c in typed[:_LONGEST_TYPED].lower())
    return letters.split()


@cache
def _by_beginning() -> dict[str, str]:
    return {word[:_TELLING]: word for word in WORDLIST}
