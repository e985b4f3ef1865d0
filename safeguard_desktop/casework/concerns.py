"""A concern, from the first word to the team: written at the desk, handed in sealed, accepted into a case (6.1)."""

from collections.abc import Iterator, Sequence

from safeguard_desktop.casework.case_references import new_reference
from safeguard_desktop.casework.guided import Work, begin, happened_at, naming_the_adult, save_as_done
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.records import Case, Concern, references
from safeguard_desktop.records.vocabulary import CaseStatus
from safeguard_desktop.transfer import LARGEST_HAND_IN, Inbox, Manifest, Packed, entry_for, read_pack, write_pack
from safeguard_desktop.vault import Access, Change, Revision

PURPOSE = "A concern handed in to the team"
LEGAL_BASIS = "Clause 6.5: a concern is always shared inside the organisation"


def begin_concern(session: Session, adult: str | None = None) -> Work:
    """Begin to record a concern, about an adult where it is known already who it is."""
    return begin(session, Concern.kind, None, Concern(adult=adult))


def hand_in(session: Session, work: Work, record: Concern) -> str | None:
    """Hand a concern in, whatever is still missing: seal it to the team, and accept it where the role may.

    Returns the id of the case it went to, or None when it now waits in the inbox for somebody who may open it.
    Raises StorageTrouble when it could not be handed in; it then still lies at the desk. The pack bears the id of
    the version in it, so that one handed in again is the same pack.
    """
    done = save_as_done(session, work, record)
    pack_id = done.heads[-1]
    sealed = session.vault.seal_to_team(_pack(session, done, pack_id))
    _inbox(session).put(pack_id, sealed, session.now())
    session.desk.drop_draft(work.id)
    return accept(session, pack_id) if session.may(Power.CASEWORK) else None


def _inbox(session: Session) -> Inbox:
    return Inbox(session.vault.places.vault / "inbox")


def _pack(session: Session, work: Work, pack_id: str) -> bytes:
    own = [Packed(work.id, work.record, work.case, happened_at(work.record))]
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

    One transaction. The same pack twice is nothing; a concern handed in again with more in it becomes a new version.
    Raises DamageTrouble for a pack that is not whole.
    """
    data = session.vault.open_for_team(_inbox(session).read(pack_id))
    pack = read_pack(data, session.kinds, session.vault.verify)
    changes: list[Change] = []
    case_id: str | None = None
    for packed in sorted(pack.records, key=lambda item: isinstance(item.record, Concern)):
        target, made = _taken_in(session, packed)
        case_id = target or case_id
        changes += made
    if changes:
        taken = [change for change in changes if change.kind != Case.kind]
        accesses = [Access("accepted", record=change.record, case=change.case) for change in taken]
        session.casework.append(changes, accesses)
    _inbox(session).remove(pack_id)
    return case_id


def _taken_in(session: Session, packed: Packed) -> tuple[str | None, tuple[Change, ...]]:
    """Return the case that a packed record belongs to, and the changes that take it in: none for what is here."""
    history = session.casework.history(packed.id)
    if history:
        again = tuple(_next_version(packed, history))
        naming = naming_the_adult(session, history[0].case, packed.record) if again else ()
        return history[0].case, (*again, *naming)
    target, opening = packed.case, tuple[Change, ...]()
    if isinstance(packed.record, Concern):
        target, opening = _case_for(session, packed.record, packed.case)
    return target, (*opening, Change(packed.id, packed.record.kind, packed.record, target, (), packed.happened_at))


def _next_version(packed: Packed, history: Sequence[Revision]) -> Iterator[Change]:
    """Yield what was handed in again with other words, made from what came first: nobody's later words are lost."""
    if all(version.body != packed.record for version in history):
        first = history[0]
        yield Change(packed.id, first.kind, packed.record, first.case, (first.id,), packed.happened_at)


def _case_for(session: Session, concern: Concern, wanted: str | None) -> tuple[str, tuple[Change, ...]]:
    """Return the open case that was wanted, or the newest of the concern's adult, or a new one with what opens it.

    A concern about nobody known yet never joins another such case: they may be two people.
    """
    found = {revision.record: revision.body for revision in session.casework.list(kind=Case.kind)}
    still_open = {case: body for case, body in found.items() if isinstance(body, Case) and not body.is_closed}
    if wanted in still_open:
        return wanted, tuple(naming_the_adult(session, wanted, concern))
    theirs = [case for case, body in still_open.items() if concern.adult is not None and body.adult == concern.adult]
    if theirs:
        return theirs[-1], ()
    case_id = new_id(session.clock)
    case = Case(
        reference=new_reference(session),
        adult=concern.adult,
        status=CaseStatus.OPEN,
        lead=session.account.name,
        opened=session.now().astimezone().date(),
    )
    return case_id, (Change(case_id, Case.kind, case, case_id),)
