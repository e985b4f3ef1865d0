"""Earlier concerns about the same adult, person or place, beside the question that asks to look back (6.1)."""

from collections.abc import Sequence
from functools import partial

from safeguard_desktop.casework.history import PastConcern, past_concerns
from safeguard_desktop.casework.session import Power
from safeguard_desktop.records import Concern, Record
from ui.guides.panels import PanelWidget
from ui.pages.shell import Shell
from ui.widgets.basics import announce, clear, column, row, rule, words
from ui.widgets.callout import Callout, tag

LOOKING_BACK = "looking-back"
_LATER = "The team looks back when you hand it in. Write down what you know of earlier concerns."


class PastPanel(PanelWidget):
    """Shows earlier concerns that share something with this one. It looks again only when what is shared changes."""

    def __init__(self, shell: Shell, record_id: str) -> None:
        super().__init__()
        self._shell, self._record_id = shell, record_id
        self._looked_for: tuple[str | None, ...] = ()
        self._box = Callout("info")
        self._rows = column(gap=6)
        layout = column(self, gap=8)
        layout.addWidget(self._box)
        layout.addLayout(self._rows)

    def show_record(self, record: Record) -> None:
        """Look for earlier concerns, where this one names something new."""
        if not isinstance(record, Concern):
            return
        wanted = ("looked", record.adult, record.alleged, record.place_words)
        if wanted == self._looked_for:
            return
        self._looked_for = wanted
        if not self._shell.session.may(Power.CASEWORK):
            self._box.say("Looking back", _LATER)
            return
        look = partial(past_concerns, self._shell.session, record, self._record_id)
        self._shell.run(look, self._show, owner=self)

    def _show(self, found: Sequence[PastConcern]) -> None:
        clear(self._rows)
        if not found:
            self._box.say(
                "No earlier concerns were found",
                "We looked for the adult, the person and the place, as far as you named them.",
            )
        else:
            count = len(found)
            title = f"{count} earlier concern{'' if count == 1 else 's'} may belong together with this one"
            self._box.say(title, "Small things over time can show a pattern.", "attention")
            announce(self, title)
        for past in found:
            self._add(past)

    def _add(self, past: PastConcern) -> None:
        day = past.happened.astimezone()
        line = row(gap=12)
        line.addWidget(words(f"{day.day} {day:%b %Y}", "muted", wrap=False))
        line.addWidget(words(f"{past.adult}: {past.text}"), 1)
        for same in past.same:
            line.addWidget(tag(same, "amber"))
        self._rows.addLayout(line)
        self._rows.addWidget(rule())
