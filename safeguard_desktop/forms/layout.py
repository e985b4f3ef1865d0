"""What a form asks, in which order and how wide: data from `resources/forms/`, so that an area's own form is a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

from safeguard_desktop.forms.copies import MARKING, FormCopy
from safeguard_desktop.forms.sections import GRID
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.questions import Question, Step
from safeguard_desktop.records.record import Record, questions, steps


@dataclass(frozen=True)
class Cell:
    """One box: a question (`ask = "source.field"`), a line to sign, fixed words, or a `figure` of the source `of`.

    `wide` counts twelfths of the page; 0 shares what is left. `tall` counts lines to write on in a blank form.
    `required` makes an answer needed that the record itself can do without; `every` prints a long list whole.
    """

    ask: str = ""
    label: str = ""
    wide: int = 0
    tall: int = 0
    required: bool = False
    every: bool = False
    sign: str = ""
    name: str = ""
    text: str = ""
    figure: str = ""
    of: str = ""

    @property
    def source(self) -> str:
        """The name of the source that the question belongs to."""
        return self.ask.partition(".")[0]

    @property
    def path(self) -> tuple[str, ...]:
        """The name of the question in its record, and in the part inside that."""
        return tuple(self.ask.split(".")[1:])

    @classmethod
    def read(cls, data: str | Mapping[str, Any]) -> Self:
        """Read a cell: a bare string is a question. Raises ValueError for a key that there is not."""
        if isinstance(data, str):
            return cls(ask=data)
        _known_keys(cls, data)
        return cls(**data)


@dataclass(frozen=True)
class Section:
    """A numbered band and what is below it.

    `rows` are drawn once, or once for every record of the source `each`. `include` prints every step of that
    source as the record declares it, or only `steps`, or all but `without` (by their keys). An `optional`
    section is left out where its source is not there.
    """

    title: str = ""
    intro: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    each: str = ""
    include: str = ""
    steps: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    optional: bool = False

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Read a section. Raises ValueError for a key that there is not."""
        _known_keys(cls, data)
        rows = tuple(tuple(Cell.read(cell) for cell in row) for row in data.get("rows", ()))
        lists = {key: tuple(data[key]) for key in ("steps", "without") if key in data}
        return cls(**{**data, **lists, "rows": rows})

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell, in order."""
        return (cell for row in self.rows for cell in row)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that the section draws on, in the order in which they appear."""
        named = [self.include, self.each]
        for cell in self.cells:
            named += [cell.source, cell.name.partition(".")[0], cell.of]
        return tuple(dict.fromkeys(name for name in named if name))

    def prints(self, step: Step) -> bool:
        """Tell whether an included record's step belongs in this section."""
        return step.key not in self.without and (not self.steps or step.key in self.steps)


@dataclass(frozen=True)
class Layout:
    """A form. `recipient` names the contact it usually goes to; `file_name` may hold {case}, {copy} and no name.

    `sources` gives the kind of each source that is not named after its kind.
    """

    title: str
    subtitle: str = ""
    marking: str = MARKING
    handling: str = ""
    recipient: str = ""
    file_name: str = "{case}-{copy}"
    closing: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()

    @classmethod
    def from_toml(cls, data: Mapping[str, Any]) -> Self:
        """Read a layout from a TOML file's dict. Raises ValueError naming a key that there is not."""
        rest = {key: value for key, value in data.items() if key != "section"}
        _known_keys(cls, rest)
        return cls(**rest, sections=tuple(Section.read(one) for one in data.get("section", ())))

    def kind_of(self, source: str) -> str:
        """Return the kind of record that a source is."""
        return self.sources.get(source, source)

    def source_names(self) -> tuple[str, ...]:
        """Return the sources that the form draws on, in the order in which they appear."""
        return tuple(dict.fromkeys(source for section in self.sections for source in section.sources))

    def saved_as(self, copy: FormCopy) -> str:
        """Return the file name of a copy: neutral, as folders and print queues show it."""
        return self.file_name.format(case=copy.case_reference, copy=copy.copy_number) + ".pdf"


def _known_keys(cls: Any, data: Mapping[str, Any]) -> None:
    known = {f.name for f in fields(cls)}
    for key in data:
        if key not in known:
            raise ValueError(f"{cls.__name__.lower()}: there is no “{key}”; there are {', '.join(sorted(known))}")


def layout_of(kind: type[Record]) -> Layout:
    """Return the plain layout of any kind of record: every step a section, every question a box."""
    return Layout(title=kind.title, sections=(Section(include=kind.kind),))


def question_at(kind: type[Record], path: Sequence[str]) -> Question:
    """Return the question at a path inside a kind. Raises KeyError for one that there is not."""
    model: Any = kind
    found: Question | None = None
    for name in path:
        found = next((q for q in questions(model) if q.name == name), None)
        if found is None:
            break
        model = found.part
        if model is None:
            break
    if found is None or not path or found.name != path[-1]:
        raise KeyError(f"{kind.kind}.{'.'.join(path)}")
    return found


def faults(layout: Layout, kinds: Kinds) -> tuple[str, ...]:
    """Return what a layout asks for that the kinds of record do not have, each as a sentence."""
    return tuple(_faults(layout, kinds))


def _faults(layout: Layout, kinds: Kinds) -> Iterator[str]:
    for source in layout.source_names():
        if layout.kind_of(source) not in kinds:
            yield f"There is no kind of record “{layout.kind_of(source)}”."
    for section in layout.sections:
        if section.include and layout.kind_of(section.include) in kinds:
            keys = {step.key for step in steps(kinds[layout.kind_of(section.include)])}
            for key in (*section.steps, *section.without):
                if key not in keys:
                    yield f"{section.include} has no step “{key}”; it has {', '.join(sorted(keys))}."
        for row in section.rows:
            if sum(cell.wide for cell in row) > GRID:
                yield f"A row of “{section.title}” is wider than {GRID} twelfths."
        for cell in section.cells:
            yield from (fault for path in (cell.ask, cell.name) if (fault := _fault_at(layout, kinds, path)))


def _fault_at(layout: Layout, kinds: Kinds, asked: str) -> str:
    source, *path = asked.split(".")
    kind = layout.kind_of(source)
    if not asked or kind not in kinds:
        return ""
    try:
        question_at(kinds[kind], path)
    except KeyError:
        return f"{kind} has no question “{'.'.join(path)}”."
    return ""
