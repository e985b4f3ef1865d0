"""What a record says, question by question, as it is read before or beside its case."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from safeguard_desktop.records import Record, answer_lines, questions_asked, steps_asked
from ui.widgets.basics import words


def answers_grid(record: Record, names: Mapping[str, str]) -> QGridLayout:
    """Return every answer of a record beside its question; `names` are of the people that it names, by id."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 5)
    for step in steps_asked(record):
        for question in questions_asked(record, step):
            lines = answer_lines(question, record.answer(question.name), names)
            if lines:
                at = grid.rowCount()
                grid.addWidget(words(question.label, "strong"), at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words("\n".join(lines)), at, 1, Qt.AlignmentFlag.AlignTop)
    return grid
