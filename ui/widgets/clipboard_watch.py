"""What is copied here does not stay on the clipboard: it is cleared after half a minute, and on lock and close.

What is copied with Ctrl+C or Ctrl+X carries the marks of private_copy from the start. What gets there in another way,
by a menu of the mouse, is marked as soon as it is there.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit

from ui.widgets.private_copy import copy_words, is_marked

CLEARED_AFTER = 30_000
_PARAGRAPH = "\u2029"
"""What Qt has between the lines of a selection."""


class ClipboardWatch(QObject):
    """Marks and clears what is put on the clipboard here; what came from elsewhere is left alone."""

    def __init__(self, parent: QObject | None = None, *, after: int = CLEARED_AFTER) -> None:
        super().__init__(parent)
        self._is_ours = False
        self._timer = QTimer(self, singleShot=True, interval=after)
        self._timer.timeout.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)
        app = QGuiApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Copy and cut ourselves, so that the words never lie on the clipboard without their marks."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_cut = event.matches(QKeySequence.StandardKey.Cut)
            if (is_cut or event.matches(QKeySequence.StandardKey.Copy)) and (words := selected_words(watched)):
                copy_words(words)
                if is_cut:
                    remove_selection(watched)
                return True
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        """Note whose it is: not every system can say, and then what changes while our window is used is ours."""
        clipboard = QGuiApplication.clipboard()
        is_active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        self._is_ours = is_active or clipboard.ownsClipboard()
        if not self._is_ours:
            self._timer.stop()
            return
        self._timer.start()
        if clipboard.ownsClipboard() and clipboard.text() and not is_marked(clipboard):
            copy_words(clipboard.text())

    def clear(self) -> None:
        """Clear the clipboard, and the selection, where they hold something of ours."""
        clipboard = QGuiApplication.clipboard()
        if self._is_ours:
            clipboard.clear(QClipboard.Mode.Clipboard)
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self._is_ours = False
        self._timer.stop()


def selected_words(widget: QObject) -> str:
    """Return the words that are selected in a widget, or none; what is hidden behind dots is never copied."""
    if isinstance(widget, QLineEdit):
        return widget.selectedText() if widget.echoMode() == QLineEdit.EchoMode.Normal else ""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.textCursor().selectedText().replace(_PARAGRAPH, "\n")
    return widget.selectedText() if isinstance(widget, QLabel) else ""


def remove_selection(widget: QObject) -> None:
    """Take the words that are selected out of a widget, where it may be written into."""
    if isinstance(widget, QLineEdit) and not widget.isReadOnly():
        widget.del_()
    elif isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly():
        widget.textCursor().removeSelectedText()
