"""Reporting a concern without signing in, page by page; what was typed is kept when going back, and nowhere else."""

from collections.abc import Callable
from functools import partial
from typing import Any

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
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import questions, steps
from ui.dialogs import Confirm
from ui.pages.paper import print_pages
from ui.pages.report_parts import (
    KEPT_NOWHERE,
    LastLookPage,
    ReadersPage,
    ReportPage,
    SentPage,
    Sheet,
    on_ctrl_return,
)
from ui.pages.shell import Notice
from ui.pages.start_frame import StartFrame, StartPage, StartShell

_SEND = "Send it"
_LEAVE = Confirm(
    title="Leave without sending?",
    sentence="What you typed is kept nowhere. If you leave now, it is gone.",
    yes="Leave, and lose it",
    no="Stay here",
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
    """Leads through a report in the frame; `done` leads back to signing in."""

    def __init__(self, shell: StartShell, frame: StartFrame, done: Callable[[], None]) -> None:
        self._shell, self._frame, self._done = shell, frame, done
        self._sheets = _sheets()
        self._report = Report()
        self._typed: dict[str, Any] = {}
        self._ticked: frozenset[str] | None = None
        self._who = WhoReads("", ())

    def begin(self) -> None:
        """Ask the first questions."""
        self._ask(0)

    def _ask(self, number: int) -> ReportPage:
        sheet = self._sheets[number]
        page = ReportPage(self._shell, sheet, self._report, self._typed)
        page.say_where(number + 1, len(self._sheets) + 1)
        on = partial(self._take, page, number)
        page.end_with("Continue", on, partial(self._back, page, number))
        on_ctrl_return(page, on)
        self._frame.show_page(page)
        return page

    def _back(self, page: ReportPage, number: int) -> None:
        self._typed |= page.raw()
        self._report = page.now()
        if number:
            self._ask(number - 1)
        elif self._report == Report() or self._shell.dialogs.confirm(page, _LEAVE):
            self._done()

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
        self._frame.show_page(page)

    def _leave_readers(self, page: ReadersPage) -> None:
        self._ticked = page.ticked
        self._ask(len(self._sheets) - 1)

    def _readers(self, page: ReadersPage) -> None:
        self._ticked = page.ticked
        if not self._ticked:
            page.notice(
                Notice("danger", "Tick at least one person who may see it.", "Leave out whoever is part of it.")
            )
            page.start_focus()
            return
        names = tuple(reader.name for reader in self._who.readers if reader.account in self._ticked)
        self._look(names, partial(self._ask_readers, self._who))

    def _look(self, names: tuple[str, ...], back: Callable[[], object]) -> None:
        page = LastLookPage(self._shell, self._report, names)
        page.say_where(len(self._sheets) + 1, len(self._sheets) + 1)
        page.end_with(_SEND, partial(self._send, page), lambda: _call(back))
        on_ctrl_return(page, partial(self._send, page))
        self._frame.show_page(page)

    def _send(self, page: LastLookPage) -> None:
        if page.is_busy:
            return
        page.is_busy = True
        page.no_notice()
        page.onward.setText("Sending…")
        ticked = self._ticked if self._who.is_about_staff else None
        send = partial(send_report, self._shell.places, self._report, ticked or ())
        page.run(send, self._sent, partial(self._not_sent, page))

    def _sent(self, reported: Reported) -> None:
        self._report, self._typed, self._ticked = Report(), {}, None
        self._frame.show_page(SentPage(self._shell, reported, self._done))

    def _not_sent(self, page: LastLookPage, trouble: Trouble) -> None:
        page.is_busy = False
        page.onward.setText(_SEND)
        page.trouble(trouble)
        page.offer_paper(partial(self._make_paper, page))

    def _make_paper(self, page: StartPage) -> None:
        page.run(partial(report_on_paper, self._report), partial(self._print, page))

    def _print(self, page: StartPage, pages: BuiltPack) -> None:
        if print_pages(self._shell.dialogs, page, pages):
            page.notice(Notice("good", "The pages went to the printer.", "Give them to your manager now."))


def _call(act: Callable[[], object]) -> None:
    act()
