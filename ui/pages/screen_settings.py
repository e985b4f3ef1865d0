"""How the screen is set: asked in Settings, and before anybody has signed in."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safeguard_desktop.records import Choice, Question, Sort
from safeguard_desktop.settings import Preferences
from ui.pages.shell import Place, Shell
from ui.pages.start_frame import StartPage, StartShell
from ui.widgets.basics import column, words
from ui.widgets.choice_fields import Radios


class ThemeName(Choice):
    """How the screen is coloured: the names of settings.THEMES."""

    LIGHT = "light", "Light"
    DARK = "dark", "Dark"
    CONTRAST = "contrast", "High contrast"
    CREAM = "cream", "Cream"


class TextSize(Choice):
    """How large words are."""

    P100 = "100", "100 %"
    P125 = "125", "125 %"
    P150 = "150", "150 %"
    P175 = "175", "175 %"
    P200 = "200", "200 %"


class Minutes(Choice):
    """After how long the program locks by itself."""

    M1 = "1", "1 minute"
    M2 = "2", "2 minutes"
    M3 = "3", "3 minutes"
    M5 = "5", "5 minutes"
    M10 = "10", "10 minutes"


_THEME = Question("Colours", name="theme", sort=Sort.CHOICE, options=ThemeName)
_SIZE = Question("Size of words", name="text_percent", sort=Sort.CHOICE, options=TextSize)
_IDLE = Question(
    "Lock by itself after",
    name="idle_minutes",
    sort=Sort.CHOICE,
    options=Minutes,
    hint="If nobody types or moves the mouse. You are warned half a minute before, and nothing typed is lost.",
)
LOOKS, ALL = (_THEME, _SIZE), (_THEME, _SIZE, _IDLE)
"""What anybody may set, and what takes an account: to put off the lock is not for a passer-by."""


class ScreenQuestions(QWidget):
    """Colours, size of words and the idle lock: each takes effect at once, on this computer only."""

    chosen = Signal(object, str)
    """The Preferences as they are to be, and the name of the question that was answered."""

    def __init__(self, now: Preferences, asked: tuple[Question, ...]) -> None:
        super().__init__()
        self._now = now
        layout = column(self, gap=20)
        layout.addWidget(words("This is for this computer only. It changes at once.", "muted"))
        self.radios: dict[str, Radios] = {}
        for question in asked:
            radios = Radios(tuple(question.options or ()), one_line=True)
            radios.set_choice(str(getattr(now, question.name)))
            radios.changed.connect(partial(self._on_changed, question.name))
            self.radios[question.name] = radios
            layout.addLayout(_asked(question, radios))

    def _on_changed(self, name: str) -> None:
        choice = self.radios[name].choice()
        if choice is None:
            self.radios[name].set_choice(str(getattr(self._now, name)))
            return
        answer: Any = choice.value if name == _THEME.name else int(choice.value)
        self._now = replace(self._now, **{name: answer})
        self.chosen.emit(self._now, name)

    def take_focus(self, name: str) -> None:
        """Go to the choice that holds in the question of that name."""
        for made in self.radios[name].buttons:
            if made.isChecked():
                made.setFocus()


def _asked(question: Question, radios: Radios) -> QVBoxLayout:
    """Return a question with its choices, of which one always holds."""
    lines = column(gap=6)
    lines.addWidget(words(question.label, "strong"))
    if question.hint:
        lines.addWidget(words(question.hint, "small"))
    lines.addWidget(radios)
    for made in radios.buttons:
        made.setAccessibleName(f"{question.label}: {made.said}")
        made.setAccessibleDescription(question.hint)
    return lines


class ScreenPart(ScreenQuestions):
    """The screen's part of Settings."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.preferences, ALL)
        self._shell = shell
        self.chosen.connect(self._set)

    def _set(self, preferences: Preferences, name: str) -> None:
        self._shell.set_preferences(preferences)
        self._shell.go(Place.SETTINGS, part="screen", focus=name)


class ScreenPage(StartPage):
    """The screen's settings before anybody has signed in, for one who cannot read what stands there."""

    column_width = 620

    def __init__(
        self, shell: StartShell, now: Preferences, set_looks: Callable[[Preferences, str], None], focus: str = ""
    ) -> None:
        super().__init__(shell, "Size of words, and colours")
        self.questions = ScreenQuestions(now, LOOKS)
        self.questions.chosen.connect(set_looks)
        self.body.addWidget(self.questions)
        self._focus = focus or _SIZE.name

    def start_focus(self) -> None:
        """Begin at the question that was just answered, or at the size."""
        self.questions.take_focus(self._focus)
