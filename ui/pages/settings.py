"""Settings: the organisation and whom it shares with, the screen, the recovery key, and what is kept where."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.session import Power
from safeguard_desktop.records import Organisation, questions
from ui.pages.entry_list import Beside, Entry, EntryList, Unrolling
from ui.pages.page import Page
from ui.pages.screen_settings import ScreenPart
from ui.pages.settings_accounts import AccountsPart
from ui.pages.settings_backups import BackupsPart
from ui.pages.settings_computer import ComputerPart
from ui.pages.settings_log import LogPart
from ui.pages.settings_parts import AboutPart, OrganisationPart
from ui.pages.settings_passphrase import PassphrasePart
from ui.pages.settings_recovery import RecoveryKeyPart
from ui.pages.settings_verify import VerifyPart
from ui.pages.shell import Place, Shell
from ui.pages.views import Views
from ui.widgets.basics import Card, clear, column, first_stop, reveal, words

_US, _OTHERS = "organisation", "contacts"


class SettingsPage(Page):
    """A list of parts, and beside it the one that is open.

    `part` says which, and `focus` which question of Screen, which words of the log, or the id of which account.
    """

    place = Place.SETTINGS
    scrolls = False

    def __init__(self, shell: Shell, part: str = "", focus: str = "") -> None:
        super().__init__(shell)
        self._part, self._focus = part, focus
        self.set_title("Settings")
        self.parts: dict[str, tuple[Entry, Callable[[], QWidget]]] = {
            entry.key: (entry, make) for entry, make in self._all_parts()
        }
        self.open_part: QWidget | None = None
        self._key = ""
        self.list = EntryList("Parts of the settings")
        self.list.opened.connect(self._open)
        left = Card(margin=10)
        left.body.addWidget(self.list)
        inner = QWidget()
        whole = column(inner)
        whole.setContentsMargins(24, 22, 24, 24)
        self._reading = column(gap=14)
        whole.addLayout(self._reading)
        whole.addStretch()
        self._scroll = Unrolling(inner)
        right = Card(margin=0)
        right.body.addWidget(self._scroll)
        beside = Beside(left, right, width=240, height=300, narrow=700)
        self.list.chosen.connect(beside.show_second)
        self.body.addWidget(beside, 1)
        self.list.show_entries([entry for entry, _make in self.parts.values()])
        self.list.open_entry(part)

    def _all_parts(self) -> tuple[tuple[Entry, Callable[[], QWidget]], ...]:
        return (
            (Entry(_US, "Your organisation", "Printed on every form"), self._organisation),
            (Entry(_OTHERS, "Who you share with", "Council, MARAC, police and others"), self._contacts),
            (Entry("people", "People and access", "Accounts, roles, start codes"), lambda: AccountsPart(self.shell)),
            *self._for_managers(),
            (Entry("passphrase", "Your passphrase", "Change it"), lambda: PassphrasePart(self.shell)),
            (Entry("screen", "Screen", "Colours, size of words, lock"), lambda: ScreenPart(self.shell)),
            (Entry("recovery", "Recovery key", "Test it before you need it"), lambda: RecoveryKeyPart(self.shell)),
            (Entry("backups", "Backups", "Made each day, copied to a stick"), lambda: BackupsPart(self.shell)),
            (Entry("verify", "Is this record complete?", "The history, or a printed form"), self._verify),
            (Entry("computer", "This computer", "Disk, printing, cloud copies"), lambda: ComputerPart(self.shell)),
            (Entry("about", "What is kept, and where", "Folder, version, protection"), lambda: AboutPart(self.shell)),
        )

    def _for_managers(self) -> tuple[tuple[Entry, Callable[[], QWidget]], ...]:
        if not self.shell.session.may(Power.MANAGE):
            return ()
        return ((Entry("log", "Who looked at what", "The log, by person and day"), lambda: LogPart(self.shell)),)

    def _organisation(self) -> QWidget:
        return OrganisationPart(self.shell, _names(of_parts=False))

    def _contacts(self) -> QWidget:
        return OrganisationPart(self.shell, _names(of_parts=True))

    def _verify(self) -> QWidget:
        return VerifyPart(self.shell)

    def start_focus(self) -> None:
        """Begin in the list, in the part that was asked for, or at the question that was just answered."""
        if self._focus and isinstance(self.open_part, ScreenPart):
            self.open_part.take_focus(self._focus)
        elif self._focus and isinstance(self.open_part, LogPart):
            self.open_part.narrow_to(self._focus)
        elif self._focus and isinstance(self.open_part, AccountsPart):
            self.open_part.lead_to(self._focus)
        elif self._part and self.open_part is not None and (first := first_stop(self.open_part)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(self.open_part)
        else:
            self.list.setFocus()

    def keep(self) -> None:
        """Put away what is typed into the part that is open."""
        if isinstance(self.open_part, OrganisationPart | Views):
            self.open_part.keep()

    def may_leave(self) -> bool:
        """Tell whether another part or page may be shown now, as far as the open part says."""
        return not isinstance(self.open_part, Views) or self.open_part.may_leave()

    def _open(self, key: str) -> None:
        if not self.may_leave():
            self.list.stay_at(self._key)
            return
        self.keep()
        if self._key not in ("", key):
            clear(self.notices)
        self._key = key
        entry, make = self.parts[key]
        clear(self._reading)
        self.shell.secret_shown.emit(False)  # noqa: FBT003  # a signal takes no names
        self.open_part = make()
        self._reading.addWidget(words(entry.title, "section"))
        self._reading.addWidget(self.open_part)
        self._scroll.verticalScrollBar().setValue(0)


def _names(*, of_parts: bool) -> tuple[str, ...]:
    return tuple(question.name for question in questions(Organisation) if (question.part is not None) is of_parts)
