"""Whether two names may be the same person's, judged generously: nicknames, initials, accents, order, slips of the pen.

It only ever proposes: a person decides who may read what. And whether two names look the same on a screen, whatever
letters they are written with, so that no account is taken for another.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import dropwhile, permutations

from safeguard_desktop.resource_files import resource_toml

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "nurse", "sister", "matron"})
_BEFORE_NAMES = _TITLES | {
    *("brother", "canon", "capt", "captain", "cllr", "col", "colonel", "councillor", "deacon", "doctor", "father"),
    *("fr", "imam", "inspector", "lady", "lord", "madam", "major", "master", "pastor", "pc", "professor", "rabbi"),
    *("revd", "reverend", "sergeant", "sgt", "sheikh", "sr"),
}
"""Titles as they stand before a name; some of them are surnames, which `alike` must not leave out."""
_NICKNAMES = tuple(
    frozenset(line.split())
    for line in (
        "abigail abby abbie gail",
        "agnieszka aga",
        "aleksandra alexandra alex alexa ola sandra sasha sandy",
        "alexander alexandru aleksander alex alec alastair alistair sandy sasha xander",
        "alfred alf alfie fred freddie",
        "amanda mandy",
        "andrew andrzej andrei andy drew",
        "angela angie ange",
        "ann anne anna annie hannah nan nancy",
        "anthony antony tony ant",
        "barbara barb barbie babs basia",
        "benjamin ben benny benji",
        "bernadette bernie",
        "beverley beverly bev",
        "bridget biddy bridie",
        "carol caroline carolyn carrie caz",
        "catherine katherine kathryn katarzyna kate katie kathy cathy cath kath kasia kay kit kitty",
        "charles charlie chas chuck",
        "charlotte charlie lottie lotte",
        "christine christina krystyna chris chrissie tina",
        "christopher chris kit topher",
        "constance connie",
        "cynthia cindy",
        "daniel dan danny",
        "david dave davey dafydd dai",
        "deborah debra deb debbie debs",
        "derek del rick",
        "dominic dom nick",
        "donald don donny",
        "dorothy dot dottie dolly dora",
        "edward eddie ed ted teddy ned",
        "eleanor ellen elena ellie nell nellie nora helen helena",
        "elizabeth elisabeth elzbieta eliza lisa liz lizzie beth bess betty betsy libby ela",
        "emily emma em emmy",
        "florence flo florrie",
        "frances francesca fran frankie francis frank",
        "frederick fred freddie",
        "gabriel gabrielle gabriella gabe gabby",
        "geoffrey jeffrey geoff jeff",
        "gerald gerard gerry jerry",
        "gillian jill gill gil gilbert",
        "grace gracie",
        "gregory greg grzegorz",
        "harold henry harry hal hank",
        "harriet hattie",
        "ian iain john ewan",
        "isaac zac zak",
        "isabel isobel isabella izzy bella belle",
        "jacob jake jakub kuba",
        "jacqueline jackie jacqui",
        "james jim jimmy jamie jem",
        "jane janet jan jenny janie",
        "jennifer jen jenny jenna",
        "jessica jess jessie",
        "joan joanna joanne jo",
        "john jon johnny jonathan jack ian juan jan sean",
        "joseph jozef jose joe joey",
        "josephine josie jo",
        "judith judy jude",
        "julia julie juliet jules",
        "kenneth ken kenny",
        "kimberley kim",
        "lawrence laurence larry laurie",
        "leonard leo len lenny",
        "lesley leslie les",
        "lillian lily lil",
        "louise louisa lou",
        "lucy lucille lucia",
        "magdalena madeleine maddie magda lena",
        "malgorzata margaret margarita margot maggie mags meg peg peggy rita greta gosia daisy",
        "marcus mark marek marc",
        "martin marty",
        "mary marie maria marion mariam maureen mo molly polly",
        "matthew mateusz matt matty",
        "maximilian maxine max",
        "melanie melissa mel",
        "michael michal mihai mike mick mickey mikey",
        "michelle shelly chelle",
        "mohammed mohammad muhammad mohamed mo",
        "natalie natalia natasha nat tasha",
        "nicholas nicola nicole nick nicky nikki",
        "oliver olivia ollie liv livvy",
        "pamela pam",
        "patricia patrick pat patsy paddy tricia trish",
        "penelope penny",
        "peter piotr petru pete",
        "philip philippa phil pip",
        "rachel rach",
        "raymond ray",
        "rebecca becky becca bex",
        "richard rick ricky richie dick",
        "robert roberta rob robbie bob bobby bert",
        "ronald ron ronnie veronica",
        "rosemary rosalind rose rosie roz",
        "samuel samantha samira sam sammy sammie",
        "sarah sara sally sadie",
        "simon si szymon",
        "stephen steven stefan steve stevie",
        "stephanie steph stevie",
        "stuart stewart stu",
        "susan susannah suzanne sue susie suzy zuzanna",
        "sylvia syl",
        "terence theresa teresa terry tess tessa tel",
        "thomas tomasz tom tommy",
        "timothy tim timmy",
        "tobias toby",
        "valerie val",
        "victoria vicky vick tori",
        "victor vic",
        "vincent vince vinny",
        "vivian vivien viv",
        "walter wally walt",
        "william will willy bill billy liam",
        "winifred winnie freda",
        "yvonne evie eve evelyn",
        "zachary zach zac zak",
    )
)
_SHORT, _LIKE = 4, 0.8
"""From how many letters on a slip of the pen is forgiven, and how alike two spellings then must be."""
_NOT_NAMES = 3
_MOST_WORDS = 6
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_BLANK_LETTERS = frozenset("\u115f\u1160")
"""Letters to a computer, and nothing on a screen (U+3164 and U+FFA0 are normalised to one of them)."""
_SAME_DRAWN = str.maketrans({"I": "l", "1": "l", "|": "l", "0": "o"})
"""What looks the same in most typefaces, beside letters of other scripts."""


@dataclass(frozen=True)
class _Word:
    """A word of a name: its letters as Latin ones without case and accents, and the same as it looks on a screen."""

    said: str
    drawn: str


def looks_like(one: str, other: str) -> bool:
    """Tell whether two whole names look the same: "Craig Ives" and "Сraіg lves", with letters that are others."""
    left, right = _all_words(one), _all_words(other)
    return [word.said for word in left] == [word.said for word in right] or [word.drawn for word in left] == [
        word.drawn for word in right
    ]


def is_seen(name: str) -> bool:
    """Tell whether a name has a letter or a digit that shows on a screen."""
    return bool(_all_words(name))


def _all_words(name: str) -> tuple[_Word, ...]:
    text = "".join(_seen(name)).replace("’", "").replace("'", "")
    words = "".join(c if c.isalnum() or c == "|" else " " for c in text).split()
    return tuple(_Word(word.casefold(), _drawn(word)) for word in words if word.strip("|"))


def _seen(name: str) -> Iterator[str]:
    """Yield the signs of a name that show, without accents, and Latin letters for those that look like them."""
    letters = _letters()
    for c in unicodedata.normalize("NFKD", name):
        if unicodedata.category(c) not in _UNSEEN and c not in _BLANK_LETTERS:
            yield letters.get(c) or letters.get(c.upper(), c)


def _drawn(word: str) -> str:
    return word.translate(_SAME_DRAWN).casefold().replace("rn", "m").replace("vv", "w")


@cache
def _letters() -> dict[str, str]:
    """Return the Latin letter that each letter of another script looks like."""
    found: dict[str, str] = resource_toml("names/look_alike.toml")["letters"]
    return {other: latin for latin, others in found.items() for other in others}


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and marks: "O’Hara-Núñez" gives "ohara", "nunez"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    joined = bare.replace("’", "").replace("'", "")
    return tuple("".join(c if c.isalnum() else " " for c in joined).split())


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be the same person's: each word of the shorter fits a word of its own in the longer.

    A single letter fits any word that it begins; letters alone are enough only when there are two.
    """
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    if not shorter or sum(len(word.said) for word in shorter) < 2:
        return False
    return any(
        all(_word_fits(left, right) for left, right in zip(shorter, order, strict=True))
        for order in permutations(longer, len(shorter))
    )


def _words(name: str) -> tuple[_Word, ...]:
    return tuple(word for word in _all_words(name) if word.said not in _TITLES)[:_MOST_WORDS]


def _word_fits(one: _Word, other: _Word) -> bool:
    return one.drawn == other.drawn or _said_fits(one.said, other.said)


def _said_fits(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    if any(one in names and other in names for names in _NICKNAMES):
        return True
    if min(len(one), len(other)) < _SHORT:
        return False
    return one.startswith(other) or other.startswith(one) or SequenceMatcher(None, one, other).ratio() >= _LIKE


def is_mentioned(name: str, text: str) -> bool:
    """Tell whether a text such as “the night man, Craig” has a word that may be part of a name."""
    own = [word for word in _words(name) if len(word.said) >= _NOT_NAMES]
    said = [word for word in _all_words(text) if len(word.said) >= _NOT_NAMES]
    return any(_word_fits(one, word) for one in own for word in said)


def greeted_as(name: str) -> str:
    """Return how to greet somebody: by the first name, without titles: "Dr Amara Okafor" gives "Amara".

    A name of a title and one word ("Mrs Jones", "Sister Mary"), or one that begins with an initial, is greeted whole.
    """
    before, _comma, after = name.partition(",")
    own = _untitled(before)
    if len(own) == 1:
        own = _untitled(after) or (own if own == before.split() else [])
    is_first_name = bool(own) and len(own[0].strip(".")) > 1
    return own[0] if is_first_name else " ".join(name.split())


def _untitled(name: str) -> list[str]:
    """Return the words of a name as they are written, without the titles that it begins with."""
    return list(dropwhile(lambda word: word.casefold().strip(".") in _BEFORE_NAMES, name.split()))
