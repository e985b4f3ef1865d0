"""Today: what needs this person now, interrupted work first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from safeguard_desktop.casework.actions import Action, Go
from safeguard_desktop.casework.concerns import waiting
from safeguard_desktop.casework.drafts import KeptDraft, read_draft
from safeguard_desktop.casework.people import adult_name, find_record
from safeguard_desktop.casework.reviews import reviews_due
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.standing import adult_names, standings
from safeguard_desktop.records import RiskLevel, RiskReview, steps
from safeguard_desktop.vault import Draft

_TONES = {RiskLevel.LOW: "green", RiskLevel.MODERATE: "amber", RiskLevel.HIGH: "red", RiskLevel.CRITICAL: "red"}


@dataclass(frozen=True)
class Need:
    """One line of what needs the person: when, whose, what, how bad, and where it leads."""

    due: date | None
    due_words: str
    is_late: bool
    adult: str
    what: str
    tag: str
    tone: str
    lead: str
    action: Action


@dataclass(frozen=True)
class Today:
    """What the first page shows."""

    greeting: str
    needs: tuple[Need, ...]
    reviews_this_week: int
    reviews_late: int
    to_finish: int
    open_cases: int
    high_risk: int
    to_send: int


def risk_tone(level: RiskLevel | None) -> str:
    """Return the colour's name for a level of risk; grey where none is agreed."""
    return _TONES[level] if level else "grey"


def due_words(due: date | None, today: date) -> str:
    """Return a day as people say it: "Overdue 2 days", "Today", "Wed 25 Nov"."""
    if due is None:
        return "Now"
    days = (due - today).days
    if days < 0:
        return f"Overdue {-days} day{'' if days == -1 else 's'}"
    return "Today" if days == 0 else f"{due:%a} {due.day} {due:%b}"


def today(session: Session) -> Today:
    """Return what needs this person now. A role without the cases sees its own interrupted work."""
    local = session.now().astimezone()
    unfinished = tuple(_interrupted(session))
    needs: tuple[Need, ...] = unfinished
    counts = [0, 0, 0, 0, 0]
    if session.may(Power.CASEWORK):
        reviews = reviews_due(session)
        cases = standings(session)
        rest = [
            *_handed_in(session),
            *_review_needs(session, local.date()),
            *_case_needs(session, local.date(), unfinished),
        ]
        needs += tuple(sorted(rest, key=lambda need: need.due or local.date()))
        soon = local.date() + timedelta(days=7)
        counts = [
            sum(review.due <= soon for review in reviews),
            sum(review.is_overdue(local.date()) for review in reviews),
            sum(case.is_open for case in cases),
            sum(case.is_open and case.risk in (RiskLevel.HIGH, RiskLevel.CRITICAL) for case in cases),
            sum(need.action.go is Go.SEND for need in rest),
        ]
    return Today(
        greeting=f"{_part_of_day(local.hour)}, {session.account.name.split()[0]}",
        needs=needs,
        reviews_this_week=counts[0],
        reviews_late=counts[1],
        to_finish=len(unfinished),
        open_cases=counts[2],
        high_risk=counts[3],
        to_send=counts[4],
    )


def _part_of_day(hour: int) -> str:
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


def _interrupted(session: Session) -> Iterator[Need]:
    for draft in sorted(session.desk.drafts(), key=lambda draft: draft.saved_at, reverse=True):
        yield _carry_on(session, draft)


def _carry_on(session: Session, draft: Draft) -> Need:
    kept = read_draft(draft.text)
    return Need(
        due=None,
        due_words="Carry on",
        is_late=False,
        adult=_adult_of(session, draft.key, kept),
        what=_what_was_begun(session, kept),
        tag="Not finished",
        tone="amber",
        lead=session.account.name,
        action=Action(Go.CARRY_ON, draft.key, kept.case),
    )


def _what_was_begun(session: Session, kept: KeptDraft) -> str:
    if kept.kind not in session.kinds:
        return "Begun in a newer version of the program: not finished"
    kind = session.kinds[kept.kind]
    step = next((step for step in steps(kind) if step.key == kept.step), None)
    where = f", at “{step.short or step.title}”" if step else ""
    return f"{kind.title}: not finished{where}"


def _adult_of(session: Session, record_id: str, kept: KeptDraft) -> str:
    saved = find_record(session, record_id)
    adult = getattr(saved.body, "adult", None) if saved else (kept.start or {}).get("adult")
    return adult_name(session, adult if isinstance(adult, str) else None)


def _handed_in(session: Session) -> Iterator[Need]:
    for pack in waiting(session):
        action = Action(Go.ACCEPT, record=pack)
        yield Need(
            due=None,
            due_words="Now",
            is_late=False,
            adult="Handed in",
            what="Open a concern that was handed in",
            tag="New",
            tone="blue",
            lead="",
            action=action,
        )


def _review_needs(session: Session, day: date) -> Iterator[Need]:
    for review in reviews_due(session):
        tag = review.level.label if review.level else "Not yet agreed"
        yield Need(
            due=review.due,
            due_words=due_words(review.due, day),
            is_late=review.is_overdue(day),
            adult=review.adult,
            what="Review the risk they chose to take",
            tag=tag,
            tone=risk_tone(review.level),
            lead=review.owner,
            action=Action(Go.BEGIN, review.risk, review.case, RiskReview.kind),
        )


def _case_needs(session: Session, day: date, unfinished: tuple[Need, ...]) -> Iterator[Need]:
    """Yield the most pressing thing of each open case that is not interrupted work already shown."""
    shown = {need.action.record for need in unfinished if need.action.record}
    name = adult_names(session)
    for case in standings(session):
        things = [thing for thing in case.next if thing.action.record not in shown and not _is_review(thing.action)]
        for thing in things[:1]:
            yield Need(
                due=thing.due,
                due_words=due_words(thing.due, day),
                is_late=thing.due is not None and thing.due < day,
                adult=name(case.case.adult),
                what=thing.text,
                tag=case.risk.label if case.risk else "Not yet agreed",
                tone=risk_tone(case.risk),
                lead=case.case.lead or "",
                action=thing.action,
            )


def _is_review(action: Action) -> bool:
    return action.begin_kind == RiskReview.kind
