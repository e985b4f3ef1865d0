"""Is this record complete? The whole history is checked, or what one printed form shows at its foot."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from safeguard_desktop.casework.completeness import (
    CheckStopped,
    Completeness,
    check_record,
    completeness_sheet,
)
from safeguard_desktop.casework.footers import FooterFound, check_footer
from safeguard_desktop.casework.referrals import BuiltPack
from safeguard_desktop.casework.session import Power
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Question
from ui.pages.paper import print_pages
from ui.pages.recovery_box import RecoveryBox
from ui.pages.settings_parts import services_of
from ui.pages.shell import Shell
from ui.widgets.basics import announce, button, buttons, column, primary, row, words
from ui.widgets.callout import Callout
from ui.widgets.private_copy import copy_words
from ui.widgets.text_fields import TextField

_LOOKS = 100
"""Milliseconds from one look at how far the worker has come to the next."""
_ABOUT = (
    "Every change and every look is written down in a chain. Checking goes along it from the first entry to the last, "
    "and finds what was changed, added or taken away past the program. Nothing is changed by it."
)
_KEY = "Recovery key, if you have it here"
_KEY_HINT = "You can leave this empty. With it, the check also finds what somebody changed who holds every other key."
_FOOTER = Question(
    "What stands after “Record” at the foot of the form",
    name="footer",
    hint="A number and 16 letters and digits. For example: 12 · 0123456789abcdef",
)


@dataclass
class Run:
    """A check that is under way on the worker: told there how far it is, looked at and stopped from here."""

    is_over: Callable[[], bool]
    part: str = ""
    done: int = 0
    total: int = 0
    stop: Event = field(default_factory=Event)

    def __call__(self, part: str, done: int, total: int) -> None:
        """Note how far it is. Raises CheckStopped when the person wants no more of it, or locks."""
        if self.stop.is_set() or self.is_over():
            raise CheckStopped
        self.part, self.done, self.total = part, done, total


class Waiting(QWidget):
    """A bar that shows how far a check is, and a button that stops it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.run = Run(lambda: False)
        self.said = words("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the check is")
        self.stop_button = button("Stop checking")
        self.stop_button.clicked.connect(self.stop)
        self._looks = QTimer(self, interval=_LOOKS)
        self._looks.timeout.connect(self._look)
        layout = column(self, gap=8)
        for widget in (self.said, self.bar, buttons(self.stop_button)):
            layout.addWidget(widget)
        self.hide()

    def begin(self) -> Run:
        """Show it for a new check; return what the check is to tell how far it is."""
        self.run = Run(lambda: self._shell.is_over)
        self.destroyed.connect(self.run.stop.set)
        self.bar.setRange(0, 0)
        self.said.setText("Checking…")
        self.show()
        self._looks.start()
        return self.run

    def stop(self) -> None:
        """Have the check end."""
        self.run.stop.set()
        self.said.setText("Stopping…")

    def end(self) -> None:
        """Show no more of a check that is over."""
        self._looks.stop()
        self.hide()

    def _look(self) -> None:
        if self.run.total and not self.run.stop.is_set():
            self.bar.setRange(0, self.run.total)
            self.bar.setValue(self.run.done)
            self.said.setText(f"{self.run.part}: {self.run.done:,} of {self.run.total:,}")


class VerifyPart(QWidget):
    """Checks the whole record, or what a printed form shows; one at a time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.found: Completeness | None = None
        self._layout = column(self, gap=14)
        self._layout.addWidget(words(_ABOUT, "muted"))
        self.key = RecoveryBox(_KEY, _KEY_HINT)
        self.key.entered.connect(self.check)
        self.check_button = primary("Check the record")
        self.check_button.clicked.connect(self.check)
        self.waiting = Waiting(shell)
        self.result = Callout("good", big=True)
        self.result.hide()
        self.detail = words("")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.hide()
        for widget in (self.key, buttons(self.check_button), self.waiting, self.result, self.detail):
            self._layout.addWidget(widget)
        self._add_copying()
        if shell.session.may(Power.CASEWORK):
            self._add_footer()

    def _add_copying(self) -> None:
        self.copying = QWidget()
        line = row(self.copying)
        self.copy_button = button("Copy this")
        self.copy_button.clicked.connect(self._copy)
        self.print_button = button("Print this", picture="print")
        self.print_button.clicked.connect(self._print)
        for made in (self.copy_button, self.print_button):
            line.addWidget(made)
        line.addStretch()
        self.copying.hide()
        self._layout.addWidget(self.copying)

    def _add_footer(self) -> None:
        self.footer = TextField(_FOOTER, services_of(self._shell))
        self.footer.line.returnPressed.connect(self.check_footer)
        self.footer_button = button("Check this form")
        self.footer_button.clicked.connect(self.check_footer)
        self.fits = Callout("good", big=True)
        self.fits.hide()
        self._layout.addSpacing(10)
        self._layout.addWidget(words("A printed form", "section"))
        for widget in (self.footer, buttons(self.footer_button), self.fits):
            self._layout.addWidget(widget)

    # the whole record

    def check(self) -> None:
        """Check everything that this person has open."""
        if not self.check_button.isEnabled():
            return
        self._begin()
        self.key.say("")
        for shown in (self.result, self.detail, self.copying):
            shown.hide()
        work = partial(check_record, self._shell.session, self.waiting.begin(), self.key.typed())
        self._shell.run(work, self._show, owner=self, on_trouble=self._not_checked)

    def _show(self, found: Completeness) -> None:
        self._end()
        self.found = found
        self.key.forget()
        self.result.say(found.summary, found.advice, "good" if found.whole else "danger")
        self.detail.setText("\n".join(found.lines()))
        for shown in (self.result, self.detail, self.copying):
            shown.show()
        announce(self, found.summary)

    def _not_checked(self, trouble: Trouble) -> None:
        self._end()
        if isinstance(trouble, CheckStopped):
            self.result.say(trouble.sentence, trouble.next_step, "info")
            self.result.show()
        elif self.key.typed():
            self.key.say(str(trouble))
        else:
            self._shell.trouble(trouble)

    def _copy(self) -> None:
        assert self.found is not None
        copy_words("\n".join(self.found.lines()))
        announce(self, "Copied")

    def _print(self) -> None:
        assert self.found is not None
        work = partial(completeness_sheet, self.found)
        self._shell.run(work, self._to_paper, owner=self)

    def _to_paper(self, sheet: BuiltPack) -> None:
        if print_pages(self._shell.dialogs, self, sheet):
            self._shell.say("The pages went to the printer.")

    # one printed form

    def check_footer(self) -> None:
        """Check what was typed from a form."""
        if not self.footer_button.isEnabled():
            return
        self._begin()
        self.footer.show_error("")
        self.fits.hide()
        work = partial(check_footer, self._shell.session, self.footer.line.text(), self.waiting.begin())
        self._shell.run(work, self._show_footer, owner=self, on_trouble=self._no_footer)

    def _show_footer(self, found: FooterFound) -> None:
        self._end()
        text = f"{found.text} {found.next_step}".strip()
        self.fits.say(found.title, text, "good" if found.fits else "danger")
        self.fits.show()
        announce(self, f"{found.title}. {text}")

    def _no_footer(self, trouble: Trouble) -> None:
        self._end()
        if isinstance(trouble, InputTrouble):
            self.footer.show_error(str(trouble))
            self.footer.take_focus()
        elif not isinstance(trouble, CheckStopped):
            self._shell.trouble(trouble)

    def _begin(self) -> None:
        for made in self._starters():
            made.setEnabled(False)

    def _end(self) -> None:
        self.waiting.end()
        for made in self._starters():
            made.setEnabled(True)

    def _starters(self) -> tuple[QWidget, ...]:
        made = [self.check_button]
        made += [self.footer_button] if self._shell.session.may(Power.CASEWORK) else []
        return tuple(made)
