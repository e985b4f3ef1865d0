"""The atomic facts that section 6 asks about. Both of its lists are derived from these and nothing else."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Fact, YesNo
from safeguard_desktop.records.vocabulary import Capacity

_LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Facts:
    """What is known of one wish of one adult. Capacity is presumed (MCA 2005 s1); not known is never no."""

    has_capacity: Capacity = Capacity.PRESUMED
    emergency: YesNo = YesNo.NO
    refuses_sharing: YesNo = YesNo.UNKNOWN
    refuses_intervention: YesNo = YesNo.UNKNOWN
    others_at_risk: YesNo = YesNo.UNKNOWN
    children_at_risk: YesNo = YesNo.UNKNOWN
    sharing_could_prevent_crime: YesNo = YesNo.UNKNOWN
    serious_crime_committed: YesNo = YesNo.UNKNOWN
    serious_crime_may_be_committed: YesNo = YesNo.UNKNOWN
    alleged_abuser_has_care_needs: YesNo = YesNo.UNKNOWN
    alleged_abuser_may_be_at_risk: YesNo = YesNo.UNKNOWN
    staff_implicated: YesNo = YesNo.UNKNOWN
    duress_suspected: YesNo = YesNo.UNKNOWN
    risk_unreasonably_high: YesNo = YesNo.UNKNOWN
    marac_criteria_met: YesNo = YesNo.UNKNOWN
    legal_request: YesNo = YesNo.UNKNOWN
    other_public_interest: YesNo = YesNo.UNKNOWN

    def is_yes(self, name: str) -> bool:
        """Tell whether the fact of that name is known to hold."""
        return getattr(self, name) is YesNo.YES

    @property
    def capable(self) -> bool:
        """Whether the adult is taken to be able to decide: presumed or assessed so, and not in doubt."""
        return self.has_capacity in (Capacity.PRESUMED, Capacity.HAS)

    @property
    def not_known(self) -> tuple[str, ...]:
        """The names of the facts that are not known; capacity in doubt is one of them."""
        return tuple(name for name in FACT_NAMES if getattr(self, name) in (YesNo.UNKNOWN, Capacity.DOUBTED))


FACT_NAMES = tuple(field.name for field in fields(Facts))


def facts_from(given: Mapping[str, Any]) -> Facts:
    """Return the facts of a flat object as `assess` reads it; an absent one keeps its default.

    Raises InputTrouble that names the wrong key or value, and the nearest right one.
    """
    if not isinstance(given, Mapping):
        raise InputTrouble("The facts are not one JSON object.", 'Write them like {"refuses_sharing": "yes"}.')
    known: dict[str, Any] = {_known_key(key): _known_value(key, value) for key, value in given.items()}
    return Facts(**known)


def facts_of(record: Record) -> Facts:
    """Return the facts that a record answers, in questions of the same names; an unanswered one keeps its default."""
    return Facts(**{name: value for name, value in bare_answers(record, FACT_NAMES).items() if value is not None})


def bare_answers(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """Return a record's answers by name, those with evidence as their yes, no or not known alone."""
    answers = {name: record.answer(name) for name in names}
    return {name: value.answer if isinstance(value, Fact) else value for name, value in answers.items()}


def _known_key(key: object) -> str:
    if isinstance(key, str) and key in FACT_NAMES:
        return key
    near = _nearest(key, FACT_NAMES)
    hint = f"Did you mean “{near}”?" if near else f"The facts are: {', '.join(FACT_NAMES)}."
    raise InputTrouble(f"“{_shown(key)}” is not a fact that section 6 asks about.", hint, field=_shown(key))


def _known_value(key: str, value: object) -> Capacity | YesNo:
    options: tuple[Capacity | YesNo, ...] = tuple(Capacity) if key == "has_capacity" else tuple(YesNo)
    for option in options:
        if isinstance(value, str) and option == value:
            return option
    allowed = tuple(option.value for option in options)
    near = _nearest(value, allowed)
    listed = ", ".join(f"“{option}”" for option in allowed[:-1]) + f" or “{allowed[-1]}”"
    hint = f"Did you mean “{near}”? It may be {listed}." if near else f"It may be {listed}."
    raise InputTrouble(f"“{key}” cannot be {_described(value)}.", hint, field=key)


def _nearest(given: object, allowed: tuple[str, ...]) -> str:
    if not isinstance(given, str):
        return ""
    tidy = "_".join(given[:200].lower().replace("-", " ").replace("_", " ").split())
    return next(iter(difflib.get_close_matches(tidy, allowed, n=1, cutoff=0.6)), "")


def _described(value: object) -> str:
    if isinstance(value, str):
        return f"“{_shown(value)}”"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "null"
    return f"the {'value' if isinstance(value, bool) else 'number'} {_shown(value).lower()}"


def _shown(value: object) -> str:
    """Return a short form, on one line, that cannot upset a terminal."""
    text = value[: _LONGEST_SHOWN + 1] if isinstance(value, str) else _bounded(value)
    text = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _bounded(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 64:
        return "too large to show"
    return str(value)[: _LONGEST_SHOWN + 1]
