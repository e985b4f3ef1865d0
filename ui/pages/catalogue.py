"""The page for each place, and the places of the side bar."""

from collections.abc import Callable, Mapping
from typing import Any

from safeguard_desktop.casework.session import Power, Session
from ui.pages.case import CasePage
from ui.pages.cases import CasesPage
from ui.pages.found import FoundPage
from ui.pages.guidance import GuidancePage
from ui.pages.hand_over import HandOverPage
from ui.pages.handed import HandedPage
from ui.pages.inbox import InboxPage
from ui.pages.pack import PackPage
from ui.pages.page import Page
from ui.pages.record import RecordPage
from ui.pages.referrals import ReferralsPage
from ui.pages.restrict import RestrictPage
from ui.pages.reviews import ReviewsPage
from ui.pages.settings import SettingsPage
from ui.pages.shell import Place, Shell, Wish
from ui.pages.today import TodayPage
from ui.pages.work import WorkPage
from ui.widgets.side_bar import PlaceItem

_PAGES: Mapping[Place, Callable[..., Page]] = {
    Place.TODAY: TodayPage,
    Place.CASES: CasesPage,
    Place.REVIEWS: ReviewsPage,
    Place.REFERRALS: ReferralsPage,
    Place.GUIDANCE: GuidancePage,
    Place.SETTINGS: SettingsPage,
    Place.CASE: CasePage,
    Place.WORK: WorkPage,
    Place.RECORD: RecordPage,
    Place.PACK: PackPage,
    Place.RESTRICT: RestrictPage,
    Place.FOUND: FoundPage,
    Place.INBOX: InboxPage,
    Place.HANDED: HandedPage,
    Place.HAND_OVER: HandOverPage,
}

_PICTURES = {
    Place.TODAY: "home",
    Place.CASES: "folder",
    Place.REVIEWS: "calendar",
    Place.REFERRALS: "send",
    Place.GUIDANCE: "book",
    Place.SETTINGS: "gear",
}
SIDE_PLACES = tuple(PlaceItem(place.name, place.value, picture) for place, picture in _PICTURES.items())

_OF_THE_CASES = frozenset({Place.CASES, Place.REVIEWS, Place.REFERRALS})


def side_places(session: Session) -> tuple[str, ...]:
    """Return the places of the side bar that there are for somebody: without the cases, none that shows them."""
    has_cases = session.may(Power.CASEWORK)
    return tuple(place.name for place in _PICTURES if has_cases or place not in _OF_THE_CASES)


def make_page(shell: Shell, wish: Wish) -> Page:
    """Return the page for a place, made with what the wish holds."""
    what: dict[str, Any] = dict(wish.what)
    return _PAGES[wish.place](shell, **what)


def way_back(wish: Wish) -> Wish:
    """Return where coming back to a place leads: from writing, to the record as it stands, never a second beginning."""
    if wish.place is Place.WORK:
        work = wish.what.get("work")
        return Wish(Place.RECORD, {"record_id": work.id if work is not None else wish.what["record_id"]})
    return wish
