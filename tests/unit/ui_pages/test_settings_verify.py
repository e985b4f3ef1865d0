"""Is this record complete? The part of Settings that asks it, before a real vault."""

from collections.abc import Iterator
from threading import Event
from typing import cast

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from safeguard_desktop.casework.completeness import CheckStopped
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.records import Concern
from safeguard_desktop.records.vocabulary import Role
from tests.journeys.stand_ins import Answers
from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.settings import SettingsPage
from ui.pages.settings_verify import Run, VerifyPart


@pytest.fixture
def part(desk: Desk, put: Put) -> Iterator[VerifyPart]:
    hand_in(desk.shell.session, begin_concern(desk.shell.session), Concern(summary="Bruise"))
    page = cast(SettingsPage, put(SettingsPage(desk.shell, "verify")))
    yield cast(VerifyPart, page.open_part)
    assert page.open_part is not None


def test_a_whole_record_is_said_to_be_and_can_be_copied_and_printed(desk: Desk, part: VerifyPart, qtbot: QtBot) -> None:
    desk.shell.dialogs = answers = Answers()
    part.check_button.click()
    assert not part.check_button.isEnabled()
    assert part.waiting.isVisible()
    qtbot.waitUntil(part.result.isVisible)
    assert part.result.accessibleName().startswith("This record is complete.")
    assert "The cases: complete." in part.detail.text()
    assert "Imani" not in part.detail.text()
    assert not part.waiting.isVisible()
    assert part.check_button.isEnabled()
    part.copy_button.click()
    assert QGuiApplication.clipboard().text() == part.detail.text()
    part.print_button.click()
    qtbot.waitUntil(lambda: bool(answers.papers) and answers.papers[0].is_finished)
    assert len(answers.papers[0].printed) == 1


def test_the_recovery_key_is_taken_checked_and_not_left_standing(desk: Desk, part: VerifyPart, qtbot: QtBot) -> None:
    part.key.key.edit.setPlainText("AGE-SECRET-KEY-1WRONG")
    part.check()
    qtbot.waitUntil(lambda: part.key.problem.text() != "")
    assert not part.result.isVisible()
    part.key.key.edit.setPlainText(desk.started.recovery_key)
    part.check()
    qtbot.waitUntil(part.result.isVisible)
    assert "with the recovery key" in part.detail.text()
    assert part.key.typed() == ()


def test_what_does_not_fit_is_said_with_where_and_what_to_do(desk: Desk, part: VerifyPart, qtbot: QtBot) -> None:
    connection = desk.shell.session.vault.casework._database.connection()
    connection.execute("DROP TRIGGER revision_body_is_fixed")
    connection.execute("UPDATE revision SET body = replace(body, 'Bruise', 'Nothing')")
    part.check()
    qtbot.waitUntil(part.result.isVisible)
    assert part.result.property("callout") == "danger"
    assert "tell your manager" in part.result.accessibleDescription()
    assert "The first that does not fit is entry" in part.detail.text()


def test_a_check_can_be_stopped_and_started_again(desk: Desk, part: VerifyPart, qtbot: QtBot) -> None:
    held = Event()
    desk.shell.run(held.wait, lambda _was_set: None)
    part.check()
    part.waiting.stop_button.click()
    held.set()
    qtbot.waitUntil(part.result.isVisible)
    assert part.result.accessibleName() == "The check was stopped before its end."
    part.check()
    qtbot.waitUntil(lambda: "complete" in part.result.accessibleName() and part.result.isVisible())


def test_a_check_that_is_left_or_locked_ends(desk: Desk, part: VerifyPart) -> None:
    left = part.waiting.begin()
    left("The cases", 1, 10)
    part.waiting._look()
    assert part.waiting.said.text() == "The cases: 1 of 10"
    desk.shell.is_over = True
    with pytest.raises(CheckStopped):
        left("The cases", 2, 10)
    run = Run(lambda: False)
    run.stop.set()
    with pytest.raises(CheckStopped):
        run("The cases", 1, 10)


def test_a_footer_is_checked_with_enter(desk: Desk, part: VerifyPart, qtbot: QtBot) -> None:
    part.footer.set_value(str(desk.shell.session.vault.casework.head()))
    part.footer.line.returnPressed.emit()
    qtbot.waitUntil(part.fits.isVisible)
    assert part.fits.accessibleName() == "It fits: this record held exactly this then"
    part.footer.set_value("4711 0123456789abcdef")
    part.footer_button.click()
    qtbot.waitUntil(lambda: part.fits.isVisible() and part.fits.property("callout") == "danger")
    part.footer.set_value("nonsense")
    part.footer_button.click()
    qtbot.waitUntil(lambda: "For example" in part.footer.error)


@pytest.mark.parametrize("desk", [Role.CASEWORKER], indirect=True)
def test_every_role_may_check_what_it_has_open(part: VerifyPart, qtbot: QtBot) -> None:
    part.check()
    qtbot.waitUntil(part.result.isVisible)
    assert part.result.accessibleName().startswith("This record is complete.")
