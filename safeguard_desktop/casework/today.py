"""Today: what needs this person now: danger first, then interrupted work."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safeguard_desktop.casework.actions import Action, Go, NextThing
from safeguard_desktop.casework.desk import HandedIn, handed_in
from safeguard_desktop.casework.drafts import KeptDraft, read_draft
from safeguard_desktop.casework.handing_over import handed_to_me, not_come_to_me
from safeguard_desktop.casework.inbox import Danger, Waiting, look_in, not_come_yet
from safeguard_desktop.casework.names_alike import greeted_as
from safeguard_desktop.casework.packs_at_desk import is_beside_work
from safeguard_desktop.casework.panels import LEVEL_TONES
from safeguard_desktop.casework.people import adult_name, find_record
from safeguard_desktop.casework.reviews import reviews_due
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.standing import adult_names, standings
from safeguard_desktop.clock import short_day_words
from safeguard_desktop.records import RiskLevel, RiskReview, steps
from safeguard_desktop.records.values import in_brief
from safeguard_desktop.vault import Draft

DANGER = "Danger now"
"""How danger is marked, instead of a level of risk."""


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
    is_urgent: bool = False
    """Whether somebody is in danger now."""
    is_settled: bool = False
    """Of danger: whether 999 was rung, or somebody wrote why not."""


@dataclass(frozen=True)
class Today:
    """What the first page shows."""

    greeting: str
    needs: tuple[Need, ...]
    to_finish: int
    reviews_this_week: int = 0
    reviews_late: int = 0
    open_cases: int = 0
    high_risk: int = 0
    to_send: int = 0
    handed_in: tuple[HandedIn, ...] = ()
    """What somebody without the cases handed in."""


def risk_tone(level: RiskLevel | None) -> str:
    """Return the colour's name for a level of risk; grey where none is agreed."""
    return LEVEL_TONES[level] if level else "grey"


def due_words(due: date | None, today: date) -> str:
    """Return a day as people say it: "Overdue 2 days", "Today", "Wed 25 Nov", "Sat 20 Feb 2027"."""
    if due is None:
        return "Now"
    days = (due - today).days
    if days < 0:
        return f"Overdue {-days} day{'' if days == -1 else 's'}"
    year = f" {due.year}" if due.year != today.year else ""
    return "Today" if days == 0 else f"{due:%a} {due.day} {due:%b}{year}"


def today(session: Session) -> Today:
    """Return what needs this person now: danger, then their interrupted work, then the rest by day.

    A role without the cases sees its own interrupted work.
    """
    local = session.now().astimezone()
    unfinished = tuple(_interrupted(session))
    greeting = f"{_part_of_day(local.hour)}, {greeted_as(session.account.name)}"
    if not session.may(Power.CASEWORK):
        needs = (*unfinished, *_handed_to_me(session))
        return Today(greeting, needs, len(unfinished), handed_in=handed_in(session))
    day, soon = local.date(), local.date() + timedelta(days=7)
    reviews, cases = reviews_due(session), standings(session)
    rest = [*_handed_in(session), *_review_needs(session, day), *_case_needs(session, day, unfinished)]
    rest.sort(key=lambda need: need.due or day)
    return Today(
        greeting=greeting,
        needs=tuple(sorted((*unfinished, *rest), key=lambda need: (not need.is_urgent, need.is_settled))),
        to_finish=len(unfinished),
        reviews_this_week=sum(review.due <= soon for review in reviews),
        reviews_late=sum(review.is_overdue(day) for review in reviews),
        open_cases=sum(case.is_open for case in cases),
        high_risk=sum(case.is_open and case.risk in (RiskLevel.HIGH, RiskLevel.CRITICAL) for case in cases),
        to_send=sum(thing.action.go is Go.SEND for case in cases for thing in case.next),
    )


def _part_of_day(hour: int) -> str:
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


def _now(adult: str, what: str, tag: str, tone: str, action: Action, *, lead: str = "", due_words: str = "Now") -> Need:
    """Return what needs this person and has no day on which it is due."""
    return Need(
        due=None,
        due_words=due_words,
        is_late=False,
        adult=adult,
        what=what,
        tag=tag,
        tone=tone,
        lead=lead,
        action=action,
    )


def _interrupted(session: Session) -> Iterator[Need]:
    for draft in sorted(session.desk.drafts(), key=lambda draft: draft.saved_at, reverse=True):
        if not is_beside_work(draft.key) and _is_theirs(session, draft) and not _is_withdrawn(session, draft):
            yield _carry_on(session, draft)


def _is_theirs(session: Session, draft: Draft) -> bool:
    """Tell whether the case that something was begun in is there for this person: it may be restricted since."""
    case = read_draft(draft.text).case
    return case is None or not session.may(Power.CASEWORK) or session.casework.current(case) is not None


def _is_withdrawn(session: Session, draft: Draft) -> bool:
    saved = find_record(session, draft.key)
    return saved is not None and saved.body.withdrawn is not None


def _carry_on(session: Session, draft: Draft) -> Need:
    kept = read_draft(draft.text)
    return _now(
        due_words="Carry on",
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
    for pack in look_in(session):
        tag, tone = _state(pack)
        need = _now(
            adult=pack.adult or "Handed in",
            what=_what_waits(pack),
            tag=tag,
            tone=tone,
            lead="Not yet accepted" if pack.trouble is None else "",
            action=Action(Go.ACCEPT, record=pack.pack),
        )
        yield need if pack.danger is None else _in_danger(need, pack.danger)
    for gap in not_come_yet(session):
        yield _now(
            adult="Handed in",
            what=f"Number {gap.number} from {gap.who} has not come. Ask them what it was.",
            tag="Missing",
            tone="amber",
            action=Action(Go.ACCEPT),
        )


def _state(pack: Waiting) -> tuple[str, str]:
    if pack.trouble is not None:
        return "Not opened", "red"
    return ("New", "blue") if pack.is_verified else ("Author not verified", "amber")


def _in_danger(need: Need, danger: Danger) -> Need:
    what = f"{danger.words}. {danger.told}. {need.what}"
    return replace(need, what=what, tag=DANGER, tone="red", is_urgent=True, is_settled=danger.is_settled)


def _what_waits(pack: Waiting) -> str:
    if pack.trouble is not None:
        return "Something that was handed in could not be opened"
    if not pack.is_verified:
        by = f"by “{pack.who}”" if pack.who else "with no name"
        return f"Open a concern that was reported while locked, {by}"
    return f"Open a {pack.title.lower()} that {pack.who} handed in"


def _handed_to_me(session: Session) -> Iterator[Need]:
    for part in handed_to_me(session):
        is_bad = part.trouble is not None
        yield _now(
            due_words=f"Until {short_day_words(part.until)}" if part.until else "Now",
            adult=part.adult or "Handed to you",
            what="Something handed to you could not be opened"
            if is_bad
            else f"Handed to you: {in_brief(part.purpose)}",
            tag="Not opened" if is_bad else "New" if part.is_new else "To read",
            tone="red" if is_bad else "blue" if part.is_new else "grey",
            lead=part.by,
            action=Action(Go.HANDED, record=part.pack),
        )
    for who, number in not_come_to_me(session):
        yield _now(
            adult="Handed to you",
            what=f"Number {number} from {who} has not come. Ask them what it was.",
            tag="Missing",
            tone="amber",
            action=Action(Go.HANDED),
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
    """Yield the most pressing thing of each open case, and what falls due today or is late; no interrupted work."""
    shown = {need.action.record for need in unfinished if need.action.record}
    name = adult_names(session)
    for case in standings(session):
        things = [thing for thing in case.next if _is_new(thing, shown)]
        due_now = [thing for thing in things[1:] if thing.due is not None and thing.due <= day]
        for thing in (*things[:1], *due_now):
            yield Need(
                due=thing.due,
                due_words=due_words(thing.due, day),
                is_late=thing.due is not None and thing.due < day,
                adult=name(case.case.adult),
                what=thing.text,
                tag=DANGER if thing.is_urgent else case.risk.label if case.risk else "Not yet agreed",
                tone="red" if thing.is_urgent else risk_tone(case.risk),
                lead=case.case.lead or "",
                action=thing.action,
                is_urgent=thing.is_urgent,
            )


def _is_new(thing: NextThing, shown: Collection[str]) -> bool:
    """Tell whether a thing is urgent, or neither a review nor interrupted work, which are listed by themselves."""
    is_review = thing.action.begin_kind == RiskReview.kind
    return thing.is_urgent or (thing.action.record not in shown and not is_review)
