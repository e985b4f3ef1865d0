"""A program of its own: the real window, signed in, with a record open and words half typed; locks when told to,
by a line or by the system.

Prints the number of the process that stands by for it, and locks once a line comes. Argument: the record to open.
"""

import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from safeguard_desktop.settings import usual_places
from tests.journeys.one_who_writes import at_the_account, until
from tests.journeys.stand_ins import Answers
from ui.app import lock_when_left
from ui.pages.record import RecordPage
from ui.pages.shell import Place, Wish
from ui.program import Program, Seams
from ui.successor import FreshProcess

TYPED = "Thistlewhisper said that he"


def say(words: object) -> None:
    """Tell the test something."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(record: str) -> None:
    """Sign in, type, read a record, and wait to be locked."""
    app = QApplication([])
    successor = FreshProcess()
    program = Program(app, usual_places(), Seams(successor, dialogs=Answers()))
    lock_when_left(program)
    _guide, box = at_the_account(program)
    QTest.keyClicks(box.edit, TYPED)
    program.go(Wish(Place.RECORD, {"record_id": record}))
    until(lambda: isinstance(program.page, RecordPage) and not program.tasks.busy)
    successor.stand_by()
    process: Any = successor._process
    say(process.pid)
    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def lock() -> None:
        told.setEnabled(False)
        program.lock()

    told.activated.connect(lambda *_what: QTimer.singleShot(0, lock))
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
