"""Printing a record on its form: which layout, which other records fill it, and what each copy says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from safeguard_desktop.casework.cases import case_of, find_case
from safeguard_desktop.casework.chronology import latest
from safeguard_desktop.casework.people import names_of
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import organisation
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.forms import FormCopy, Layout, Sources, layout_of, print_blank, print_form
from safeguard_desktop.records import Organisation, Record, questions, references
from safeguard_desktop.resource_files import resource_folder, resource_toml
from safeguard_desktop.vault import Revision

COPIED = ("printed", "saved as locked PDF")
"""What the log calls a copy that came into being; each gets the next number."""


@dataclass(frozen=True)
class Printable:
    """A record with what its form needs: the layout, the records that fill it, and the names they refer to."""

    revision: Revision
    layout: Layout
    sources: Sources
    names: dict[str, str]


def layout_for(kind: type[Record]) -> Layout:
    """Return the layout of a kind's form: its file in `resources/forms/`, or the plain one for a kind without."""
    path = resource_folder() / "forms" / f"{kind.kind}.toml"
    return Layout.from_toml(resource_toml(f"forms/{kind.kind}.toml")) if path.is_file() else layout_of(kind)


def printable(session: Session, record_id: str) -> Printable:
    """Gather what the form of a record needs. Raises InputTrouble when there is no such record."""
    revision = session.casework.current(record_id)
    if revision is None:
        raise InputTrouble("That record is not here.", "Look for it in its case.")
    layout = layout_for(type(revision.body))
    sources = dict(_sources(session, layout, revision))
    return Printable(revision, layout, sources, names_of(session, _referred(sources)))


def _referred(sources: Sources) -> set[str]:
    found: set[str] = set()
    for value in sources.values():
        for record in value if isinstance(value, tuple) else (value,):
            found.update(references(record))
    return found


def _sources(session: Session, layout: Layout, main: Revision) -> Iterator[tuple[str, Record | tuple[Record, ...]]]:
    """Yield each source of a layout: the record itself, what it refers to, or the newest of a kind in its case."""
    entries = session.casework.list(case=main.case) if main.case else ()
    named = {question.name: question for question in questions(type(main.body)) if question.picks}
    for source in layout.source_names():
        kind = layout.kind_of(source)
        if source == main.body.kind:
            yield source, main.body
        elif source in named:
            yield from _referred_to(session, source, main.body.answer(source))
        elif kind == Organisation.kind:
            yield source, organisation(session)
        elif "adult" in named and kind == "adult":
            yield from _referred_to(session, source, main.body.answer("adult"))
        else:
            found = latest(entries, kind)
            if found is not None:
                yield source, found.body


def _referred_to(
    session: Session, source: str, answer: str | tuple[str, ...] | None
) -> Iterator[tuple[str, Record | tuple[Record, ...]]]:
    ids = answer if isinstance(answer, tuple) else (answer,) if answer else ()
    found = [revision.body for record_id in ids if (revision := session.casework.current(record_id)) is not None]
    if found:
        yield source, tuple(found) if isinstance(answer, tuple) else found[0]


def form_copy(session: Session, revision: Revision, recipient: str) -> FormCopy:
    """Return what the next copy of a record's form says of itself on every page."""
    reference = ""
    if revision.case is not None:
        reference = case_of(find_case(session, revision.case)).reference or ""
    number = copies_made(session, revision) + 1
    return FormCopy(
        case_reference=reference or "No case",
        recipient=recipient or "our own file",
        copy_number=number,
        copies=number,
        printed_at=session.now().astimezone(),
        printed_by=session.account.name,
        organisation=organisation(session).name or "",
        head=str(session.casework.head(revision.case)),
    )


def copies_made(session: Session, revision: Revision) -> int:
    """Return how many copies of a record's form were printed or saved, by the log."""
    made = session.casework.accesses(revision.case)
    return sum(entry.record == revision.record and entry.what in COPIED for entry in made)


def print_record(session: Session, record_id: str, recipient: str = "") -> bytes:
    """Return the PDF of a record's form, for looking at. Printing it is noted apart: a look is not a copy."""
    found = printable(session, record_id)
    return print_form(found.layout, found.sources, form_copy(session, found.revision, recipient), found.names)


def print_empty(session: Session, kind: str) -> bytes:
    """Return the blank form of a kind, to be filled in by hand."""
    layout = layout_for(session.kinds[kind])
    return print_blank(layout, session.kinds, organisation(session).name or "")
