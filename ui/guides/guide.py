"""The guide: any record's questions, one step at a time, with the list of steps beside them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent

from safeguard_desktop.errors import Trouble
from safeguard_desktop.records import go_on, not_asked, where_it_ended
from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.record import Record, steps_asked
from ui.guides.check_page import CHECK, TITLE, CheckPage
from ui.guides.drafts import Draft, read_draft
from ui.guides.ended_note import may_end
from ui.guides.frame import GuideFrame
from ui.guides.gathering import Gathering, Unsaved, gather
from ui.guides.panels import Panel
from ui.guides.progress import lines_of, next_key, words_done
from ui.guides.skip_box import without_end
from ui.guides.step_page import StepPage
from ui.widgets.basics import announce, lay_out_now, reveal, tab_before
from ui.widgets.ctrl_enter import on_ctrl_enter
from ui.widgets.services import Services

Assure = Callable[[Record], tuple[str, str]]
"""Gives a title and a text that are said first on the last page."""

DRAFT_DELAY = 1000
"""Milliseconds from typing to `typed`: a kill loses at most two seconds."""


class Guide(GuideFrame):
    """Asks a record's questions. It never holds the truth: every step is handed to the caller to be saved.

    `typed(raw, step)` tells, at most two seconds after typing, what stands on the screen and is not saved yet; keep
    it and hand it back as `draft` to carry on. `step_saved(record, step, rest)` asks to save, and to keep `rest`: what
    is typed and not saved with it. The caller answers with `saved` or `not_saved`. All that is typed in any step and
    can be saved is saved before the last page is shown. `stopped(record)` ends for now, and `finished(record)` comes
    from the last page, also answered with `saved` or `not_saved`. With `assure` missing answers are named and do not
    stand in its way.
    """

    typed = Signal(object, str)
    step_saved = Signal(object, str, object)
    stopped = Signal(object)
    finished = Signal(object)

    def __init__(
        self,
        record: Record,
        services: Services,
        *,
        title: str = "",
        names: Mapping[str, str] | None = None,
        start: str = "",
        draft: Mapping[str, Any] | None = None,
        panels: Mapping[str, Sequence[Panel]] | None = None,
        finish: str = "Finish",
        check_title: str = TITLE,
        saved_at: str = "",
        assure: Assure | None = None,
    ) -> None:
        super().__init__(title or type(record).title)
        self.record = record
        self._services, self._names = services, dict(names or {})
        self._panels, self._finish, self._check_title = dict(panels or {}), finish, check_title
        self._draft: Draft = read_draft(draft)
        self._saved_at, self._assure = saved_at, assure
        self.seen: set[str] = set()
        """The steps that were open, now or before the person carried on."""
        self._page: StepPage | CheckPage | None = None
        self._waiting: Record | None = None
        self._gathering: Gathering | None = None
        self._unsaved: tuple[Unsaved, ...] = ()
        """What could not be saved when the last page was shown."""
        self._was_typed_since = False
        self._is_returning = False
        self._was_shown = False
        self._then = ""
        """The step to show once it is saved that the person goes on with what ended early."""
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_DELAY)
        self._timer.timeout.connect(self.flush)
        self._connect()
        self._show_first(start or self._draft.step)

    def _connect(self) -> None:
        self.progress.chosen.connect(self.go_to)
        self.next_button, self.back_button = self.foot.next_button, self.foot.back_button
        self.next_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.go_back)
        self.foot.end_wanted.connect(self.end_here)
        self.foot.stop_wanted.connect(self.stop)
        on_ctrl_enter(self, self._on_keys)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Begin at the first question when the guide is first seen; on the last page, with what was typed before."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._take_focus()
            if self.step == CHECK and self._draft.steps:
                self._gather(partial(self._open, CHECK))

    # which step is shown

    def _steps(self) -> tuple[Step, ...]:
        return steps_asked(self.record)

    @property
    def step(self) -> str:
        """The key of the step shown, or CHECK."""
        return self._page.step.key if isinstance(self._page, StepPage) else CHECK

    def _show_first(self, wanted: str) -> None:
        keys = [step.key for step in self._steps()]
        key = wanted if wanted in (*keys, CHECK) else (keys or [CHECK])[0]
        self.seen.update(keys[: keys.index(key)] if key in keys else keys)
        self._show(key)

    def _show(self, key: str, question: str = "") -> None:
        old = self._page
        step = next((step for step in self._steps() if step.key == key), None)
        self._page = self._step_page(step) if step is not None else self._check_page()
        self._draft.step = self.step
        if old is not None:
            self.place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.place.addWidget(self._page)
        self._page.show()
        lay_out_now()
        tab_before(self.foot.first, self._page)
        self._show_buttons()
        self._show_progress()
        self.scroller.verticalScrollBar().setValue(0)
        self._take_focus(question)

    def _step_page(self, step: Step) -> StepPage:
        number = self._steps().index(step)
        self.seen.add(step.key)
        clause = f"  ·  Policy {step.clause}" if step.clause else ""
        page = StepPage(
            step,
            self.record,
            self._services,
            eyebrow=f"Step {number + 1} of {len(self._steps())}{clause}",
            panels=self._panels.get(step.key, ()),
            draft=self._draft.steps.get(step.key),
        )
        page.changed.connect(self._on_typed)
        page.taken_back.connect(self._take_back_end)
        return page

    def _check_page(self) -> CheckPage:
        self.seen.update(step.key for step in self._steps())
        assurance = self._assure(self.record) if self._assure is not None else None
        page = CheckPage(self.record, self._names, self._check_title, assurance=assurance, unsaved=self._unsaved)
        page.change.connect(self._change)
        page.taken_back.connect(self._take_back_end)
        return page

    def _take_focus(self, question: str = "") -> None:
        if isinstance(self._page, StepPage):
            self._page.take_focus(question)
        elif self._page is not None and not self._page.take_focus():
            self.go_to_onward()

    def _show_buttons(self) -> None:
        is_check = self.step == CHECK
        self.next_button.setText(self._finish if is_check else "Save and continue")
        keys = [step.key for step in self._steps()]
        self.back_button.setVisible(bool(keys) and self.step != keys[0])
        here = self._page.step if isinstance(self._page, StepPage) else None
        self.foot.offer_end(is_offered=may_end(self.record, here))
        self._show_waiting()

    def _show_progress(self) -> None:
        now = self._page.now() if isinstance(self._page, StepPage) else self.record
        lines = lines_of(now, self.step, self.seen)
        self.progress.show_lines(lines, words_done(lines, self._saved_at), is_checking=self.step == CHECK)

    def _show_waiting(self) -> None:
        self.foot.say("Saving…" if self._waiting is not None else "")

    # what a person does

    def _on_typed(self) -> None:
        self._was_typed_since = True
        if not self._timer.isActive():
            self._timer.start()
        self._show_progress()

    def flush(self) -> None:
        """Hand over now what is typed and not saved: before a lock, and when the page is left."""
        self._timer.stop()
        self._stash()
        self.typed.emit(self._draft.to_raw(), self.step)

    def _stash(self) -> None:
        if isinstance(self._page, StepPage) and self._page.is_dirty:
            self._draft.steps[self.step] = self._page.draft()

    def go_to(self, key: str) -> None:
        """Go to a step, keeping what stands on this one."""
        if key == self.step or self._waiting is not None:
            return
        self._stash()
        self._is_returning = False
        if any(step.key == key for step in self._steps()):
            self._open(key)
        else:
            self._gather(partial(self._open, key))

    def _change(self, key: str, question: str) -> None:
        if self._waiting is not None:
            return
        self._is_returning = True
        self._open(key, question)
        wrong = next((one.wrong for one in self._unsaved if one.step.key == key), None)
        if wrong and isinstance(self._page, StepPage):
            self._page.show_wrong(wrong)

    def go_back(self) -> None:
        """Go to the step before, keeping what stands on this one."""
        keys = [step.key for step in self._steps()] + [CHECK]
        here = keys.index(self.step) if self.step in keys else 0
        if here > 0:
            self.go_to(keys[here - 1])

    def stop(self) -> None:
        """Hand over what is typed, and end for now; not while it is being finished."""
        if self._waiting is not None and self.step == CHECK:
            return
        self.flush()
        self.stopped.emit(self.record)

    def end_here(self) -> None:
        """Begin to say that the conversation ended in this step; from the last page, in the step where it seems to."""
        if self._waiting is None and isinstance(self._page, CheckPage):
            self.go_to(where_it_ended(self.record))
        if self._waiting is None and isinstance(self._page, StepPage):
            self._page.end_here()

    def _take_back_end(self) -> None:
        """Go on with a conversation that ended early, at the first step that was not asked."""
        if self._waiting is not None:
            return
        self._stash()
        self._then = next((step.key for step in not_asked(self.record)), "")
        self._ask_to_save(go_on(self.record), self._then)

    def _on_keys(self) -> None:
        """Save and go on; on the last page, which is to be looked at first, only when it is said a second time."""
        page = self._page
        if isinstance(page, CheckPage) and not page.is_armed:
            if self._waiting is None and page.check():
                page.is_armed = True
                again = f"Ctrl+Enter again: {self._finish[:1].lower()}{self._finish[1:]}"
                self.foot.say(again)
                reveal(self.next_button)
                announce(self, again)
            return
        self.save()

    def save(self) -> None:
        """Ask the caller to save this step, or to finish; show what to put right where that cannot be."""
        if self._waiting is not None:
            return
        if isinstance(self._page, CheckPage):
            self._gather(self._finish_now)
        else:
            self._save_step()

    def _finish_now(self) -> None:
        """Finish; what was saved only now is to be looked at first."""
        assert isinstance(self._page, CheckPage)
        if not self._page.shows(self.record, self._unsaved):
            self._open(CHECK)
        elif self._page.check():
            self._wait_for(self.record)
            self.finished.emit(self.record)

    def _save_step(self) -> None:
        assert isinstance(self._page, StepPage)
        found = self._page.collect()
        if found is not None:
            self._was_typed_since = False
            onward = "" if self._is_returning else next_key(found, self.step)
            self._ask_to_save(found, onward or CHECK, (self.step,))

    def _ask_to_save(self, record: Record, onward: str, taken: Collection[str] = ()) -> None:
        """Ask the caller to save; the steps taken into the record leave what is typed."""
        self._wait_for(record)
        rest = {key: held for key, held in self._draft.steps.items() if key not in taken}
        self.step_saved.emit(record, self.step, Draft(onward, rest).to_raw())

    def _gather(self, then: Callable[[], None]) -> None:
        """Save all that is typed in any step and can be saved, and then go on."""
        self._gathering = Gathering(then)
        self._gather_now(self._gathering)

    def _gather_now(self, gathering: Gathering) -> None:
        self._stash()
        self._was_typed_since = False
        found = gather(self.record, self._draft, self._services, gathering.refused)
        self._unsaved, gathering.taken = found.unsaved, found.taken
        if found.record != self.record:
            self._ask_to_save(found.record, CHECK, found.taken)
        else:
            self._end_gathering(gathering)

    def _end_gathering(self, gathering: Gathering) -> None:
        self._gathering = None
        for key in gathering.taken:
            self._draft.steps.pop(key, None)
        gathering.then()

    def _open(self, key: str, question: str = "") -> None:
        self._show(key, question)
        self.flush()

    def _wait_for(self, record: Record) -> None:
        self._waiting = record
        self._show_waiting()

    # what the caller answers

    def saved(self, at: str) -> None:
        """Go on, as the caller saved it at a time of day such as "10:42". Words typed meanwhile are saved first."""
        if self._waiting is None:
            return
        self.record, self._waiting = self._waiting, None
        self._saved_at = at
        announce(self, f"Saved {at}")
        self._show_waiting()
        if isinstance(self._page, StepPage):
            self._page.put_onto(self.record)
        if self._then:
            self._go_on_with_it()
        elif self._gathering is not None:
            (self._gather_now if self._was_typed_since else self._end_gathering)(self._gathering)
        elif isinstance(self._page, StepPage):
            (self._save_step if self._was_typed_since else self._go_on)()

    def _go_on(self) -> None:
        done = self.step
        self._draft.steps.pop(done, None)
        key = CHECK if self._is_returning else next_key(self.record, done)
        self._is_returning = False
        self._page_is_clean()
        if key and key != CHECK:
            self._open(key)
        else:
            self._gather(partial(self._open, CHECK))

    def _go_on_with_it(self) -> None:
        """Show the first step that is to be asked again, with what else is typed kept."""
        self._stash()
        for held in self._draft.steps.values():
            held.skip = without_end(held.skip)
        then, self._then = self._then, ""
        self._is_returning = False
        self._open(then)

    def _page_is_clean(self) -> None:
        if isinstance(self._page, StepPage):
            self._page.is_dirty = False

    def turn_back(self) -> None:
        """Go on at the last page: the person came back from what is asked when they finish."""
        self._waiting = None
        self._show_waiting()
        self._take_focus()

    def not_saved(self, trouble: Trouble) -> None:
        """Say that saving did not work, keep every word, and let the person try again.

        On the way to the last page a step that is refused is named there, and what else is typed is saved.
        """
        gathering, self._gathering = self._gathering, None
        self._waiting, self._then = None, ""
        self._show_waiting()
        if gathering is not None and gathering.leaves_out(self.record, trouble):
            self._gathering = gathering
            self._gather_now(gathering)
            return
        if self._page is not None:
            self._page.show_trouble(str(trouble))
        self.flush()

    def set_names(self, names: Mapping[str, str]) -> None:
        """Take names for the ids that answers refer to; the check page shows them from now on."""
        self._names = dict(names)
        if isinstance(self._page, CheckPage) and self._waiting is None:
            self._show(CHECK)
