"""A part of a case that was handed to somebody without the cases: what it is for, until when, and what it says."""

from functools import partial

from safeguard_desktop.casework.handing_over import (
    Handed,
    concern_about_handed,
    note_reading,
    read_handed,
    take_handed,
    talk_about_handed,
)
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import day_words
from safeguard_desktop.records import Record
from ui.pages.answers import answers_grid
from ui.pages.page import Crumb, Page
from ui.pages.shell import Place, Shell
from ui.widgets.basics import Card, button, buttons, clear, primary, rule, words
from ui.widgets.callout import Callout


def look(session: Session, pack_id: str) -> Handed:
    """Return what was handed over; that it is read again is written down."""
    found = read_handed(session, pack_id)
    if found.trouble is None and not found.is_new:
        note_reading(session, found)
    return found


class HandedPage(Page):
    """To be read, and not to be changed. What is written about it is handed in like anything else."""

    place = Place.TODAY

    def __init__(self, shell: Shell, pack_id: str) -> None:
        super().__init__(shell)
        self._pack_id = pack_id
        self._found: Handed | None = None
        self.set_crumbs(Crumb("Today", partial(shell.go, Place.TODAY)), Crumb("Handed to you"))
        self.set_title("Handed to you")
        shell.run(partial(look, shell.session, pack_id), self._show, owner=self)

    def _take(self) -> None:
        self.shell.run_once(partial(take_handed, self.shell.session, self._pack_id), self._show)

    def _show(self, found: Handed) -> None:
        self._found = found
        clear(self.body)
        if found.trouble is not None:
            self.body.addWidget(Callout("danger", found.trouble.sentence, found.trouble.next_step))
            self.body.addStretch()
            return
        until = day_words(found.until) if found.until else ""
        self.set_title(found.adult or "Handed to you", f"Handed to you by {found.by}. You can read it until {until}.")
        self.body.addWidget(Callout("info", "What you need it for", found.purpose))
        if found.is_new:
            self._offer(found)
        else:
            self._read(found)
        self.body.addStretch()

    def _offer(self, found: Handed) -> None:
        count = len(found.records)
        what = "one record" if count == 1 else f"{count} records"
        text = f"It holds {what} of a case. Use it for nothing else, and show it to nobody who does not need it."
        self.body.addWidget(words(text))
        take = primary("Take it to my desk")
        take.clicked.connect(self._take)
        self.body.addWidget(buttons(take))
        self.take_focus_late(take)

    def _read(self, found: Handed) -> None:
        talk = button("Hold a conversation", picture="edit")
        tell = button("Record a concern", picture="plus")
        talk.clicked.connect(self._talk)
        tell.clicked.connect(self._tell)
        self.body.addWidget(buttons(talk, tell))
        for why, record in found.records:
            self.body.addWidget(self._card(why, record, found))
        self.take_focus_late(talk)

    def _card(self, why: str, record: Record, found: Handed) -> Card:
        title = record.title if record.headline == record.title else f"{record.title}: {record.headline}"
        card = Card(title, gap=8)
        card.body.addWidget(words(f"Why you have it: {why}", "muted"))
        card.body.addWidget(rule())
        card.body.addLayout(answers_grid(record, found.names))
        return card

    def _talk(self) -> None:
        assert self._found is not None
        self.shell.begun(partial(talk_about_handed, handed=self._found))

    def _tell(self) -> None:
        assert self._found is not None
        self.shell.begun(partial(concern_about_handed, handed=self._found))
