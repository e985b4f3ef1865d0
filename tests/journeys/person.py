"""Somebody at the keyboard, without a mouse, before the real window with a real vault."""

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.start import SetUp, check_recovery_key, first_start, lock
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.records.organisation import Contact, Organisation
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from tests.journeys.stand_ins import Answers, Next
from ui.guides.guide import Guide
from ui.pages.case import CasePage
from ui.pages.cases import CasesPage
from ui.pages.page import Page
from ui.pages.recovery import TestKeyPage
from ui.pages.settings import SettingsPage
from ui.pages.sign_in import SignInPage
from ui.pages.start_frame import StartPage
from ui.pages.today import TodayPage
from ui.pages.work import WorkPage
from ui.program import Program, Seams
from ui.widgets.watches import IdleWatch

P = TypeVar("P", bound=QWidget)
PASSPHRASE = "plum-kettle-harbour-violin"  # noqa: S105  # opens nothing but vaults of tests
NAME = "Imani Okafor"
ORGANISATION = "Willow Court"
PATIENCE = 20_000
"""Milliseconds that a journey waits for the worker at most; it goes on as soon as what it waits for is there."""


def make_home(places: Places, role: Role = Role.REGISTERED_MANAGER) -> str:
    """Make a vault as a first start does, with a lock that costs little, and lock it; return its recovery key."""
    us = Organisation(name=ORGANISATION, marac=Contact(name="Invented MARAC"), phone="01632 960001")
    started = first_start(places, SetUp(us, NAME, PASSPHRASE, role), cost=KdfCost.CHEAP)
    check_recovery_key(started.session, started.recovery_key)
    lock(started.session)
    return started.recovery_key


class Person:
    """Presses keys where the focus is, and sees what the window shows."""

    def __init__(self, qtbot: QtBot, app: QApplication, places: Places) -> None:
        self._qtbot, self._app, self.places = qtbot, app, places
        self.moments = 0.0
        """Seconds that have passed for the watch that looks whether somebody is there."""
        self.answers = Answers()
        self.next = Next()
        self._programs: list[Program] = []

    @property
    def restarts(self) -> int:
        """How often a fresh process took over."""
        return len(self.next.farewells)

    @property
    def program(self) -> Program:
        """The program that runs now."""
        return self._programs[-1]

    def start(self) -> Program:
        """Start the program, and wait until its window is before the person; after a lock, as what takes over."""
        program = Program(self._app, self.places, self._seams())
        self._programs.append(program)
        farewell = self.next.farewells[-1] if self.next.farewells else None
        with self._qtbot.waitActive(program.window, timeout=PATIENCE):
            program.begin(farewell)
            program.window.activateWindow()
        return program

    def _seams(self) -> Seams:
        return Seams(
            successor=self.next,
            dialogs=self.answers,
            make_vault=partial(first_start, cost=KdfCost.CHEAP),
            idle=lambda minutes: IdleWatch(minutes, now=lambda: self.moments),
        )

    def close(self) -> None:
        """Close every window that is still open. No journey may end in our bug's page."""
        crashes = [file.read_text() for file in self.places.device.glob("crashes/*.txt")]
        self._close_all()
        assert not crashes, crashes[0]

    def _close_all(self) -> None:
        self.answers.yes = True
        for program in self._programs:
            program.window.close()
            program.window.deleteLater()
            program.deleteLater()
        self._programs.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def vanish(self) -> None:
        """Have the program gone as after a kill: nothing more is kept. The vault's lock goes with the process."""
        program = self._programs.pop()
        session = program.session
        program.window.closing.disconnect(program.close)
        program.tasks.close()
        if session is not None:
            lock(session)
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # keys

    @property
    def here(self) -> QWidget:
        """What has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused

    @property
    def here_is(self) -> str:
        """What a screen reader calls what has the focus."""
        return self.here.accessibleName() or str(getattr(self.here, "text", str)())

    def press(self, *keys: Qt.Key, ctrl: bool = False, shift: bool = False) -> None:
        """Press keys one after another."""
        held = Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QCoreApplication.processEvents()
            QTest.keyClick(self.here, key, held)

    def write(self, text: str) -> None:
        """Type a text; a letter that no plain key has comes as from an input method."""
        for is_plain, letters in groupby(text, key=str.isascii):
            typed = "".join(letters)
            if is_plain:
                QTest.keyClicks(self.here, typed)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(typed)
                QApplication.sendEvent(self.here, composed)

    def tab_to(self, name: str, most: int = 150) -> None:
        """Press Tab until what has the focus is called so."""
        for _ in range(most):
            if self.here_is == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name!r}; it was last at {self.here_is!r}")

    def tab_to_one_that_begins(self, start: str) -> None:
        """Press Tab until what has the focus begins like this."""
        for _ in range(150):
            if self.here_is.startswith(start):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {start!r}; it was last at {self.here_is!r}")

    @property
    def text_here(self) -> str:
        """What stands in the box that has the focus."""
        return str(getattr(self.here, "text", str)())

    def push(self, name: str) -> None:
        """Go to a button and press it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def types(self, text: str) -> None:
        """Type a text, and press Enter."""
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def types_instead(self, text: str) -> None:
        """Type a text in the place of what stands in the box, and press Enter."""
        self.press(Qt.Key.Key_A, ctrl=True)
        self.types(text)

    def fill(self, name: str, text: str) -> None:
        """Go to a box and type into it."""
        self.tab_to(name)
        self.write(text)

    def answer(self, question: str, option: str) -> None:
        """Go to a question's choices, and take one with the arrows and Space."""
        for _ in range(150):
            if self.here_is.startswith(f"{question}: "):
                break
            self.press(Qt.Key.Key_Tab)
        for _ in range(20):
            if self.here_is == f"{question}: {option}":
                self.press(Qt.Key.Key_Space)
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"{option!r} is no choice of {question!r}; the focus is at {self.here_is!r}")

    # what is seen

    def waits(self, until: Callable[[], bool]) -> None:
        """Wait until something holds."""
        try:
            self._qtbot.waitUntil(until, timeout=PATIENCE)
        except QtTimeoutError as late:
            focus = QApplication.focusWidget()
            seen = f"{self.program.page!r} with {self.texts()}; the focus is at {focus!r}"
            raise AssertionError(f"it never came to that. The page is {seen}") from late

    def is_at(self, kind: type[P]) -> P:
        """Wait until a page of this kind is shown and the worker is done; return it."""
        self.waits(lambda: isinstance(self.program.page, kind) and not self.program.tasks.busy)
        page = self.program.page
        assert isinstance(page, kind)
        return page

    def sees(self, text: str) -> bool:
        """Tell whether the page shows a text now."""
        return any(text in said for said in self.texts())

    def sees_in_window(self, text: str) -> bool:
        """Tell whether the window shows a text now, beside the page."""
        return any(text in label.text() for label in self.program.window.findChildren(QLabel) if label.isVisible())

    def waits_to_see(self, text: str) -> None:
        """Wait until the page shows a text."""
        self.waits(lambda: self.sees(text))

    def texts(self) -> list[str]:
        """Return every text that the page shows."""
        page = self.program.page
        if not isinstance(page, Page | StartPage):
            return []
        shown: list[str] = []
        for label in page.findChildren(QLabel):
            shown += [label.text()] if label.isVisible() else []
        for button in page.findChildren(QAbstractButton):
            shown += [button.text()] if button.isVisible() else []
        return shown

    # ways often gone

    def unlocks(self, secret: str = PASSPHRASE) -> None:
        """Type a passphrase, or a start code, at the sign-in page once its box has the focus."""
        self.waits(lambda: self.here_is == "Passphrase")
        self.types(secret)

    def signs_in(self, passphrase: str = PASSPHRASE) -> TodayPage:
        """Type the passphrase at the sign-in page, and come to Today."""
        self.unlocks(passphrase)
        return self.is_at(TodayPage)

    def comes_as(self, name: str, secret: str) -> None:
        """Start the program, choose one's name among several with the arrows, and type a secret."""
        self.start()
        page = self.is_at(SignInPage)
        self.waits(lambda: self.here in page.names)
        for _ in page.names:
            if self.here_is.startswith(f"{name}, "):
                break
            self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Space)
        self.unlocks(secret)

    def signs_in_as(self, name: str, passphrase: str = PASSPHRASE) -> TodayPage:
        """Start the program, and sign in as one of several."""
        self.comes_as(name, passphrase)
        return self.is_at(TodayPage)

    def locks(self) -> None:
        """Lock with the keyboard, and wait until the window is gone."""
        self.press(Qt.Key.Key_L, ctrl=True)
        self.waits(lambda: not self.program.window.isVisible())

    def opens_settings(self, part: str, kind: type[P]) -> P:
        """Go to a part of Settings with the arrows, and return it."""
        self.press(Qt.Key.Key_F6)
        self.push("Settings")
        page = self.is_at(SettingsPage)
        while page.list.open_key != part:
            self.tab_to("Parts of the settings")
            self.press(Qt.Key.Key_Down)
        self.waits(lambda: not self.program.tasks.busy)
        shown = page.open_part
        assert isinstance(shown, kind)
        return shown

    def has_the_key_on_paper(self, key: str) -> None:
        """Say so where a key is shown, and type it back from the paper."""
        self.push("I have it on paper")
        self.is_at(TestKeyPage)
        self.types(key)

    def opens_the_first_case(self) -> CasePage:
        """Go to the cases, and open the first with the keyboard."""
        self.push("Cases")
        cases = self.is_at(CasesPage)
        self.waits(lambda: bool(cases.table.rows))
        cases.table.setFocus()
        self.press(Qt.Key.Key_Return)
        return self.is_at(CasePage)

    def begins_to_write(self) -> Guide:
        """Wait until a guide is shown, and return it."""
        page = self.is_at(WorkPage)
        self.waits(lambda: page.guide is not None)
        assert page.guide is not None
        return page.guide

    def goes_on(self, guide: Guide) -> str:
        """Save the step with Ctrl+Enter, wait for the next one, and return its key."""
        step = guide.step
        self.press(Qt.Key.Key_Return, ctrl=True)
        self.waits(lambda: guide.step != step)
        return guide.step
