"""Choosing a passphrase, wherever it is done."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safeguard_desktop.records import Role
from tests.unit.ui_pages.conftest import Put
from ui.pages.new_passphrase import NewPassphrase

GOOD = "walnut-corridor-bagpipe-ember"


def _made(put: Put, role: Role = Role.CASEWORKER) -> NewPassphrase:
    return cast(NewPassphrase, put(NewPassphrase(lambda: ("Willow Court", "Bo Adeyemi"), role)))


def _shows(made: NewPassphrase, text: str) -> bool:
    return any(text in label.text() for label in made.findChildren(QLabel) if label.isVisible())


def test_nothing_and_something_weak_are_refused_with_a_sentence(put: Put) -> None:
    made = _made(put)
    assert made.chosen() is None
    assert _shows(made, "Choose a passphrase, or let the program suggest one.")
    made.set_text("willow court bo adeyemi")
    assert made.chosen() is None
    assert _shows(made, "it is made of names")
    made.set_text(GOOD)
    assert made.chosen() == GOOD
    assert _shows(made, "Very strong")


def test_two_that_differ_are_refused_while_they_are_hidden(put: Put) -> None:
    made = _made(put)
    made.secret.set_text(GOOD)
    assert made.chosen() is None
    assert _shows(made, "This is not the same passphrase.")
    made.secret.show_button.click()
    assert not made.again.isVisible()
    assert made.chosen() == GOOD


def test_enter_goes_from_the_first_box_to_the_second_and_then_on(put: Put, qtbot: QtBot) -> None:
    made = _made(put)
    made.secret.line.setFocus()
    QTest.keyClicks(made.secret.line, GOOD)
    QTest.keyClick(made.secret.line, Qt.Key.Key_Return)
    assert made.again.line.hasFocus()
    QTest.keyClicks(made.again.line, GOOD)
    with qtbot.waitSignal(made.entered):
        QTest.keyClick(made.again.line, Qt.Key.Key_Return)


def test_a_suggestion_is_seen_and_as_long_as_the_role_needs(put: Put) -> None:
    for role, words in ((Role.CARE_WORKER, 3), (Role.REGISTERED_MANAGER, 4)):
        made = _made(put, role)
        made.suggest.click()
        assert not made.secret.is_hidden
        assert len((made.chosen() or "").split("-")) == words
