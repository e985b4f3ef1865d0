"""Somebody who answers any guide to its end with the keyboard: what is wanted, and what the story says."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt

from safeguard_desktop.records import Fact, Question, Sort, When, YesNo, is_empty, questions, questions_asked
from safeguard_desktop.records.record import Record
from tests.journeys.person import Person
from ui.guides.check_page import CHECK
from ui.guides.guide import Guide
from ui.guides.step_page import StepPage

WORDS = "Written in plain words"


class Typist:
    """Answers every question that must be answered; `story` gives answers by name, and the rest is made up.

    A person is given by name, everything else as the record holds it. What stands there already is left.
    """

    def __init__(self, person: Person, story: Mapping[str, Any] | None = None) -> None:
        self._person, self._story = person, dict(story or {})

    def to_the_end(self, guide: Guide, until: str = CHECK) -> None:
        """Go on from step to step, until the one named is shown."""
        while guide.step != until:
            self.answer_step(guide)
            self._person.goes_on(guide)

    def answer_step(self, guide: Guide) -> None:
        """Answer the step that is shown."""
        told: set[str] = set()
        while (question := self._next(guide, told)) is not None:
            told.add(question.name)
            self._answer(question, question.label)

    def _next(self, guide: Guide, told: set[str]) -> Question | None:
        page = _page(guide)
        now = page.now()
        for question in questions_asked(now, page.step):
            if question.name not in told and self._is_open(question, now):
                return question
        return None

    def _is_open(self, question: Question, now: Record) -> bool:
        held = now.answer(question.name)
        if question.name in self._story and question.sort is not Sort.RECORD:
            return bool(held != self._story[question.name])
        return (question.required or question.name in self._story) and is_empty(held)

    def _answer(self, question: Question, label: str) -> None:
        wanted = self._story.get(question.name)
        if question.sort in (Sort.TEXT, Sort.LONG):
            self._person.fill(label, str(wanted or f"{WORDS}: {question.name}"))
        elif question.sort is Sort.NUMBER:
            self._person.fill(label, str(wanted or 1))
        elif question.sort is Sort.CHOICE:
            self.choose(label, _first(question, wanted).label)
        elif question.sort is Sort.CHOICES:
            for choice in wanted or tuple(question.options or ())[:1]:
                self._person.push(f"{label}: {choice.label}")
        elif question.sort is Sort.FACT:
            self._fact(label, wanted if isinstance(wanted, Fact) else Fact(answer=YesNo.NO, evidence="No sign of it"))
        elif question.sort in (Sort.WHEN, Sort.DATE):
            self._date(question, label, wanted)
        elif question.sort is Sort.RECORD:
            self._pick(label, str(wanted or ""))
        else:
            self._parts(question, label)

    def choose(self, question: str, option: str) -> None:
        """Go to a question's choices, and take one with the arrows and Space, whichever way they stand."""
        person, wanted = self._person, f"{question}: {option}"
        for _ in range(150):
            if person.here_is.startswith(f"{question}: "):
                break
            person.press(Qt.Key.Key_Tab)
        for keys in ((Qt.Key.Key_Down, Qt.Key.Key_Right), (Qt.Key.Key_Up, Qt.Key.Key_Left)):
            before = ""
            while person.here_is not in (wanted, before):
                before = person.here_is
                for key in keys:
                    if person.here_is == before:
                        person.press(key)
        assert person.here_is == wanted, f"{option!r} is no choice of {question!r}; the focus is at {person.here_is!r}"
        person.press(Qt.Key.Key_Space)

    def _fact(self, label: str, fact: Fact) -> None:
        assert fact.answer is not None
        self.choose(label, fact.answer.label)
        if fact.evidence:
            self._person.fill(f"{label}: what this rests on", fact.evidence)

    def _date(self, question: Question, label: str, wanted: Any) -> None:
        day = wanted.earliest if isinstance(wanted, When) else wanted
        if day is None:
            day = date.today() if question.past else date.today() + timedelta(days=5)  # noqa: DTZ011  # as people do
        for box, part in (("day", day.day), ("month", day.month), ("year", day.year)):
            self._person.fill(f"{label}: {box}", str(part))

    def _pick(self, label: str, name: str) -> None:
        """Pick somebody known by name, or add them; with no name, take the first that is offered."""
        self._person.fill(label, name)
        self._person.press(Qt.Key.Key_Down)
        is_new = "as someone new" in self._offered()
        self._person.press(Qt.Key.Key_Return)
        if is_new:
            self._person.push("Add this person")
            self._person.waits(lambda: self._person.here_is.startswith("Change"))

    def _offered(self) -> str:
        item = self._person.here.currentItem() if hasattr(self._person.here, "currentItem") else None
        return item.text() if item is not None else ""

    def _parts(self, question: Question, label: str) -> None:
        assert question.part is not None
        if question.sort is Sort.ROWS:
            self._person.push(f"{label}: add one")
        for inner in questions(question.part):
            if inner.required:
                self._answer(inner, inner.label)


def _page(guide: Guide) -> StepPage:
    page = guide._page
    assert isinstance(page, StepPage)
    return page


def _first(question: Question, wanted: Any) -> Any:
    return wanted if wanted is not None else next(iter(question.options or ()))
