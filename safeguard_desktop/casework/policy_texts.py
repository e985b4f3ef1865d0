"""The policy's words and figures, read from `resources/policy/`: rules themselves open no file."""

from functools import cache

from safeguard_desktop.policy import DashRule, DbsText, LegalText, MaracRule, PolicyText, RiskRule
from safeguard_desktop.resource_files import resource_toml


@cache
def policy_text() -> PolicyText:
    """Return the labels, clauses and sentences of section 6."""
    return PolicyText(resource_toml("policy/section6.toml"))


@cache
def risk_rule() -> RiskRule:
    """Return the levels of risk and how soon each is reviewed."""
    return RiskRule.from_toml(resource_toml("policy/risk.toml"))


@cache
def dash_rule() -> DashRule:
    """Return how the Dash worksheet is counted."""
    return DashRule.from_toml(resource_toml("policy/dash.toml"))


@cache
def marac_rule() -> MaracRule:
    """Return the four criteria for a MARAC."""
    return MaracRule.from_toml(resource_toml("policy/marac.toml"))


@cache
def dbs_text() -> DbsText:
    """Return the words of the legal test for a DBS referral."""
    return DbsText.from_toml(resource_toml("policy/dbs.toml"))


@cache
def legal_text() -> LegalText:
    """Return the legal bases that sharing can rest on, explained."""
    return LegalText.from_toml(resource_toml("policy/legal_bases.toml"))
