"""What was shared in a case, and what was not, in full: a row for each line that the case shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from safeguard_desktop.casework.cases import case_of, find_case
from safeguard_desktop.casework.chronology import writer_of
from safeguard_desktop.casework.people import names_of
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.sharing_log import shared_with, sortable_words
from safeguard_desktop.records import Disclosure, Question, Record, SharingDecision, answer_lines, questions, references
from safeguard_desktop.records import sharing_decision as deciding
from safeguard_desktop.vault import Revision

_FIRST = ("Case", "When", "How far", "Record", "Written by")
"""What the case shows of a line, under the same names; "When" is a day, with a local time only where one is known."""
_DECIDED = (deciding.decide, deciding.against, deciding.instead, deciding.legal, deciding.telling, deciding.sign_off)
"""The steps of a decision that say what was decided and why, on which law, whether the adult was told, and by whom."""
_ABOUT = "adult"
"""The question of whom it is about, which both kinds are asked."""


@dataclass(frozen=True)
class SharingTable:
    """A head, and rows of as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sharing_table(session: Session, case_id: str) -> SharingTable:
    """Return what a case shows of sharing, with every answer; beside a disclosure the decision that it rests on.

    A line that names no adult is about the case's. The columns are the questions as they are declared. Raises
    InputTrouble when there is no such case.
    """
    case = case_of(find_case(session, case_id))
    entries = {entry.record: entry for entry in session.casework.list(case=case_id)}
    names = names_of(session, {one for entry in entries.values() for one in references(entry.body)})
    rows = []
    for line in shared_with(tuple(entries.values())):
        entry = entries[line.record]
        first = (case.reference or "", sortable_words(line.happened), line.stage)
        adult = names.get(entry.body.answer(_ABOUT) or case.adult or "", "")
        answers = _answers(entry.body, entries, names, adult)
        rows.append((*first, entry.body.title, writer_of(session, entry), *answers))
    return SharingTable((*_FIRST, *(_head(question) for question in (*_of_sharing(), *_of_deciding()))), tuple(rows))


def _of_sharing() -> tuple[Question, ...]:
    return questions(Disclosure)


def _of_deciding() -> tuple[Question, ...]:
    return tuple(question for question in questions(SharingDecision) if question.step in _DECIDED)


def _head(question: Question) -> str:
    return question.step.told(question.label) if question.step is not None else question.label


def _answers(body: Record, entries: Mapping[str, Revision], names: Mapping[str, str], adult: str) -> Iterator[str]:
    disclosure = body if isinstance(body, Disclosure) else None
    decision = body if disclosure is None else _decision_for(disclosure, entries)
    for question in _of_sharing():
        yield adult if question.name == _ABOUT else _answer(question, disclosure, names)
    for question in _of_deciding():
        yield _answer(question, decision, names)


def _decision_for(disclosure: Disclosure, entries: Mapping[str, Revision]) -> Record | None:
    found = entries.get(disclosure.decision or "")
    return found.body if found is not None else None


def _answer(question: Question, record: Record | None, names: Mapping[str, str]) -> str:
    if record is None or not question.is_asked(record):
        return ""
    return "; ".join(answer_lines(question, record.answer(question.name), names))
