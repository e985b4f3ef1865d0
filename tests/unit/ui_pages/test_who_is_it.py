"""Saying who somebody named in a pack is."""

from datetime import date
from typing import cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from safeguard_desktop.casework.who_they_are import MayBe, SomebodyNew
from safeguard_desktop.errors import InputTrouble
from tests.unit.ui_pages.conftest import Put
from ui.pages.who_is_it import MOST_OFFERED, WhoIsIt
from ui.widgets.services import Option, Services

KNOWN = tuple(MayBe(str(number), f"Rowan Field {number}", "named in 2 cases") for number in range(MOST_OFFERED + 2))


def _asked(put: Put, *may_be: MayBe) -> WhoIsIt:
    somebody = SomebodyNew("new", "The adult at risk", "R. Field", "born 4 May 1980", ("adult",), may_be)
    options = tuple(Option(one.id, one.name) for one in KNOWN)
    services = Services(today=lambda: date(2026, 11, 23), options=lambda _kinds: options)
    return cast(WhoIsIt, put(WhoIsIt(somebody, services)))


def _says(asked: WhoIsIt, text: str) -> bool:
    return any(text in label.text() for label in asked.findChildren(QLabel) if label.isVisible())


def test_nobody_is_chosen_until_somebody_says_so(put: Put) -> None:
    asked = _asked(put, KNOWN[0])
    assert asked.chosen() is None
    assert _says(asked, "They wrote of them: born 4 May 1980.")
    assert _says(asked, "named in 2 cases")
    assert not asked.same.isVisible()
    asked.offers[0].click()
    assert asked.chosen() == KNOWN[0].id
    assert not asked.known.isVisible()


def test_somebody_else_is_looked_for_or_left_new(put: Put) -> None:
    asked = _asked(put, KNOWN[0])
    asked.else_button.click()
    assert asked.chosen() is None
    assert asked.same.finder.line.hasFocus()
    QTest.keyClicks(asked.same.finder.line, "Rowan")
    with pytest.raises(InputTrouble) as trouble:
        asked.chosen()
    asked.refuse(trouble.value)
    assert asked.same.error.startswith("Pick one")


def test_where_nobody_is_alike_one_can_look_at_once(put: Put) -> None:
    asked = _asked(put)
    assert asked.same.isVisible()
    assert not asked.known.isVisible()


def test_of_many_the_first_are_offered_and_the_rest_can_be_looked_for(put: Put) -> None:
    asked = _asked(put, *KNOWN)
    assert len(asked.offers) == MOST_OFFERED
    assert _says(asked, "There are more")
    assert not _says(asked, KNOWN[-1].name)
