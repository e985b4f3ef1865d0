"""A referral pack: what goes in, the real pages beside it, printing, a locked file, and what was then sent."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from safeguard_desktop.casework.guided import Work, carry_on
from safeguard_desktop.casework.packs_at_desk import (
    HalfMade,
    ShownOnce,
    half_made,
    keep_pack,
    keep_passphrase,
    passphrases,
    written_down,
)
from safeguard_desktop.casework.referrals import (
    REFERRALS,
    BuiltPack,
    PackPlan,
    begin_disclosure,
    build_pack,
    note_printed,
    page_of,
    plan_pack,
    save_locked,
)
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import Trouble
from safeguard_desktop.records import Record, questions
from ui.guides.guide import DRAFT_DELAY
from ui.pages.entry_list import Beside, Unrolling
from ui.pages.pack_parts import Buttons, Contents, Gaps, MissingAnswer, Passphrase, before_it_goes
from ui.pages.page import Crumb, Page
from ui.pages.paper import print_pages, write_file
from ui.pages.restricted import RESTRICTED, before_it_leaves, restricted_tag
from ui.pages.shell import Notice, Place, Shell
from ui.tasks import nothing
from ui.widgets.basics import Card, announce, clear, column, reveal, words
from ui.widgets.page_viewer import PageViewer
from ui.widgets.services import Services

REBUILD_AFTER = 350
"""Milliseconds from the last change until the pages are made again."""
_SPOOL = "Take the pages at once. The printer’s queue keeps a copy until they are out."
_ONLY_WHAT = "Put in only what they need. Only what the form asks for is ticked to begin with."
_WRITE = "Write the passphrase down first"


@dataclass(frozen=True)
class Loaded:
    """The plan of a pack, and what the person's desk kept of it."""

    plan: PackPlan
    left: HalfMade | None
    passphrases: tuple[ShownOnce, ...]


def load(session: Session, record_id: str) -> Loaded:
    """Return what the page shows. Raises InputTrouble when there is no such record in a case."""
    plan = plan_pack(session, record_id)
    return Loaded(plan, half_made(session, record_id), passphrases(session, record_id))


def save_in(session: Session, folder: Path, plan: PackPlan, pack: BuiltPack) -> ShownOnce:
    """Write a locked PDF into a folder; its passphrase is kept from before the file is there."""
    locked = save_locked(session, plan, pack)
    path = _free_name(folder / locked.file_name)
    kept = keep_passphrase(
        session,
        plan.record,
        about=f"{plan.title}, {plan.adult}",
        file_name=path.name,
        folder=folder.name or str(folder),
        passphrase=locked.passphrase,
    )
    try:
        write_file(path, locked.data)
    except Trouble:
        written_down(session, kept)
        raise
    return kept


class PackPage(Page):
    """Builds a pack around one record: a referral, or any other record that has a form."""

    place = Place.REFERRALS
    scrolls = False

    def __init__(self, shell: Shell, record_id: str) -> None:
        super().__init__(shell)
        self._record_id = record_id
        self._plan: PackPlan | None = None
        self._pack: BuiltPack | None = None
        self._asked = 0
        self._then: Callable[[PackPlan, BuiltPack], None] | None = None
        self._was_locked = False
        self._passphrases: list[Passphrase] = []
        self._was_warned = False
        self._is_changed = False
        self.contents: Contents | None = None
        self.preview = PageViewer()
        self.preview.wanted.connect(self._draw)
        self.preview.say("The pages are being made…")
        self.buttons = Buttons()
        self._inside = column(gap=12)
        self._later = QTimer(self, singleShot=True, interval=REBUILD_AFTER)
        self._later.timeout.connect(self._build)
        self._kept_soon = QTimer(self, singleShot=True, interval=DRAFT_DELAY)
        self._kept_soon.timeout.connect(self.keep)
        self.body.addWidget(Beside(self._left(), self._right(), width=580, least=560, narrow=1000), 1)
        self.buttons.print_button.clicked.connect(partial(self._when_built, self._print))
        self.buttons.save_button.clicked.connect(partial(self._when_built, self._save))
        self.buttons.record_button.clicked.connect(partial(self._when_built, self._record))
        self.buttons.setEnabled(False)
        self.set_crumbs(Crumb("Referrals", partial(shell.go, Place.REFERRALS)), Crumb("Pack"))
        shell.run(partial(load, shell.session, record_id), self._show_plan, owner=self)

    def _left(self) -> Card:
        card = Card(margin=0)
        inner = QWidget()
        whole = column(inner)
        whole.setContentsMargins(22, 20, 22, 12)
        whole.addLayout(self._inside)
        whole.addStretch()
        card.body.addWidget(Unrolling(inner), 1)
        foot = QWidget()
        column(foot).addWidget(self.buttons)
        foot.setContentsMargins(22, 4, 22, 16)
        card.body.addWidget(foot)
        return card

    def _right(self) -> Card:
        card = Card(margin=14)
        card.body.addWidget(self.preview)
        return card

    @property
    def _services(self) -> Services:
        return Services(today=lambda: self.shell.session.now().astimezone().date())

    def _show_plan(self, found: Loaded) -> None:
        self._plan = plan = found.plan
        self.set_crumbs(
            Crumb("Referrals", partial(self.shell.go, Place.REFERRALS)),
            Crumb(plan.title),
            Crumb(plan.adult, partial(self.shell.go, Place.CASE, case_id=plan.case)),
        )
        self.contents = Contents(plan, self._services)
        if found.left is not None:
            self.contents.show_half_made(found.left)
        self.contents.changed.connect(self._on_changed)
        clear(self._inside)
        self.passphrase = column()
        title = f"Build the {plan.title} pack" if plan.kind in REFERRALS else f"Print the {plan.title.lower()}"
        self.setAccessibleName(title)
        self._inside.addWidget(words(title, "title"))
        if plan.may_see:
            self._show_restricted(plan, title)
        self._inside.addWidget(words(_ONLY_WHAT, "muted"))
        self._inside.addLayout(self.passphrase)
        self._inside.addWidget(self.contents)
        if plan.gaps:
            gaps = Gaps(plan.gaps)
            gaps.chosen.connect(self._go_to_gap)
            self._inside.addWidget(gaps)
        self._inside.addWidget(before_it_goes(plan.checks))
        self.buttons.setEnabled(True)
        for kept in found.passphrases:
            self._show_passphrase(kept)
        self.take_focus_late()
        self._build()

    def _show_restricted(self, plan: PackPlan, title: str) -> None:
        """Say that few may see the case, also at each button that lets something of it out."""
        said = before_it_leaves(plan.may_see)
        self._inside.addWidget(restricted_tag(plan.may_see))
        self._inside.addWidget(said)
        self.setAccessibleName(f"{title}. {RESTRICTED}")
        self.buttons.say_of_each(f"{said.accessibleName()}. {said.accessibleDescription()}")

    def start_focus(self) -> None:
        """Begin with a passphrase that is not written down yet, or with who it is for."""
        if self._passphrases:
            self._passphrases[0].shown.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.contents is not None:
            self.contents.recipient.take_focus()

    # the pages

    def _on_changed(self) -> None:
        self._pack = None
        self._is_changed = True
        self._later.start()
        if not self._kept_soon.isActive():
            self._kept_soon.start()

    def keep(self) -> None:
        """Keep the recipient and the ticks as they stand."""
        self._kept_soon.stop()
        if self._is_changed and self.contents is not None:
            self._is_changed = False
            held = partial(keep_pack, self.shell.session, self._record_id, self.contents.whom, self.contents.ticked)
            self.shell.run(held, nothing)

    def may_leave(self) -> bool:
        """Say once that a passphrase is not written down yet; it is kept all the same."""
        if not self._passphrases or self._was_warned:
            return True
        self._was_warned = True
        self._warn("If you go on now, you find it again here and on Today.")
        return False

    def _warn(self, text: str) -> None:
        self.notice(Notice("attention", _WRITE, text))
        self._passphrases[0].have_it.setFocus()
        reveal(self._passphrases[0].have_it)

    def _build(self) -> None:
        if self._plan is None or self.contents is None:
            return
        self._asked += 1
        work = partial(build_pack, self.shell.session, self._plan, self.contents.ticked, self.contents.whom)
        self.shell.run(work, partial(self._built, self._asked), owner=self)

    def _built(self, asked: int, pack: BuiltPack) -> None:
        if asked != self._asked or self._later.isActive() or self._plan is None:
            return
        self._pack = pack
        self.preview.open(pack.texts)
        then, self._then = self._then, None
        if then is not None:
            then(self._plan, pack)

    @property
    def is_built(self) -> bool:
        """Whether the pages shown are those of the ticks as they stand."""
        return self._pack is not None

    def _draw(self, page: int, scale: float) -> None:
        if self._pack is not None:
            picture = partial(page_of, self._pack, page, scale)
            self.shell.run(picture, partial(self.preview.show_picture, page), owner=self)

    def _when_built(self, act: Callable[[PackPlan, BuiltPack], None]) -> None:
        """Do something with the pages as they are to be now: at once, or as soon as they are made."""
        if self._plan is None:
            return
        if self._pack is not None:
            act(self._plan, self._pack)
            return
        self._then = act
        announce(self, "The pages are being made")

    # what can be done with them

    def _print(self, plan: PackPlan, pack: BuiltPack) -> None:
        if print_pages(self.shell.dialogs, self, pack):
            self._was_locked = False
            self.shell.run(partial(note_printed, self.shell.session, plan, pack), self._printed, owner=self)

    def _printed(self, _nothing: None) -> None:
        self.notice(Notice("good", "The pages went to the printer. They are not sent yet.", _SPOOL))
        self.buttons.record_button.setFocus()
        self._build()

    def _save(self, plan: PackPlan, pack: BuiltPack) -> None:
        folder = self.shell.dialogs.folder(self, "Choose the folder for the locked PDF")
        if folder is not None:
            self.shell.run(partial(save_in, self.shell.session, folder, plan, pack), self._saved, owner=self)

    def _saved(self, kept: ShownOnce) -> None:
        self._was_locked, self._was_warned = True, False
        self.no_notice()
        box = self._show_passphrase(kept)
        announce(self, "The locked PDF is saved. Its passphrase is shown.")
        box.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(box)
        self._build()

    def _show_passphrase(self, kept: ShownOnce) -> Passphrase:
        box = Passphrase(kept)
        box.done.connect(self._have_it)
        self._passphrases.append(box)
        self.passphrase.addWidget(box)
        return box

    def _have_it(self, kept: ShownOnce) -> None:
        self.shell.run(partial(written_down, self.shell.session, kept), nothing)
        for box in [box for box in self._passphrases if box.kept == kept]:
            self._passphrases.remove(box)
            self.passphrase.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._was_locked = True
        self.notice(Notice("good", "The file is saved. It is not sent yet.", "Tell them the passphrase another way."))
        self.buttons.record_button.setFocus()

    def _record(self, plan: PackPlan, pack: BuiltPack) -> None:
        if self._passphrases:
            self._warn("Then record what was sent.")
            return
        self._is_changed = False
        work = partial(begin_disclosure, self.shell.session, plan, pack, locked=self._was_locked)
        self.shell.run_once(work, self._begun)

    def _begun(self, work: Work) -> None:
        self.shell.go(Place.WORK, work=work)

    # a missing answer

    def _go_to_gap(self, gap: MissingAnswer) -> None:
        plan = self._plan
        if plan is None:
            return
        if gap.source == "organisation":
            self.shell.go(Place.SETTINGS)
        elif gap.source == plan.kind:
            self._open(plan.record, gap)
        else:
            look = partial(carry_on, self.shell.session, plan.record)
            self.shell.run(look, partial(self._open_other, gap, plan), owner=self)

    def _open(self, record_id: str, gap: MissingAnswer) -> None:
        self.shell.go(Place.WORK, record_id=record_id, step=gap.step.key if gap.step else "")

    def _open_other(self, gap: MissingAnswer, plan: PackPlan, work: Work) -> None:
        """Go to the record that the form takes this answer from, or to the case where there is none yet."""
        record_id = _referred(work.record, gap.source)
        if record_id is None:
            self.shell.go(Place.CASE, case_id=plan.case)
        else:
            self._open(record_id, gap)


def _referred(record: Record, source: str) -> str | None:
    """Return the id of the record that fills a source of the form, as far as the main record names it."""
    known = {question.name: question for question in questions(type(record)) if question.picks}
    named = [name for name, question in known.items() if source in (name, *question.picks)]
    for name in sorted(named, key=lambda name: name != source):
        answer = record.answer(name)
        if isinstance(answer, str):
            return answer
    return None


def _free_name(path: Path) -> Path:
    """Return the path, with a number where a file of that name is there already."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free
