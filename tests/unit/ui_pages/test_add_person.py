"""Adding somebody in the middle of a guide: the buttons are in sight, and what is wrong is scrolled to."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.add_person import AddPerson
from ui.theme import apply_theme, load_theme
from ui.widgets.services import Services


@pytest.mark.parametrize("percent", [100, 200])
def test_the_buttons_stay_in_sight(desk: Desk, put: Put, qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, load_theme("light", percent))
    page = AddPerson(desk.shell, ("adult",), Services(today=lambda: desk.started.session.now().date()))
    page.setMaximumSize(1106, 635)
    put(page)
    page.begin("Gwen")
    for made in (page.add_button, page.back_button):
        assert made.visibleRegion().boundingRect() == made.rect()


def test_what_is_missing_is_seen_at_once(desk: Desk, put: Put, qapp: QApplication) -> None:
    apply_theme(qapp, load_theme("light", 200))
    page = AddPerson(desk.shell, ("adult",), Services(today=lambda: desk.started.session.now().date()))
    page.setMaximumSize(1106, 635)
    put(page)
    page.form.fields["lives"].take_focus()
    page.add()
    assert not page.summary.visibleRegion().isEmpty()
