"""What is said before a concern is handed in: it can be, what happens next, and who sees it."""

import pytest

from safeguard_desktop.casework.handing_in import handing_in
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import Concern, YesNo


@pytest.mark.parametrize("concern", [Concern(), Concern(danger_now=YesNo.YES, alleged_staff=YesNo.NO)])
def test_it_says_first_that_it_can_be_handed_in_and_who_sees_it(session: Session, concern: Concern) -> None:
    title, text = handing_in(session, concern)
    assert title == "You can hand it in as it is"
    assert "Only caseworkers, the safeguarding lead and the manager can open it." in text


def test_one_about_staff_says_that_one_chooses(session: Session) -> None:
    _, text = handing_in(session, Concern(alleged_staff=YesNo.YES))
    assert "you choose who may open it" in text
    assert "caseworkers" not in text
