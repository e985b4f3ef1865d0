"""Backups as Settings and Today show them, and the keeper that makes them while somebody works."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.backup_book import book_of, keep_book
from safeguard_desktop.casework.backups import add_outside_place
from safeguard_desktop.records.vocabulary import Role
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.backing_up import BackupKeeper
from ui.pages.backup_banner import BackupBanner
from ui.pages.settings_backups import BackupsPart
from ui.tasks import Tasks
from ui.widgets.basics import column

PATIENCE = 10_000


def done(qtbot: QtBot, desk: Desk) -> BackupKeeper:
    """Wait until nothing is under way."""
    keeper = desk.shell.backups
    qtbot.waitUntil(lambda: not keeper.is_busy and not desk.tasks.busy, timeout=PATIENCE)
    return keeper


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_what_is_due_is_done_once_and_shown(qtbot: QtBot, desk: Desk, put: Put) -> None:
    part = put(BackupsPart(desk.shell))
    keeper = desk.shell.backups
    keeper.begin()
    keeper.begin()
    assert keeper.is_busy
    done(qtbot, desk)
    assert keeper.state is not None
    assert len(keeper.state.backups) == 1
    assert any(text.startswith("The last backup was made on") for text in said(part))
    assert any("everything in it is whole" in text for text in said(part))
    keeper.begin()
    done(qtbot, desk)
    assert len(keeper.state.backups) == 1
    assert desk.said == []


def test_the_box_is_not_green_while_there_is_none_outside(qtbot: QtBot, desk: Desk, put: Put) -> None:
    part = put(BackupsPart(desk.shell))
    assert isinstance(part, BackupsPart)
    keeper = desk.shell.backups
    keeper.begin()
    done(qtbot, desk)
    assert any("There is none outside this computer." in text for text in said(part))
    assert part.said.property("callout") == "info"
    book = book_of(desk.shell.session)
    keep_book(desk.shell.session, replace(book, since=book.since - timedelta(days=3)))
    keeper.refresh()
    done(qtbot, desk)
    assert part.said.property("callout") == "attention"
    keep_book(desk.shell.session, replace(book, off_at=desk.shell.session.now()))
    keeper.refresh()
    done(qtbot, desk)
    assert part.said.property("callout") == "good"


def test_what_is_asked_for_meanwhile_comes_after_it(qtbot: QtBot, desk: Desk, put: Put, tmp_path: Path) -> None:
    part = put(BackupsPart(desk.shell))
    assert isinstance(part, BackupsPart)
    keeper = desk.shell.backups
    keeper.begin()
    assert keeper.is_busy
    (tmp_path / "stick").mkdir()
    add_outside_place(desk.shell.session, tmp_path / "stick")
    keeper.begin()
    keeper.back_up()
    keeper.back_up()
    qtbot.waitUntil(lambda: "The backup was made and checked." in desk.said, timeout=PATIENCE)
    done(qtbot, desk)
    assert desk.said == ["The backup was made and checked."]
    assert list((tmp_path / "stick").glob("*.age"))


def test_a_failure_somebody_waits_for_is_said_and_stays_on_today(qtbot: QtBot, desk: Desk, put: Put) -> None:
    desk.shell.places.backups.write_bytes(b"in the way")
    both = QWidget()
    layout = column(both)
    banner, part = BackupBanner(desk.shell), BackupsPart(desk.shell)
    layout.addWidget(banner)
    layout.addWidget(part)
    put(both)
    assert banner.isHidden()
    part.make_button.click()
    done(qtbot, desk)
    assert [text.split(":")[0] for text in desk.said] == ["The backup could not be written"]
    assert "The last backup did not go well" in said(banner)
    desk.shell.places.backups.unlink()
    part.make_button.click()
    done(qtbot, desk)
    assert desk.said[-1] == "The backup was made and checked."
    assert banner.isHidden()


def test_progress_is_shown_and_a_stop_leaves_nothing(qtbot: QtBot, desk: Desk, put: Put) -> None:
    part = put(BackupsPart(desk.shell))
    assert isinstance(part, BackupsPart)
    keeper = desk.shell.backups
    with qtbot.waitSignal(keeper.progressed, timeout=PATIENCE):
        part.make_button.click()
        assert part.bar.isVisibleTo(part)
    keeper.stop()
    desk.tasks.close()
    assert list(desk.shell.places.backups.glob("*.part")) == []
    keeper.begin()
    keeper.refresh()


@pytest.mark.parametrize("desk", [Role.SAFEGUARDING_LEAD], indirect=True)
def test_a_lead_makes_backups_and_leaves_the_places_to_the_manager(qtbot: QtBot, desk: Desk, put: Put) -> None:
    part = put(BackupsPart(desk.shell))
    done(qtbot, desk)
    shown = [made.text() for made in part.findChildren(QPushButton) if made.isVisibleTo(part)]
    assert "Back up now" in shown
    assert not {"Choose a stick or a folder", "Try the newest backup now"} & set(shown)


@pytest.mark.parametrize("desk", [Role.CASEWORKER], indirect=True)
def test_a_folder_that_is_no_place_is_said(
    qtbot: QtBot, desk: Desk, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = put(BackupsPart(desk.shell))
    assert isinstance(part, BackupsPart)
    monkeypatch.setattr(desk.shell.dialogs, "folder", lambda _parent, _title: tmp_path)
    part._add_place()
    done(qtbot, desk)
    assert len(desk.said) == 1


def test_another_worker_ends_with_the_first(qtbot: QtBot) -> None:
    bugs: list[Exception] = []
    found: list[str] = []
    tasks = Tasks(bugs.append)
    other = tasks.beside()
    tasks.run(lambda: "one", found.append, bugs.append)
    other.run(lambda: "two", found.append, bugs.append)
    qtbot.waitUntil(lambda: sorted(found) == ["one", "two"], timeout=PATIENCE)
    assert tasks.close()
    assert bugs == []
    with pytest.raises(RuntimeError):
        other.run(lambda: "three", found.append, bugs.append)
