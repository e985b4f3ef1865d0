"""What is copied here does not stay on the clipboard: it is cleared after half a minute, and on lock and close."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEARED_AFTER = 30_000


class ClipboardWatch(QObject):
    """Clears what this program put on the clipboard; what came from elsewhere is left alone."""

    def __init__(self, parent: QObject | None = None, *, after: int = CLEARED_AFTER) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=after)
        self._timer.timeout.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        if QGuiApplication.clipboard().ownsClipboard():
            self._timer.start()
        else:
            self._timer.stop()

    def clear(self) -> None:
        """Clear the clipboard and the selection where they hold something of ours."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear(QClipboard.Mode.Clipboard)
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
