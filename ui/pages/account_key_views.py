"""What a manager does with an account and its keys: another role, a new start code, taking it away."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from safeguard_desktop.casework.accounts import change_role, remove_account, reset_access
from safeguard_desktop.casework.recovery import read_recovery_key
from safeguard_desktop.errors import KeyTrouble, StorageTrouble, Trouble
from safeguard_desktop.records import Role
from ui.pages.account_views import Person
from ui.pages.recovery_box import RecoveryBox
from ui.pages.role_field import RoleField
from ui.pages.settings_parts import services_of
from ui.pages.start_code import StartCode
from ui.pages.views import View, Views
from ui.widgets.basics import announce, column, words
from ui.widgets.callout import Callout
from ui.widgets.inputs import Radio

_GOES_ON = "If the computer stops meanwhile, nothing is lost: the program goes on when it is next opened."
_LESS = f"New keys are made, so that they can no longer open the cases. It may take a minute. {_GOES_ON}"
_DESK = (
    "What they were writing, and copies of what they handed in, are at a desk of their own. "
    "Only their old passphrase or the recovery key opens it."
)
_OLD_BACKUPS = (
    "Their old key still opens every backup made until now, also those on this computer, if they copied the files. "
    "Lock the sticks away. The last of these backups goes after a year: delete them if that is too long."
)
"""Of a manager, to whom backups are sealed."""


class KeysView(View):
    """A view whose work makes new keys: how far it is, and what was done."""

    finished = Signal(str)
    """It is done, and what to say of it."""
    stopped = Signal(object)
    """The disk refused on the way: the StorageTrouble."""

    def __init__(self, views: Views, title: str, about: str = "") -> None:
        super().__init__(views, title, about)
        self.far = words("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the change of keys is")

    def _add_bar(self) -> None:
        for shown in (self.far, self.bar):
            self.add(shown)
            shown.hide()

    def _begin(self) -> None:
        if not self.is_busy:
            self.far.setText("Changing the keys…")
            self.bar.setRange(0, 0)
            for shown in (self.far, self.bar):
                shown.show()
            announce(self, self.far.text())

    def _teller(self) -> Callable[[int, int], None]:
        """Return what tells, from the worker, how many files of how many have their new key."""
        return self.shell.tasks.teller(self._show_progress, owner=self)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.far.setText(f"Changing the keys: {done} of {total}")

    def _stopped(self, trouble: Trouble) -> None:
        for shown in (self.far, self.bar):
            shown.hide()
        if isinstance(trouble, StorageTrouble):
            self.stopped.emit(trouble)
        else:
            self.trouble(trouble)


class RoleView(KeysView):
    """Another role for somebody."""

    def __init__(self, views: Views, person: Person) -> None:
        super().__init__(views, f"What may {person.name} do?")
        self._person = person
        self.role = RoleField(services_of(self.shell))
        self.role.set_value(person.role)
        self.role.changed.connect(self._tell)
        self._less, self._backups = words(_LESS, "muted"), words(_OLD_BACKUPS, "muted")
        self.add(self.role, self._less, self._backups)
        self._add_bar()
        self._tell()

    def _tell(self) -> None:
        is_less = self.role.role() is Role.CARE_WORKER and self._person.role is not Role.CARE_WORKER
        self._less.setVisible(is_less)
        manager = Role.REGISTERED_MANAGER
        self._backups.setVisible(self._person.role is manager and self.role.role() not in (manager, None))

    def go(self) -> None:
        """Change it."""
        role = self.role.role()
        if role is None:
            self.role.show_error("Choose what they may do.")
            self.role.take_focus()
            return
        self._begin()
        work = partial(change_role, self.shell.session, self._person.id, role, self._teller())
        said = f"{self._person.name} is a {role.label.lower()} now."
        self.run(work, lambda _done: self.finished.emit(said), self._stopped)


class ResetView(View):
    """A new start code for somebody who cannot get in; with the recovery key, their desk opens as well."""

    made = Signal(object)
    """The StartCode."""

    def __init__(self, views: Views, person: Person) -> None:
        about = "They sign in with the code once, and choose a new passphrase. You never learn it."
        super().__init__(views, f"A new start code for {person.name}", about)
        self._person = person
        self.add(words("What about their own desk?", "strong"), words(_DESK, "muted"))
        self.closed = Radio("Leave it closed", "They begin with an empty desk. The cases are not touched by it.")
        self.with_key = Radio("Open it: I have the recovery key here", "They find everything as they left it.")
        self.box = RecoveryBox()
        choices = QWidget()
        layout = column(choices, gap=5)
        for made, other in ((self.closed, self.with_key), (self.with_key, self.closed)):
            made.setAccessibleDescription(made.detail)
            made.toggled.connect(self._show)
            made.moved.connect(partial(self._take, other))
            layout.addWidget(made)
        self.add(choices, self.box)
        self.closed.setChecked(True)
        self.begins_at = self.closed
        self.box.entered.connect(self.go)
        self._show()

    def _take(self, other: Radio, _step: int) -> None:
        other.setChecked(True)
        other.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        self.box.setVisible(self.with_key.isChecked())

    def go(self) -> None:
        """Make the code, or say what is wrong with the key."""
        texts = self.box.texts() if self.with_key.isChecked() else ()
        if texts is not None:
            self.run(partial(self._reset, texts), self._made, self._refused)

    def _reset(self, texts: tuple[str, ...]) -> str:
        """Make the code, on the worker."""
        key = read_recovery_key(texts) if texts else None
        return reset_access(self.shell.session, self._person.id, key)

    def _made(self, code: str) -> None:
        self.box.forget()
        self.made.emit(StartCode(self._person.name, self._person.role, code, self._person.until))

    def _refused(self, trouble: Trouble) -> None:
        if isinstance(trouble, KeyTrouble) and self.with_key.isChecked():
            self.box.say(str(trouble))
        else:
            self.trouble(trouble)


class RemoveView(KeysView):
    """What it means that somebody leaves, and taking their account away."""

    def __init__(self, views: Views, person: Person) -> None:
        super().__init__(views, f"Remove {person.name}?")
        self._person = person
        box = Callout("attention", "What happens")
        for line in (
            f"{person.name} cannot sign in any more, from this moment on.",
            f"Every key that they had is changed. It may take a minute. {_GOES_ON}",
            "What they wrote stays in the cases, under their name.",
            "What they have read or printed, they have read. No program can take that back.",
            f"{_DESK} Ask them first to hand in what is unfinished.",
            "If a restricted case is seen by them alone, ask them first to let somebody else in.",
            *([_OLD_BACKUPS] if person.role is Role.REGISTERED_MANAGER else []),
        ):
            box.add(words(f"•  {line}"))
        self.add(box)
        self._add_bar()

    def go(self) -> None:
        """Take the account away."""
        self._begin()
        work = partial(remove_account, self.shell.session, self._person.id, self._teller())
        said = f"{self._person.name} has no account any more, and the keys are changed."
        self.run(work, lambda _done: self.finished.emit(said), self._stopped)
