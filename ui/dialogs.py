"""The one seam for windows that wait for an answer, so that journeys can answer them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QRectF, QSizeF, QStandardPaths, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from safeguard_desktop.errors import StorageTrouble

PRINT_DPI = 200
"""Fine enough for 6 point text, and a page of A4 stays below 20 MB in memory."""


class Picture(Protocol):
    """A page as pixels: 4 bytes each, blue, green, red, unused, rows from the top without padding."""

    @property
    def width(self) -> int:
        """How many pixels across."""
        ...

    @property
    def height(self) -> int:
        """How many rows."""
        ...

    @property
    def bgrx(self) -> bytes:
        """The pixels."""
        ...


def image_of(picture: Picture) -> QImage:
    """Return the picture as an image that owns its pixels."""
    return QImage(picture.bgrx, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32).copy()


@dataclass(frozen=True)
class Confirm:
    """A question with two answers, each saying what happens."""

    title: str
    sentence: str
    yes: str
    no: str
    is_risky: bool = False


class PrintRun(Protocol):
    """Paper that a person chose: pages go on it one by one, from memory."""

    pages: tuple[int, ...]
    """Numbers of the pages wanted, from 0."""

    def add(self, picture: Picture) -> None:
        """Put the next page on paper, drawn at PRINT_DPI."""

    def finish(self) -> None:
        """Hand the pages to the printer. Raises StorageTrouble, as `add` does, when it does not take them."""


class Dialogs(Protocol):
    """What a person can be asked in a window of its own. None, or False, means they turned back."""

    def confirm(self, parent: QWidget, question: Confirm) -> bool:
        """Ask for one of two answers."""
        ...

    def tell(self, parent: QWidget, title: str, sentence: str) -> None:
        """Say something that must be read before going on."""

    def save_file(self, parent: QWidget, title: str, name: str, pattern: str) -> Path | None:
        """Ask where to save; `pattern` is like "PDF (*.pdf)"."""
        ...

    def open_file(self, parent: QWidget, title: str, pattern: str) -> Path | None:
        """Ask for a file to open."""
        ...

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder."""
        ...

    def printer(self, parent: QWidget, pages: int) -> PrintRun | None:
        """Ask for a printer, and which of the pages. Raises StorageTrouble where there is none."""
        ...


class ScreenDialogs:
    """The real ones."""

    def confirm(self, parent: QWidget, question: Confirm) -> bool:
        """Ask for one of two answers; the way back is the one that Enter takes when the other is risky."""
        box = QMessageBox(parent)
        box.setWindowTitle(question.title)
        box.setText(question.title)
        box.setInformativeText(question.sentence)
        yes = box.addButton(question.yes, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(question.no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no if question.is_risky else yes)
        box.setEscapeButton(no)
        box.exec()
        chosen = box.clickedButton() is yes
        box.deleteLater()
        return chosen

    def tell(self, parent: QWidget, title: str, sentence: str) -> None:
        """Say something that must be read before going on."""
        box = QMessageBox(parent)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(sentence)
        box.addButton("I have read this", QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        box.deleteLater()

    def save_file(self, parent: QWidget, title: str, name: str, pattern: str) -> Path | None:
        """Ask where to save. The program's own chooser: the system's would keep the name among recent files."""
        return _path(
            QFileDialog.getSaveFileName(parent, title, str(_own_papers() / name), pattern, options=_OWN_CHOOSER)
        )

    def open_file(self, parent: QWidget, title: str, pattern: str) -> Path | None:
        """Ask for a file to open."""
        return _path(QFileDialog.getOpenFileName(parent, title, "", pattern, options=_OWN_CHOOSER))

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(parent, title, str(_own_papers()), options=_OWN_CHOOSER)
        return Path(name) if name else None

    def printer(self, parent: QWidget, pages: int) -> PrintRun | None:
        """Ask for a printer, and which of the pages. Raises StorageTrouble where there is none.

        Never a file: it would lie there unlocked, and nobody would know that it is not paper.
        """
        if not QPrinterInfo.availablePrinterNames():
            raise StorageTrouble(*_NO_PRINTER)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(JOB_NAME)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted and printer.outputFileName():
            raise StorageTrouble("Pages are not printed into a file: nothing would lock it.", _OTHER_WAY)
        return PaperRun(printer, pages) if accepted else None


JOB_NAME = "Document"
"""Of whatever is printed: the printer and its queue show it to others."""
_OTHER_WAY = "Choose a printer, or save a locked file where the page offers that."
_NO_PRINTER = ("There is no printer on this computer. Nothing was printed.", f"Connect one. {_OTHER_WAY}")
_OWN_CHOOSER = QFileDialog.Option.DontUseNativeDialog


def _own_papers() -> Path:
    """Return where a person looks for papers: their own documents, or their home where there are none."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def _path(answer: object) -> Path | None:
    name = answer[0] if isinstance(answer, tuple) else answer
    return Path(str(name)) if name else None


class PaperRun:
    """Pages put on a real printer, one by one."""

    def __init__(self, printer: QPrinter, pages: int) -> None:
        first = (printer.fromPage() or 1) - 1
        last = (printer.toPage() or pages) - 1
        self.pages = tuple(range(max(0, first), min(pages - 1, last) + 1))
        self._printer = printer
        self._painter: QPainter | None = None

    def add(self, picture: Picture) -> None:
        """Put the next page on paper, filling it as far as its shape lets it. Raises StorageTrouble."""
        if self._painter is None:
            self._painter = QPainter()
            self._require(self._painter.begin(self._printer))
        else:
            self._require(self._printer.newPage())
        image = image_of(picture)
        self._painter.drawImage(_fitted(image, self._printer.pageLayout(), self._printer.resolution()), image)

    def finish(self) -> None:
        """Hand the pages over. Raises StorageTrouble."""
        if self._painter is not None:
            painter, self._painter = self._painter, None
            self._require(painter.end())

    def _require(self, went: bool) -> None:  # Qt says so whether it went well
        """Raise StorageTrouble where the printer is off, gone, or takes no more."""
        if not went or self._printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            sentence = "The printer did not take the pages."
            raise StorageTrouble(sentence, "Check that it is on and connected, and print again. Nothing is lost.")


def _fitted(image: QImage, layout: QPageLayout, dpi: int) -> QRectF:
    paper = layout.fullRectPixels(dpi)
    size = QSizeF(image.size())
    size.scale(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF((paper.width() - size.width()) / 2, 0, size.width(), size.height())
