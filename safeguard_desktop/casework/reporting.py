"""Reporting a concern while the program is locked: nobody's key is needed, and nobody is ever turned away (6.5).

What is reported is sealed to the team, or to named people alone where a colleague may have caused harm. Nobody can
know who wrote it: it bears the name that was typed, and is shown as "author not verified" for good.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import Field

from safeguard_desktop.casework.inbox import TEAM, short_reference
from safeguard_desktop.casework.readers import Alleged, Reader, checked_readers, readers_for, warnings_for
from safeguard_desktop.casework.referrals import BuiltPack
from safeguard_desktop.clock import Clock, SystemClock, new_id
from safeguard_desktop.errors import InputTrouble, StorageTrouble, Trouble
from safeguard_desktop.forms import FormCopy, layout_of, print_form, text_of
from safeguard_desktop.records import (
    Adult,
    Concern,
    Name,
    Person,
    Record,
    Step,
    When,
    Words,
    YesNo,
    problems,
    questions,
    references,
)
from safeguard_desktop.records.concern import alleged_step, the_adult
from safeguard_desktop.records.values import in_brief
from safeguard_desktop.settings import Places
from safeguard_desktop.transfer import LARGEST_HAND_IN, LOCKED, NAMED, Inbox, Manifest, Packed, entry_for, write_pack
from safeguard_desktop.vault import before_unlock

PURPOSE = "A concern reported while the program was locked"
LEGAL_BASIS = "Clause 6.5: a concern is always shared inside the organisation"
ON_PAPER = (
    "Nothing was sent. Your words are still here. Print them or write them on paper, and take them to your manager."
)
_STAFF = "You wrote that the person may work or volunteer in care."
_LIKE_SOMEBODY = "Somebody with an account here has a name like that of the person you named."
who_did = replace(alleged_step, when=None)
you = Step("Who are you?", short="You", intro="So that they can ask you more. You need not say.")


def _again(kind: type[Record], name: str, **changes: Any) -> Any:
    """Ask a question that another kind of record declares, as it is declared there."""
    asked = next(question for question in questions(kind) if question.name == name)
    return Field(default=None, json_schema_extra={"asked": replace(asked, **changes)})  # type: ignore[dict-item]  # as records.ask


class Report(Record, kind="report", title="Concern reported while locked"):
    """What is asked of somebody who reports without signing in: the least that others need to act at once."""

    danger_now: YesNo | None = _again(Concern, "danger_now")
    called_999: YesNo | None = _again(Concern, "called_999")
    not_called_why: Words | None = _again(Concern, "not_called_why")
    adult_name: Name | None = _again(Adult, "name", step=the_adult, label="Their name")
    adult_lives: Words | None = _again(Adult, "lives", step=the_adult)
    account: Words | None = _again(Concern, "account")
    adult_words: Words | None = _again(Concern, "adult_words")
    happened: When | None = _again(Concern, "happened")
    alleged_name: Name | None = _again(Person, "name", step=who_did, label="Their name", required=False)
    alleged_staff: YesNo | None = _again(Concern, "alleged_staff", step=who_did)
    told_who: Name | None = _again(Concern, "told_who")
    told_at: When | None = _again(Concern, "told_at", when=lambda report: bool(report.told_who))
    says: Name | None = you.ask("Your name", required=False)


@dataclass(frozen=True)
class Reported:
    """A report that was sent: a short reference to name it by, and when that was, in local time."""

    reference: str
    at: datetime


@dataclass(frozen=True)
class WhoReads:
    """Who will be able to open a report: everybody who may read the cases, or those of these who are ticked.

    `why` says why it is not for everybody; it is blank for one that is.
    """

    why: str
    readers: tuple[Reader, ...]

    @property
    def is_about_staff(self) -> bool:
        """Whether a colleague may have caused the harm, so that not everybody may open it."""
        return bool(self.why)

    def warnings(self, ticked: Collection[str]) -> tuple[str, ...]:
        """Return what to say plainly of a choice."""
        return warnings_for(self.readers, ticked)


def can_report(places: Places) -> bool:
    """Tell whether a report can be sealed here, whatever else is wrong with the records."""
    try:
        before_unlock(places)
    except (Trouble, OSError):
        return False
    return True


def who_reads(places: Places, report: Report, clock: Clock | None = None) -> WhoReads:
    """Return who could open a report, as it is proposed. Raises DamageTrouble when the header cannot be used."""
    found = before_unlock(places)
    alleged = Alleged((report.alleged_name,) if report.alleged_name else (), report.alleged_name or "")
    today = (clock or SystemClock()).now().astimezone().date()
    sure = [account for account in found.accounts if account.id not in found.changed]
    there = [account for account in sure if not account.has_ended(today)]
    why = _STAFF if report.alleged_staff is YesNo.YES else ""
    if not why and report.alleged_staff is not YesNo.NO and any(alleged.may_be(account.name) for account in there):
        why = _LIKE_SOMEBODY
    return WhoReads(why, readers_for(there, alleged))


def check_report(report: Report, clock: Clock | None = None) -> None:
    """Raise InputTrouble for a date that cannot be true, and for a report that says nothing at all."""
    for problem in problems(report, (clock or SystemClock()).now().astimezone().date()):
        raise InputTrouble(problem.sentence, field=problem.question.name)
    if not any((report.account, report.adult_words, report.adult_name)):
        raise InputTrouble("Write what happened, or whom you are worried about.", field="account")


def send_report(
    places: Places, report: Report, ticked: Collection[str] = (), *, clock: Clock | None = None
) -> Reported:
    """Seal a report and leave it in the inbox: for those ticked where a colleague may have caused harm, or the team.

    Raises a Trouble that says what to do instead; nothing was sent then, and nothing of it is on the disk.
    """
    clock = clock or SystemClock()
    check_report(report, clock)
    found, who = before_unlock(places), who_reads(places, report, clock)
    to = checked_readers(who.readers, ticked) if who.is_about_staff else ()
    pack_id = new_id(clock)
    data = _pack(report, pack_id, to, clock)
    mark = LOCKED + NAMED if to else LOCKED
    try:
        Inbox(places.vault / "inbox").put(pack_id, found.sealed(data, to), clock.now(), mark)
    except StorageTrouble as error:
        raise StorageTrouble(error.sentence, ON_PAPER) from error
    return Reported(short_reference(pack_id), clock.now().astimezone())


def _pack(report: Report, pack_id: str, to: Sequence[str], clock: Clock) -> bytes:
    records = tuple(_records(report, clock))
    manifest = Manifest(
        id=pack_id,
        purpose=PURPOSE,
        legal_basis=LEGAL_BASIS,
        sender="",
        says=report.says or "",
        recipients=tuple(sorted(to)) or (TEAM,),
        counter=0,
        made_at=clock.now(),
        chain_head="",
        objects=tuple(map(entry_for, records)),
    )
    return write_pack(manifest, records, None, largest=LARGEST_HAND_IN)


def _records(report: Report, clock: Clock) -> Iterator[Packed]:
    """Yield the concern, and the people in it as far as they were named."""
    concern = _concern(report, clock)
    for record_id, record in concern.people:
        yield Packed(record_id, record)
    yield Packed(new_id(clock), concern.record)


@dataclass(frozen=True)
class _Told:
    record: Concern
    people: tuple[tuple[str, Person], ...]


def _concern(report: Report, clock: Clock) -> _Told:
    same = ("danger_now", "called_999", "not_called_why", "account", "adult_words", "happened", "alleged_staff")
    answers: dict[str, Any] = {name: report.answer(name) for name in (*same, "told_who", "told_at")}
    answers["summary"] = in_brief(report.account or report.adult_words or "") or None
    people: list[tuple[str, Person]] = []
    if report.adult_name:
        people.append((new_id(clock), Adult(name=report.adult_name, lives=report.adult_lives)))
        answers["adult"] = people[-1][0]
    if report.alleged_name:
        people.append((new_id(clock), Person(name=report.alleged_name)))
        answers |= {"alleged": people[-1][0], "alleged_known": YesNo.YES}
    concern = Concern().with_answers({name: answer for name, answer in answers.items() if answer is not None})
    assert set(references(concern)) == {person for person, _record in people}
    return _Told(concern, tuple(people))


def report_on_paper(report: Report, clock: Clock | None = None) -> BuiltPack:
    """Return a report as pages to be printed, for when it could not be sent."""
    at = (clock or SystemClock()).now().astimezone()
    copy = FormCopy(
        case_reference="Not handed in",
        recipient="my manager",
        copy_number=1,
        copies=1,
        printed_at=at,
        printed_by=report.says or "nobody signed in",
        organisation="author not verified",
        head="none: it is not in the records yet",
    )
    data = print_form(layout_of(Report), {Report.kind: report}, copy, {})
    return BuiltPack(data, text_of(data), "concern.pdf")
