import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.crash import KEPT, NO_REPORT, REPORTED, CrashPage, CrashWatch, report_lines

_NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
_SECRET = "Joan Whitfield 01632 960123"  # noqa: S105  # an invented name that must not be found in the report


def _fail(said: str) -> None:
    hidden = {"said": said}
    try:
        hidden[said * 2]
    except KeyError as error:
        raise ValueError(said) from error


def _caught() -> ValueError:
    with pytest.raises(ValueError, match="Joan") as found:
        _fail(_SECRET)
    return found.value


def test_a_report_names_the_types_and_places_and_nothing_a_person_typed() -> None:
    text = "\n".join(report_lines(_caught(), _NOW, "0.1.0"))
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "tests/unit/ui/test_crash.py:" in text
    assert "Joan" not in text
    assert "960123" not in text
    assert "/home/" not in text


@pytest.fixture
def watch(tmp_path: Path) -> tuple[CrashWatch, list[bool]]:
    shown: list[bool] = []
    return CrashWatch(tmp_path / "crashes", shown.append, lambda: _NOW, "0.1.0"), shown


def test_an_error_that_nobody_expected_is_reported_and_shown(
    watch: tuple[CrashWatch, list[bool]], tmp_path: Path
) -> None:
    guard, shown = watch
    before = sys.excepthook
    guard.install()
    try:
        error = _caught()
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        guard.remove()
    assert sys.excepthook is before
    assert shown == [True]
    assert [Path(file).suffix for file in (tmp_path / "crashes").iterdir()] == [".txt"]


def test_an_error_in_a_thread_is_reported(watch: tuple[CrashWatch, list[bool]], tmp_path: Path) -> None:
    guard, shown = watch
    guard.install()
    try:
        thread = threading.Thread(target=_fail, args=(_SECRET,))
        thread.start()
        thread.join()
    finally:
        guard.remove()
    assert len(list((tmp_path / "crashes").iterdir())) == 1
    assert shown == []


def test_a_folder_that_refuses_is_not_a_second_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    shown: list[bool] = []
    guard = CrashWatch(tmp_path / "file", shown.append, lambda: _NOW, "0.1.0")
    assert guard.take(_caught()) is None
    assert shown == [False]


@pytest.mark.parametrize(
    ("page", "said", "unsaid"),
    [
        ({}, {KEPT, REPORTED}, {NO_REPORT}),
        ({"is_reported": False}, {KEPT, NO_REPORT}, {REPORTED}),
        ({"is_kept": False}, {REPORTED}, {KEPT, NO_REPORT}),
        ({"is_signed_in": False}, {REPORTED}, {KEPT, NO_REPORT}),
    ],
)
def test_the_page_says_only_what_is_so(qtbot: QtBot, page: dict[str, bool], said: set[str], unsaid: set[str]) -> None:
    shown = CrashPage(**page)
    qtbot.addWidget(shown)
    text = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert {one for one in said | unsaid if one in text} == said


def test_the_page_is_calm_and_leads_on(qtbot: QtBot) -> None:
    page = CrashPage()
    qtbot.addWidget(page)
    page.show()
    button = page.focusProxy()
    assert button is not None
    with qtbot.waitSignal(page.again):
        QTest.keyClick(button, Qt.Key.Key_Space)
