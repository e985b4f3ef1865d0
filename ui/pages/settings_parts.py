"""The parts of Settings: the organisation, the recovery key, and what is kept where."""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from safeguard_desktop.casework.half_typed import forget_form, keep_form, kept_form
from safeguard_desktop.casework.session import Power
from safeguard_desktop.casework.start import organisation, save_organisation
from safeguard_desktop.errors import InputTrouble, Trouble
from safeguard_desktop.records import Organisation, answer_lines, questions
from ui.pages.shell import Shell
from ui.tasks import nothing
from ui.widgets.basics import buttons, column, primary, row, words
from ui.widgets.callout import Callout
from ui.widgets.ctrl_enter import on_ctrl_enter
from ui.widgets.error_summary import ErrorSummary, Slip
from ui.widgets.factory import field_for
from ui.widgets.form import Form
from ui.widgets.problems import by_question
from ui.widgets.services import Services

PROGRAM = "safeguard-desktop"
_KEPT_AFTER = 1000
"""Milliseconds after the last letter until what is typed is put away."""
KEPT = (
    "All records are encrypted on this computer. Without a passphrase, or the recovery key, nobody can read them.",
    "Every change and every look at a case is written down in a chain that shows when somebody alters it.",
    "What somebody may see depends on their role. A restricted case opens only for the people named in it.",
    "The program never uses the internet. Nothing leaves this computer unless you print it or save it.",
    "When you lock, the program ends and forgets its keys. What you typed is kept, encrypted.",
    "A saved PDF is locked with a passphrase of its own.",
    "A backup is made each day, checked, and locked with the recovery key and the managers’ keys.",
)
NOT_KEPT = (
    "What is on paper, or in a file that you saved and opened. Lock paper away, and delete files that have arrived.",
    "A computer that somebody else controls, or that watches what you type. Keep it up to date and locked.",
    "Somebody who looks over your shoulder. Press Shift three times to hide the screen.",
    "A printer’s queue keeps pages until they are out.",
    "What a skilled colleague finds in the files: that there are restricted cases, and who may see them.",
    "What was restricted or erased since, in backups made before. Restoring one brings it back, and old accounts too.",
    "The name on a concern that was reported while locked. Nobody can check who wrote it.",
    "The last day of an account, or of what was handed over, when somebody sets this computer’s clock back.",
    "If every passphrase and the recovery key are lost, nobody can open the records. Not we, not anybody.",
)


def services_of(shell: Shell) -> Services:
    """Return what fields need on this page."""
    return Services(today=lambda: shell.session.now().astimezone().date())


class OrganisationPart(QWidget):
    """Some questions of the organisation's details, as a form; or in words, for a role that may not change them."""

    def __init__(self, shell: Shell, names: Sequence[str]) -> None:
        super().__init__()
        self._shell = shell
        self._asked = tuple(q for q in questions(Organisation) if q.name in names)
        self._form_name = " ".join(("organisation", *names))
        self._layout = column(self, gap=16)
        self._kept = Organisation()
        self._is_unkept = False
        self._soon = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._soon.timeout.connect(self.keep)
        shell.run(self._load, self._show, owner=self)

    def _load(self) -> tuple[Organisation, Mapping[str, Any] | None]:
        session = self._shell.session
        return organisation(session), kept_form(session, self._form_name)

    def _show(self, found: tuple[Organisation, Mapping[str, Any] | None]) -> None:
        self._kept, typed = found
        step = self._asked[0].step
        if step is not None and step.intro:
            self._layout.addWidget(words(step.intro, "muted"))
        if self._shell.session.may(Power.MANAGE):
            self._show_form(typed)
        else:
            self._show_words()

    def _show_form(self, typed: Mapping[str, Any] | None) -> None:
        self.summary = ErrorSummary()
        make = partial(field_for, services=services_of(self._shell))
        self.form = Form(self._asked, make, marks_optional=True)
        self.form.fill(self._kept, typed)
        self.form.changed.connect(self._on_typed)
        self._unsaved = words("You typed this earlier, and have not saved it yet.", "strong")
        self.save_button = primary("Save these details", "save")
        self.save_button.clicked.connect(self.save)
        on_ctrl_enter(self, self.save_button.click)
        for widget in (self.summary, self._unsaved, self.form, buttons(self.save_button)):
            self._layout.addWidget(widget)
        self._unsaved.setVisible(typed is not None)

    def _on_typed(self) -> None:
        self._is_unkept = True
        self._soon.start()

    def keep(self) -> None:
        """Put away at the desk what is typed and not saved, for when one comes back to it."""
        self._soon.stop()
        if self._is_unkept:
            self._is_unkept = False
            self._shell.run(partial(keep_form, self._shell.session, self._form_name, self.form.raw()), nothing)

    def _show_words(self) -> None:
        self._layout.addWidget(Callout("info", "", "The registered manager can change these details."))
        for question in self._asked:
            self._layout.addWidget(words(question.label, "strong"))
            lines = answer_lines(question, self._kept.answer(question.name))
            self._layout.addWidget(words("\n".join(lines) or "Not given", "" if lines else "muted"))

    def save(self) -> None:
        """Save the details, or show what to put right."""
        values, troubles = self.form.collect()
        sentences = {name: str(trouble) for name, trouble in troubles.items()}
        if not sentences:
            try:
                self._save(self._kept.with_answers(values))
            except ValidationError as error:
                sentences = by_question(error)
        self.form.show_errors(sentences)
        fields = self.form.fields
        self.summary.show_slips([Slip(said, fields[name].take_focus) for name, said in sentences.items()])

    def _save(self, details: Organisation) -> None:
        work = partial(save_organisation, self._shell.session, details)
        self._shell.run(work, partial(self._saved, details), owner=self, on_trouble=self._not_saved)

    def _saved(self, details: Organisation, _nothing: object) -> None:
        self._kept = details
        self._soon.stop()
        self._is_unkept = False
        self._unsaved.hide()
        self._shell.run(partial(forget_form, self._shell.session, self._form_name), nothing)
        self._shell.organisation_changed.emit(details.name or "")
        self._shell.say("The details are saved.")

    def _not_saved(self, trouble: Trouble) -> None:
        name = trouble.field if isinstance(trouble, InputTrouble) else ""
        if name in self.form.fields:
            self.form.show_errors({name: str(trouble)})
            self.summary.show_slips([Slip(str(trouble), self.form.fields[name].take_focus)])
        else:
            self._shell.trouble(trouble)


class AboutPart(QWidget):
    """Where the records are, which version this is, and what is protected and what is not."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        layout = column(self, gap=10)
        for label, text in (
            ("The records are in this folder", str(shell.places.vault)),
            ("Backups are in this one", str(shell.places.backups)),
            ("What belongs to this computer alone is in this one", str(shell.places.device)),
            ("Version", version(PROGRAM)),
        ):
            layout.addWidget(words(label, "strong"))
            layout.addWidget(_copied(text))
        said = "Do not copy the first folder by hand: a copy made while somebody writes is no good. Use a backup."
        layout.addWidget(words(said, "muted"))
        for title, lines in (("What is protected", KEPT), ("What is not protected", NOT_KEPT)):
            layout.addSpacing(8)
            layout.addWidget(words(title, "section"))
            for line in lines:
                layout.addWidget(_point(line))


def _copied(text: str) -> QLabel:
    label = words(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _point(text: str) -> QWidget:
    box = QWidget()
    line = row(box, gap=8)
    line.addWidget(words("•", "strong", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words(text), 1)
    return box
