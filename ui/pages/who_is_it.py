"""Asks who somebody named in a pack is: the same person as somebody known, or somebody else. Nobody need say."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.who_they_are import MayBe, SomebodyNew
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Question, Sort
from ui.widgets.basics import Card, announce, button, buttons, column, reveal, row, words
from ui.widgets.callout import Callout
from ui.widgets.picker_fields import RecordField
from ui.widgets.services import Services

_KNOWN = Question(
    "", name="same", sort=Sort.RECORD, hint="Choose them here if they are. Leave it empty for somebody new."
)
_ASK = "If you say nothing, they are taken for somebody new."
_FIRST = "Say first whether it is the same person, or choose “Not sure: somebody new”."
_MORE = "There are more: press “Somebody else” to look for them."
MOST_OFFERED = 5


class WhoIsIt(Card):
    """Offers everybody known by a name like theirs; once that is answered, or nobody is, anybody who is known.

    `offers` are the buttons that say "the same person", each beside who that is.
    """

    def __init__(self, somebody: SomebodyNew, services: Services) -> None:
        super().__init__(gap=8)
        self.somebody = somebody
        asked = replace(_KNOWN, label=f"Is “{somebody.name}” in the record already?", picks=somebody.kinds)
        self.same = RecordField(asked, services)
        offered = somebody.may_be[:MOST_OFFERED]
        self.offers = [button("The same person") for _one in offered]
        self.else_button = button("Somebody else")
        self.else_button.clicked.connect(self._ask_further)
        self.unsure_button = button("Not sure: somebody new")
        self.unsure_button.clicked.connect(self._take_for_new)
        self.problem = words("", "problem")
        self.taken_for_new = words("You are not sure: they are taken for somebody new.", "strong")
        self.body.addWidget(words(f"{somebody.part}: “{somebody.name}”", "section"))
        told = f" They wrote of them: {somebody.detail}." if somebody.detail else ""
        self.body.addWidget(words(f"That is what whoever wrote it calls them.{told}", "muted"))
        text = _ASK if len(offered) == len(somebody.may_be) else f"{_ASK} {_MORE}"
        self.known = self._known(offered, text)
        self.body.addWidget(self.known)
        self.body.addWidget(self.taken_for_new)
        self.body.addWidget(self.same)
        self.problem.hide()
        self.taken_for_new.hide()
        self.same.changed.connect(self.taken_for_new.hide)
        self.known.setVisible(bool(somebody.may_be))
        self.same.setVisible(not somebody.may_be)

    def _known(self, may_be: Sequence[MayBe], text: str) -> Callout:
        box = Callout("attention", "Already known: are they the same person?", text)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.add(self.problem)
        lines = column(gap=10)
        for one, same in zip(may_be, self.offers, strict=True):
            same.setAccessibleName(f"The same person: {one.name}")
            same.setAccessibleDescription(one.detail)
            same.clicked.connect(partial(self._take, one.id))
            lines.addWidget(_line(one, same))
        self.else_button.setAccessibleName(f"Somebody else than {' or '.join(one.name for one in may_be)}")
        self.unsure_button.setAccessibleDescription(f"Takes {self.somebody.name} for somebody new.")
        lines.addWidget(buttons(self.else_button, self.unsure_button))
        box.body.addSpacing(6)
        box.body.addLayout(lines)
        return box

    @property
    def is_open(self) -> bool:
        """Whether they may be somebody known, and nobody has said anything of it yet."""
        return not self.known.isHidden()

    def ask_first(self) -> None:
        """Go to the question, and say that it is open: at no answer, so that no key pressed again gives one."""
        self.problem.setText(_FIRST)
        self.problem.show()
        self.known.setAccessibleDescription(f"{_FIRST} {_ASK}")
        self.known.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self.known)

    def chosen(self) -> str | None:
        """Return the id of whom they are said to be, or None. Raises InputTrouble for a name typed and not picked."""
        return self.same.value()

    def refuse(self, trouble: InputTrouble) -> None:
        """Say what is wrong with what was typed."""
        self.same.show_error(str(trouble))
        self.same.take_focus()

    def _take(self, known: str) -> None:
        self._ask_further()
        self.same.set_value(known)
        self.same.take_focus()

    def _take_for_new(self) -> None:
        self._ask_further()
        self.taken_for_new.show()
        announce(self, self.taken_for_new.text())

    def _ask_further(self) -> None:
        self.same.show()
        self.known.hide()
        self.same.take_focus()


def _line(one: MayBe, same: QWidget) -> QWidget:
    box = QWidget()
    line, said = row(box, gap=12), column(gap=0)
    said.addWidget(words(one.name, "strong"))
    if one.detail:
        said.addWidget(words(one.detail, "small"))
    line.addLayout(said, 1)
    line.addWidget(same)
    return box
