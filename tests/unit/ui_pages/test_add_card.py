"""What can be added to a case: choices of one height, whatever each says."""

from typing import cast

from safeguard_desktop.records import ALL_KINDS
from tests.unit.ui_pages.conftest import Put
from ui.pages.add_card import AddCard
from ui.pages.kinds_shown import additions
from ui.widgets.basics import lay_out_now


def test_every_choice_has_the_height_of_the_tallest(put: Put) -> None:
    card = cast(AddCard, put(AddCard("What would you like to add?", additions(ALL_KINDS))))
    for width in (1092, 760):
        card.resize(width, card.height())
        lay_out_now()
        heights = {made.height() for made in card.buttons}
        assert len(heights) == 1
        assert heights.pop() >= max(made.heightForWidth(made.width()) for made in card.buttons)
