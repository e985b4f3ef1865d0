"""The first tab of a case: the latest of the chronology, a pattern, what is next, and what the person wants."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safeguard_desktop.casework.cases import CaseView
from safeguard_desktop.casework.next_things import NextThing
from safeguard_desktop.casework.today import due_words
from safeguard_desktop.clock import short_day_words
from ui.pages.kinds_shown import happenings
from ui.pages.named_in import others_boxes
from ui.pages.page import LARGE
from ui.pages.shell import Place, Shell
from ui.theme import current_theme
from ui.widgets.basics import Card, column, link, row, words
from ui.widgets.callout import Callout
from ui.widgets.chronology import Chronology
from ui.widgets.wrap_link import WrapLink

_LATEST = 8
_NOT_VERIFIED = "Something here was reported while the program was locked, so nobody can be sure who wrote it."


def overview(shell: Shell, view: CaseView, see_all: Callable[[], None]) -> QWidget:
    """Return the overview of a case."""
    box = QWidget()
    is_large = current_theme().percent > LARGE
    line = column(box, gap=16) if is_large else row(box, gap=16)
    line.addWidget(_latest(shell, view, see_all), 2)
    side = QWidget()
    if not is_large:
        side.setMaximumWidth(current_theme().px(366))
    line.addWidget(side, 1)
    right = column(side, gap=14)
    if not all(event.is_verified for event in view.events):
        right.addWidget(Callout("attention", "Author not verified", _NOT_VERIFIED))
    if view.pattern:
        right.addWidget(Callout("attention", "A pattern to look at", view.pattern))
    for named in others_boxes(shell, view):
        right.addWidget(named)
    _next(shell, view, right)
    right.addWidget(_wants(view))
    right.addStretch()
    return box


def _latest(shell: Shell, view: CaseView, see_all: Callable[[], None]) -> Card:
    card = Card()
    head = row()
    head.addWidget(words("Latest in the chronology", "section"), 1)
    card.body.addLayout(head)
    if not view.events:
        card.body.addWidget(words("Nothing is written here yet.", "muted"))
    else:
        if len(view.events) > _LATEST:
            more = link(f"See all {len(view.events)}")
            more.clicked.connect(see_all)
            head.addWidget(more)
        shown = Chronology("Latest in the chronology")
        shown.show_happenings(happenings(view.events[:_LATEST], shell.session.now().astimezone().year))
        shown.opened.connect(partial(_open, shell, view))
        card.body.addWidget(shown)
    card.body.addStretch()
    return card


def _open(shell: Shell, view: CaseView, record_id: str) -> None:
    shell.go(Place.RECORD, record_id=record_id, case_id=view.row.id)


def _next(shell: Shell, view: CaseView, right: QVBoxLayout) -> None:
    card = Card("Next", gap=4)
    if not view.next:
        said = "Nothing is open now." if view.row.is_open else "This case is closed."
        card.body.addWidget(words(said, "muted"))
    today = shell.session.now().astimezone().date()
    for thing in view.next:
        due = f" ({due_words(thing.due, today)})" if thing.due else ""
        card.body.addWidget(_thing(shell, thing, due))
    right.addWidget(card)


def _thing(shell: Shell, thing: NextThing, due: str) -> QWidget:
    made = WrapLink(f"{thing.text}{due}")
    made.clicked.connect(partial(shell.do, thing.action))
    return made


def _wants(view: CaseView) -> Card:
    name = (view.adult.preferred_name or view.adult.name or "") if view.adult else ""
    card = Card(f"What {name or 'the adult'} wants", gap=6)
    if view.wants is None:
        card.body.addWidget(words("Not written down yet. Ask, if it is safe to ask.", "muted"))
    else:
        card.body.addWidget(words(view.wants.words))
        card.body.addWidget(words(f"Recorded {short_day_words(view.wants.on)} by {view.wants.by}", "small"))
    return card
