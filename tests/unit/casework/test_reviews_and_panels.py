"""Risk that an adult chose to take, and what the policy shows beside a question."""

from datetime import date, timedelta

import pytest

from safeguard_desktop.casework import panels
from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.cases import list_cases
from safeguard_desktop.casework.completing import still_needed, with_suggestions
from safeguard_desktop.casework.concerns import begin_concern
from safeguard_desktop.casework.guided import Work
from safeguard_desktop.casework.panels import panel_for, suggested_review
from safeguard_desktop.casework.reviews import reviews_due
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.today import due_words, today
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import (
    Case,
    Concern,
    DashWorksheet,
    DbsReferral,
    Fact,
    Likelihood,
    RiskAcceptance,
    RiskLevel,
    RiskReview,
    Seriousness,
    SharingDecision,
    YesNo,
    steps,
)
from safeguard_desktop.records.referral_lists import ReferrerType, Removal
from safeguard_desktop.records.vocabulary import CaseStatus
from safeguard_desktop.vault import Change

TODAY = date(2026, 11, 23)


def keep(session: Session, record: RiskAcceptance | RiskReview | Case, case: str, record_id: str = "") -> str:
    """Append a completed record: the guided way to it is tested elsewhere."""
    record_id = record_id or new_id(session.clock)
    parents = tuple(head.id for head in session.casework.heads(record_id))
    session.casework.append([Change(record_id, record.kind, record, case, parents)])
    return record_id


@pytest.fixture
def risk(session: Session, case: str) -> str:
    accepted = RiskAcceptance(agreed_level=RiskLevel.HIGH, review_on=date(2026, 11, 21), owner="Imani Okafor")
    return keep(session, accepted.model_copy(update={"completed": True}), case)


def test_a_review_comes_up_on_today_and_says_how_late_it_is(session: Session, case: str, risk: str) -> None:
    need = next(need for need in today(session).needs if need.action.begin_kind == RiskReview.kind)
    assert (need.due_words, need.is_late, need.tag, need.tone) == ("Overdue 2 days", True, "High", "red")
    assert (need.action.go, need.action.record, need.action.case) == (Go.BEGIN, risk, case)
    assert today(session).reviews_late == 1
    assert [row.risk for row in list_cases(session)] == [RiskLevel.HIGH]


def test_a_review_stands_while_its_acceptance_is_corrected(session: Session, case: str, risk: str) -> None:
    current = session.casework.current(risk)
    assert current is not None
    assert isinstance(current.body, RiskAcceptance)
    keep(session, current.body.model_copy(update={"completed": False}), case, risk)
    assert [due.due for due in reviews_due(session)] == [date(2026, 11, 21)]


def test_only_a_finished_review_moves_it(session: Session, case: str, risk: str) -> None:
    review = RiskReview(risk=risk, level=RiskLevel.LOW, ended=YesNo.NO, review_on=date(2027, 2, 1))
    review_id = keep(session, review, case)
    assert [due.due for due in reviews_due(session)] == [date(2026, 11, 21)]
    keep(session, review.model_copy(update={"completed": True}), case, review_id)
    assert [(due.due, due.level) for due in reviews_due(session)] == [(date(2027, 2, 1), RiskLevel.LOW)]


def test_a_review_ends_only_when_somebody_says_so(session: Session, case: str, risk: str) -> None:
    ended = RiskReview(risk=risk, ended=YesNo.YES, ended_why="He moved away", completed=True)
    keep(session, ended, case)
    assert reviews_due(session) == ()


def test_a_closed_case_asks_for_no_review(session: Session, case: str, risk: str) -> None:
    current = session.casework.current(case)
    assert current is not None
    assert isinstance(current.body, Case)
    half_closed = current.body.model_copy(update={"status": CaseStatus.CLOSED})
    keep(session, half_closed, case, case)
    assert [due.risk for due in reviews_due(session)] == [risk]
    keep(session, half_closed.model_copy(update={"completed": True}), case, case)
    assert reviews_due(session) == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-2, "Overdue 2 days"),
        (-1, "Overdue 1 day"),
        (0, "Today"),
        (2, "Wed 25 Nov"),
        (89, "Sat 20 Feb 2027"),
    ],
)
def test_days_are_said_as_people_say_them(days: int, words: str) -> None:
    assert due_words(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("level", "days"),
    [(RiskLevel.CRITICAL, 3), (RiskLevel.HIGH, 7), (RiskLevel.MODERATE, 28), (RiskLevel.LOW, 90)],
)
def test_the_suggested_review_follows_the_level(level: RiskLevel, days: int) -> None:
    assert suggested_review(level, TODAY) == TODAY + timedelta(days=days)


def test_the_decision_shows_nine_grounds_and_the_open_end(session: Session) -> None:
    decision = SharingDecision(
        refuses_sharing=YesNo.YES,
        staff_implicated=Fact(answer=YesNo.YES, evidence="Night carer named"),
        alleged_abuser_has_care_needs=Fact(answer=YesNo.YES, evidence="Lives here"),
        others_at_risk=Fact(answer=YesNo.NO, evidence="Lives alone"),
    )
    panel = panel_for(decision, "your-decision", TODAY)
    assert panel is not None
    assert panel.tone == "red"
    tags = {row.label: (row.tag, row.detail) for row in panel.rows}
    assert len(tags) == 10
    assert tags["Staff are implicated"] == ("Yes", "Night carer named")
    assert tags["The person alleged to cause harm has care needs and may be at risk"] == ("Not sure", "Lives here")
    assert tags["Other people, or children, are or may be at risk"] == ("Not sure", "Lives alone")
    assert tags["Sharing could prevent a crime"] == ("Not answered", "")
    assert session.account.name not in panel.text


def test_two_views_of_a_risk_are_shown_together_and_named_as_different() -> None:
    record = RiskAcceptance(
        worker_likelihood=Likelihood.LIKELY,
        worker_seriousness=Seriousness.SERIOUS,
        person_likelihood=Likelihood.POSSIBLE,
        person_seriousness=Seriousness.MODERATE,
    )
    panel = panel_for(record, "level-of-risk-agreed", TODAY)
    assert panel is not None
    assert panel.matrix is not None
    assert [view.level for view in panel.matrix.views] == [RiskLevel.HIGH, RiskLevel.MODERATE]
    assert panel.title == "You and the adult see this differently"
    due = panel_for(record, "review-date", TODAY)
    assert due is not None
    assert due.title == "High risk: look again by Monday 30 November 2026"


def test_a_low_dash_score_with_much_unknown_says_that_it_is_weak() -> None:
    items = {f"item_{number:02}": YesNo.UNKNOWN for number in range(1, 20)}
    panel = panel_for(DashWorksheet().with_answers(items), "your-judgement", TODAY)
    assert panel is not None
    assert panel.title.startswith("0 of 24 answered yes")
    assert "24 not known or not answered" in panel.text


def test_danger_now_says_999_and_goes_away_once_it_was_rung() -> None:
    panel = panel_for(Concern(danger_now=YesNo.YES), "danger-now", TODAY)
    assert panel is not None
    assert panel.title == "Ring 999 now"
    assert panel_for(Concern(danger_now=YesNo.YES, called_999=YesNo.YES), "danger-now", TODAY) is None


def test_a_duty_to_refer_is_shown_with_its_law() -> None:
    record = DbsReferral(
        referrer_type=ReferrerType.PROVIDER,
        regulated=YesNo.YES,
        removal=Removal.WITHDRAWN,
        removal_because=YesNo.YES,
        relevant_conduct=Fact(answer=YesNo.YES, evidence="Seen by two people"),
    )
    panel = panel_for(record, "condition-b-harm", TODAY)
    assert panel is not None
    assert panel.tone == "red"
    assert any("2006" in row.detail for row in panel.rows)


def test_every_panel_stands_at_a_step_that_there_is(session: Session) -> None:
    for kind, key in panels._PANELS:
        record = session.kinds[kind]
        assert key in [step.key for step in steps(record)], (kind, key)
        shown = panel_for(record(), key, TODAY)
        assert shown is None or shown.title
    assert panel_for(Concern(), "no-such-step", TODAY) is None


@pytest.mark.usefixtures("risk")
def test_interrupted_work_is_listed_before_everything_else(session: Session) -> None:
    work: Work = begin_concern(session)
    first, second, *_ = today(session).needs
    assert first.action.record == work.id
    assert second.is_late


def test_the_review_day_is_suggested_and_a_later_one_wants_a_reason() -> None:
    high = RiskAcceptance(agreed_level=RiskLevel.HIGH)
    suggested = with_suggestions(high, TODAY)
    assert suggested.answer("review_on") == TODAY + timedelta(days=7)
    later = high.with_answers({"review_on": TODAY + timedelta(days=30)})
    assert with_suggestions(later, TODAY) == later

    def wanted(record: RiskAcceptance) -> list[str]:
        return [gap.question.name for gap in still_needed(record, TODAY)]

    assert "review_changed_why" in wanted(later)
    assert "review_changed_why" not in wanted(later.with_answers({"review_changed_why": "She is away"}))
    assert "review_changed_why" not in wanted(high.with_answers({"review_on": TODAY + timedelta(days=2)}))


def test_a_risk_is_not_accepted_while_something_may_override_the_wish() -> None:
    gaps = still_needed(RiskAcceptance(nothing_overrides=YesNo.UNKNOWN), TODAY)
    assert any("sharing decision" in gap.sentence for gap in gaps)
