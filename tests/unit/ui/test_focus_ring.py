from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.basics import column
from ui.widgets.focus_ring import FocusRing


def test_the_ring_is_there_before_the_window_is_active(qtbot: QtBot) -> None:
    window = QWidget(None, Qt.WindowType.ToolTip)
    layout = column(window, margin=20)
    first, second = QPushButton("First"), QPushButton("Second")
    for button in (first, second):
        layout.addWidget(button)
    first.setFocus()
    ring = FocusRing(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: ring.isVisible() and ring.geometry().contains(first.geometry()))
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert ring.geometry().contains(second.geometry())
    assert not window.isActiveWindow()
