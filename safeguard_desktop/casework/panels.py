"""What the policy shows beside a question, from the answers so far. It shows; a named person decides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from safeguard_desktop.casework.policy_texts import dash_rule, dbs_text, legal_text, marac_rule, policy_text, risk_rule
from safeguard_desktop.policy import (
    DashScore,
    DbsFacts,
    DbsOutcome,
    Finding,
    GroundKey,
    MaracFacts,
    MaracFinding,
    Outcome,
    assess,
    dash_score,
    dbs_test,
    facts_of,
    marac_criteria,
    ruling_level,
)
from safeguard_desktop.policy.grounds import ALL_OF, ANY_OF
from safeguard_desktop.records import (
    Concern,
    DashWorksheet,
    DbsReferral,
    Fact,
    Likelihood,
    MaracReferral,
    Record,
    RiskAcceptance,
    RiskLevel,
    RiskReview,
    Seriousness,
    SharingDecision,
    YesNo,
)
from safeguard_desktop.records.referral_lists import MaracCriterion
from safeguard_desktop.records.vocabulary import Capacity

R = TypeVar("R", bound=Record)

_ANSWER_TONES = {YesNo.YES: "red", YesNo.NO: "grey", YesNo.UNKNOWN: "amber"}
LEVEL_TONES = {RiskLevel.LOW: "green", RiskLevel.MODERATE: "amber", RiskLevel.HIGH: "red", RiskLevel.CRITICAL: "red"}
_OUTCOME_TONES = {
    Outcome.ACT_NOW: "red",
    Outcome.SHARE_AGREED: "green",
    Outcome.MAY_OVERRIDE: "red",
    Outcome.UNRESOLVED: "amber",
    Outcome.MAY_WITHHOLD: "blue",
    Outcome.GREY: "amber",
}
_DBS_TONES = {
    DbsOutcome.DUTY: "red",
    DbsOutcome.POWER: "blue",
    DbsOutcome.WATCH: "amber",
    DbsOutcome.NONE: "grey",
    DbsOutcome.UNRESOLVED: "amber",
}


@dataclass(frozen=True)
class PanelRow:
    """One line of a panel: what it is about, the answer as a tag with its tone, and what that rests on."""

    label: str
    tag: str
    tone: str
    detail: str = ""


@dataclass(frozen=True)
class RiskView:
    """One view of a risk: whose, how likely, how serious, and the level that follows."""

    whose: str
    likelihood: Likelihood
    seriousness: Seriousness
    level: RiskLevel
    tone: str


@dataclass(frozen=True)
class Matrix:
    """The picture of a risk: one view or two."""

    views: tuple[RiskView, ...]

    @property
    def differ(self) -> bool:
        """Whether the views come to different levels."""
        return len({view.level for view in self.views}) > 1


@dataclass(frozen=True)
class Panel:
    """What is shown beside a question. `tone` is red, amber, green, blue or grey; `lines` are what to do next."""

    tone: str
    title: str
    text: str = ""
    rows: tuple[PanelRow, ...] = ()
    lines: tuple[str, ...] = ()
    matrix: Matrix | None = None


def panel_for(record: Record, step_key: str, today: date | None = None) -> Panel | None:
    """Return what to show beside a step of a record, or nothing. `today` dates a suggested review."""
    make = _PANELS.get((record.kind, step_key))
    return make(record, today or datetime.now(UTC).astimezone().date()) if make else None


def finding_of(decision: SharingDecision) -> Finding:
    """Return what section 6 allows, on the facts of a decision."""
    return assess(facts_of(decision))


def _allowed(record: Record, _today: date) -> Panel | None:
    if not isinstance(record, SharingDecision):
        return None
    text, finding = policy_text(), finding_of(record)
    return Panel(
        tone=_OUTCOME_TONES[finding.outcome],
        title=text.headline(finding),
        text=text.explanation(finding),
        rows=tuple(_ground_rows(record)),
        lines=tuple(f"{text.step(step.key).sentence} ({step.clause})" for step in finding.steps),
    )


def _allowed_briefly(record: Record, today: date) -> Panel | None:
    whole = _allowed(record, today)
    return Panel(whole.tone, whole.title, whole.text) if whole else None


def _ground_rows(record: SharingDecision) -> Iterator[PanelRow]:
    text = policy_text()
    for key in GroundKey:
        if key is GroundKey.LACKS_CAPACITY:
            yield _capacity_row(record, text.ground(key).label)
        else:
            names = ANY_OF.get(key) or ALL_OF[key]
            facts = [fact for name in names if isinstance(fact := record.answer(name), Fact)]
            answer = _together([fact.answer for fact in facts], len(names), every=key in ALL_OF)
            detail = "; ".join(fact.evidence for fact in facts if fact.evidence)
            yield PanelRow(text.ground(key).label, *_tag(answer), detail)


def _capacity_row(record: SharingDecision, label: str) -> PanelRow:
    answers = {Capacity.LACKS: YesNo.YES, Capacity.DOUBTED: YesNo.UNKNOWN}
    answer = answers.get(record.has_capacity or Capacity.PRESUMED, YesNo.NO)
    rests_on = record.capacity_basis or (record.has_capacity or Capacity.PRESUMED).label
    return PanelRow(label, *_tag(answer), rests_on)


def _together(answers: list[YesNo | None], wanted: int, *, every: bool) -> YesNo | None:
    """Return one answer for a ground that rests on several facts: all of them, or any."""
    decides, settles = (YesNo.NO, YesNo.YES) if every else (YesNo.YES, YesNo.NO)
    if decides in answers:
        return decides
    if answers.count(settles) == wanted:
        return settles
    return YesNo.UNKNOWN if any(answers) else None


def _tag(answer: YesNo | None) -> tuple[str, str]:
    if answer is None:
        return "Not answered", "amber"
    return ("Not sure" if answer is YesNo.UNKNOWN else answer.label), _ANSWER_TONES[answer]


def risk_view(whose: str, likelihood: Likelihood | None, seriousness: Seriousness | None) -> RiskView | None:
    """Return one view of a risk, or nothing while one of its two questions is open."""
    if likelihood is None or seriousness is None:
        return None
    level = risk_rule().level(likelihood, seriousness)
    return RiskView(whose, likelihood, seriousness, level, LEVEL_TONES[level])


def risk_views(record: RiskAcceptance) -> tuple[RiskView, ...]:
    """Return the worker's view of a risk and the adult's, as far as they were given."""
    found = (
        risk_view("You", record.worker_likelihood, record.worker_seriousness),
        risk_view("The adult", record.person_likelihood, record.person_seriousness),
    )
    return tuple(view for view in found if view is not None)


def _matrix(record: Record, _today: date) -> Panel | None:
    views = risk_views(record) if isinstance(record, RiskAcceptance) else _review_views(record)
    if not views:
        return Panel("blue", "Answer the two questions, and the picture shows the level")
    differ = len({view.level for view in views}) > 1
    title = "You and the adult see this differently" if differ else f"{views[0].level.label} risk"
    text = "Record both, and what each of you said." if differ else risk_rule().levels[views[0].level].note
    return Panel("amber" if differ else views[0].tone, title, text, matrix=Matrix(views))


def _review_views(record: Record) -> tuple[RiskView, ...]:
    if not isinstance(record, RiskReview):
        return ()
    view = risk_view("Now", record.likelihood, record.seriousness)
    return (view,) if view else ()


def suggested_review(level: RiskLevel, today: date) -> date:
    """Return the day by which a risk of this level is looked at again: 72 hours, 7, 28 or 90 days (our suggestion)."""
    return risk_rule().review_due(level, datetime(today.year, today.month, today.day, tzinfo=UTC)).date()


def ruling_level_of(record: Record) -> RiskLevel | None:
    """Return the level that says how soon to look again: the highest of the views and of what was agreed."""
    if isinstance(record, RiskAcceptance):
        return ruling_level(record.agreed_level, *(view.level for view in risk_views(record)))
    if isinstance(record, RiskReview):
        return ruling_level(record.level, *(view.level for view in _review_views(record)))
    return None


def _review_date(record: Record, today: date) -> Panel | None:
    level = ruling_level_of(record)
    if level is None:
        return Panel("amber", "Agree the level of risk first", "The level says how soon to look again.")
    due = suggested_review(level, today)
    usual = f"A {level.label.lower()} risk is looked at again {risk_rule().levels[level].review_words}."
    text = f"{usual} A later day wants a reason. The review stays on Today until it is done."
    title = f"{level.label} risk: look again by {due:%A} {due.day} {due:%B} {due.year}"
    return Panel(LEVEL_TONES[level], title, text)


def score_of(dash: DashWorksheet) -> DashScore:
    """Return the score of a Dash worksheet."""
    return dash_score({number: dash.answer(f"item_{number:02}") for number in range(1, 25)}, dash_rule())


def criteria_met(dash: DashWorksheet) -> MaracFinding:
    """Return which of the four criteria for a MARAC a Dash worksheet meets by itself. A low score never blocks."""
    score = score_of(dash)
    facts = MaracFacts(judgement=dash.marac_grounds, dash_yes=score.yes, dash_open=score.open)
    return marac_criteria(facts, marac_rule())


def _dash(record: Record, _today: date) -> Panel | None:
    if not isinstance(record, DashWorksheet):
        return None
    rule, score = dash_rule(), score_of(record)
    title = f"{score.yes} of 24 answered yes: {rule.bands[score.band].label}"
    text = f"{score.open} not known or not answered. " if score.open else ""
    text += rule.weak if score.weak else ""
    cues = tuple(rule.cues[key].label for key in score.cues)
    tone = "red" if score.band == "high" or cues else "blue"
    return Panel(tone, title, text.strip(), lines=(*cues, rule.notice, rule.dispute))


def _marac(record: Record, _today: date) -> Panel | None:
    if not isinstance(record, MaracReferral):
        return None
    picked = record.criteria or ()
    rule = marac_rule()
    rows = tuple(_criterion_row(criterion, picked=criterion in picked) for criterion in MaracCriterion)
    count = len(picked)
    title = f"{count} of the four reasons applies" if count == 1 else f"{count} of the four reasons apply"
    if not picked:
        title = "Any one of four reasons is enough"
    return Panel("red" if picked else "blue", title, rule.notice, rows=rows)


def _criterion_row(criterion: MaracCriterion, *, picked: bool) -> PanelRow:
    return PanelRow(criterion.label, "Applies" if picked else "Not chosen", "red" if picked else "grey")


def _dbs(record: Record, _today: date) -> Panel | None:
    if not isinstance(record, DbsReferral):
        return None
    text, found = dbs_text(), dbs_test(DbsFacts.of(record))
    words = text.outcomes[found.outcome]
    rows = tuple(
        PanelRow(
            text.sentence(reason),
            "Yes" if reason.holds else "No",
            "red" if reason.holds else "grey",
            reason.law,
        )
        for reason in found.reasons
    )
    return Panel(_DBS_TONES[found.outcome], words.label, words.sentence, rows=rows, lines=(text.not_cqc, text.notice))


def _legal(record: Record, _today: date) -> Panel | None:
    if not isinstance(record, SharingDecision):
        return None
    text = legal_text()
    picked = [text.bases[basis] for basis in record.legal_bases or ()]
    rows = tuple(PanelRow(basis.label, "Chosen", "blue", f"{basis.text} ({basis.source})") for basis in picked)
    return Panel("blue", "Choose what it rests on", text.intro, rows=rows)


def _danger(record: Record, _today: date) -> Panel | None:
    if isinstance(record, Concern) and record.danger_now is YesNo.YES and record.called_999 is not YesNo.YES:
        text = "Do it before you write anything more. What you wrote is kept. You can go on here at any time."
        return Panel("red", "Ring 999 now", text)
    return None


_EXCEPTIONS = {"being-open": ("openness", "internal"), "telling-them": ("external",)}


def _exceptions(keys: tuple[str, ...]) -> Callable[[Record, date], Panel]:
    def make(_record: Record, _today: date) -> Panel:
        texts = [policy_text().exception(key) for key in keys]
        lines = tuple(line for text in texts[1:] for line in (text.question, text.sentence, text.still_shared))
        return Panel("blue", texts[0].question, f"{texts[0].sentence} {texts[0].still_shared}", lines=lines)

    return make


_PANELS: Mapping[tuple[str, str], Callable[[Record, date], Panel | None]] = {
    **{(SharingDecision.kind, step): _exceptions(keys) for step, keys in _EXCEPTIONS.items()},
    (SharingDecision.kind, "your-decision"): _allowed,
    (SharingDecision.kind, "law-and-public-interest"): _allowed_briefly,
    (SharingDecision.kind, "legal-basis"): _legal,
    (SharingDecision.kind, "against-a-ground"): _allowed_briefly,
    (SharingDecision.kind, "protect-them-anyway"): _allowed_briefly,
    (RiskAcceptance.kind, "level-of-risk-as-you-see-it"): _matrix,
    (RiskAcceptance.kind, "level-of-risk-as-they-see-it"): _matrix,
    (RiskAcceptance.kind, "level-of-risk-agreed"): _matrix,
    (RiskAcceptance.kind, "review-date"): _review_date,
    (RiskReview.kind, "level-now"): _matrix,
    (RiskReview.kind, "next"): _review_date,
    (DashWorksheet.kind, "your-judgement"): _dash,
    (DashWorksheet.kind, "what-you-will-do"): _dash,
    (MaracReferral.kind, "criteria"): _marac,
    (DbsReferral.kind, "condition-b-harm"): _dbs,
    (DbsReferral.kind, "contact"): _dbs,
    (Concern.kind, "danger-now"): _danger,
}
