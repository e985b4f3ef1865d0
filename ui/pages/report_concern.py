"""Reporting a concern without signing in, page by page.

What was typed is kept when going back, and nowhere else: nothing of it is on the disk before it is sent, and no way out
of it goes without a question, or without a word afterwards.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.referrals import BuiltPack
from safeguard_desktop.casework.reporting import (
    Report,
    Reported,
    WhoReads,
    check_report,
    report_on_paper,
    send_report,
    who_reads,
)
from safeguard_desktop.casework.unsent import UnsentMark
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import questions, steps
from ui.dialogs import Confirm
from ui.pages.paper import print_pages
from ui.pages.report_parts import (
    KEPT_NOWHERE,
    HiddenPage,
    LastLookPage,
    ReadersPage,
    ReportPage,
    SentPage,
    Sheet,
)
from ui.pages.shell import Notice
from ui.pages.start_frame import StartPage, StartShell
from ui.widgets.ctrl_enter import on_ctrl_enter

_SEND = "Send it"
_KEEP_WRITING = "Keep writing"
_LEAVE = Confirm(
    title="Leave without sending?",
    sentence="What you typed is kept nowhere. If you leave now, it is gone.",
    yes="Leave without sending",
    no=_KEEP_WRITING,
    is_risky=True,
)
_CLOSE = Confirm(
    title="Close without sending?",
    sentence="What you typed was not sent, and is kept nowhere. If you close now, it is gone.",
    yes="Close without sending",
    no=_KEEP_WRITING,
    is_risky=True,
)


def _sheets() -> tuple[Sheet, ...]:
    danger, adult, what, when, alleged, told, you = steps(Report)
    return (
        Sheet("Report a concern without signing in", KEPT_NOWHERE, (danger,)),
        Sheet("What are you worried about?", "Leave out what you do not know.", (adult, what, when)),
        Sheet(alleged.title, "", (alleged,)),
        Sheet("Who knows about it?", "", (told, you)),
    )


class ReportConcern:
    """Leads through a report, page by page; `show` shows a page, and `done` leads back to signing in."""

    def __init__(self, shell: StartShell, show: Callable[[StartPage], None], done: Callable[[], None]) -> None:
        self._shell, self._show, self._done = shell, show, done
        self._sheets = _sheets()
        self._mark = UnsentMark(shell.places)
        self._page: StartPage | None = None
        self._again: Callable[[], object] = self.begin
        """Shows the page where the person is anew."""
        self._is_let_go = False
        """Whether the system ends the session: nobody may be there to answer a question."""
        self._forget()

    def _forget(self) -> None:
        self._report = Report()
        self._typed: dict[str, Any] = {}
        self._ticked: frozenset[str] | None = None
        self._who = WhoReads("", ())

    def begin(self) -> None:
        """Ask the first questions."""
        self._ask(0)

    def _show_page(self, page: StartPage, again: Callable[[], object]) -> None:
        self._page, self._again = page, again
        self._show(page)

    # what is typed and not sent

    def keep(self) -> None:
        """Note what stands on the page that is shown, where it still is."""
        if self._page is None or not shiboken6.isValid(self._page):
            return
        if isinstance(self._page, ReportPage):
            self._typed |= self._page.raw()
            self._report = self._page.now()
        elif isinstance(self._page, ReadersPage):
            self._ticked = self._page.ticked

    @property
    def is_unsent(self) -> bool:
        """Whether anything is typed, finished or not, that was not sent."""
        self.keep()
        return self._report != Report() or any(map(_says_something, self._typed.values()))

    @property
    def is_sending(self) -> bool:
        """Whether it is on its way now."""
        return self._page is not None and shiboken6.isValid(self._page) and self._page.is_busy

    @property
    def is_hidden(self) -> bool:
        """Whether the words are hidden."""
        return isinstance(self._page, HiddenPage)

    def _on_typed(self) -> None:
        self._is_let_go = False
        self._mark.put()

    def may_close(self, window: QWidget) -> bool:
        """Ask before what is not sent is lost; where the system ends the session it is told at the next start."""
        is_lost = not self.is_unsent or (not self._is_let_go and self._shell.dialogs.confirm(window, _CLOSE))
        if is_lost:
            self.throw_away()
        elif self._is_let_go:
            self._mark.leave()
        return is_lost or self._is_let_go

    def let_go(self) -> None:
        """Hold up no more: the system ends the session. A letter typed after that was meant to stay."""
        self._is_let_go = True

    def throw_away(self) -> None:
        """Forget every word, and that there were any."""
        self._page = None
        self._forget()
        self._mark.take_away()

    def hide(self, go_on: Callable[[], None]) -> None:
        """Show none of the words any more, until somebody asks to go on."""
        self.keep()
        page = HiddenPage(self._shell)
        page.end_with(_KEEP_WRITING, go_on, partial(self._leave, page), back=_LEAVE.yes)
        self._show_page(page, self._again)

    def go_on(self) -> None:
        """Show the page where the person was, with what they typed."""
        self._again()

    def _leave(self, page: StartPage) -> None:
        if not self.is_unsent or self._shell.dialogs.confirm(page, _LEAVE):
            self.throw_away()
            self._done()

    # page by page

    def _ask(self, number: int) -> ReportPage:
        sheet = self._sheets[number]
        page = ReportPage(self._shell, sheet, self._report, self._typed)
        page.say_where(number + 1, len(self._sheets) + 1)
        on = partial(self._take, page, number)
        page.end_with("Continue", on, partial(self._back, page, number))
        on_ctrl_enter(page, on)
        page.changed.connect(self._on_typed)
        self._show_page(page, partial(self._ask, number))
        return page

    def _back(self, page: ReportPage, number: int) -> None:
        self.keep()
        if number:
            self._ask(number - 1)
        else:
            self._leave(page)

    def _take(self, page: ReportPage, number: int) -> None:
        found = page.answers()
        if found is None:
            return
        self._report = found
        self._typed |= page.raw()
        if number + 1 < len(self._sheets):
            self._ask(number + 1)
        else:
            self._check(page)

    def _check(self, page: ReportPage) -> None:
        try:
            check_report(self._report)
        except InputTrouble as trouble:
            self._ask_again(trouble)
            return
        page.run(partial(who_reads, self._shell.places, self._report), self._ask_readers, page.trouble)

    def _ask_again(self, trouble: InputTrouble) -> None:
        """Go back to the page that asks for what is to be put right."""
        for number, sheet in enumerate(self._sheets):
            asked = {question.name for question in questions(Report) if question.step in sheet.steps}
            if trouble.field in asked:
                self._ask(number).show_problems({trouble.field: str(trouble)})
                return

    def _ask_readers(self, who: WhoReads) -> None:
        self._who = who
        if not who.is_about_staff:
            self._look((), partial(self._ask, len(self._sheets) - 1))
            return
        page = ReadersPage(self._shell, who, self._ticked)
        page.end_with("Continue", partial(self._readers, page), partial(self._leave_readers, page))
        page.offer_paper(partial(self._make_paper, page))
        self._show_page(page, partial(self._ask_readers, who))

    def _leave_readers(self, page: ReadersPage) -> None:
        self._ticked = page.ticked
        self._ask(len(self._sheets) - 1)

    def _readers(self, page: ReadersPage) -> None:
        self._ticked = page.ticked
        if not self._ticked:
            page.say(Notice("danger", "Tick at least one person who may see it.", "Leave out whoever is part of it."))
            page.start_focus()
            return
        names = tuple(reader.name for reader in self._who.readers if reader.account in self._ticked)
        self._look(names, partial(self._ask_readers, self._who))

    def _look(self, names: tuple[str, ...], back: Callable[[], object]) -> None:
        page = LastLookPage(self._shell, self._report, names)
        page.say_where(len(self._sheets) + 1, len(self._sheets) + 1)
        page.end_with(_SEND, partial(self._send, page), lambda: _call(back))
        on_ctrl_enter(page, partial(self._send, page))
        page.paper_wanted.connect(partial(self._make_paper, page))
        self._show_page(page, partial(self._look, names, back))

    def _send(self, page: LastLookPage) -> None:
        if page.is_busy:
            return
        page.is_busy = True
        page.say_no_more()
        page.onward.setText("Sending…")
        ticked = self._ticked if self._who.is_about_staff else None
        send = partial(send_report, self._shell.places, self._report, ticked or ())
        page.run(send, self._sent, partial(self._not_sent, page))

    def _sent(self, reported: Reported) -> None:
        self.throw_away()
        self._show(SentPage(self._shell, reported, self._done))

    def _not_sent(self, page: LastLookPage, trouble: Trouble) -> None:
        page.is_busy = False
        page.onward.setText(_SEND)
        page.trouble(trouble)
        page.offer_paper()

    def _make_paper(self, page: StartPage) -> None:
        page.run(partial(report_on_paper, self._report), partial(self._print, page))

    def _print(self, page: StartPage, pages: BuiltPack) -> None:
        if print_pages(self._shell.dialogs, page, pages):
            page.say(Notice("good", "The pages went to the printer.", "Give them to your manager now."))


def _says_something(raw: object) -> bool:
    """Tell whether anything stands in a box, from what it keeps."""
    if isinstance(raw, dict):
        return any(map(_says_something, raw.values()))
    return bool(raw.strip() if isinstance(raw, str) else raw)


def _call(act: Callable[[], object]) -> None:
    act()
