from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from safeguard_desktop.casework.panels import Panel, PanelRow
from safeguard_desktop.records import Fact, Likelihood, RiskAcceptance, Seriousness, SharingDecision, YesNo
from tests.unit.ui_pages.conftest import Put
from ui.pages.panel_view import PanelView, StepPanel, about
from ui.widgets.basics import column
from ui.widgets.inputs import Line

_DAY = date(2026, 11, 23)


def _texts(widget: QWidget) -> list[str]:
    QCoreApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def _panel(tag: str, tone: str, title: str = "You can share") -> Panel:
    return Panel(
        "red", title, "Because.", rows=(PanelRow("Staff are implicated", tag, tone, "Seen"),), lines=("Ask (6.3)",)
    )


def test_a_row_is_changed_where_it_stands(put: Put) -> None:
    view = PanelView(_panel("No", "grey"))
    put(view)
    marks = [label for label in view.findChildren(QLabel) if label.text() == "No"]
    view.set_panel(_panel("Yes", "red"))
    assert [label.text() for label in marks] == ["Yes"]
    assert marks[0].property("tag") == "red"


def test_another_panel_leaves_the_focus_where_it_is(put: Put) -> None:
    whole, view, line = QWidget(), PanelView(_panel("No", "grey")), Line()
    layout = column(whole)
    layout.addWidget(view)
    layout.addWidget(line)
    put(whole)
    line.setFocus()
    view.set_panel(Panel("amber", "Not clear yet", lines=("Find out (6.3)", "Ask for advice (6.5)")))
    assert line.hasFocus()
    assert "Find out" in _texts(view)
    assert "Policy 6.5" in _texts(view)
    assert "Staff are implicated" not in _texts(view)


def test_no_panel_shows_nothing(put: Put) -> None:
    whole, view = QWidget(), PanelView(None)
    column(whole).addWidget(view)
    put(whole)
    assert not view.isVisible()


def test_the_policys_view_and_the_decision_are_two_blocks(put: Put) -> None:
    asked: list[str] = []
    panel = StepPanel("sharing-decision", "your-decision", lambda: _DAY, asked.append)
    put(panel)
    panel.show_record(SharingDecision(staff_implicated=Fact(answer=YesNo.YES, evidence="The night carer")))
    said = _texts(panel)
    assert said.index("What the policy allows") < said.index("What you decide, and why")
    assert "The night carer" in said
    assert said.count("Yes") == 1
    panel.view.why_wanted.emit(about("sharing-decision", "your-decision").section)
    assert asked == ["nine-grounds"]


def test_a_step_without_a_panel_takes_no_room(put: Put) -> None:
    panel = StepPanel("sharing-decision", "crime", lambda: _DAY, print)
    put(panel)
    panel.show_record(SharingDecision())
    assert not panel.isVisible()


def test_the_picture_says_both_views(put: Put) -> None:
    panel = StepPanel("risk-acceptance", "level-of-risk-agreed", lambda: _DAY, print)
    put(panel)
    record = RiskAcceptance(worker_likelihood=Likelihood.LIKELY, worker_seriousness=Seriousness.SERIOUS)
    panel.show_record(record)
    assert "You: Likely × Serious = 12" in _texts(panel)
    panel.show_record(
        record.with_answers({"person_likelihood": Likelihood.RARE, "person_seriousness": Seriousness.MINOR})
    )
    assert "The adult: Rare × Minor = 1" in _texts(panel)
    spoken = panel.view.risk.picture.accessibleDescription()
    assert spoken == "You: Likely × Serious = 12, High. The adult: Rare × Minor = 1, Low"
    colours = panel.view.risk.picture.grab().toImage()
    assert len({colours.pixel(x, y) for x in range(0, colours.width(), 7) for y in range(0, colours.height(), 7)}) > 5
