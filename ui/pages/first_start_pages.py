"""The pages of the first start: welcome, the organisation, whom it shares with, the first account."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from safeguard_desktop.casework.start import personal_words
from safeguard_desktop.clock import SystemClock
from safeguard_desktop.records import Organisation, Question, Role, Step, questions
from ui.pages.choose import Choose
from ui.pages.new_passphrase import NewPassphrase
from ui.pages.start_frame import StartPage, StartShell
from ui.widgets.basics import button, column, row, words
from ui.widgets.callout import Callout
from ui.widgets.factory import field_for
from ui.widgets.field import Field
from ui.widgets.form import Form
from ui.widgets.inputs import Line
from ui.widgets.problems import by_question
from ui.widgets.services import Services


class WelcomePage(StartPage):
    """Three ways to begin."""

    offers_looks = True

    def __init__(self, shell: StartShell) -> None:
        super().__init__(shell, "Welcome", "There are no records on this computer yet. What would you like to do?")
        self.set_up = Choose("Set up for your organisation", "It takes about five minutes.", picture="home")
        self.look_around = Choose(
            "Look around with example cases",
            "Every person in them is invented. All of it is thrown away when you lock or close.",
            picture="eye",
        )
        self.restore = Choose("Restore a backup", "With the recovery key, or two of its sheets.", picture="clock")
        self.set_up.clicked.connect(shell.set_up_wanted)
        self.look_around.clicked.connect(shell.demonstration_wanted)
        self.restore.clicked.connect(shell.restore_wanted)
        for choice in (self.set_up, self.look_around, self.restore):
            self.body.addWidget(choice)

    def start_focus(self) -> None:
        """Begin at the first choice."""
        self.set_up.setFocus()


class AskPage(StartPage):
    """Asks one step of the organisation's details."""

    column_width = 560

    def __init__(
        self, shell: StartShell, step: Step, details: Organisation, title: str, typed: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(shell, title, step.intro)
        self.step = step
        asked = [question for question in questions(Organisation) if question.step == step]
        self._details = details
        self.form = Form(asked, self._field, marks_optional=True)
        self.form.fill(details, typed)
        self._early = column()
        self.body.addLayout(self._early)
        self.body.addWidget(self.form)

    def _field(self, question: Question) -> Field:
        return field_for(question, Services(today=lambda: SystemClock().now().astimezone().date()))

    def offer_later(self, act: Callable[[], None]) -> None:
        """Offer, before the questions, to leave all of them for later."""
        made = button("Leave this for later")
        made.clicked.connect(act)
        line = row()
        line.addWidget(made)
        line.addStretch()
        self._early.addLayout(line)

    def answers(self) -> Mapping[str, Any] | None:
        """Return the answers, or None after showing what to put right."""
        values, troubles = self.form.collect()
        sentences = {name: str(trouble) for name, trouble in troubles.items()}
        for name, field in self.form.fields.items():
            if name == "name" and not values[name] and name not in sentences:
                sentences[name] = field.question.sentence
        if not sentences:
            try:
                self._details.with_answers(values)
            except ValidationError as error:
                sentences = by_question(error)
        self.form.show_errors(sentences)
        for name in sentences:
            self.form.fields[name].take_focus()
            return None
        return values

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Go on at Enter, in any box."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.onward.click()
        else:
            super().keyPressEvent(event)

    def start_focus(self) -> None:
        """Begin at the first question."""
        next(iter(self.form.fields.values())).take_focus()


class AccountPage(StartPage):
    """The first account: a name, and a passphrase that is typed twice while it is hidden."""

    column_width = 560
    entered = Signal()
    """Enter was pressed at the last box."""

    def __init__(self, shell: StartShell, details: Organisation, name: str, passphrase: str = "") -> None:
        super().__init__(
            shell,
            "Who will look after the records?",
            "This is the first account. It can do everything that a registered manager can.",
        )
        self._details = details
        label = words("Your name", "strong")
        self.name_problem = words("", "problem")
        self.name_problem.hide()
        self.name = Line()
        self.name.setText(name)
        self.name.setAccessibleName("Your name")
        self.name.returnPressed.connect(self._to_secret)
        label.setBuddy(self.name)
        self._new = NewPassphrase(self._known, Role.REGISTERED_MANAGER)
        self._new.set_text(passphrase)
        self._new.entered.connect(self.entered)
        self.secret, self.suggest = self._new.secret, self._new.suggest
        for widget in (label, self.name_problem, self.name, self._new):
            self.body.addWidget(widget)
        self.body.addWidget(
            Callout(
                "attention",
                "Remember it",
                "Nobody can look it up for you. If you lose both your passphrase and the recovery key on the next "
                "page, nobody can ever open these records again: not you, not us.",
            )
        )

    def _known(self) -> tuple[str, ...]:
        return personal_words(self._details, self.name.text())

    def _to_secret(self) -> None:
        self.secret.line.setFocus()

    def answers(self) -> tuple[str, str] | None:
        """Return the name and the passphrase, or None after saying what to put right."""
        name, passphrase = " ".join(self.name.text().split()), self._new.chosen()
        self.name_problem.setText("" if name else "Enter your name.")
        self.name_problem.setVisible(not name)
        if not name:
            self.name.setFocus()
        return (name, passphrase) if name and passphrase is not None else None

    def start_focus(self) -> None:
        """Begin at the name."""
        self.name.setFocus()
