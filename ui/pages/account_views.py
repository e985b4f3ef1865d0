"""What a manager does with one account and no key: add it, look at it, give it another last day."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from safeguard_desktop.casework.accounts import add_account, change_last_day
from safeguard_desktop.casework.half_typed import forget_form, keep_form
from safeguard_desktop.casework.names_alike import looks_like
from safeguard_desktop.clock import day_words
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Question, Sort
from ui.pages.role_field import MAY, RoleField
from ui.pages.settings_parts import services_of
from ui.pages.sign_in import SignsIn
from ui.pages.start_code import StartCode
from ui.pages.views import View, Views
from ui.tasks import nothing
from ui.widgets.basics import announce, button, buttons, link, reveal, words
from ui.widgets.callout import Callout
from ui.widgets.text_fields import TextField
from ui.widgets.when_field import DateField

ADDING = "account"
"""The name under which what is typed for somebody new is kept."""
ACTS = {
    "role": "Change what they may do",
    "until": "Change the last day",
    "reset": "Give them a new start code",
    "remove": "Remove this person",
}
_NAME = Question("Their name", name="name", hint="As colleagues know them. It is shown where people sign in.")
_UNTIL = Question(
    "Last day of the account",
    name="until",
    sort=Sort.DATE,
    hint="For agency staff, and anybody whose last day is known. After it, the account opens nothing.",
)


class Person(SignsIn, Protocol):
    """Somebody with an account."""

    @property
    def until(self) -> date | None:
        """The last day."""
        ...

    @property
    def has_start_code(self) -> bool:
        """Whether their own passphrase is still to be chosen."""
        ...


class PersonInUse(Person, Protocol):
    """Somebody with an account, as managers see them."""

    @property
    def last_signed_in(self) -> date | None:
        """The day on which they last signed in, where it is known."""
        ...

    @property
    def is_unused(self) -> bool:
        """Whether that is long ago."""
        ...


def use_words(person: PersonInUse) -> str:
    """Return in words when somebody last signed in."""
    if person.last_signed_in is not None:
        return f"Last signed in on {day_words(person.last_signed_in)}"
    return "Has not signed in yet" if person.has_start_code else "Not known when they last signed in"


class AddView(View):
    """Asks who is new, and makes their account."""

    made = Signal(object)
    """The StartCode."""

    def __init__(self, views: Views, taken: tuple[str, ...], typed: Mapping[str, Any] | None) -> None:
        about = (
            "They get a start code from you. With it they choose a passphrase of their own, which nobody else knows."
        )
        super().__init__(views, "Add somebody", about)
        services = services_of(self.shell)
        self._taken = taken
        self.name = TextField(_NAME, services)
        self.role = RoleField(services)
        self.until = DateField(_UNTIL, services)
        self.until.mark_optional()
        for name, field in self._fields().items():
            field.set_raw((typed or {}).get(name))
            self.add(field)

    def _fields(self) -> dict[str, TextField | RoleField | DateField]:
        return {"name": self.name, "role": self.role, "until": self.until}

    def keep(self) -> None:
        """Keep what is typed for when one comes back to it."""
        raw = {name: field.raw() for name, field in self._fields().items()}
        if self.name.line.text().strip() and not self.is_busy:
            self.shell.run(partial(keep_form, self.shell.session, ADDING, raw), nothing)

    def forget(self) -> None:
        """Let go of what is typed."""
        self.name.line.clear()
        self.shell.run(partial(forget_form, self.shell.session, ADDING), nothing)

    def go(self) -> None:
        """Make the account, or say what to put right."""
        name, role = " ".join(self.name.line.text().split()), self.role.role()
        until = read_last_day(self.until, self.shell.session.now().astimezone().date())
        self.name.show_error(self._wrong_name(name))
        self.role.show_error("" if role is not None else "Choose what they may do.")
        for field in self._fields().values():
            if field.error:
                field.take_focus()
                announce(field, field.error)
                reveal(field)
                return
        assert role is not None
        work = partial(add_account, self.shell.session, name, role, until)
        self.run(work, lambda added: self._added(StartCode(name, role, added.start_code, until)), self._refused)

    def _wrong_name(self, name: str) -> str:
        if not name:
            return "Enter their name."
        if any(looks_like(name, taken) for taken in self._taken):
            return "Somebody has an account with that name, or one that looks like it. Add what tells them apart."
        return ""

    def _added(self, code: StartCode) -> None:
        self.forget()
        self.made.emit(code)

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, InputTrouble) and trouble.field == "name":
            self.name.show_error(str(trouble))
            self.name.take_focus()
        else:
            self.trouble(trouble)


def read_last_day(field: DateField, today: date) -> date | None:
    """Return the day in a field, or None, having said at the field what is wrong with it."""
    field.show_error("")
    try:
        until = field.value()
    except InputTrouble as trouble:
        field.show_error(str(trouble))
        return None
    if until is not None and until < today:
        field.show_error("This day is past. Enter today or a later day, or leave it empty.")
    return until


class PersonView(View):
    """One account, and what can be done with it."""

    wanted = Signal(str)
    """What the manager wants to do: one of ACTS."""

    def __init__(self, views: Views, person: PersonInUse, state: str, *, is_me: bool) -> None:
        super().__init__(views, person.name)
        last = day_words(person.until) if person.until else "None"
        role = f"{person.role.label}. {MAY[person.role]}"
        facts = (("What they may do", role), ("Last day", last), ("Signing in", use_words(person)), ("Now", state))
        self.body.addLayout(_facts(*facts))
        self.log_button = link("What they looked at and did")
        self.body.addWidget(self.log_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons: dict[str, QWidget] = {}
        if is_me:
            self.log_button.setText("What you looked at and did")
            mine = "Another registered manager can change it. Your passphrase is under “Your passphrase”, in the list."
            self.add(Callout("info", "This is your own account", mine))
            return
        for act, label in ACTS.items():
            made = button(label, "danger" if act == "remove" else "")
            made.clicked.connect(partial(self.wanted.emit, act))
            self.buttons[act] = made
            self.add(buttons(made))


def _facts(*facts: tuple[str, str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for label, text in facts:
        if text:
            at = grid.rowCount()
            grid.addWidget(words(label, "strong", wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(text), at, 1, Qt.AlignmentFlag.AlignTop)
    return grid


class UntilView(View):
    """Another last day for somebody, or none."""

    finished = Signal(str)
    """It is done, and what to say of it."""

    def __init__(self, views: Views, person: Person) -> None:
        super().__init__(views, f"When is {person.name}’s last day?", "Leave the boxes empty for no last day.")
        self._person = person
        self.until = DateField(_UNTIL, services_of(self.shell))
        self.until.set_value(person.until)
        self.add(self.until)

    def go(self) -> None:
        """Change it, or say what is wrong with it."""
        until = read_last_day(self.until, self.shell.session.now().astimezone().date())
        if self.until.error:
            self.until.take_focus()
            return
        name = self._person.name
        said = f"{name}’s last day is {day_words(until)}." if until else f"{name}’s account has no last day now."
        work = partial(change_last_day, self.shell.session, self._person.id, until)
        self.run(work, lambda _done: self.finished.emit(said), self._refused)

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, InputTrouble):
            self.until.show_error(str(trouble))
            self.until.take_focus()
        else:
            self.trouble(trouble)
