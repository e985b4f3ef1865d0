from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.basics import Scroll, column
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


def test_the_ring_is_gone_while_what_has_the_focus_is_scrolled_away(qtbot: QtBot) -> None:
    window, inner = QWidget(), QWidget()
    lines = column(inner)
    boxes = [QPushButton(f"Button {number}") for number in range(40)]
    for box in boxes:
        lines.addWidget(box)
    scroll = Scroll(inner)
    outer = column(window, margin=20)
    outer.addWidget(QPushButton("Above"))
    outer.addWidget(scroll)
    window.resize(300, 300)
    ring = FocusRing(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    boxes[0].setFocus()
    qtbot.waitUntil(ring.isVisible)
    bar = scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not ring.isVisible()
    bar.setValue(0)
    assert ring.isVisible()
    assert ring.mask().contains(ring.rect().center())
