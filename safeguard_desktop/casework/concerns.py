"""A concern, from the first word to the team: written at the desk, handed in sealed, accepted into a case (6.1)."""

from collections.abc import Iterable, Sequence

from safeguard_desktop.casework.guided import Work, begin, save_as_done
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import Case, Concern, references
from safeguard_desktop.records.vocabulary import CaseStatus
from safeguard_desktop.transfer import LARGEST_HAND_IN, Inbox, Manifest, Packed, entry_for, read_pack, write_pack
from safeguard_desktop.vault import Access, Change

PURPOSE = "A concern handed in to the team"
LEGAL_BASIS = "Clause 6.5: a concern is always shared inside the organisation"


def begin_concern(session: Session, adult: str | None = None) -> Work:
    """Begin to record a concern, about an adult where it is known already who it is."""
    return begin(session, Concern.kind, None, Concern(adult=adult))


def hand_in(session: Session, work: Work, record: Concern) -> str | None:
    """Hand a concern in, whatever is still missing: seal it to the team, and accept it where the role may.

    Returns the id of the case it went to, or None when it now waits in the inbox for somebody who may open it.
    Raises StorageTrouble when it could not be handed in; it then still lies at the desk.
    """
    done = save_as_done(session, work, record)
    pack_id = new_id(session.clock)
    sealed = session.vault.seal_to_team(_pack(session, done, pack_id))
    _inbox(session).put(pack_id, sealed, session.now())
    session.desk.drop_draft(work.id)
    return accept(session, pack_id) if session.may(Power.CASEWORK) else None


def _inbox(session: Session) -> Inbox:
    return Inbox(session.vault.places.vault / "inbox")


def _pack(session: Session, work: Work, pack_id: str) -> bytes:
    own = [Packed(work.id, work.record, None, None)]
    for record_id in references(work.record):
        revision = session.desk.current(record_id)
        if revision is not None:
            own.append(Packed(record_id, revision.body, revision.case, revision.happened_at))
    manifest = Manifest(
        id=pack_id,
        purpose=PURPOSE,
        legal_basis=LEGAL_BASIS,
        sender=session.account.id,
        recipients=("team",),
        counter=session.desk.head().seq,
        made_at=session.now(),
        chain_head=str(session.desk.head()),
        objects=tuple(entry_for(packed) for packed in own),
    )
    return write_pack(manifest, own, session.vault.sign, largest=LARGEST_HAND_IN)


def waiting(session: Session) -> tuple[str, ...]:
    """Return the ids of the packs in the inbox that nobody has accepted yet."""
    return _inbox(session).waiting() if session.may(Power.CASEWORK) else ()


def accept(session: Session, pack_id: str) -> str | None:
    """Accept a handed-in pack: its concern joins the adult's open case, or opens one. Returns the case's id.

    One transaction; the same pack twice is nothing. Raises DamageTrouble for a pack that is not whole.
    """
    data = session.vault.open_for_team(_inbox(session).read(pack_id))
    pack = read_pack(data, session.kinds, session.vault.verify)
    changes: list[Change] = []
    accesses: list[Access] = []
    case_id: str | None = None
    for packed in sorted(pack.records, key=lambda item: isinstance(item.record, Concern)):
        if session.casework.current(packed.id) is not None:
            case_id = session.casework.current(packed.id).case or case_id  # type: ignore[union-attr]  # just seen
            continue
        if isinstance(packed.record, Concern):
            case_id, opening = _case_for(session, packed.record)
            changes += opening
        target = case_id if isinstance(packed.record, Concern) else packed.case
        changes.append(Change(packed.id, packed.record.kind, packed.record, target, (), packed.happened_at))
        accesses.append(Access("accepted", record=packed.id, case=target))
    if changes:
        session.casework.append(changes, accesses)
    _inbox(session).remove(pack_id)
    return case_id


def _case_for(session: Session, concern: Concern) -> tuple[str, Sequence[Change]]:
    """Return the open case of the concern's adult, or a new one with the change that opens it."""
    for revision in session.casework.list(kind=Case.kind):
        body = revision.body
        if isinstance(body, Case) and body.adult == concern.adult and body.status is not CaseStatus.CLOSED:
            return revision.record, ()
    case_id = new_id(session.clock)
    case = Case(
        reference=next_reference(session),
        adult=concern.adult,
        status=CaseStatus.OPEN,
        lead=session.account.name,
        opened=session.now().astimezone().date(),
    )
    return case_id, (Change(case_id, Case.kind, case, case_id),)


def next_reference(session: Session) -> str:
    """Return the next case reference of this year, such as SG-2026-0031."""
    year = session.now().astimezone().year
    prefix = f"SG-{year}-"
    taken = (body.reference or "" for body in _cases(session))
    numbers = [int(text.removeprefix(prefix)) for text in taken if text.startswith(prefix)]
    return f"{prefix}{max(numbers, default=0) + 1:04}"


def _cases(session: Session) -> Iterable[Case]:
    return (r.body for r in session.casework.list(kind=Case.kind) if isinstance(r.body, Case))
