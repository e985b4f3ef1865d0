"""What every page is handed: the session, the worker, the dialogs, and ways to go on and to say something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from safeguard_desktop.casework.actions import Action, Go
from safeguard_desktop.casework.concerns import begin_concern
from safeguard_desktop.casework.guided import Work
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.searching import Found
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import Trouble
from safeguard_desktop.records import Case
from safeguard_desktop.settings import Places, Preferences
from ui.dialogs import Dialogs
from ui.pages.backing_up import BackupKeeper
from ui.tasks import Tasks

T = TypeVar("T")


class Place(Enum):
    """Somewhere a person can be; the value is its name in the side bar or in the path on top.

    With `what`: CASE and RESTRICT want `case_id` (CASE takes `tab`); WORK wants `work` or `record_id` (and takes
    `step`); RECORD and PACK want `record_id`; FOUND wants `text`; INBOX takes `pack_id`, HANDED wants it.
    HAND_OVER wants `case_id`.
    """

    TODAY = "Today"
    CASES = "Cases"
    REVIEWS = "Reviews"
    REFERRALS = "Referrals"
    GUIDANCE = "Guidance"
    SETTINGS = "Settings"
    CASE = "Case"
    WORK = "Write"
    RECORD = "Record"
    PACK = "Referral pack"
    FOUND = "Search"
    INBOX = "Handed in"
    HANDED = "Handed to you"
    HAND_OVER = "Hand over"
    RESTRICT = "Who may see it"


@dataclass(frozen=True)
class Wish:
    """Where a person wants to go, and with what."""

    place: Place
    what: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """Something said on top of a page. `kind` is a call-out's: info, attention, danger, good."""

    kind: str
    title: str
    text: str = ""


class Shell(QObject):
    """Handed to every page. Pages tell it what the person wants; the program listens and does it."""

    wanted = Signal(object)
    """A Wish to go somewhere."""
    noticed = Signal(object)
    """A Notice for the page that is shown."""
    lock_wanted = Signal()
    restore_wanted = Signal()
    """Lock, and go on to restoring a backup."""
    key_test_wanted = Signal()
    """The person wants to test the recovery key, or to make a new one if nobody has it."""
    new_key_wanted = Signal()
    """The person wants to make a new recovery key."""
    secret_shown = Signal(bool)
    """Whether something is on the screen that is shown once, and may be written down by hand."""
    preferences_changed = Signal(object)
    """The Preferences as they are to be from now on."""
    organisation_changed = Signal(str)
    """The organisation's name, after its details were saved."""

    def __init__(
        self, session: Session, places: Places, tasks: Tasks, dialogs: Dialogs, preferences: Preferences
    ) -> None:
        super().__init__()
        self.session = session
        self.places = places
        self.tasks = tasks
        self.dialogs = dialogs
        self.backups = BackupKeeper(session, tasks, self)
        self.preferences = preferences
        self._is_making = False
        self.is_over = False
        """Whether the session has ended: what a timer still asks for then is left, as every word is kept already."""

    def go(self, place: Place, *, said: str = "", **what: Any) -> None:
        """Go to a place; `said` is shown on top of it, as something that went well."""
        self.wanted.emit(Wish(place, what))
        if said:
            self.say(said)

    def do(self, action: Action) -> None:
        """Do what a line of a list leads to: carry on, begin, open a case, prepare a pack, accept a concern."""
        if action.go is Go.CARRY_ON and action.record:
            self.go(Place.WORK, record_id=action.record, step=action.step)
        elif action.go is Go.BEGIN and action.begin_kind:
            self.begin(action.begin_kind, action.case, action.record)
        elif action.go is Go.SEND and action.record:
            self.go(Place.PACK, record_id=action.record)
        elif action.go is Go.RESTRICT and action.case:
            self.go(Place.RESTRICT, case_id=action.case)
        elif action.go is Go.ACCEPT:
            self.go(Place.INBOX, pack_id=action.record or "")
        elif action.go is Go.HANDED and action.record:
            self.go(Place.HANDED, pack_id=action.record)
        elif action.go is Go.READ and action.record:
            self.go(Place.RECORD, record_id=action.record)
        elif action.case:
            self.go(Place.CASE, case_id=action.case)

    def begin(self, kind: str, case_id: str | None, about: str | None = None) -> None:
        """Begin a record of a kind in a case, with what the case knows already. A concern may be in none yet.

        `about` is the record that it looks at, such as the accepted risk of a review.
        """
        if case_id is None:
            self.run_once(partial(begin_concern, self.session), self._begun)
        else:
            self.run_once(partial(begin_for, self.session, kind, case_id, about), self._begun)

    def begun(self, begin: Callable[[Session], Work]) -> None:
        """Begin something at the person's own desk, and go to it."""
        self.run_once(partial(begin, self.session), self._begun)

    def open_found(self, found: Found) -> None:
        """Open something found: a case as a case, anything else to be read."""
        if found.kind == Case.kind:
            self.go(Place.CASE, case_id=found.record)
        else:
            self.go(Place.RECORD, record_id=found.record)

    def _begun(self, work: Work) -> None:
        self.go(Place.WORK, work=work)

    def accepted(self, case_id: str | None) -> None:
        """Go to the case that something handed in went to."""
        if case_id is None:
            self.go(Place.TODAY, said="There was no concern in it.")
        else:
            self.go(Place.CASE, said="It is in this case now.", case_id=case_id)

    def say(self, sentence: str) -> None:
        """Say on the page that something went well."""
        self.noticed.emit(Notice("good", sentence))

    def trouble(self, trouble: Trouble) -> None:
        """Say on the page what went wrong, and what to do next."""
        self.noticed.emit(Notice("danger", trouble.sentence, trouble.next_step))

    def lock(self) -> None:
        """Lock: every word typed is kept, and the process ends."""
        self.lock_wanted.emit()

    def set_preferences(self, preferences: Preferences) -> None:
        """Have the screen look otherwise, now and from now on."""
        self.preferences = preferences
        self.preferences_changed.emit(preferences)

    def run_once(self, function: Callable[[], T], on_done: Callable[[T], None]) -> None:
        """Run work that makes something new; while it is under way, a second wish for such work is left."""
        if self._is_making:
            return
        self._is_making = True
        self.run(function, partial(self._made, on_done), on_trouble=self._not_made)

    def _made(self, on_done: Callable[[T], None], result: T) -> None:
        self._is_making = False
        on_done(result)

    def _not_made(self, trouble: Trouble) -> None:
        self._is_making = False
        self.trouble(trouble)

    def run(
        self,
        function: Callable[[], T],
        on_done: Callable[[T], None],
        *,
        owner: QObject | None = None,
        on_trouble: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Run work on the vault on the worker, then `on_done` with its result here, unless `owner` is gone by then.

        A trouble is shown on top of the page, unless `on_trouble` takes it.
        """
        if not self.is_over:
            self.tasks.run(function, on_done, on_trouble or self.trouble, owner=owner)
