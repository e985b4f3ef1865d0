"""Guidance: the policy in plain words by clause, and terms explained. It says that it is not legal advice."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.pages.entry_list import Beside, Entry, EntryList, Unrolling
from ui.pages.help_texts import Topic, notice, sections, terms
from ui.pages.page import Page
from ui.pages.shell import Place, Shell
from ui.widgets.basics import Card, announce, clear, column, row, words
from ui.widgets.callout import Callout, tag
from ui.widgets.inputs import Line


class GuidancePage(Page):
    """A list that can be searched, and beside it what is open. `section` is the key of what to open first."""

    place = Place.GUIDANCE
    scrolls = False

    def __init__(self, shell: Shell, section: str = "") -> None:
        super().__init__(shell)
        self.set_title("Guidance", notice())
        self.under_title.setWordWrap(True)
        self._topics = {topic.key: topic for topic in (*sections(), *terms())}
        self.search = Line("For example: crime, MARAC, capacity")
        self.search.setAccessibleName("Search the guidance")
        self.search.textChanged.connect(self._on_search)
        self.search.installEventFilter(self)
        self.list = EntryList("What the guidance explains")
        self.list.opened.connect(self._open)
        self._reading = column(gap=12)
        beside = Beside(self._left(), self._right(), width=372, height=300, narrow=800)
        self.list.chosen.connect(beside.show_second)
        self.body.addWidget(beside, 1)
        self._on_search("")
        self.list.open_entry(section)

    def _left(self) -> QWidget:
        card = Card(margin=14)
        label = words("Search the guidance", "strong")
        label.setBuddy(self.search)
        self.count = words("", "small")
        for widget in (label, self.search, self.count):
            card.body.addWidget(widget)
        card.body.addWidget(self.list, 1)
        return card

    def _right(self) -> QWidget:
        inner = QWidget()
        whole = column(inner)
        whole.setContentsMargins(24, 22, 24, 24)
        whole.addLayout(self._reading)
        whole.addStretch()
        self._scroll = Unrolling(inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName("What is open")
        card = Card(margin=0)
        card.body.addWidget(self._scroll)
        return card

    def start_focus(self) -> None:
        """Begin in the search box."""
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Down in the search box goes to the list."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.search and pressed == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _on_search(self, text: str) -> None:
        policy = [topic for topic in sections() if topic.matches(text)]
        explained = [topic for topic in terms() if topic.matches(text)]
        entries = [Entry(topic.key, topic.title, topic.detail) for topic in policy]
        if explained:
            entries += [Entry("", "Words explained"), *(Entry(topic.key, topic.title) for topic in explained)]
        self.list.show_entries(entries)
        self._say_count(len(policy) + len(explained), text)
        if entries:
            self.list.open_entry("")

    def _say_count(self, count: int, text: str) -> None:
        if not text.strip():
            self.count.setText("Choose one to read it.")
            return
        said = "Nothing found. Try another word." if count == 0 else f"{count} found"
        self.count.setText(said)
        announce(self.count, said)

    def _open(self, key: str) -> None:
        topic = self._topics[key]
        clear(self._reading)
        for widget in _parts(topic):
            self._reading.addWidget(widget)
        self._scroll.verticalScrollBar().setValue(0)
        self._scroll.setAccessibleDescription(" ".join((topic.title, topic.text, *topic.points)))


def _parts(topic: Topic) -> list[QWidget]:
    parts: list[QWidget] = [words(topic.title, "section")]
    if topic.detail:
        parts.append(tag(topic.detail, "grey"))
    parts += [words(_unwrapped(paragraph)) for paragraph in topic.text.split("\n\n")]
    parts += [_point(point) for point in topic.points]
    parts.append(Callout("plain", "", notice()))
    return parts


def _unwrapped(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _point(text: str) -> QWidget:
    box = QWidget()
    line = row(box, gap=8)
    number, dot, rest = text.partition(". ")
    is_numbered = dot and number.isdigit()
    mark = words(f"{number}." if is_numbered else "•", "strong", wrap=False)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words(rest if is_numbered else text), 1)
    return box
