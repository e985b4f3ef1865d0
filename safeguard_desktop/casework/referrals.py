"""Referrals and packs: what goes in, the real pages, printing, a locked file, and what was then sent (6.2 to 6.4)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from safeguard_desktop.casework.cases import case_of, find_case, readers_by_name
from safeguard_desktop.casework.chronology import grouped, latest
from safeguard_desktop.casework.guided import Work, begin
from safeguard_desktop.casework.packs_at_desk import forget_pack
from safeguard_desktop.casework.people import adult_name, find_record
from safeguard_desktop.casework.prefill import start_for
from safeguard_desktop.casework.prefill_referrals import recipient_named
from safeguard_desktop.casework.printing import COPIED, form_copy, print_empty, print_record, printable
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import organisation
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.forms import Gap, PagePicture, join_pdfs, lock_pdf, missing_on, page_picture, text_of
from safeguard_desktop.keys.passphrases import WORDS_FOR_CASEWORK, generate
from safeguard_desktop.records import (
    DashWorksheet,
    DbsReferral,
    Disclosure,
    MaracReferral,
    Organisation,
    Record,
    SharingDecision,
    When,
    questions,
)
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.values import LONGEST_NAME, clean_name
from safeguard_desktop.records.vocabulary import OrganisationType, SharingMethod
from safeguard_desktop.vault import Access, Revision

REFERRALS = (MaracReferral.kind, DbsReferral.kind)
BESIDE = (DashWorksheet.kind, SharingDecision.kind, "risk-acceptance", "consent-conversation", "concern")
"""The kinds that may go into a pack beside its form."""

CHECKS = (
    "Do they need it to do their job?",
    "Does the adult agree that you share it?",
    "If not, what lets you share it all the same?",
    "Are they who they say they are?",
    "Would it do without names?",
    "Would less do?",
)
"""The six questions of 6.4, in our words, to be read before anything goes."""

_TYPES = {MaracReferral.kind: OrganisationType.MARAC, DbsReferral.kind: OrganisationType.DBS}


@dataclass(frozen=True)
class ReferralRow:
    """A referral on one line: whose, how far it has come, and how much is still missing."""

    record: str
    case: str
    kind: str
    title: str
    adult: str
    reference: str
    stage: str
    gaps: int
    at: datetime


@dataclass(frozen=True)
class PackPart:
    """One document that may go into a pack. `key` is its record; a `required` one cannot be left out."""

    key: str
    title: str
    detail: str
    ticked: bool
    required: bool = False


@dataclass(frozen=True)
class PackPlan:
    """What a pack could hold, for whom, and what is still missing from its form."""

    record: str
    case: str
    kind: str
    title: str
    adult: str
    recipient: str
    recipients: tuple[str, ...]
    parts: tuple[PackPart, ...]
    gaps: tuple[Gap, ...]
    may_see: tuple[str, ...] = ()
    """The names of those who may see the case, where it is restricted."""
    checks: tuple[str, ...] = CHECKS

    @property
    def first_ticked(self) -> frozenset[str]:
        """The documents that are ticked to begin with: the form, and nothing that it does not require."""
        return frozenset(part.key for part in self.parts if part.ticked)


@dataclass(frozen=True)
class BuiltPack:
    """The real pages, made in memory. `texts` is each page in words; `file_name` names nobody."""

    data: bytes
    texts: tuple[str, ...]
    file_name: str
    recipient: str = ""
    included: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.texts)


@dataclass(frozen=True)
class LockedPack:
    """A pack as a PDF that opens with its passphrase only (AES-256). The passphrase goes another way."""

    data: bytes
    passphrase: str = field(repr=False)
    file_name: str


def list_referrals(session: Session) -> tuple[ReferralRow, ...]:
    """Return every referral, the latest changed first."""
    known = grouped(session, *REFERRALS, Disclosure.kind)
    found = [_row(session, case, entry, entries) for case, entries in known.items() for entry in _referrals(entries)]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def _referrals(entries: Sequence[Revision]) -> Iterator[Revision]:
    return (entry for entry in entries if entry.kind in REFERRALS)


def _row(session: Session, case_id: str, entry: Revision, entries: Sequence[Revision]) -> ReferralRow:
    case = case_of(find_case(session, case_id))
    found = printable(session, entry.record)
    return ReferralRow(
        record=entry.record,
        case=case_id,
        kind=entry.kind,
        title=entry.body.title,
        adult=adult_name(session, case.adult),
        reference=case.reference or "",
        stage=stage_of(session, entry, entries),
        gaps=len(missing_on(found.layout, found.sources)),
        at=entry.recorded_at,
    )


def stage_of(session: Session, referral: Revision, entries: Sequence[Revision]) -> str:
    """Return how far a referral has come: being filled in, prepared, printed or saved, sent, arrived (1.4)."""
    about = [
        entry.body
        for entry in entries
        if isinstance(entry.body, Disclosure) and referral.record in (entry.body.documents or ())
    ]
    order = list(DisclosureStatus)
    reached = max((order.index(body.status) for body in about if body.status is not None), default=-1)
    if reached >= 0:
        return order[reached].label
    log = session.casework.accesses(referral.case)
    if any(entry.record == referral.record and entry.what in COPIED for entry in log):
        return DisclosureStatus.PRINTED.label
    return DisclosureStatus.PREPARED.label if referral.body.completed else "Being filled in"


def plan_pack(session: Session, record_id: str) -> PackPlan:
    """Return what a pack around a record could hold. Everything but its own form begins unticked (6.4: the minimum).

    Raises InputTrouble when there is no such record in a case.
    """
    found = printable(session, record_id)
    main = found.revision
    if main.case is None:
        raise InputTrouble("That record belongs to no case.", "Open it from its case.")
    case = case_of(find_case(session, main.case))
    entries = session.casework.list(case=main.case)
    return PackPlan(
        record=record_id,
        case=main.case,
        kind=main.kind,
        title=main.body.title,
        adult=adult_name(session, case.adult),
        recipient=_usual_recipient(session, found.layout.recipient, main.body),
        recipients=_contacts(organisation(session)),
        parts=(
            _form_part(main, len(missing_on(found.layout, found.sources))),
            *_other_parts(main, entries, found.layout.source_names()),
        ),
        gaps=missing_on(found.layout, found.sources),
        may_see=readers_by_name(session, main.case),
    )


def _usual_recipient(session: Session, contact: str, body: Record) -> str:
    told = body.marac if isinstance(body, MaracReferral) else None
    found = getattr(organisation(session), contact, None) if contact else None
    if told:
        return told
    if found is not None and found.name:
        return str(found.name)
    return "Disclosure and Barring Service" if isinstance(body, DbsReferral) else ""


def _contacts(us: Organisation) -> tuple[str, ...]:
    names = [getattr(us.answer(q.name), "name", None) for q in questions(Organisation) if q.part is not None]
    return tuple(dict.fromkeys(name for name in names if name))


def _form_part(main: Revision, gaps: int) -> PackPart:
    words = "Nothing is missing" if not gaps else f"{gaps} answer{'' if gaps == 1 else 's'} missing"
    return PackPart(main.record, main.body.title, words, ticked=True, required=True)


def _other_parts(main: Revision, entries: Sequence[Revision], on_form: Collection[str]) -> Iterator[PackPart]:
    """Yield what could go beside the form: the newest of each kind whose answers are not on the form already."""
    for kind in BESIDE:
        found = latest(entries, kind)
        if found is not None and found.record != main.record and kind not in on_form:
            day = found.recorded_at.astimezone()
            yield PackPart(found.record, f"{found.body.title}, {day.day} {day:%B}", found.body.headline, ticked=False)


def build_pack(session: Session, plan: PackPlan, ticked: Collection[str], recipient: str) -> BuiltPack:
    """Return the real pages of a pack, to be looked at; nothing is noted as printed yet.

    Raises InputTrouble for a recipient longer than any name.
    """
    recipient = clean_name(recipient)
    if len(recipient) > LONGEST_NAME:
        sentence = "The name of who it goes to is too long."
        raise InputTrouble(sentence, f"Use at most {LONGEST_NAME} letters.", field="recipient")
    included = tuple(part.key for part in plan.parts if part.required or part.key in ticked)
    data = join_pdfs([print_record(session, key, recipient) for key in included])
    main = printable(session, plan.record)
    name = main.layout.saved_as(form_copy(session, main.revision, recipient))
    return BuiltPack(data, text_of(data), name, recipient, included)


def page_of(pack: BuiltPack, number: int, scale: float) -> PagePicture:
    """Return one page of a pack as a picture, from 0; at scale 1 a point is a pixel."""
    return page_picture(pack.data, number, scale)


def blank_form(session: Session, kind: str) -> BuiltPack:
    """Return the blank form of a kind, for a visit without a computer."""
    data = print_empty(session, kind)
    return BuiltPack(data, text_of(data), f"blank-{kind}.pdf")


def note_printed(session: Session, plan: PackPlan, pack: BuiltPack) -> None:
    """Note in the log that a pack was printed: each of its documents, as a copy. Printed is not sent."""
    _note(session, plan, pack, "printed")


def _note(session: Session, plan: PackPlan, pack: BuiltPack, what: str) -> None:
    session.casework.append([], [Access(what, record=key, case=plan.case) for key in pack.included])


def save_locked(session: Session, plan: PackPlan, pack: BuiltPack) -> LockedPack:
    """Return a pack as a locked PDF with a passphrase of its own, and note that it was saved."""
    passphrase = generate(WORDS_FOR_CASEWORK)
    locked = LockedPack(lock_pdf(pack.data, passphrase), passphrase, pack.file_name)
    _note(session, plan, pack, "saved as locked PDF")
    return locked


def begin_disclosure(session: Session, plan: PackPlan, pack: BuiltPack, *, locked: bool = False) -> Work:
    """Begin to record what was sent: to whom, why and how. It starts as printed or saved, never as sent."""
    start = start_for(session, Disclosure.kind, plan.case)
    decision = find_record(session, start.answer("decision") or "")
    named = recipient_named(decision.body if decision else None, pack.recipient)
    titles = [part.title for part in plan.parts if part.key in pack.included]
    answers = {
        "documents": pack.included,
        "what_sent": "\n".join(titles),
        "organisation_type": _TYPES.get(plan.kind),
        "method": SharingMethod.LOCKED_FILE if locked else None,
        "status": DisclosureStatus.PRINTED,
        "printed_at": When.on(session.now().astimezone().date()),
        "copy_number": None,
    }
    known = {name: answer for name, answer in answers.items() if answer is not None}
    forget_pack(session, plan.record)
    return begin(session, Disclosure.kind, plan.case, start.with_answers({**named, **known}))
