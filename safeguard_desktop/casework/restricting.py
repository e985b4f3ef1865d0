"""Restricting a case to named people: proposed when staff are part of it, decided by a lead or manager, and undone.

Everything of the case moves into a compartment of its own, and is then erased where the team could read it. The two
steps are two transactions: first everything is there twice, then it is gone from the first place. Whatever comes
between them, doing it again finishes it, and so does the next sign-in of somebody who may see the case.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from safeguard_desktop.casework.all_cases import lies_in
from safeguard_desktop.casework.cases import case_of, find_case, who_may_see
from safeguard_desktop.casework.chronology import author_name, latest
from safeguard_desktop.casework.guided import local_day
from safeguard_desktop.casework.inbox import keep_numbers
from safeguard_desktop.casework.people import adult_name, find_record
from safeguard_desktop.casework.readers import Alleged, Reader, checked_readers, readers_for, warnings_for
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import (
    Adult,
    Case,
    Concern,
    Fact,
    Person,
    Role,
    SharingDecision,
    YesNo,
    references,
)
from safeguard_desktop.records.handed_part import HandedPart
from safeguard_desktop.records.received_pack import ReceivedPack
from safeguard_desktop.vault import Access, Account, Change, Compartment, Revision

RESTRICTED, READERS_CHANGED, LIFTED = "restricted", "who may see it was changed", "no longer restricted"
LEFT_OPEN = "left open to the whole team"
"""How the case's own log begins to say what was done; the reason follows, and is read by nobody else."""
MOVED = "moved"
"""All that the team's log says."""
WHO = (Role.CASEWORKER, Role.SAFEGUARDING_LEAD, Role.REGISTERED_MANAGER)
"""Who may be let in to a restricted case."""
_ALWAYS = (
    "Everything in this case so far could be read by the whole team. Some may have read it.",
    "Backups made before now hold it as it was, and whoever holds the recovery key can open every case.",
)
_AGAIN = "Whoever could see it until now may have read or copied it."


@dataclass(frozen=True)
class Proposal:
    """Who may see a case, as it is or as it is proposed: why, each person who could, and what to say plainly."""

    case: str
    adult: str
    reference: str
    is_restricted: bool
    why: str
    readers: tuple[Reader, ...]
    warnings: tuple[str, ...]
    left_open: str = ""
    """Why the whole team may see it although staff are part of it, where that was decided."""

    @property
    def ticked(self) -> frozenset[str]:
        """Who is proposed, or may see it now."""
        return frozenset(reader.account for reader in self.readers if reader.is_ticked)


def propose_restriction(session: Session, case_id: str) -> Proposal:
    """Return who could see a case if it were restricted, or may where it is.

    Raises NotAllowedTrouble but for a lead or manager, InputTrouble when there is no such case.
    """
    session.require(Power.DECIDE)
    case = case_of(find_case(session, case_id))
    entries = session.casework.list(case=case_id)
    alleged = _alleged_in(session, case, entries)
    readers = readers_for(accounts_now(session), alleged, WHO)
    now = who_may_see(session, case_id)
    if now:
        readers = tuple(_as_it_is(reader, now) for reader in readers)
    return Proposal(
        case=case_id,
        adult=adult_name(session, case.adult),
        reference=case.reference or "",
        is_restricted=bool(now),
        why="" if now else "Staff are part of it" if _staff_are_part(entries) else "",
        readers=readers,
        warnings=(_AGAIN,) if now else tuple(_before(session, case_id, entries)),
        left_open="" if now else case.open_to_team or "",
    )


def accounts_now(session: Session) -> tuple[Account, ...]:
    """Return the accounts that still open something."""
    today = session.now().astimezone().date()
    return tuple(account for account in session.vault.accounts() if not account.has_ended(today))


def warnings_of(proposal: Proposal, ticked: Collection[str]) -> tuple[str, ...]:
    """Return what to say plainly of these people's seeing the case, the worst first."""
    return (*warnings_for(proposal.readers, ticked), *proposal.warnings)


def _as_it_is(reader: Reader, now: Collection[str]) -> Reader:
    return Reader(reader.account, reader.name, reader.role, reader.account in now, reader.may_be_alleged)


def _staff_are_part(entries: Collection[Revision]) -> bool:
    decision = latest(entries, SharingDecision.kind)
    fact = decision.body.answer("staff_implicated") if decision else None
    is_decided = isinstance(fact, Fact) and fact.answer is YesNo.YES
    return is_decided or any(
        isinstance(entry.body, Concern) and entry.body.alleged_staff is YesNo.YES for entry in entries
    )


def alleged_of(session: Session, concern: Concern) -> Alleged:
    """Return what a concern says of who may have caused the harm."""
    found = find_record(session, concern.alleged) if concern.alleged else None
    return Alleged(tuple(_names_of(found)), concern.alleged_words or "")


def _names_of(found: Revision | None) -> Iterator[str]:
    if found is not None and isinstance(found.body, Person):
        yield from filter(None, (found.body.name, *(found.body.other_names or "").splitlines()))


def _alleged_in(session: Session, case: Case, entries: Collection[Revision]) -> Alleged:
    concerns = [entry.body for entry in entries if isinstance(entry.body, Concern)]
    told = [alleged_of(session, concern) for concern in concerns]
    others = [find_record(session, row.person) for row in case.people or () if row.person != case.adult and row.person]
    names = [*(name for one in told for name in one.names), *(name for found in others for name in _names_of(found))]
    return Alleged(tuple(dict.fromkeys(names)), "\n".join(one.words for one in told))


def _before(session: Session, case_id: str, entries: Collection[Revision]) -> Iterator[str]:
    yield from _ALWAYS
    yield from _who_looked(session, case_id)
    for entry in entries:
        if isinstance(entry.body, HandedPart) and entry.body.is_out(local_day(session)):
            yield f"A part of it was handed to {entry.body.headline}. It stays with them until then."
    yield from _who_stays(session, case_id)


def _who_looked(session: Session, case_id: str) -> Iterator[str]:
    """Yield in a sentence who opened the case so far."""
    looked = dict.fromkeys(look.author for look in session.casework.accesses(case_id))
    names = [author_name(session, account) for account in looked if account != session.account.id]
    if names:
        yield f"These people opened it or wrote in it: {', '.join(names)}."


def _who_stays(session: Session, case_id: str) -> Iterator[str]:
    names = [session.casework.names()[person] for person in _named_elsewhere(session, case_id)]
    if names:
        said = ", ".join(sorted(names))
        yield f"They are named in other cases too, and stay in the list of people: {said}."


def restrict(session: Session, case_id: str, members: Collection[str], reason: str) -> None:
    """Let nobody but these accounts see a case, with all that is written in it and its own people.

    Repeating it finishes what was cut short. Raises NotAllowedTrouble but for a lead or manager, InputTrouble without a
    reason, for a choice without oneself, for a case that is not here or is restricted already, and StorageTrouble.
    """
    proposal = propose_restriction(session, case_id)
    if proposal.is_restricted:
        raise InputTrouble("This case is restricted already.", "You can change who may see it.")
    chosen, words = _chosen(session, proposal, members), _reason(reason)
    place = session.vault.make_restricted(case_id, chosen)
    if set(session.vault.members_of(case_id)) != set(chosen):
        session.vault.change_members(case_id, chosen)
    _move(session, case_id, place, f"{RESTRICTED}: {words}")


def leave_open(session: Session, case_id: str, reason: str) -> None:
    """Note why the whole team may see a case although staff are part of it; it is not proposed again.

    Raises NotAllowedTrouble but for a lead or manager, InputTrouble without a reason or for a restricted case.
    """
    proposal = propose_restriction(session, case_id)
    if proposal.is_restricted:
        raise InputTrouble("This case is restricted.", "Let the whole team see it first.")
    words = _reason("" if reason.strip() == proposal.why else reason, "Say why the whole team may see it.")
    heads = tuple(head.id for head in session.casework.heads(case_id))
    body = case_of(find_case(session, case_id)).with_answers({"open_to_team": words})
    access = Access(LEFT_OPEN, record=case_id, case=case_id)
    session.casework.append([Change(case_id, Case.kind, body, case_id, heads)], [access])


def change_readers(session: Session, case_id: str, members: Collection[str], reason: str) -> None:
    """Let other people see a restricted case. Raises as `restrict` does."""
    proposal = propose_restriction(session, case_id)
    if not proposal.is_restricted:
        raise InputTrouble("This case is not restricted.", "You can restrict it.")
    chosen, words = _chosen(session, proposal, members), _reason(reason)
    session.vault.change_members(case_id, chosen)
    access = Access(f"{READERS_CHANGED}: {words}", case=case_id)
    session.vault.restricted()[case_id].append([], [access])


def lift_restriction(session: Session, case_id: str, reason: str) -> None:
    """Give a case back to the whole team. Repeating it finishes what was cut short. Raises as `restrict` does."""
    proposal = propose_restriction(session, case_id)
    if not proposal.is_restricted:
        raise InputTrouble("This case is not restricted.", "The whole team can see it.")
    words = _reason(reason)
    place, team = session.vault.restricted()[case_id], session.vault.casework
    records = tuple(revision.record for revision in place.list())
    coming = tuple(one for one in records if lies_in(place, one) or team.current(one) is None)
    team.take_over(place, coming, f"{LIFTED}: {words}", case_id)
    place.erase(records, MOVED)
    session.vault.change_members(case_id, [reader.account for reader in proposal.readers])
    session.remembered.pop(case_id, None)


def finish_moves(session: Session) -> None:
    """Finish restricting where it was cut short between its two steps; nothing where nothing was."""
    if session.may(Power.CASEWORK):
        for case_id, place in session.vault.restricted().items():
            if case_id in place.names(Case.kind) and case_id in session.vault.casework.names(Case.kind):
                _move(session, case_id, place, RESTRICTED)
            keep_numbers(session, [note.body for note in place.list(ReceivedPack.kind)])


def _move(session: Session, case_id: str, place: Compartment, why: str) -> None:
    """Copy everything of a case to its place, then erase it among the team's."""
    team = session.vault.casework
    records = _belonging(team, case_id)
    place.take_over(team, records, why, case_id)
    place.append(tuple(session.casework.names_to_note(place, place.list(case=case_id))))
    keep_numbers(session, [note.body for note in team.list(ReceivedPack.kind, case_id)])
    team.erase(records, MOVED)
    session.remembered.pop(case_id, None)


def _belonging(team: Compartment, case_id: str) -> tuple[str, ...]:
    """Return the records of a case, and the people whom no other case names."""
    own = _own(team, case_id)
    named, elsewhere = _named_in(team, own), _named_by_others(team, case_id)
    return (*own, *(person for person in named if person not in elsewhere))


def _own(team: Compartment, case_id: str) -> tuple[str, ...]:
    return tuple(one.record for one in team.list(case=case_id) if not isinstance(one.body, Person))


def _named_elsewhere(session: Session, case_id: str) -> tuple[str, ...]:
    team = session.vault.casework
    own = _own(team, case_id)
    elsewhere = _named_by_others(team, case_id)
    return tuple(person for person in _named_in(team, own) if person in elsewhere)


def _named_in(team: Compartment, records: Collection[str]) -> tuple[str, ...]:
    """Return the people that any version of these records names."""
    found = (one for record in records for version in team.history(record) for one in references(version.body))
    people = team.names(Person.kind) | team.names(Adult.kind)
    return tuple(one for one in dict.fromkeys(found) if one in people)


def _named_by_others(team: Compartment, case_id: str) -> frozenset[str]:
    others = (revision for revision in team.list() if revision.case not in (None, case_id))
    return frozenset(one for revision in others for one in references(revision.body))


def _chosen(session: Session, proposal: Proposal, members: Collection[str]) -> tuple[str, ...]:
    chosen = checked_readers(proposal.readers, members)
    if session.account.id not in chosen:
        sentence = "You must be among those who may see it."
        raise InputTrouble(sentence, "Tick yourself. Somebody else who may see it can take you out later.")
    return chosen


def _reason(reason: str, needed: str = "Say why.") -> str:
    words = " ".join(reason.split())
    if not words:
        raise InputTrouble(needed, "Only those who may see the case can read the reason.", field="reason")
    return words
