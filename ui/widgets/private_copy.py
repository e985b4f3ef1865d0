"""Putting words on the clipboard with marks that ask the system to keep no history of them and to send them nowhere.

Windows: the three formats that "Clipboard history" and its cloud copy heed. Linux: the hint that clipboard managers of
the desktops heed. macOS: the type that clipboard managers agreed upon; there it is a request among programs only.
"""

import atexit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

_NO = bytes(4)
"""The number 0 as Windows reads it."""
MARKS = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': _NO,
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _NO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _NO,
    "x-kde-passwordManagerHint": b"secret",
    "org.nspasteboard.ConcealedType": b"",
}


def private_words(text: str) -> QMimeData:
    """Return words with the marks; nothing but plain text."""
    made = QMimeData()
    made.setText(text)
    for name, value in MARKS.items():
        made.setData(name, value)
    return made


def copy_words(text: str) -> None:
    """Put words on the clipboard, with the marks."""
    QGuiApplication.clipboard().setMimeData(private_words(text))


def is_marked(clipboard: QClipboard) -> bool:
    """Tell whether what is on the clipboard carries the marks."""
    held = _held_by(clipboard)
    return held is not None and all(held.hasFormat(name) for name in MARKS)


def _held_by(clipboard: QClipboard) -> QMimeData | None:
    """Return what is on the clipboard; None for nothing, which PySide6's stub leaves out."""
    return clipboard.mimeData()


@atexit.register
def let_go() -> None:
    """Take our words off the clipboard before the interpreter ends: Qt would free them after it, and crash."""
    if QApplication.instance() is not None and is_marked(QGuiApplication.clipboard()):
        QGuiApplication.clipboard().clear()
