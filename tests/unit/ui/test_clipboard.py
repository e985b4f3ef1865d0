"""What is copied here: marked so that no history keeps it, and gone after a while."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.basics import words
from ui.widgets.clipboard_watch import ClipboardWatch
from ui.widgets.inputs import Line, LongText
from ui.widgets.private_copy import MARKS, copy_words, is_marked

ROOT = Path(__file__).parents[3]


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[ClipboardWatch]:
    assert qapp is QApplication.instance()
    made = ClipboardWatch(after=60_000)
    yield made
    made.clear()
    QGuiApplication.clipboard().clear()
    made.deleteLater()


def line() -> QWidget:
    made = Line()
    made.setText("She fell")
    made.selectAll()
    return made


def long_text() -> QWidget:
    made = LongText()
    made.setPlainText("She fell\ntwice")
    made.selectAll()
    return made


def label() -> QWidget:
    made = words("She fell")
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setSelection(0, 8)
    return made


@pytest.mark.usefixtures("watch")
@pytest.mark.parametrize(("make", "copied"), [(line, "She fell"), (long_text, "She fell\ntwice"), (label, "She fell")])
def test_what_is_copied_with_the_keyboard_is_marked(qtbot: QtBot, make: type, copied: str) -> None:
    widget: QWidget = make()
    qtbot.addWidget(widget)
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == copied
    assert is_marked(clipboard)
    held = clipboard.mimeData()
    assert held is not None
    assert set(held.formats()) == {"text/plain", *MARKS}


@pytest.mark.usefixtures("watch")
@pytest.mark.parametrize("make", [line, long_text])
def test_cutting_takes_the_words_away_and_marks_them(qtbot: QtBot, make: type) -> None:
    widget = make()
    qtbot.addWidget(widget)
    QTest.keyClick(widget, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert is_marked(QGuiApplication.clipboard())
    left = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
    assert left == ""
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    back = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
    assert back.startswith("She fell")


@pytest.mark.usefixtures("watch")
def test_cutting_from_what_may_only_be_read_copies(qtbot: QtBot) -> None:
    widget = QLineEdit("She fell")
    qtbot.addWidget(widget)
    widget.setReadOnly(True)
    widget.selectAll()
    QTest.keyClick(widget, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert widget.text() == "She fell"


@pytest.mark.usefixtures("watch")
def test_a_passphrase_behind_dots_and_nothing_selected_are_not_copied(qtbot: QtBot) -> None:
    secret = QLineEdit("plum-kettle")
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    secret.selectAll()
    nothing = Line()
    for widget in (secret, nothing):
        qtbot.addWidget(widget)
        QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""


def test_it_is_gone_after_a_while(qtbot: QtBot) -> None:
    watch = ClipboardWatch(after=1)
    window = QLabel("ours")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    copy_words("ours")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    watch.deleteLater()


def test_a_process_that_ends_with_words_on_the_clipboard_ends_well() -> None:
    program = (
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from ui.widgets.private_copy import copy_words, is_marked\n"
        "copy_words('ours'); assert is_marked(app.clipboard())\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ran.returncode, ran.stderr) == (0, "")
