"""A concern, from the first word to the team: written at the desk, handed in sealed, accepted into a case (6.1)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import NAMESPACE_OID, uuid5

from safeguard_desktop.casework.all_cases import AllCases
from safeguard_desktop.casework.case_references import new_reference
from safeguard_desktop.casework.cases import who_may_see
from safeguard_desktop.casework.desk import keep_readers, leave_receipt, readers_kept
from safeguard_desktop.casework.guided import Work, begin, happened_at, naming_the_adult, save_as_done
from safeguard_desktop.casework.inbox import (
    HANDED_IN,
    inbox_of,
    is_new,
    keep_numbers,
    known_as,
    may_change,
    new_in,
    note_of,
    open_pack,
    waiting,
    with_people_known,
)
from safeguard_desktop.casework.readers import Reader, is_about_staff, readers_for
from safeguard_desktop.casework.restricting import WHO, accounts_now, alleged_of
from safeguard_desktop.casework.sending import HANDED_IN_NOTE, Parcel, hand_in_parcel
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.casework.who_they_are import who_was_said
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.records import Case, Concern, Person, Record, references
from safeguard_desktop.records.vocabulary import CaseStatus
from safeguard_desktop.transfer import Pack, Packed
from safeguard_desktop.vault import Access, Change, Revision

PURPOSE, PURPOSE_NAMED = "A concern handed in to the team", "A concern handed in to named people"
LEGAL_BASIS = "Clause 6.5: a concern is always shared inside the organisation"


def begin_concern(session: Session, adult: str | None = None) -> Work:
    """Begin to record a concern, about an adult where it is known already who it is."""
    return begin(session, Concern.kind, None, Concern(adult=adult))


def hand_in(session: Session, work: Work, record: Record, to: Sequence[str] = ()) -> str | None:
    """Hand in what lies at the desk, whatever is still missing: seal it to the team, and accept it where the role may.

    With `to` it is sealed to these accounts alone, and what belongs to a restricted case to those who may see that.
    Returns the id of the case it went to, or None when it now waits in the inbox for somebody who may open it.
    Raises StorageTrouble when it could not be handed in; it then still lies at the desk. The pack bears the id of the
    version in it, so that one handed in again is the same pack.
    """
    done = save_as_done(session, work, record)
    pack_id = done.heads[-1]
    to = tuple(to) or _readers_of_its_case(session, record, work.case) or readers_kept(session, work.id, record)
    purpose = PURPOSE_NAMED if to else PURPOSE
    hand_in_parcel(session, Parcel(pack_id, tuple(_objects(session, done)), purpose, LEGAL_BASIS, to))
    if to:
        keep_readers(session, work.id, to)
    session.desk.append([], [Access(HANDED_IN_NOTE, record=work.id)])
    session.desk.drop_draft(work.id)
    return accept(session, pack_id) if pack_id in waiting(session) else None


def _readers_of_its_case(session: Session, record: Record, wanted: str | None) -> tuple[str, ...]:
    case = _open_case(session, record, wanted, ()) if session.may(Power.CASEWORK) else None
    return who_may_see(session, case) if case is not None else ()


def propose_readers(session: Session, work: Work, record: Concern) -> tuple[Reader, ...]:
    """Return who could open a concern that is about staff, or that names somebody like a colleague and does not say.

    Nobody for another, and for one that joins a restricted case which nobody sees who may be meant: it goes there.
    """
    accounts, alleged = accounts_now(session), alleged_of(session, record)
    is_unsaid = record.alleged_staff is None and any(alleged.may_be(account.name) for account in accounts)
    if not is_about_staff(record) and not is_unsaid:
        return ()
    readers = readers_for(accounts, alleged)
    may_see = _readers_of_its_case(session, record, work.case)
    is_meant = any(reader.may_be_alleged and reader.account in may_see for reader in readers)
    return () if may_see and not is_meant else readers


def _objects(session: Session, work: Work) -> Iterator[Packed]:
    """Yield a record, and the people it names as far as they are known from this desk alone."""
    yield Packed(work.id, work.record, work.case, happened_at(work.record))
    for record_id in dict.fromkeys(references(work.record)):
        revision = session.desk.current(record_id)
        if revision is not None and revision.body.kind in HANDED_IN:
            yield Packed(record_id, revision.body, revision.case, revision.happened_at)


def accept(session: Session, pack_id: str, same: Mapping[str, str] | None = None) -> str | None:
    """Accept a handed-in pack: its concern joins the adult's open case, or opens one. Returns the case's id.

    `same` says of people in it, by id, who they are among those known here; of whom it says nothing, they are new.
    One transaction. The same pack twice is nothing; a concern handed in again with more in it becomes a new version.
    Raises DamageTrouble, KeyTrouble or NewerVersionTrouble for a pack that cannot be used, InputTrouble where `same`
    names somebody who is not known; it then stays in the inbox.
    """
    session.require(Power.CASEWORK)
    pack = open_pack(session, pack_id)
    if is_new(session, pack):
        said = who_was_said(session, new_in(session, pack), same) if same else {}
        case_id = _take_in(session, pack, {**known_as(session, pack), **said})
    else:
        before = session.casework.current(pack.manifest.id)
        case_id = before.case if before is not None else None
    leave_receipt(session, pack)
    inbox_of(session).remove(pack_id)
    return case_id


def _take_in(session: Session, pack: Pack, same: Mapping[str, str]) -> str | None:
    """Take in what a pack brings, and note where it came from. Returns the case's id."""
    changes: list[Change] = []
    case_id: str | None = None
    for packed in sorted(with_people_known(pack, same), key=lambda item: not isinstance(item.record, Person)):
        target, made = _taken_in(session, pack, packed)
        case_id = target or case_id
        changes += made
    taken = [change for change in changes if change.kind != Case.kind]
    accesses = [Access("accepted", record=change.record, case=change.case) for change in taken]
    note = note_of(pack, case_id, taken, same)
    _where(session, pack, case_id).append([*changes, note], accesses)
    if session.casework.is_restricted(case_id):
        keep_numbers(session, [note.body])
    return case_id


def _where(session: Session, pack: Pack, case_id: str | None) -> AllCases:
    """Return where to write it: what is for named people is restricted to them from its first moment."""
    cases, readers = session.casework, _readers_of(session, pack)
    if not readers or case_id is None or cases.is_restricted(case_id):
        return cases
    return cases.with_restricted(case_id, session.vault.make_restricted(case_id, readers))


def _readers_of(session: Session, pack: Pack) -> tuple[str, ...]:
    """Return for whom a pack is by name, as far as they can still read cases; nobody where it is for the team."""
    there = (account.id for account in session.vault.accounts() if account.role in WHO)
    return tuple(account for account in there if account in pack.manifest.recipients)


def _taken_in(session: Session, pack: Pack, packed: Packed) -> tuple[str | None, tuple[Change, ...]]:
    """Return the case that a packed record belongs to, and the changes that take it in: none for what is here.

    Raises DamageTrouble where it would change what somebody else wrote.
    """
    readers = _readers_of(session, pack)
    history = _known_versions(session, packed, readers)
    if history and (history[0].kind != packed.record.kind or not may_change(session, pack, history)):
        return _left_as_it_is(packed, history)
    if history:
        again = tuple(_next_version(packed, history))
        naming = naming_the_adult(session, history[0].case, packed.record) if again else ()
        return history[0].case, (*again, *naming)
    target, opening = None, tuple[Change, ...]()
    if not isinstance(packed.record, Person):
        target, opening = _case_for(session, packed.record, packed.case, pack)
    return target, (*opening, Change(packed.id, packed.record.kind, packed.record, target, (), packed.happened_at))


def _known_versions(session: Session, packed: Packed, readers: Collection[str]) -> tuple[Revision, ...]:
    """Return the versions that are here; what is for named people adds none to what the whole team can read."""
    history = session.casework.history(packed.id)
    is_open_to_all = bool(history) and not session.casework.is_restricted(history[0].case)
    return () if readers and is_open_to_all and not isinstance(packed.record, Person) else history


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


def _case_for(session: Session, record: Record, wanted: str | None, pack: Pack) -> tuple[str, tuple[Change, ...]]:
    """Return the open case that what was handed in joins, or a new one with what opens it."""
    readers = _readers_of(session, pack)
    joined = _open_case(session, record, wanted, readers)
    if joined is not None:
        return joined, tuple(naming_the_adult(session, joined, record))
    case_id = str(uuid5(NAMESPACE_OID, pack.manifest.id)) if readers else new_id(session.clock)
    case = Case(
        reference=new_reference(session),
        adult=getattr(record, "adult", None),
        status=CaseStatus.OPEN,
        lead=session.account.name,
        opened=session.now().astimezone().date(),
    )
    return case_id, (Change(case_id, Case.kind, case, case_id),)


def _open_case(session: Session, record: Record, wanted: str | None, readers: Collection[str]) -> str | None:
    """Return the open case that was wanted, or the newest of the record's adult, one of the whole team's first.

    What is for named people joins no case that others may see as well. What is about nobody known yet never joins
    another such case: they may be two people.
    """
    adult: str | None = getattr(record, "adult", None)
    found = {revision.record: revision.body for revision in session.casework.list(kind=Case.kind)}
    still_open = {
        case: body
        for case, body in found.items()
        if isinstance(body, Case) and not body.is_closed and _is_for(session, case, readers)
    }
    if wanted in still_open:
        return wanted
    theirs = [case for case, body in still_open.items() if adult is not None and body.adult == adult]
    of_all = [case for case in theirs if not session.casework.is_restricted(case)]
    return next(reversed(of_all or theirs), None)


def _is_for(session: Session, case: str, readers: Collection[str]) -> bool:
    """Tell whether nobody could read something in a case for whom it is not."""
    may_see = who_may_see(session, case)
    return not readers or (bool(may_see) and set(may_see) <= set(readers))
