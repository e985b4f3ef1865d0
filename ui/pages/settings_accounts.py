"""Settings: who has an account and what each may do; a manager adds people, lets them in again, and removes them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from safeguard_desktop.casework.accounts import list_accounts
from safeguard_desktop.casework.half_typed import kept_form
from safeguard_desktop.casework.session import Power
from safeguard_desktop.casework.sign_ins import UNUSED_DAYS, accounts_in_use
from safeguard_desktop.clock import short_day_words
from safeguard_desktop.errors import Trouble
from safeguard_desktop.records import Role
from ui.models.table import Cell, Column, Row
from ui.pages.account_key_views import RemoveView, ResetView, RoleView
from ui.pages.account_views import ADDING, AddView, Person, PersonInUse, PersonView, UntilView
from ui.pages.page import LARGE
from ui.pages.shell import Notice, Place, Shell
from ui.pages.start_code import StartCode, StartCodeView
from ui.pages.views import View, Views
from ui.theme import current_theme
from ui.widgets.basics import buttons, primary, words
from ui.widgets.callout import Callout
from ui.widgets.table_list import TableList

T = TypeVar("T")
_LIST = "Everybody with an account"
_COLUMNS = (
    Column("Name", 4),
    Column("Role", 4),
    Column("Last day", 3),
    Column("Last signed in", 3),
    Column("Now", 5),
)
_LAST_DAY = 2
"""The number of the column that large text leaves out: each account's own page says it too."""
_ABOUT = "Everybody has an account of their own. Nobody, not even you, can see another person’s passphrase."
_SIGN_IN_AGAIN = Notice(
    "info",
    "To let somebody in, sign in again first",
    "Adding somebody, a new start code, another role or last day need your passphrase typed within the last ten "
    "minutes, so that nobody does it at a screen that you left. Lock now (Ctrl+L), sign in, and come back here.",
)


class AccountsPart(Views):
    """The list, and what is done with one account. Who is no manager reads who the managers are."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.people: tuple[PersonInUse, ...] = ()
        self._wanted = ""
        if shell.session.may(Power.MANAGE):
            self.show_list(takes_focus=False)
        else:
            self.show_view(_ManagersView(self), takes_focus=False)

    def show_list(self, said: str = "", *, takes_focus: bool = True) -> None:
        """Show who has an account; `said` is what has just been done."""
        view = ListView(self)
        view.add_button.clicked.connect(self.ask_new)
        view.table.opened.connect(self.show_person)
        self.show_view(view, takes_focus=takes_focus)
        if said:
            view.say(Notice("good", said))
        elif not self.shell.session.is_fresh:
            view.say(_SIGN_IN_AGAIN)
        self.shell.run(partial(accounts_in_use, self.shell.session), partial(self._loaded, view), owner=view)

    def _loaded(self, view: "ListView", people: Sequence[PersonInUse]) -> None:
        self.people = tuple(people)
        view.show_people(self.people)
        self._go_on_to_wanted()

    def lead_to(self, account: str) -> None:
        """Show one account, to be removed, as soon as the list has come."""
        self._wanted = account
        if self.people:
            self._go_on_to_wanted()
        elif self.view is not None:
            self.view.start_focus()

    def _go_on_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.show_person(wanted, begins_at="remove")

    def ask_new(self) -> None:
        """Ask who is new, with what was typed before and not finished."""
        self.shell.run(partial(kept_form, self.shell.session, ADDING), self._show_adding, owner=self.view)

    def _show_adding(self, typed: Mapping[str, Any] | None) -> None:
        view = AddView(self, tuple(person.name for person in self.people), typed)
        view.made.connect(self._show_code)
        view.back_to(_LIST, self._to_list)
        view.end_with("Add this person", view.go, partial(self._stop_adding, view))
        self.show_view(view)

    def _stop_adding(self, view: AddView) -> None:
        view.forget()
        self.show_list()

    def _to_list(self) -> None:
        self.keep()
        self.show_list()

    def _show_code(self, code: StartCode) -> None:
        self.show_view(StartCodeView(self, code, self.show_list))

    def show_person(self, account: str, begins_at: str = "role") -> None:
        """Show one account; the focus is at the button of one of ACTS."""
        for person in self.people:
            if person.id == account:
                me = self.shell.session.account.id
                view = PersonView(self, person, state_of(person, self._today(), me).text, is_me=account == me)
                view.begins_at = view.buttons.get(begins_at)
                view.wanted.connect(partial(self.act, person))
                view.log_button.clicked.connect(partial(self._to_log, person))
                view.back_to(_LIST, self.show_list)
                self.show_view(view)

    def _to_log(self, person: Person) -> None:
        self.shell.go(Place.SETTINGS, part="log", focus=person.name)

    def act(self, person: Person, act: str) -> None:
        """Ask what is needed to do one of ACTS with an account."""
        acts = {"role": self._role, "until": self._until, "reset": self._reset, "remove": self._remove}
        acts[act](person)

    def _role(self, person: Person) -> None:
        view = RoleView(self, person)
        view.finished.connect(self.show_list)
        view.stopped.connect(self._show_stopped)
        self._ask(view, person, "Change it", view.go)

    def _until(self, person: Person) -> None:
        view = UntilView(self, person)
        view.finished.connect(self.show_list)
        self._ask(view, person, "Save the last day", view.go)

    def _reset(self, person: Person) -> None:
        view = ResetView(self, person)
        view.made.connect(self._show_code)
        self._ask(view, person, "Make a new start code", view.go)

    def _remove(self, person: Person) -> None:
        view = RemoveView(self, person)
        view.finished.connect(self.show_list)
        view.stopped.connect(self._show_stopped)
        self._ask(view, person, f"Remove {person.name}", view.go, role="danger")

    def _show_stopped(self, trouble: Trouble) -> None:
        """Show how everything stands after a change that the disk cut short, and what to do."""
        self.show_list()
        if self.view is not None:
            self.view.trouble(trouble)

    def _ask(self, view: View, person: Person, onward: str, go: Callable[[], None], role: str = "primary") -> None:
        back = partial(self.show_person, person.id)
        view.back_to(person.name, back)
        view.end_with(onward, go, back, role)
        self.show_view(view)

    def _today(self) -> date:
        return self.shell.session.now().astimezone().date()


class ListView(View):
    """Everybody with an account."""

    def __init__(self, part: AccountsPart) -> None:
        super().__init__(part, about=_ABOUT)
        self.add_button = primary("Add somebody", "plus")
        self.table = TableList(_LIST, _fitting(_COLUMNS))
        self.add(buttons(self.add_button), self.table)
        self.begins_at = self.add_button

    def show_people(self, people: Sequence[PersonInUse]) -> None:
        """Show them by name."""
        session = self.shell.session
        today, me = session.now().astimezone().date(), session.account.id
        self.table.show_rows([_row(person, today, me) for person in sorted(people, key=_by_name)])


class _ManagersView(View):
    """For everybody else: whom to ask."""

    def __init__(self, part: AccountsPart) -> None:
        super().__init__(part, about="Registered managers add people, and help when a passphrase is forgotten.")
        self.shell.run(partial(list_accounts, self.shell.session), self._show, owner=self)

    def _show(self, people: Sequence[Person]) -> None:
        managers = [person.name for person in people if person.role is Role.REGISTERED_MANAGER]
        self.add(Callout("info", "Your registered managers", "\n".join(managers)))
        mine = self.shell.session.account
        self.add(words(f"You are signed in as {mine.name}, {mine.role.label.lower()}."))


def state_of(person: PersonInUse, today: date, me: str) -> Cell:
    """Return how an account stands now."""
    if person.until is not None and today > person.until:
        return Cell("Ended", tone="grey")
    if person.is_unused:
        return Cell(f"Not used for {UNUSED_DAYS} days: is it still needed?", quiet=True)
    if person.has_start_code:
        return Cell("Start code not used yet", tone="amber")
    if person.id == me:
        return Cell("You")
    return Cell("")


def _row(person: PersonInUse, today: date, me: str) -> Row:
    until = Cell(short_day_words(person.until) if person.until else "", quiet=True)
    used = Cell(_last_signed_in(person), quiet=True)
    cells = Cell(person.name), Cell(person.role.label), until, used, state_of(person, today, me)
    return Row(person.id, _fitting(cells))


def _last_signed_in(person: PersonInUse) -> str:
    if person.last_signed_in is not None:
        return short_day_words(person.last_signed_in)
    return "Not yet" if person.has_start_code else "Not known"


def _fitting(columns: tuple[T, ...]) -> tuple[T, ...]:
    """Return what there is room for at this size of text."""
    is_large = current_theme().percent > LARGE
    return (*columns[:_LAST_DAY], *columns[_LAST_DAY + 1 :]) if is_large else columns


def _by_name(person: Person) -> str:
    return person.name.casefold()
