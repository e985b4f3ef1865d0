"""Fields that pick a person, or another record, from those that are known."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from safeguard_desktop.records.questions import Question
from ui.theme import current_theme
from ui.widgets.basics import button, clear, column, row, tab_before, words
from ui.widgets.field import Field, Raw
from ui.widgets.inputs import Line
from ui.widgets.services import Option, Services

_MOST = 6
_UNKNOWN = "A person in the record"
_TYPE_A_NAME = "Type a name to find or add someone, or press the down arrow to see all"
_TYPE_A_WORD = "Type a word, or press the down arrow to see all"
_NOTHING = "There is nothing here that fits. You can leave this open for now."


class Finder(QWidget):
    """Type to find, then pick from the list below with the arrows and Enter, or a click."""

    picked = Signal(object)
    """The Option."""
    typed = Signal()

    def __init__(self, kinds: tuple[str, ...], services: Services) -> None:
        super().__init__()
        self.kinds, self._services = kinds, services
        self._left_out: set[str] = set()
        self._shows_all = False
        self._may_add = services.may_add(kinds)
        self.line = Line(_TYPE_A_NAME if self._may_add else _TYPE_A_WORD)
        self.list = QListWidget()
        self.list.setProperty("role", "choices")
        self.list.setAccessibleName("What was found")
        self.nothing = words(_NOTHING, "small")
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.list.installEventFilter(self)
        layout = column(self, gap=6)
        for widget in (self.line, self.list, self.nothing):
            layout.addWidget(widget)
        self.refresh()

    def leave_out(self, ids: set[str]) -> None:
        """Do not offer these again."""
        self._left_out = ids
        self.refresh()

    def refresh(self) -> None:
        """Show those whose name or detail holds every word typed."""
        wanted = self.line.text().casefold().split()
        self.list.clear()
        known = [o for o in self._services.options(self.kinds) if o.id not in self._left_out]
        if not wanted and not self._shows_all:
            known = []
        fitting = [o for o in known if all(word in f"{o.name} {o.detail}".casefold() for word in wanted)]
        for option in fitting[:_MOST]:
            self._add(f"{option.name}\n{option.detail}" if option.detail else option.name, option)
        typed = " ".join(self.line.text().split())
        if typed and self._may_add:
            self._add(f"Add “{typed}” as someone new", None)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(not self._may_add and not self.list.count() and bool(wanted or self._shows_all))
        self._fit()

    def _add(self, text: str, option: Option | None) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, option)
        self.list.addItem(item)

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        height = 8
        for number in range(self.list.count()):
            item = self.list.item(number)
            tall = max(current_theme().px(40), line * (1 + item.text().count("\n")) + 12)
            item.setSizeHint(QSize(60, tall))
            height += tall
        self.list.setFixedHeight(min(height, current_theme().px(300)))

    def _on_typed(self) -> None:
        self.refresh()
        self.typed.emit()

    @staticmethod
    def _is_enter(event: QKeyEvent) -> bool:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()

    def _on_enter(self) -> bool:
        """Take the only line there is; where there are more, go and choose. Tell whether there is any."""
        if self.list.count() == 1:
            self._on_item(self.list.item(0))
        elif self.list.count():
            self._go_to_list()
        else:
            return False
        return True

    def _on_item(self, item: QListWidgetItem) -> None:
        option: Option | None = item.data(Qt.ItemDataRole.UserRole)
        if option is not None:
            self.picked.emit(option)
        elif self._services.add is not None:
            self._services.add(self.kinds, " ".join(self.line.text().split()), self.take_added)

    def take_added(self, option: Option) -> None:
        """Pick somebody who was just added."""
        self.picked.emit(option)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Arrows go between the box and the list; Enter takes the only line; Space picks in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.line and event.key() == Qt.Key.Key_Down:
                self._go_to_list()
                return True
            if watched is self.line and self._is_enter(event):
                return self._on_enter()
            if watched is self.list:
                return self._on_list_key(event)
        return super().eventFilter(watched, event)

    def _go_to_list(self) -> None:
        self._shows_all = True
        self.refresh()
        if self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _on_list_key(self, event: QKeyEvent) -> bool:
        current = self.list.currentItem()
        if event.key() == Qt.Key.Key_Up and self.list.currentRow() <= 0:
            self.line.setFocus()
            return True
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self._on_item(current)
            return True
        return False


class _Picked(QWidget):
    """One record that was picked, with a button to take it away."""

    def __init__(self, option: Option, action: str, on_away: Callable[[], None]) -> None:
        super().__init__()
        line = row(self, gap=12)
        name = column(gap=0)
        name.addWidget(words(option.name, "strong"))
        if option.detail:
            name.addWidget(words(option.detail, "small"))
        line.addLayout(name, 1)
        self.away = button(action)
        self.away.setAccessibleName(f"{action} {option.name}")
        self.away.clicked.connect(on_away)
        line.addWidget(self.away)


class _Picker(Field):
    """What both pickers share: those picked stand above, the finder below while more can be picked."""

    most: int | None = None
    action = "Remove"

    def __init__(self, question: Question, services: Services, *, is_inner: bool = False) -> None:
        super().__init__(question, services, is_inner=is_inner)
        self._ids: list[str] = []
        self._added: dict[str, Option] = {}
        self.finder = Finder(question.picks, services)
        self.finder.picked.connect(self._on_picked)
        self.finder.typed.connect(self.changed)
        self.picked = column(gap=6)
        self.content.addLayout(self.picked)
        self.content.addWidget(self.finder)
        self.take_inputs((self.finder.line, ""))

    def _option(self, record: str) -> Option:
        known = {option.id: option for option in self.services.options(self.question.picks)}
        return known.get(record) or self._added.get(record) or Option(record, _UNKNOWN)

    def _on_picked(self, option: Option) -> None:
        self._added[option.id] = option
        self.finder.line.clear()
        self.show_error("")
        if option.id not in self._ids:
            self._ids.append(option.id)
        self._show()
        self.take_focus()
        self.changed.emit()

    def _take_away(self, record: str) -> None:
        self._ids.remove(record)
        self._show()
        self.finder.line.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        clear(self.picked)
        for record in self._ids:
            shown = _Picked(self._option(record), self.action, partial(self._take_away, record))
            self.picked.addWidget(shown)
            tab_before(self.finder.line, shown)
        self.finder.setVisible(self.most is None or len(self._ids) < self.most)
        self.finder.leave_out(set(self._ids))

    def _set_ids(self, ids: list[str]) -> None:
        self._ids = list(dict.fromkeys(ids))
        self._show()

    def _checked_ids(self) -> list[str]:
        if self.finder.isVisibleTo(self) and self.finder.line.text().strip():
            raise self.trouble("Pick one from the list below the box, or empty the box.")
        return self._ids

    def raw(self) -> Raw:
        """Return the ids picked, and what stands in the box."""
        return {"ids": list(self._ids), "typed": self.finder.line.text()}

    def set_raw(self, raw: Raw) -> None:
        """Show what was picked and typed before."""
        parts: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self.finder.line.setText(str(parts.get("typed") or ""))
        ids = parts.get("ids")
        self._set_ids([item for item in ids if isinstance(item, str)] if isinstance(ids, list) else [])

    def take_focus(self) -> None:
        """Go to the box, or to the button beside what was picked."""
        last = self.picked.itemAt(self.picked.count() - 1) if self.picked.count() else None
        shown = last.widget() if last is not None else None
        if self.finder.isVisibleTo(self) or not isinstance(shown, _Picked):
            self.finder.line.setFocus()
        else:
            shown.away.setFocus()


class RecordField(_Picker):
    """One person, or one other record."""

    most = 1
    action = "Change"

    @property
    def is_picked(self) -> bool:
        """Whether there is one, and no box to look for another."""
        return bool(self._ids)

    def value(self) -> str | None:
        """Return the id, or None. Raises InputTrouble when a name was typed and not picked."""
        ids = self._checked_ids()
        return ids[0] if ids else None

    def set_value(self, value: str | None) -> None:
        """Show who is picked."""
        self._set_ids([value] if value else [])


class RecordsField(_Picker):
    """Any number of people, or of other records."""

    def value(self) -> tuple[str, ...] | None:
        """Return the ids, or None. Raises InputTrouble when a name was typed and not picked."""
        return tuple(self._checked_ids()) or None

    def set_value(self, value: tuple[str, ...] | None) -> None:
        """Show who is picked."""
        self._set_ids(list(value or ()))
