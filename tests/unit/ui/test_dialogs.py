from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.referrals import BuiltPack
from ui.dialogs import Confirm, PaperRun, ScreenDialogs, image_of
from ui.pages.paper import print_pages

_QUESTION = Confirm("Stop the referral?", "What you wrote is kept.", yes="Stop it", no="Go on", is_risky=True)


@dataclass(frozen=True)
class Pixels:
    width: int
    height: int
    bgrx: bytes


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _soon(act: Callable[[], None]) -> None:
    QTimer.singleShot(0, act)


def _press(text: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(made for made in box.findChildren(QPushButton) if made.text() == text).click()


def test_the_pixels_keep_their_colours() -> None:
    image = image_of(Pixels(2, 1, bytes([255, 0, 0, 255, 0, 0, 255, 255])))
    assert [image.pixelColor(x, 0).name() for x in (0, 1)] == ["#0000ff", "#ff0000"]


@pytest.mark.parametrize(("pressed", "answer"), [("Stop it", True), ("Go on", False)])
def test_a_question_has_two_answers_that_say_what_happens(parent: QWidget, pressed: str, *, answer: bool) -> None:
    _soon(lambda: _press(pressed))
    assert ScreenDialogs().confirm(parent, _QUESTION) is answer


def test_the_way_back_is_the_usual_answer_when_the_other_is_risky(parent: QWidget) -> None:
    seen: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        usual = box.defaultButton()
        seen.append(usual.text())
        box.reject()

    _soon(look)
    assert not ScreenDialogs().confirm(parent, _QUESTION)
    assert seen == ["Go on"]


def test_what_must_be_read_is_told(parent: QWidget) -> None:
    _soon(lambda: _press("I have read this"))
    ScreenDialogs().tell(parent, "The printer keeps pages", "It keeps them until they are printed.")
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("choose", ["save_file", "open_file", "folder"])
def test_turning_back_from_a_chooser_gives_nothing(parent: QWidget, choose: str) -> None:
    def turn_back() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.reject()

    dialogs = ScreenDialogs()
    calls = {
        "save_file": lambda: dialogs.save_file(parent, "Save", "form.pdf", "PDF (*.pdf)"),
        "open_file": lambda: dialogs.open_file(parent, "Open", "PDF (*.pdf)"),
        "folder": lambda: dialogs.folder(parent, "Folder"),
    }
    _soon(turn_back)
    assert calls[choose]() is None


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="there is a printer here")
def test_no_printer_is_said_and_nothing_is_written(parent: QWidget) -> None:
    said = Told()
    assert not print_pages(said, parent, BuiltPack(b"", ("A page",), "form.pdf"))
    (sentence,) = said.told
    assert sentence.startswith("There is no printer on this computer. Nothing was printed. Connect one.")


class Told(ScreenDialogs):
    """The real dialogs, but for what only has to be read."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, parent: QWidget, title: str, sentence: str) -> None:  # noqa: ARG002  # the seam's shape
        """Keep what is said."""
        self.told.append(f"{title} {sentence}")


@pytest.mark.usefixtures("qapp")
def test_pages_go_on_paper_one_by_one(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    run = PaperRun(printer, 3)
    assert run.pages == (0, 1, 2)
    for _ in run.pages:
        run.add(Pixels(100, 141, bytes([0, 0, 0, 255]) * 14_100))
    run.finish()
    paper = pypdfium2.PdfDocument((tmp_path / "paper.pdf").read_bytes())
    sizes = [tuple(round(side) for side in paper[number].get_size()) for number in range(len(paper))]
    paper.close()
    assert sizes == [(595, 842)] * 3
