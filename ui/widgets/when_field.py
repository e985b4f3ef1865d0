"""Fields for dates: boxes for day, month and year that take what people type, and read it back in words."""

import calendar
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from safeguard_desktop.records.questions import Question
from safeguard_desktop.records.values import When
from ui.theme import current_theme
from ui.widgets.basics import announce, button, column, link, words
from ui.widgets.field import Field, Raw, caption
from ui.widgets.flow import Flow
from ui.widgets.inputs import Check, Line
from ui.widgets.services import Services
from ui.widgets.typed_dates import (
    NotADateError,
    Typed,
    has_short_year,
    read_day,
    read_month,
    read_time,
    read_year,
    spread,
    year_like,
)

_BOXES = (("day", "Day", 90), ("month", "Month", 150), ("year", "Year", 110), ("time", "Time, if you know it", 150))
_NOT_EXACT = "I do not know the exact date"


class _Boxes(Field):
    """Boxes for a date. Subclasses say which boxes there are."""

    box_names: tuple[str, ...] = ("day", "month", "year")
    takes_about = False

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self.boxes: dict[str, Line] = {}
        self._cells: dict[str, QWidget] = {}
        self._slip_box = "day"
        line = QWidget()
        self._line = Flow(line, gap=12)
        for name, label, width in _BOXES:
            if name in self.box_names:
                self._line.addWidget(self._cell(name, label, width))
        self._offer()
        self.read_back = words("", "small")
        self.content.addWidget(line)
        self.content.addWidget(self.read_back)
        self.take_inputs(*((box, name) for name, box in self.boxes.items()))
        self._tell()

    def _offer(self) -> None:
        """Put what fills the boxes beside them."""
        if self.question.past and not self.question.birth:
            made = button("Today")
            made.setAccessibleName(f"Today: {self.question.label}")
            made.setToolTip("Put in today’s date")
            made.clicked.connect(self._put_in_today)
            self._line.addWidget(_below_a_caption(made))

    def _put_in_today(self) -> None:
        day = self.services.today()
        self.show_typed(replace(self.typed(), day=str(day.day), month=str(day.month), year=str(day.year), about=False))
        announce(self, self.read_back.text())
        self.changed.emit()

    def _cell(self, name: str, label: str, width: int) -> QWidget:
        box = Line()
        box.setFixedWidth(current_theme().px(width))
        box.textEdited.connect(self._on_typed)
        box.editingFinished.connect(self._sort_out)
        cell = QWidget()
        inside = column(cell, gap=2)
        inside.addWidget(caption(label, box))
        inside.addWidget(box)
        self.boxes[name] = box
        self._cells[name] = cell
        return cell

    def _on_typed(self) -> None:
        self._tell()
        self.changed.emit()

    def _sort_out(self) -> None:
        """Put a whole date that was typed into one box where it belongs, and a short year in full, once it is left."""
        before = self.typed()
        found = self._understood()
        if found is None:
            return
        after = spread(before, self.services.today())
        if has_short_year(after):
            after = replace(after, year=str(found.year))
        if after != before:
            self.show_typed(after)
            announce(self, self.read_back.text())
            self.changed.emit()

    def _understood(self) -> When | None:
        try:
            return self._read()
        except NotADateError:
            return None

    def typed(self) -> Typed:
        """Return what stands in the boxes."""
        texts = {name: box.text() for name, box in self.boxes.items()}
        return Typed(texts["day"], texts["month"], texts["year"], texts.get("time", ""))

    def show_typed(self, typed: Typed) -> None:
        """Put text into the boxes."""
        for name, box in self.boxes.items():
            box.setText(getattr(typed, name))
        self._tell()

    def _tell(self) -> None:
        """Read back what was understood, so that a slip is seen at once."""
        found = self._understood()
        self.read_back.setText(f"This is {found}." if found else "")
        self.read_back.setVisible(bool(found))

    def _read(self) -> When | None:
        """Return the date in the boxes. Raises NotADateError."""
        today = self.services.today()
        typed = spread(self.typed(), today)
        if typed.is_blank:
            return None
        parts: dict[str, Any] = {"about": typed.about, "year": self._year(typed, today)}
        parts |= {"month": read_month(typed.month)} if typed.month else {}
        parts |= {"day": read_day(typed.day)} if typed.day else {}
        if typed.time.strip():
            parts["hour"], parts["minute"] = read_time(typed.time)
        self._refuse_gaps(typed, parts)
        found = When.model_validate(parts)
        if self.question.past and found.earliest > today:
            raise NotADateError("year", "Enter a date that is not in the future.")
        return found

    def _year(self, typed: Typed, today: date) -> int:
        if not typed.year:
            raise NotADateError("year", f"Enter the year, such as {year_like(today, birth=self.question.birth)}.")
        return read_year(typed.year, today, past=self.question.past, birth=self.question.birth)

    def _refuse_gaps(self, typed: Typed, parts: dict[str, Any]) -> None:
        day, month = parts.get("day"), parts.get("month")
        if day and not month:
            raise NotADateError("month", "Enter the month as well as the day.")
        if day and month and day > (last := calendar.monthrange(parts["year"], month)[1]):
            name = f"{calendar.month_name[month]} {parts['year']}"
            raise NotADateError("day", f"{name} has only {last} days. Check the day and the month.")
        if not day and not typed.about:
            way_out = f", or tick “{_NOT_EXACT}”" if self.takes_about else ""
            raise NotADateError("day", f"Enter the day{way_out}.")
        if not day and typed.time.strip():
            raise NotADateError("day", "Enter the day as well as the time.")

    def _found(self) -> When | None:
        try:
            return self._read()
        except NotADateError as slip:
            self._slip_box = slip.box
            raise self.trouble(str(slip)) from None

    def take_focus(self) -> None:
        """Go to the box that the last trouble was with."""
        box = self.boxes[self._slip_box]
        box.setFocus()
        box.selectAll()


class DateField(_Boxes):
    """An exact day."""

    def value(self) -> date | None:
        """Return the day, or None. Raises InputTrouble."""
        found = self._found()
        if found is not None and found.about:
            raise self.trouble("Enter the exact day.")
        return found.earliest if found else None

    def set_value(self, value: date | None) -> None:
        """Show the day."""
        self.show_typed(Typed(str(value.day), str(value.month), str(value.year)) if value else Typed())

    def raw(self) -> Raw:
        """Return what stands in the boxes."""
        return {name: box.text() for name, box in self.boxes.items()}

    def set_raw(self, raw: Raw) -> None:
        """Show what stood in the boxes."""
        self.show_typed(_typed_from(raw))


class WhenField(_Boxes):
    """A date that may be inexact, and a time that may be left out."""

    box_names = ("day", "month", "year", "time")
    takes_about = True

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        self.about = Check(_NOT_EXACT, "Leave out the day, or the month as well.")
        super().__init__(question, services, is_inner=is_inner)
        self.about.clicked.connect(self._on_typed)
        self.content.addWidget(self.about)
        self.about.setAccessibleName(f"{question.label}: {_NOT_EXACT}")
        self._show_time()

    def _offer(self) -> None:
        """Offer the time before today, so that Tab and Space after the year put no other date in."""
        self.add_time = link("Add the time")
        self.add_time.clicked.connect(self._open_time)
        self._time_offer = _below_a_caption(self.add_time)
        self._line.addWidget(self._time_offer)
        super()._offer()

    def _open_time(self) -> None:
        self._show_time(wanted=True)
        self.boxes["time"].setFocus()

    def _show_time(self, *, wanted: bool = False) -> None:
        is_open = wanted or bool(self.boxes["time"].text())
        self._cells["time"].setVisible(is_open)
        self._time_offer.setVisible(not is_open and not self.question.birth)

    def typed(self) -> Typed:
        """Return what stands in the boxes and whether it is inexact."""
        return replace(super().typed(), about=self.about.isChecked())

    def show_typed(self, typed: Typed) -> None:
        """Put text into the boxes and set the mark."""
        self.about.setChecked(typed.about)
        super().show_typed(typed)
        self._show_time()

    def value(self) -> When | None:
        """Return the date, or None. Raises InputTrouble."""
        return self._found()

    def set_value(self, value: When | None) -> None:
        """Show the date."""
        if value is None:
            self.show_typed(Typed())
            return
        time = "" if value.hour is None else f"{value.hour:02}:{value.minute or 0:02}"
        self.show_typed(Typed(str(value.day or ""), str(value.month or ""), str(value.year), time, about=value.about))

    def raw(self) -> Raw:
        """Return what stands in the boxes and the mark."""
        return asdict(self.typed())

    def set_raw(self, raw: Raw) -> None:
        """Show what stood in the boxes and the mark."""
        self.show_typed(_typed_from(raw))


def _below_a_caption(made: QWidget) -> QWidget:
    """Return a widget in a cell in which it stands level with the boxes beside it."""
    cell = QWidget()
    inside = column(cell, gap=2)
    inside.addWidget(words(" ", "small"))
    inside.addWidget(made)
    return cell


def _typed_from(raw: Raw) -> Typed:
    parts = raw if isinstance(raw, dict) else {}
    texts = {name: str(parts.get(name) or "") for name in ("day", "month", "year", "time")}
    return Typed(**texts, about=parts.get("about") is True)
