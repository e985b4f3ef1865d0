"""Adding somebody new in the middle of a guide: the few answers that tell them from others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.people import KnownPerson, add_person, people
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Adult, Person, Question, questions
from ui.pages.shell import Shell
from ui.widgets.basics import Card, Scroll, button, column, lay_out_now, primary, rule, words
from ui.widgets.ctrl_enter import on_ctrl_enter
from ui.widgets.error_summary import ErrorSummary, Slip
from ui.widgets.factory import field_for
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.form import Form
from ui.widgets.problems import by_question
from ui.widgets.services import Option, Services

_ASKED = {
    Adult.kind: ("name", "preferred_name", "date_of_birth", "address", "lives"),
    Person.kind: ("name", "date_of_birth", "address", "works_here", "occupation"),
}
_TITLES = {Adult.kind: "Add the adult at risk", Person.kind: "Add a person"}


@dataclass(frozen=True)
class Whereabouts:
    """For what somebody new is written down: a case, or something at the person's own desk."""

    case: str | None = None
    at_desk: bool = False


class AddPerson(Card):
    """Asks for a name and what tells them from others. `added` gives the option to be picked."""

    added = Signal(object)
    left = Signal()
    changed = Signal()

    def __init__(
        self, shell: Shell, kinds: tuple[str, ...], services: Services, where: Whereabouts | None = None
    ) -> None:
        super().__init__(margin=2)
        self._where = where or Whereabouts()
        self._shell, self._services = shell, services
        self.kinds = kinds
        self._kind: type[Person] = Person if Person.kind in kinds else Adult
        self.kind = self._kind.kind
        self._is_busy = False
        inner = QWidget()
        page = column(inner, gap=12)
        page.setContentsMargins(24, 22, 24, 24)
        self.summary = ErrorSummary()
        page.addWidget(self.summary)
        page.addWidget(words(_TITLES[self._kind.kind], "title"))
        page.addWidget(words("A name is enough for now. You can add more later.", "muted"))
        wanted = _ASKED[self._kind.kind]
        self.form = Form((q for q in questions(self._kind) if q.name in wanted), self._field)
        self.form.fill(self._kind())
        self.form.changed.connect(self.changed)
        page.addWidget(self.form)
        page.addStretch(1)
        on_ctrl_enter(self, self.add)
        self.add_button = primary("Add this person")
        self.add_button.clicked.connect(self.add)
        self.back_button = button("Back without adding")
        self.back_button.clicked.connect(self.left)
        self.body.addWidget(Scroll(inner), 1)
        self.body.addWidget(self._foot())

    def _foot(self) -> QWidget:
        """Return the buttons, which stay in sight below the questions whatever the size of text."""
        foot, line = QWidget(), QWidget()
        under = column(foot, gap=10)
        under.setContentsMargins(24, 0, 24, 12)
        under.addWidget(rule())
        under.addWidget(line)
        buttons = Flow(line, gap=10)
        for made in (self.add_button, self.back_button):
            buttons.addWidget(made)
        return foot

    def _field(self, question: Question) -> Field:
        return field_for(question, self._services)

    def raw(self) -> dict[str, Any]:
        """Return what stands here, as JSON can hold it."""
        return {"kinds": list(self.kinds), "answers": self.form.raw()}

    def set_raw(self, raw: Mapping[str, Any]) -> None:
        """Show what stood here."""
        self.form.fill(self._kind(), raw.get("answers") or {})

    def begin(self, typed: str = "") -> None:
        """Begin at the name, with what was typed to find them."""
        if typed:
            self.form.fill(self._kind().with_answers({"name": typed[:300]}))
        lay_out_now()
        self.form.fields["name"].take_focus()

    def add(self) -> None:
        """Add them, or show what to put right."""
        values, troubles = self.form.collect()
        sentences = {name: str(trouble) for name, trouble in troubles.items()}
        if not values["name"] and "name" not in sentences:
            sentences["name"] = self.form.fields["name"].question.sentence
        record: Person | None = None
        if not sentences:
            try:
                record = self._kind().with_answers(values)
            except ValidationError as error:
                sentences = by_question(error)
        self._show(sentences)
        if record is not None and not self._is_busy:
            self._is_busy = True
            adding = _adding(self._shell.session, record, self._where)
            self._shell.run(adding, self._added, owner=self, on_trouble=self._not_added)

    def _show(self, sentences: Mapping[str, str]) -> None:
        self.form.show_errors(sentences)
        self.summary.show_slips([Slip(said, self._goer(name)) for name, said in sentences.items()])

    def _goer(self, name: str) -> Callable[[], None]:
        field = self.form.fields.get(name)
        return field.take_focus if field is not None else self.begin

    def _not_added(self, trouble: Trouble) -> None:
        self._is_busy = False
        name = trouble.field if isinstance(trouble, InputTrouble) else ""
        self._show({name or "name": str(trouble)})

    def _added(self, found: KnownPerson) -> None:
        self.added.emit(option_of(found))


def option_of(person: KnownPerson) -> Option:
    """Return somebody known as what a picker offers."""
    return Option(person.id, person.name, person.detail)


def _adding(session: Session, record: Person, where: Whereabouts) -> Callable[[], KnownPerson]:
    def add() -> KnownPerson:
        person_id = add_person(session, record, case=where.case, at_desk=where.at_desk)
        return next(known for known in people(session, (record.kind,)) if known.id == person_id)

    return add
