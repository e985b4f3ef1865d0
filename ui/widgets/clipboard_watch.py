"""What is copied here does not stay on the clipboard: it is cleared after half a minute, and on lock and close."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEARED_AFTER = 30_000


class ClipboardWatch(QObject):
    """Clears what was put on the clipboard while this program was used; what came from elsewhere is left alone."""

    def __init__(self, parent: QObject | None = None, *, after: int = CLEARED_AFTER) -> None:
        super().__init__(parent)
        self._is_ours = False
        self._timer = QTimer(self, singleShot=True, interval=after)
        self._timer.timeout.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        """Note whose it is: not every system can say, and then what changes while our window is used is ours."""
        is_active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        self._is_ours = is_active or QGuiApplication.clipboard().ownsClipboard()
        if self._is_ours:
            self._timer.start()
        else:
            self._timer.stop()

    def clear(self) -> None:
        """Clear the clipboard, and the selection, where they hold something of ours."""
        clipboard = QGuiApplication.clipboard()
        if self._is_ours:
            clipboard.clear(QClipboard.Mode.Clipboard)
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self._is_ours = False
        self._timer.stop()
