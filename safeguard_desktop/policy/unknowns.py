"""Which outcomes the unknown facts leave open, and which of those facts the outcome really hangs on: exactly.

Seventeen facts have too many combinations to try one by one. But twelve of them act only through one level: there is
a ground, or there is none but a condition fails (the gap between the lists), or neither. The level is the highest that
any group of facts gives, and groups share no fact, so a few small sets say all that can happen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from safeguard_desktop.policy.facts import Facts
from safeguard_desktop.policy.finding import Outcome, Wish
from safeguard_desktop.policy.logic import possible
from safeguard_desktop.records.vocabulary import Capacity


class Level(IntEnum):
    """What the facts about the case give, without the adult's answer, capacity and freedom to choose."""

    WITHHOLD = 0
    GAP = 1
    OVERRIDE = 2


Truths = tuple[bool, ...]
Found = tuple[Wish | None, Outcome]
"""An outcome, and the wish that it is about where the answer to keep back differs by wish."""

_ALONE: Mapping[Truths, Level] = {(False,): Level.WITHHOLD, (True,): Level.OVERRIDE}
_PAIR: Mapping[Truths, Level] = {
    (False, False): Level.WITHHOLD,
    (False, True): Level.WITHHOLD,
    (True, False): Level.GAP,
    (True, True): Level.OVERRIDE,
}

GROUPS: tuple[tuple[tuple[str, ...], Mapping[Truths, Level]], ...] = (
    *(
        ((name,), _ALONE)
        for name in (
            "others_at_risk",
            "children_at_risk",
            "sharing_could_prevent_crime",
            "serious_crime_committed",
            "staff_implicated",
            "legal_request",
            "other_public_interest",
        )
    ),
    (("serious_crime_may_be_committed",), {(False,): Level.WITHHOLD, (True,): Level.GAP}),
    (("alleged_abuser_has_care_needs", "alleged_abuser_may_be_at_risk"), _PAIR),
    (("marac_criteria_met", "risk_unreasonably_high"), _PAIR),
)
"""The facts that act through the level, in groups that share none, with the level that each combination gives."""

OUTER = ("emergency", "refuses_sharing", "refuses_intervention", "has_capacity", "duress_suspected")
"""The facts that act on the outcome by themselves."""


@dataclass(frozen=True)
class Reach:
    """All that the unknown facts leave open."""

    findings: frozenset[Found]
    hinges: tuple[str, ...]
    """The unknown facts that the outcome hangs on, in the order of the facts."""


def settled(truths: Truths, level: Level, wish: Wish | None) -> Found:
    """Return the outcome when every fact is known: the tests of section 6 in their order, the first match wins.

    `truths` are those of OUTER (the fourth: whether the adult can decide). Without a wish, the one in question is
    found: sharing, or intervention where only that is refused.
    """
    emergency, no_sharing, no_intervention, capable, duress = truths
    asked = wish or (Wish.INTERVENTION if no_intervention and not no_sharing else Wish.SHARING)
    refused = no_sharing if asked is Wish.SHARING else no_intervention
    if emergency:
        return None, Outcome.ACT_NOW
    if not refused and capable and not duress:
        return None, Outcome.SHARE_AGREED
    if level is Level.OVERRIDE or duress or not capable:
        return None, Outcome.MAY_OVERRIDE
    return asked, Outcome.MAY_WITHHOLD if level is Level.WITHHOLD else Outcome.GREY


def reach(facts: Facts, wish: Wish | None) -> Reach:
    """Return the findings that are still possible, and the unknown facts that tell them apart."""
    levels = _levels_reached(facts)
    cases = tuple(product(*(_open_truths(facts, name) for name in OUTER)))
    table = {(truths, level): settled(truths, level, wish) for truths in cases for level in levels}
    hinges = {*_outer_hinges(facts, table), *_inner_hinges(facts, table, cases)}
    return Reach(frozenset(table.values()), tuple(name for name in facts.not_known if name in hinges))


def _open_truths(facts: Facts, name: str) -> tuple[bool, ...]:
    if name == "has_capacity":
        return (False, True) if facts.has_capacity is Capacity.DOUBTED else (facts.capable,)
    return possible(getattr(facts, name))


def _group_cases(facts: Facts, names: tuple[str, ...]) -> tuple[Truths, ...]:
    return tuple(product(*(_open_truths(facts, name) for name in names)))


def _levels_reached(facts: Facts, without: tuple[str, ...] = ()) -> set[Level]:
    """Return every level that the groups can give together, one group left out."""
    found = {Level.WITHHOLD}
    for names, level_of in GROUPS:
        if names != without:
            here = {level_of[case] for case in _group_cases(facts, names)}
            found = {max(pair) for pair in product(found, here)}
    return found


def _outer_hinges(facts: Facts, table: Mapping[tuple[Truths, Level], Found]) -> Iterator[str]:
    for place, name in enumerate(OUTER):
        if len(_open_truths(facts, name)) > 1 and any(
            table[_flipped(truths, place), level] != found for (truths, level), found in table.items()
        ):
            yield name


def _inner_hinges(
    facts: Facts, table: Mapping[tuple[Truths, Level], Found], cases: tuple[Truths, ...]
) -> Iterator[str]:
    for names, level_of in GROUPS:
        for place, name in enumerate(names):
            if len(_open_truths(facts, name)) > 1:
                jumps = _jumps(facts, names, level_of, place)
                if any(table[truths, a] != table[truths, b] for a, b in jumps for truths in cases):
                    yield name


def _jumps(
    facts: Facts, names: tuple[str, ...], level_of: Mapping[Truths, Level], place: int
) -> set[tuple[Level, Level]]:
    """Return the pairs of levels between which this one fact can move the whole."""
    own = {(level_of[case], level_of[_flipped(case, place)]) for case in _group_cases(facts, names)}
    rest = _levels_reached(facts, without=names)
    return {(max(a, other), max(b, other)) for a, b in own for other in rest}


def _flipped(truths: Truths, place: int) -> Truths:
    return (*truths[:place], not truths[place], *truths[place + 1 :])
