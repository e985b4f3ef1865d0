"""Today: what needs this person now: danger first, then interrupted work."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from safeguard_desktop.casework.accounts import ended_accounts
from safeguard_desktop.casework.actions import Action, Go
from safeguard_desktop.casework.clocks import ClockTrouble, clock_trouble
from safeguard_desktop.casework.desk import HandedIn
from safeguard_desktop.casework.packs_at_desk import ShownOnce, passphrases
from safeguard_desktop.casework.session import Power
from safeguard_desktop.casework.start import wants_recovery_test
from safeguard_desktop.casework.today import Need, Today, today
from safeguard_desktop.clock import day_words, short_day_words
from ui.models.table import Cell, Column, Row
from ui.pages.account_views import Person
from ui.pages.backup_banner import BackupBanner
from ui.pages.page import Page
from ui.pages.shell import Place, Shell
from ui.widgets.basics import Card, button, buttons, column, primary, row, words
from ui.widgets.callout import Callout
from ui.widgets.stat_card import StatCard
from ui.widgets.table_list import TableList

_MOST_CALLED_OUT = 2
_MOST_IN_DANGER = 3
_COLUMNS = (
    Column("Due", 13),
    Column("Person", 17),
    Column("What to do", 38),
    Column("Level of risk", 14),
    Column("Lead", 14),
)

_AT_DESK = (*_COLUMNS[:3], Column("State", 14), Column("From", 14))
_SENT = (Column("Handed in", 10), Column("Person", 17), Column("What", 33), Column("State", 18))


class TodayPage(Page):
    """A greeting, who is in danger, work to carry on with, four figures, and what needs the person."""

    place = Place.TODAY

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        now = shell.session.now().astimezone()
        self.set_title("Today", f"{now:%A} {now.day} {now:%B %Y}. Everything is stored on this computer, encrypted.")
        self.record_button = primary("Record a concern", "plus")
        self.record_button.clicked.connect(partial(shell.begin, "concern", None))
        self.head.addWidget(self.record_button)
        self._needs: tuple[Need, ...] = ()
        columns = _COLUMNS if shell.session.may(Power.CASEWORK) else _AT_DESK
        self.table = TableList("What needs you", columns)
        self.table.opened.connect(self._open)
        self.tables = [self.table]
        self._danger, self._warnings = column(gap=14), column(gap=14)
        self.body.addLayout(self._danger)
        self.body.addLayout(self._warnings)
        self.body.addWidget(BackupBanner(shell))
        shell.run(partial(clock_trouble, shell.session), self._warn_of_clock, owner=self)
        shell.run(partial(wants_recovery_test, shell.session), self._warn, owner=self)
        shell.run(partial(passphrases, shell.session), self._remind, owner=self)
        shell.run(partial(ended_accounts, shell.session), self._warn_of_ended, owner=self)
        shell.run(partial(today, shell.session), self._show, owner=self)

    def _warn(self, wanted: bool) -> None:  # the worker's answer
        if wanted:
            box = Callout(
                "attention",
                "The recovery key has not been tested",
                "It is the only way in when every passphrase is forgotten. Type it from its paper once; "
                "or make a new one, if nobody has it.",
            )
            box.body.addLayout(_one_button("Test it now", self.shell.key_test_wanted.emit))
            self._warnings.addWidget(box)

    def _remind(self, unwritten: tuple[ShownOnce, ...]) -> None:
        for kept in unwritten:
            box = Callout("attention", "Write down the passphrase of a locked PDF", f"{kept.file_name}: {kept.about}.")
            act = partial(self.shell.go, Place.PACK, record_id=kept.record)
            box.body.addLayout(_one_button("Show it", act, f"Show the passphrase: {kept.file_name}, {kept.about}"))
            self._warnings.addWidget(box)

    def _warn_of_clock(self, found: ClockTrouble | None) -> None:
        if found is not None:
            said = f"{found.sentence} {found.next_step}"
            self._warnings.addWidget(Callout("attention", "This computer’s clock may be wrong", said))

    def _warn_of_ended(self, ended: Sequence[Person]) -> None:
        if len(ended) == 1:
            box = Callout("attention", _ended(ended[0]), "Remove it, so that its passphrase opens nothing.")
        elif ended:
            does = "Remove them, so that their passphrases open nothing."
            box = Callout("attention", f"{len(ended)} accounts ended, and are still here", does)
        else:
            return
        for person in ended:
            if len(ended) > 1:
                box.add(words(f"{_ended(person)}."))
            act = partial(self.shell.go, Place.SETTINGS, part="people", focus=person.id)
            box.body.addLayout(_one_button("Go to this account", act, f"Go to the account of {person.name}"))
        self._warnings.addWidget(box)

    def _show(self, found: Today) -> None:
        self.set_title(found.greeting, self.under_title.text())
        self._needs = found.needs
        urgent = [need for need in found.needs if need.is_urgent]
        first = self._call_out_danger(urgent[:_MOST_IN_DANGER])
        interrupted = [need for need in found.needs if _is_interrupted(need)]
        for need in interrupted[:_MOST_CALLED_OUT]:
            self.body.addWidget(self._carry_on(need))
        if self.shell.session.may(Power.CASEWORK):
            self.body.addWidget(self._figures(found))
        others = [need for need in found.needs if not need.is_urgent and not _is_interrupted(need)]
        self.body.addWidget(self._list([*urgent[_MOST_IN_DANGER:], *interrupted[_MOST_CALLED_OUT:], *others]))
        if found.handed_in:
            self.body.addWidget(self._handed_in(found.handed_in))
        self.body.addStretch()
        self.take_focus_late(first)

    def _call_out_danger(self, urgent: Sequence[Need]) -> QWidget | None:
        """Show who is in danger above everything else, first for Tab too; return the first button."""
        before: QWidget = self.record_button
        made: list[QWidget] = []
        for need in urgent:
            box = Callout("danger", f"{need.adult}: {need.tag.lower()}", f"{need.what}.", big=True)
            opens = button("Open it", picture="forward")
            opens.setAccessibleName(f"Open it: {need.adult}, {need.what}")
            opens.clicked.connect(partial(self.shell.do, need.action))
            box.add(buttons(opens))
            self._danger.addWidget(box)
            QWidget.setTabOrder(before, opens)
            before = opens
            made.append(opens)
        return made[0] if made else None

    def _carry_on(self, need: Need) -> Callout:
        box = Callout("attention", need.adult, f"{need.what}.")
        line = _one_button("Carry on", partial(self.shell.do, need.action), f"Carry on: {need.adult}, {need.what}")
        box.body.addLayout(line)
        return box

    def _figures(self, found: Today) -> QWidget:
        late = f"{found.reviews_late} overdue" if found.reviews_late else "none overdue"
        high = f"{found.high_risk} high risk" if found.high_risk else "none high risk"
        cards = (
            (found.reviews_this_week, "Reviews due this week", late, _tone(found.reviews_late, "red"), Place.REVIEWS),
            (found.to_finish, "Records to finish", "saved as you go", _tone(found.to_finish, "amber"), Place.TODAY),
            (found.open_cases, "Open cases", high, _tone(found.high_risk, "blue"), Place.CASES),
            (found.to_send, "Referrals to send", "ready to print", "grey", Place.REFERRALS),
        )
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        line: QHBoxLayout = row(box, gap=14)
        for figure, name, note, tone, place in cards:
            card = StatCard(figure, name, note if figure else "", tone)
            card.opened.connect(partial(self.shell.go, place))
            line.addWidget(card, 1)
        return box

    def _list(self, shown: Sequence[Need]) -> Card:
        nothing = "Nothing else needs you now" if self._needs else "Nothing needs you now"
        card = Card()
        head = row()
        head.addWidget(words("What needs you", "section"), 1)
        card.body.addLayout(head)
        card.body.addWidget(self.table)
        self.table.setVisible(bool(shown))
        if shown:
            self._needs = tuple(shown)
            self.table.show_rows([self._row(number, need) for number, need in enumerate(shown)])
        else:
            card.body.addWidget(words(f"{nothing}. If you are worried about somebody, record a concern.", "muted"))
        return card

    def _handed_in(self, sent: Sequence[HandedIn]) -> Card:
        card = Card("What you handed in")
        table = TableList("What you handed in", _SENT)
        self.tables.append(table)
        table.opened.connect(self._read)
        table.show_rows([_sent_row(one) for one in sent])
        card.body.addWidget(table)
        return card

    def _read(self, record_id: str) -> None:
        self.shell.do(Action(Go.READ, record=record_id))

    def _row(self, number: int, need: Need) -> Row:
        due = Cell(need.due_words, "red") if need.is_late else Cell(need.due_words)
        return Row(
            str(number),
            (due, Cell(need.adult), Cell(need.what), Cell(need.tag, need.tone), Cell(need.lead)),
        )

    def _open(self, key: str) -> None:
        self.shell.do(self._needs[int(key)].action)


def _sent_row(sent: HandedIn) -> Row:
    what = sent.title if sent.text == sent.title else f"{sent.title}: {sent.text}"
    if sent.received_at is None:
        came = Cell("Waiting", "grey")
    else:
        came = Cell(f"The team has it, {_day_and_time(sent.received_at)}", "green")
    return Row(sent.record, (Cell(_day_and_time(sent.at)), Cell(sent.adult), Cell(what), came))


def _ended(person: Person) -> str:
    assert person.until is not None
    return f"{person.name}’s account ended on {day_words(person.until)}"


def _day_and_time(moment: datetime) -> str:
    at = moment.astimezone()
    return f"{short_day_words(at)}, {at:%H:%M}"


def _one_button(text: str, act: Callable[[], None], name: str = "") -> QHBoxLayout:
    made = button(text, picture="forward")
    made.setAccessibleName(name or text)
    made.clicked.connect(act)
    line = row()
    line.addWidget(made)
    line.addStretch()
    return line


def _is_interrupted(need: Need) -> bool:
    return need.action.go is Go.CARRY_ON and need.due is None and need.due_words == "Carry on"


def _tone(count: int, tone: str) -> str:
    return tone if count else "grey"
