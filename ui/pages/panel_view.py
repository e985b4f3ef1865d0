"""What the policy shows beside a question: what it found, what that rests on, and what to do next.

The policy's view and the person's decision are two blocks: this is the first, and never holds an answer.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from safeguard_desktop.casework.panels import Panel, PanelRow, panel_for
from safeguard_desktop.records import Record
from ui.guides.panels import PanelWidget
from ui.pages.risk_picture import RiskBlock
from ui.widgets.basics import announce, clear, column, link, row, rule, set_role, words
from ui.widgets.callout import Callout, tag

_KINDS = {"red": "danger", "amber": "attention", "green": "good", "blue": "info", "grey": "plain"}
_CLAUSE = re.compile(r"(.*) \((\d[\d., and]*)\)\Z", re.DOTALL)


@dataclass(frozen=True)
class About:
    """What stands around a panel: its heading, the heading of what the person answers, and a link to the guidance."""

    heading: str = ""
    below: str = ""
    question: str = ""
    section: str = ""


_ALLOWED = "What the policy allows"
_YOURS = "What you decide, and why"
_ABOUT = {
    ("sharing-decision", "your-decision"): About(_ALLOWED, _YOURS, "Why these nine?", "nine-grounds"),
    ("sharing-decision", "law-and-public-interest"): About(_ALLOWED, "What you know"),
    ("sharing-decision", "against-a-ground"): About(_ALLOWED, _YOURS, "Why these nine?", "nine-grounds"),
    ("sharing-decision", "protect-them-anyway"): About(
        _ALLOWED, _YOURS, "When is it right not to share?", "holding-back"
    ),
    ("sharing-decision", "telling-them"): About(question="More about telling them", section="telling-them"),
    ("marac-referral", "criteria"): About(
        "What the criteria say", "What you see", "More about MARAC", "domestic-abuse"
    ),
    ("dbs-referral", "condition-b-harm"): About("What the law says", "What you know", "More about the DBS", "dbs"),
    ("dbs-referral", "contact"): About("What the law says", "", "More about the DBS", "dbs"),
    ("risk-acceptance", "review-date"): About(question="What you owe them", section="eight-duties"),
}


def about(kind: str, step: str) -> About:
    """Return what stands around the panel of a step; nothing for a step without words of its own."""
    return _ABOUT.get((kind, step), About())


class PanelView(QWidget):
    """Shows a panel, and another one in its place without taking the focus. `why_wanted` names a guidance section."""

    why_wanted = Signal(str)

    def __init__(self, panel: Panel | None = None, around: About | None = None) -> None:
        super().__init__()
        self._around = around or About()
        self._panel: Panel | None = None
        self.found = Callout("info", big=True)
        self.rows = _Rows()
        self.risk = RiskBlock()
        self.steps = _Lines()
        self._lay_out()
        self.set_panel(panel)

    def _lay_out(self) -> None:
        layout = column(self, gap=12)
        if self._around.heading or self._around.question:
            layout.addLayout(self._head())
        for part in (self.found, self.risk, self.rows, self.steps):
            layout.addWidget(part)
        if self._around.below:
            layout.addSpacing(6)
            layout.addWidget(rule())
            layout.addWidget(words(self._around.below, "section"))

    def _head(self) -> QHBoxLayout:
        head = row()
        head.addWidget(words(self._around.heading, "section"))
        head.addStretch()
        if self._around.question:
            why = link(self._around.question)
            why.clicked.connect(lambda: self.why_wanted.emit(self._around.section))
            head.addWidget(why)
        return head

    @property
    def panel(self) -> Panel | None:
        """The panel that is shown."""
        return self._panel

    def set_panel(self, panel: Panel | None) -> None:
        """Show another panel; what is the same stays as it is, and a new finding is said."""
        before, self._panel = self._panel, panel
        if panel == before and before is not None:
            return
        self.setVisible(panel is not None)
        if panel is None:
            return
        self.found.say(panel.title, panel.text, _KINDS.get(panel.tone, "plain"))
        self.rows.show_rows(panel.rows)
        self.steps.show_lines(panel.lines)
        self.risk.setVisible(panel.matrix is not None)
        if panel.matrix is not None:
            self.risk.show_matrix(panel.matrix)
        self.setAccessibleName(self._around.heading or panel.title)
        if before is not None and panel.title != before.title:
            announce(self, panel.title)


class StepPanel(PanelWidget):
    """The panel of one step of a guide: it follows the answers as they stand on the screen."""

    def __init__(self, kind: str, step: str, today: Callable[[], date], on_why: Callable[[str], None]) -> None:
        super().__init__()
        self._step, self._today = step, today
        self.view = PanelView(None, about(kind, step))
        self.view.why_wanted.connect(on_why)
        column(self).addWidget(self.view)

    def show_record(self, record: Record) -> None:
        """Show what follows from the record."""
        panel = panel_for(record, self._step, self._today())
        self.view.set_panel(panel)
        self.setVisible(panel is not None)


class _Rows(QWidget):
    """Lines with a tag each. The same lines with other tags are changed in place."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: tuple[str, ...] = ()
        self._cells: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 6)
        self._grid.setColumnStretch(2, 5)

    def show_rows(self, rows: Sequence[PanelRow]) -> None:
        """Show these rows."""
        self.setVisible(bool(rows))
        labels = tuple(one.label for one in rows)
        if labels != self._labels:
            self._build(rows)
            self._labels = labels
        for (mark, detail), one in zip(self._cells, rows, strict=True):
            mark.setText(one.tag)
            set_role(mark, "tag", one.tone)
            detail.setText(one.detail)

    def _build(self, rows: Sequence[PanelRow]) -> None:
        clear(self._grid)
        self._cells = []
        for number, one in enumerate(rows):
            mark, detail = tag(one.tag, one.tone), words(one.detail, "small")
            if number:
                self._grid.addWidget(rule(), 2 * number - 1, 0, 1, 3)
            for place, widget in enumerate((words(one.label), mark, detail)):
                self._grid.addWidget(widget, 2 * number, place, Qt.AlignmentFlag.AlignVCenter)
            self._cells.append((mark, detail))


class _Lines(QWidget):
    """What to do next, a line each, with the clause that asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._layout: QVBoxLayout = column(self, gap=6)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these lines instead of those before."""
        self.setVisible(bool(lines))
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        clear(self._layout)
        has_clauses = any(_CLAUSE.match(line) for line in lines)
        if has_clauses:
            self._layout.addWidget(words("What to do next", "strong"))
        for line in lines:
            self._layout.addWidget(_line(line))


def _line(text: str) -> QWidget:
    box = QWidget()
    line = row(box, gap=10)
    found = _CLAUSE.match(text)
    line.addWidget(words("•", "strong", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words(found[1] if found else text), 1)
    if found:
        line.addWidget(words(f"Policy {found[2]}", "small", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    return box
