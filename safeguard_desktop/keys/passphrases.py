"""Passphrases: what counts as one, how strong one is, and a generator."""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from xkcdpass import xkcd_password
from zxcvbn import zxcvbn

from safeguard_desktop.errors import InputTrouble

SHORTEST = 12
LONGEST = 1000
STRONG_ENOUGH = 3
LEAST_BESIDE_NAMES = 8
WORDS = 3
WORDS_FOR_CASEWORK = 4
_LOOKED_AT = 72
"""zxcvbn takes time that grows with the square of the length: it is shown the first characters only."""

_SENTENCES = (
    "This is very easy to guess.",
    "This is easy to guess.",
    "This could be guessed in time.",
    "This is hard to guess.",
    "This is very hard to guess.",
)


@dataclass(frozen=True)
class Strength:
    """How strong a passphrase is: a score of 0 to 4, whether it is enough, and a sentence that says so."""

    score: int
    enough: bool
    sentence: str


def passphrase_bytes(passphrase: str) -> bytes:
    """Return a passphrase as the bytes that are its secret: NFKC, so that é typed either way is the same.

    Raises InputTrouble for an empty or far too long one.
    """
    if not passphrase:
        raise InputTrouble("There is no passphrase.", "Type your passphrase.", field="passphrase")
    if len(passphrase) > LONGEST:
        sentence = f"That is longer than any passphrase: it has more than {LONGEST:,} characters."
        raise InputTrouble(sentence, "Check what you pasted, and try again.", field="passphrase")
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def strength(passphrase: str, known_words: Iterable[str] = ()) -> Strength:
    """Return how strong a new passphrase is. `known_words` are names of the home and its people: easy to guess."""
    text = unicodedata.normalize("NFKC", passphrase[: LONGEST + 1])
    if len(text) < SHORTEST:
        return Strength(0, enough=False, sentence=f"Use at least {SHORTEST} characters. Three words make a good one.")
    if len(passphrase) > LONGEST:
        return Strength(0, enough=False, sentence=f"Use at most {LONGEST:,} characters.")
    names = _parts(known_words)
    if _is_mostly_names(text, names):
        return Strength(1, enough=False, sentence="Somebody who knows the home could guess this: it is made of names.")
    score = int(zxcvbn(text[:_LOOKED_AT], user_inputs=names)["score"])
    return Strength(score, enough=score >= STRONG_ENOUGH, sentence=_SENTENCES[score])


def _parts(words: Iterable[str]) -> list[str]:
    """Return each name whole and in its parts, in lower case."""
    found: list[str] = []
    for word in words:
        text = unicodedata.normalize("NFKC", word).lower()
        found += [part for part in (text, *text.split()) if len(part) > 2]
    return found


def _is_mostly_names(text: str, names: list[str]) -> bool:
    """Tell whether little is left once names that everybody here knows are taken out."""
    rest = text.lower()
    for part in sorted(names, key=len, reverse=True):
        rest = rest.replace(part, " ")
    letters = sum(c.isalnum() for c in rest)
    return letters < sum(c.isalnum() for c in text) and letters < LEAST_BESIDE_NAMES


def require_strong(passphrase: str, known_words: Iterable[str] = ()) -> None:
    """Refuse a new passphrase that is too short, too long or too easy to guess. Raises InputTrouble."""
    found = strength(passphrase, known_words)
    if not found.enough:
        raise InputTrouble(found.sentence, "Add another word, or let the program make one.", field="passphrase")


def generate(words: int = WORDS) -> str:
    """Return a new passphrase of that many words of the EFF's long list, joined by hyphens.

    Each word adds 12.9 bits. One that would be refused as too weak or short is thrown back.
    """
    while True:
        made = "-".join(secrets.choice(_word_list()) for _ in range(words))
        if strength(made).enough:
            return made


@cache
def _word_list() -> tuple[str, ...]:
    path = xkcd_password.locate_wordfile("eff-long")
    listed = xkcd_password.generate_wordlist(path, min_length=3, max_length=12)
    return tuple(sorted(word for word in set(listed) if word.isalpha()))
