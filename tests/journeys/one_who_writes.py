"""A process of its own: signs in, types into a concern, prints what is kept, and goes on typing until it is killed."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from safeguard_desktop.settings import usual_places
from tests.journeys.person import PASSPHRASE
from tests.journeys.stand_ins import Answers
from ui.guides.guide import Guide
from ui.guides.step_page import StepPage
from ui.pages.sign_in import SignInPage
from ui.pages.today import TodayPage
from ui.pages.work import WorkPage
from ui.program import Program, Seams
from ui.successor import NoSuccessor
from ui.widgets.choice_fields import ChoiceField
from ui.widgets.text_fields import LongField

PATIENCE = 60
"""Seconds that anything may take at most."""
SENTENCE = "He took my card, she said, and then he"


def until(holds: Callable[[], bool]) -> None:
    """Let the window work until something holds; whoever waits for it must not wait for ever."""
    ticks, end = QTimer(interval=20), time.monotonic() + PATIENCE
    ticks.start()
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    ticks.stop()


def guide_of(program: Program) -> Guide | None:
    """Return the guide that is shown."""
    return program.page.guide if isinstance(program.page, WorkPage) else None


def at_the_account(program: Program) -> tuple[Guide, LongField]:
    """Sign in, begin a concern, and go on to where one tells what happened; return the guide and the box."""
    program.begin()
    page = program.page
    assert isinstance(page, SignInPage)
    until(lambda: bool(page.names))
    QTest.keyClicks(page.secret.line, PASSPHRASE)
    page.unlock()
    until(lambda: isinstance(program.page, TodayPage))
    today = program.page
    assert isinstance(today, TodayPage)
    today.record_button.click()
    until(lambda: guide_of(program) is not None)
    guide = guide_of(program)
    assert guide is not None
    danger = guide.findChild(ChoiceField)
    assert danger is not None
    danger.radios.buttons[1].click()
    for step in ("the-adult", "what-happened"):
        guide.save()
        until(lambda wanted=step: guide.step == wanted)  # type: ignore[misc]  # a default holds the loop's value
    (step_page,) = [page for page in guide.findChildren(StepPage) if page.step.key == guide.step]
    field = step_page.form.fields["account"]
    assert isinstance(field, LongField)
    return guide, field


def main() -> None:
    """Sign in, and write."""
    app = QApplication([])
    program = Program(app, usual_places(), Seams(NoSuccessor(), dialogs=Answers()))
    guide, field = at_the_account(program)
    QTest.keyClicks(field.edit, SENTENCE)
    kept: list[object] = []
    guide.typed.connect(lambda raw, _step: kept.append(raw))
    until(lambda: bool(kept) and not program.tasks.busy)
    sys.stdout.write(f"{SENTENCE}\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main()
