"""A concern, from the first word to the team: written at the desk, handed in sealed, accepted into a case (6.1)."""

from collections.abc import Iterator, Sequence

from safeguard_desktop.casework.case_references import new_reference
from safeguard_desktop.casework.guided import Work, begin, happened_at, naming_the_adult, save_as_done
from safeguard_desktop.casework.inbox import HANDED_IN, inbox_of, is_new, may_change, note_of, open_pack, waiting
from safeguard_desktop.casework.sending import Parcel, hand_in_parcel
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.records import Case, Concern, Person, Record, references
from safeguard_desktop.records.vocabulary import CaseStatus
from safeguard_desktop.transfer import Pack, Packed
from safeguard_desktop.vault import Access, Change, Revision

PURPOSE = "A concern handed in to the team"
LEGAL_BASIS = "Clause 6.5: a concern is always shared inside the organisation"


def begin_concern(session: Session, adult: str | None = None) -> Work:
    """Begin to record a concern, about an adult where it is known already who it is."""
    return begin(session, Concern.kind, None, Concern(adult=adult))


def hand_in(session: Session, work: Work, record: Record, to: Sequence[str] = ()) -> str | None:
    """Hand in what lies at the desk, whatever is still missing: seal it to the team, and accept it where the role may.

    With `to` it is sealed to these accounts alone. Returns the id of the case it went to, or None when it now waits
    in the inbox for somebody who may open it. Raises StorageTrouble when it could not be handed in; it then still lies
    at the desk. The pack bears the id of the version in it, so that one handed in again is the same pack.
    """
    done = save_as_done(session, work, record)
    pack_id = done.heads[-1]
    hand_in_parcel(session, Parcel(pack_id, tuple(_objects(session, done)), PURPOSE, LEGAL_BASIS, tuple(to)))
    session.desk.drop_draft(work.id)
    return accept(session, pack_id) if pack_id in waiting(session) else None


def _objects(session: Session, work: Work) -> Iterator[Packed]:
    """Yield a record, and the people it names as far as they are known from this desk alone."""
    yield Packed(work.id, work.record, work.case, happened_at(work.record))
    for record_id in dict.fromkeys(references(work.record)):
        revision = session.desk.current(record_id)
        if revision is not None and revision.body.kind in HANDED_IN:
            yield Packed(record_id, revision.body, revision.case, revision.happened_at)


def accept(session: Session, pack_id: str) -> str | None:
    """Accept a handed-in pack: its concern joins the adult's open case, or opens one. Returns the case's id.

    One transaction. The same pack twice is nothing; a concern handed in again with more in it becomes a new version.
    Raises DamageTrouble, KeyTrouble or NewerVersionTrouble for a pack that cannot be used; it then stays in the inbox.
    """
    session.require(Power.CASEWORK)
    pack = open_pack(session, pack_id)
    if is_new(session, pack):
        case_id = _take_in(session, pack)
    else:
        before = session.casework.current(pack.manifest.id)
        case_id = before.case if before is not None else None
    inbox_of(session).remove(pack_id)
    return case_id


def _take_in(session: Session, pack: Pack) -> str | None:
    """Take in what a pack brings, and note where it came from. Returns the case's id."""
    changes: list[Change] = []
    case_id: str | None = None
    for packed in sorted(pack.records, key=lambda item: not isinstance(item.record, Person)):
        target, made = _taken_in(session, pack, packed)
        case_id = target or case_id
        changes += made
    taken = [change for change in changes if change.kind != Case.kind]
    accesses = [Access("accepted", record=change.record, case=change.case) for change in taken]
    session.casework.append([*changes, note_of(pack, case_id)], accesses)
    return case_id


def _taken_in(session: Session, pack: Pack, packed: Packed) -> tuple[str | None, tuple[Change, ...]]:
    """Return the case that a packed record belongs to, and the changes that take it in: none for what is here.

    Raises DamageTrouble where it would change what somebody else wrote.
    """
    history = session.casework.history(packed.id)
    if history and not may_change(session, pack, history):
        return _left_as_it_is(packed, history)
    if history:
        again = tuple(_next_version(packed, history))
        naming = naming_the_adult(session, history[0].case, packed.record) if again else ()
        return history[0].case, (*again, *naming)
    target, opening = None, tuple[Change, ...]()
    if not isinstance(packed.record, Person):
        target, opening = _case_for(session, packed.record, packed.case)
    return target, (*opening, Change(packed.id, packed.record.kind, packed.record, target, (), packed.happened_at))


def _next_version(packed: Packed, history: Sequence[Revision]) -> Iterator[Change]:
    """Yield what was handed in again with other words, made from what came first: nobody's later words are lost."""
    if all(version.body != packed.record for version in history):
        first = history[0]
        yield Change(packed.id, first.kind, packed.record, first.case, (first.id,), packed.happened_at)


def _left_as_it_is(packed: Packed, history: Sequence[Revision]) -> tuple[str | None, tuple[Change, ...]]:
    """Return a record that is here already, unchanged: somebody named in a pack is known as the team knows them."""
    if isinstance(packed.record, Person) or any(version.body == packed.record for version in history):
        return history[0].case, ()
    sentence = "This pack would change what somebody else wrote."
    raise DamageTrouble(sentence, "It was left in the inbox. Ask the sender what it is, and to write it anew.")


def _case_for(session: Session, record: Record, wanted: str | None) -> tuple[str, tuple[Change, ...]]:
    """Return the open case that was wanted, or the newest of the record's adult, or a new one with what opens it.

    What is about nobody known yet never joins another such case: they may be two people.
    """
    adult: str | None = getattr(record, "adult", None)
    found = {revision.record: revision.body for revision in session.casework.list(kind=Case.kind)}
    still_open = {case: body for case, body in found.items() if isinstance(body, Case) and not body.is_closed}
    if wanted in still_open:
        return wanted, tuple(naming_the_adult(session, wanted, record))
    theirs = [case for case, body in still_open.items() if adult is not None and body.adult == adult]
    if theirs:
        return theirs[-1], ()
    case_id = new_id(session.clock)
    case = Case(
        reference=new_reference(session),
        adult=adult,
        status=CaseStatus.OPEN,
        lead=session.account.name,
        opened=session.now().astimezone().date(),
    )
    return case_id, (Change(case_id, Case.kind, case, case_id),)
