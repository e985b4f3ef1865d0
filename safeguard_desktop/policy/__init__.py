"""What section 6 says: pure functions, facts in and findings out, with no clock, file or database, and no words.

`assess` tells what section 6 allows for the wish in question, `assess_wish` for one wish alone; `PolicyText` explains
it. `marac_criteria`, `dbs_test`, `dash_score` and `RiskRule` are the tests around it, `LegalText` the law.
Words, clauses, sources and an area's own figures are data in `resources/policy/`, handed in parsed. A rule never
decides: a named person does, and gives reasons.
"""

from safeguard_desktop.policy.dash import DashRule, DashScore, dash_score
from safeguard_desktop.policy.dbs import DbsFacts, DbsFinding, DbsOutcome, DbsReason, DbsText, dbs_test
from safeguard_desktop.policy.facts import FACT_NAMES, Facts, facts_from, facts_of
from safeguard_desktop.policy.finding import Against, AgainstKey, Finding, NextStep, Outcome, Wish
from safeguard_desktop.policy.grounds import (
    Condition,
    ConditionKey,
    Ground,
    GroundKey,
    conditions_unmet_in,
    eight_apply,
    grounds_in,
)
from safeguard_desktop.policy.legal import BasisText, LegalText
from safeguard_desktop.policy.marac import MaracFacts, MaracFinding, MaracRule, marac_criteria
from safeguard_desktop.policy.risk import RiskRule, risk_product, ruling_level
from safeguard_desktop.policy.section6 import assess, assess_wish
from safeguard_desktop.policy.texts import PolicyText, finding_as_json

__all__ = [
    "FACT_NAMES",
    "Against",
    "AgainstKey",
    "BasisText",
    "Condition",
    "ConditionKey",
    "DashRule",
    "DashScore",
    "DbsFacts",
    "DbsFinding",
    "DbsOutcome",
    "DbsReason",
    "DbsText",
    "Facts",
    "Finding",
    "Ground",
    "GroundKey",
    "LegalText",
    "MaracFacts",
    "MaracFinding",
    "MaracRule",
    "NextStep",
    "Outcome",
    "PolicyText",
    "RiskRule",
    "Wish",
    "assess",
    "assess_wish",
    "conditions_unmet_in",
    "dash_score",
    "dbs_test",
    "eight_apply",
    "facts_from",
    "facts_of",
    "finding_as_json",
    "grounds_in",
    "marac_criteria",
    "risk_product",
    "ruling_level",
]
