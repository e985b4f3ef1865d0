"""The dark bar at the left: where one can go, who is signed in, and the lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from ui.theme import current_theme, icon
from ui.widgets.basics import column, words

_WIDTH = 208
_ROOM_FOR_KEYS = 130
"""Per cent of text up to which the bars show which keys press their buttons."""


@dataclass(frozen=True)
class PlaceItem:
    """A place in the side bar: the key that comes back when it is chosen, its name, and its icon."""

    key: str
    name: str
    picture: str


class SideBar(QFrame):
    """Places, one of them current; the person; the lock. Arrows move between places, Enter or Space chooses."""

    chosen = Signal(str)
    lock_wanted = Signal()

    def __init__(self, brand: str, places: Sequence[PlaceItem]) -> None:
        super().__init__()
        self.setProperty("role", "side-bar")
        self.setAccessibleName("Places")
        self._brand = words(brand, "side-brand", wrap=False)
        self._organisation = words("", "side")
        self._person = words("", "side-strong")
        self._role = words("", "side")
        self.buttons = {place.key: self._place_button(place) for place in places}
        self.lock_button = _bar_button("Lock now", icon("lock", "side_text"))
        self.lock_button.setAccessibleName("Lock now")
        self.lock_button.setToolTip("Ctrl+L")
        self.lock_button.clicked.connect(self.lock_wanted)
        self._lay_out()
        self.fit()

    def _place_button(self, place: PlaceItem) -> QPushButton:
        made = _bar_button(place.name, icon(place.picture, "side_text"))
        made.setCheckable(True)
        made.clicked.connect(partial(self._on_chosen, place.key))
        return made

    def _lay_out(self) -> None:
        layout = column(self, gap=3)
        layout.setContentsMargins(0, 16, 0, 14)
        for label in (self._brand, self._organisation, self._person, self._role):
            label.setContentsMargins(20, 0, 12, 0)
        layout.addWidget(self._brand)
        layout.addWidget(self._organisation)
        layout.addSpacing(14)
        for made in self.buttons.values():
            layout.addWidget(made)
        layout.addStretch(1)
        layout.addWidget(self._person)
        layout.addWidget(self._role)
        layout.addSpacing(8)
        layout.addWidget(self.lock_button)

    def fit(self) -> None:
        """Take the width that the names need at this size of text."""
        self.lock_button.setText(with_keys("Lock now", "  (Ctrl+L)"))
        side = current_theme().px(18)
        for made in (*self.buttons.values(), self.lock_button):
            made.setIconSize(QSize(side + 10, side))
        widest = max(made.sizeHint().width() for made in (*self.buttons.values(), self.lock_button))
        self.setFixedWidth(max(_WIDTH, widest + 2))

    def show_person(self, name: str, role: str, organisation: str) -> None:
        """Show who is signed in, and where."""
        self._person.setText(name)
        self._role.setText(role)
        self._organisation.setText(organisation)

    def show_places(self, keys: Sequence[str]) -> None:
        """Show these places alone."""
        for own, made in self.buttons.items():
            made.setVisible(own in keys)

    def set_current(self, key: str) -> None:
        """Mark the current place; none for a key that is not in the bar."""
        for own, made in self.buttons.items():
            made.setChecked(own == key)
            made.setAccessibleDescription("You are here" if own == key else "")

    def _on_chosen(self, key: str) -> None:
        """Leave the mark where it was, until the page has really changed."""
        self.buttons[key].setChecked(not self.buttons[key].isChecked())
        self.chosen.emit(key)

    def take_focus(self) -> None:
        """Go to the current place."""
        current = [made for made in self.buttons.values() if made.isChecked()]
        first = (current or self._shown())[0]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _shown(self) -> list[QPushButton]:
        return [made for made in self.buttons.values() if not made.isHidden()]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Move with the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        stops = [*self._shown(), self.lock_button]
        here = next((number for number, made in enumerate(stops) if made.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        else:
            stops[(here + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)


def with_keys(name: str, keys: str) -> str:
    """Return a button's words with its keys, or without them where large text leaves no room."""
    return name + keys if current_theme().percent <= _ROOM_FOR_KEYS else name


def _bar_button(text: str, picture: QIcon) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", "place")
    made.setAutoDefault(True)
    made.setIcon(picture)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made
