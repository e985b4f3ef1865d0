"""Who else must hear of a case, or be asked: the prompts of 6.2 and 6.5 that no other record brings up by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safeguard_desktop.casework.actions import Action, Go, NextThing
from safeguard_desktop.casework.panels import criteria_met
from safeguard_desktop.records import (
    AdviceCall,
    Case,
    Concern,
    DashWorksheet,
    DbsReferral,
    Disclosure,
    Fact,
    MaracReferral,
    SharingDecision,
    YesNo,
    is_empty,
)
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.records.vocabulary import AbuseType, OrganisationType
from safeguard_desktop.vault import Revision

_TELL_LEAD = "Tell your manager or safeguarding lead, not anybody who is named in it, and write down whom"
_LEAD_KNOWS = "Write down which manager or safeguarding lead knows: you, or another who is not named in it"


@dataclass(frozen=True)
class _Told:
    """What a case says about danger, crime, children, staff and domestic abuse, and whom it has told so far."""

    case: str
    concerns: tuple[tuple[str, Concern], ...]
    decision: SharingDecision | None
    dash: DashWorksheet | None
    kinds: frozenset[str]
    told: frozenset[OrganisationType | None]
    asked: frozenset[OrganisationType | None]
    is_left_open: bool
    """Whether it was decided that the whole team may see it although staff are part of it."""

    def any_concern(self, name: str, *answers: YesNo) -> bool:
        """Tell whether a concern gives one of these answers to a question."""
        return any(concern.answer(name) in answers for _, concern in self.concerns)

    def decided(self, name: str) -> bool:
        """Tell whether the latest decision says that a fact holds."""
        fact = self.decision.answer(name) if self.decision else None
        return isinstance(fact, Fact) and fact.answer is YesNo.YES

    @property
    def is_about_staff(self) -> bool:
        """Whether a concern or the latest decision says that staff are part of it."""
        return self.any_concern("alleged_staff", YesNo.YES) or self.decided("staff_implicated")

    @property
    def kept_back(self) -> bool:
        """Whether it was decided, and finished, that nothing is shared outside."""
        decision = self.decision
        return decision is not None and decision.completed and decision.decision is Decided.DO_NOT_SHARE

    def begin(self, text: str, kind: str, clause: str) -> NextThing:
        """Return a thing to do that begins a record of a kind."""
        return NextThing(text, Action(Go.BEGIN, case=self.case, begin_kind=kind), clause=clause)


def who_must_know(case: str, entries: Sequence[Revision], *, is_lead: bool) -> Iterator[NextThing]:
    """Yield who must be told or asked in an open case, the most pressing first: each until it is written down.

    `is_lead` tells that a safeguarding lead or manager reads it.
    """
    told = _told(case, entries)
    yield from _emergency(told)
    yield from _restricting(told)
    yield from _our_manager(told, is_lead=is_lead)
    yield from _children(told)
    yield from _police(told)
    yield from _domestic_abuse(told)
    yield from _barring(told)


def _told(case: str, entries: Sequence[Revision]) -> _Told:
    newest = sorted(entries, key=lambda entry: entry.seq, reverse=True)
    bodies = [entry.body for entry in newest]
    disclosed = {body.organisation_type for body in bodies if isinstance(body, Disclosure)}
    if any(isinstance(body, MaracReferral) and body.idva_told is YesNo.YES for body in bodies):
        disclosed.add(OrganisationType.DOMESTIC_ABUSE)
    return _Told(
        case=case,
        concerns=tuple((entry.record, entry.body) for entry in newest if isinstance(entry.body, Concern)),
        decision=next((body for body in bodies if isinstance(body, SharingDecision)), None),
        dash=next((body for body in bodies if isinstance(body, DashWorksheet)), None),
        kinds=frozenset(body.kind for body in bodies),
        told=frozenset(disclosed),
        is_left_open=any(isinstance(body, Case) and not is_empty(body.open_to_team) for body in bodies),
        asked=frozenset(body.organisation_type for body in bodies if isinstance(body, AdviceCall)),
    )


def _emergency(told: _Told) -> Iterator[NextThing]:
    for record, concern in told.concerns:
        is_settled = concern.called_999 is YesNo.YES or not is_empty(concern.not_called_why)
        if concern.danger_now is YesNo.YES and not is_settled:
            text = "Somebody is in danger: ring 999, then write down that you did"
            yield NextThing(text, Action(Go.CARRY_ON, record, told.case), clause="6.5", is_urgent=True)


def _our_manager(told: _Told, *, is_lead: bool) -> Iterator[NextThing]:
    text = _LEAD_KNOWS if is_lead else _TELL_LEAD
    for record, concern in told.concerns:
        if is_empty(concern.told_who):
            yield NextThing(text, Action(Go.CARRY_ON, record, told.case), clause="6.5")


def _children(told: _Told) -> Iterator[NextThing]:
    is_known = told.dash is not None and not is_empty(told.dash.children_referred)
    at_risk = told.any_concern("children_at_risk", YesNo.YES) or told.decided("children_at_risk")
    at_risk = at_risk or (told.dash is not None and told.dash.children_risk is YesNo.YES)
    if at_risk and not is_known and OrganisationType.CHILDREN not in told.told:
        yield told.begin("Tell children’s services about the children", Disclosure.kind, "6.5")


def _police(told: _Told) -> Iterator[NextThing]:
    is_decided = told.decision is not None and told.decision.completed
    is_known = told.any_concern("police_told", YesNo.YES) or OrganisationType.POLICE in told.told | told.asked
    if told.any_concern("crime_suspected", YesNo.YES, YesNo.UNKNOWN) and not is_known and not is_decided:
        yield told.begin("It could be a crime: ask the police, without a name if need be", AdviceCall.kind, "6.2")


def _domestic_abuse(told: _Told) -> Iterator[NextThing]:
    is_domestic = any(AbuseType.DOMESTIC in (concern.types or ()) for _, concern in told.concerns)
    if is_domestic and told.dash is None:
        yield told.begin("Go through the Dash worksheet, if it is safe to ask", DashWorksheet.kind, "6.5")
    is_high = told.decided("marac_criteria_met") or (told.dash is not None and bool(criteria_met(told.dash).met))
    if is_high and MaracReferral.kind not in told.kinds:
        yield told.begin("Prepare a MARAC referral", MaracReferral.kind, "6.5")
    if is_domestic and not told.kept_back and OrganisationType.DOMESTIC_ABUSE not in told.told:
        yield told.begin("Refer to the local domestic abuse service", Disclosure.kind, "6.5")


def _restricting(told: _Told) -> Iterator[NextThing]:
    if told.is_about_staff and not told.is_left_open:
        action = Action(Go.RESTRICT, case=told.case)
        yield NextThing("Staff are part of it: choose who may see this case", action, clause="6.5")


def _barring(told: _Told) -> Iterator[NextThing]:
    if told.is_about_staff and DbsReferral.kind not in told.kinds:
        yield told.begin("Staff are part of it: check whether the DBS must be told", DbsReferral.kind, "6.6.1")
