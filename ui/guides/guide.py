"""The guide: any record's questions, one step at a time, with the list of steps beside them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent

from safeguard_desktop.errors import Trouble
from safeguard_desktop.records import can_end_early, ended_early, go_on, not_asked, where_it_ended
from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.record import Record, steps_asked
from ui.guides.check_page import CHECK, TITLE, CheckPage
from ui.guides.drafts import Draft, read_draft
from ui.guides.frame import GuideFrame
from ui.guides.panels import Panel
from ui.guides.progress import lines_of, next_key, words_done
from ui.guides.skip_box import without_end
from ui.guides.step_page import StepPage
from ui.widgets.basics import announce, lay_out_now, reveal, tab_before
from ui.widgets.services import Services

Assure = Callable[[Record], tuple[str, str]]
"""Gives a title and a text that are said first on the last page."""

DRAFT_DELAY = 1000
"""Milliseconds from typing to `typed`: a kill loses at most two seconds."""


class Guide(GuideFrame):
    """Asks a record's questions. It never holds the truth: every step is handed to the caller to be saved.

    `typed(raw, step)` tells, at most two seconds after typing, what stands on the screen and is not saved yet; keep
    it and hand it back as `draft` to carry on. `step_saved(record, step)` asks to save; the caller answers with
    `saved` or `not_saved`. `stopped(record)` ends for now, and `finished(record)` comes from the last page, also
    answered with `saved` or `not_saved`. With `assure` missing answers are named and do not stand in its way.
    """

    typed = Signal(object, str)
    step_saved = Signal(object, str)
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
        self._was_typed_since = False
        self._is_returning = False
        self._was_shown = False
        self._is_armed = False
        """Whether Ctrl+Enter on the last page said what it does, so that the next one does it."""
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
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_keys)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Begin at the first question when the guide is first seen."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._take_focus("")

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
        self._is_armed = False
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
        page = CheckPage(self.record, self._names, self._check_title, assurance=assurance)
        page.change.connect(self._change)
        page.taken_back.connect(self._take_back_end)
        return page

    def _take_focus(self, question: str) -> None:
        page = self._page
        if page is None:
            return
        if isinstance(page, StepPage) and question in page.form.fields:
            page.form.fields[question].take_focus()
            reveal(page.form.fields[question])
        else:
            page.take_focus()
        if isinstance(page, CheckPage):
            self.next_button.setFocus()

    def _show_buttons(self) -> None:
        is_check = self.step == CHECK
        self.next_button.setText(self._finish if is_check else "Save and continue")
        keys = [step.key for step in self._steps()]
        self.back_button.setVisible(bool(keys) and self.step != keys[0])
        self.foot.offer_end(is_offered=self._may_end_here())
        self._show_waiting()

    def _may_end_here(self) -> bool:
        """Whether the conversation can be said to have ended in this step; from the last page, where it seems to."""
        if isinstance(self._page, StepPage):
            return self._page.step.may_skip and ended_early(self.record) is None
        is_open = can_end_early(type(self.record)) and ended_early(self.record) is None
        return is_open and bool(where_it_ended(self.record))

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
        if key != self.step and self._waiting is None:
            self._stash()
            self._is_returning = False
            self._show(key)
            self.flush()

    def _change(self, key: str, question: str) -> None:
        if self._waiting is not None:
            return
        self._is_returning = True
        self._show(key, question)
        self.flush()

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
        self._then = next((step.key for step in not_asked(self.record)), "")
        self._wait_for(go_on(self.record))
        self.step_saved.emit(self._waiting, self.step)

    def _on_keys(self) -> None:
        """Save and go on; on the last page, which is to be looked at first, only when it is said a second time."""
        page = self._page
        if isinstance(page, CheckPage) and not self._is_armed:
            if self._waiting is None and page.check():
                self._is_armed = True
                again = f"Ctrl+Enter again: {self._finish[:1].lower()}{self._finish[1:]}"
                self.foot.say(again)
                announce(self, again)
            return
        self.save()

    def save(self) -> None:
        """Ask the caller to save this step, or to finish; show what to put right where that cannot be."""
        if self._waiting is not None:
            return
        if isinstance(self._page, CheckPage):
            if self._page.check():
                self._wait_for(self.record)
                self.finished.emit(self.record)
            return
        self._save_step()

    def _save_step(self) -> None:
        assert isinstance(self._page, StepPage)
        found = self._page.collect()
        if found is not None:
            self._was_typed_since = False
            self._wait_for(found)
            self.step_saved.emit(found, self.step)

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
        if self._then:
            self._go_on_with_it()
            return
        if isinstance(self._page, CheckPage):
            return
        if self._was_typed_since:
            self._save_step()
        else:
            self._go_on()

    def _go_on(self) -> None:
        done = self.step
        self._draft.steps.pop(done, None)
        key = CHECK if self._is_returning else next_key(self.record, done)
        self._is_returning = False
        self._page_is_clean()
        self._show(key or CHECK)
        self.flush()

    def _go_on_with_it(self) -> None:
        """Show the first step that is to be asked again, with what else is typed kept."""
        self._stash()
        for held in self._draft.steps.values():
            held.skip = without_end(held.skip)
        then, self._then = self._then, ""
        self._is_returning = False
        self._show(then)
        self.flush()

    def _page_is_clean(self) -> None:
        if isinstance(self._page, StepPage):
            self._page.is_dirty = False

    def turn_back(self) -> None:
        """Go on at the last page: the person came back from what is asked when they finish."""
        self._waiting = None
        self._show_waiting()
        self._take_focus("")

    def not_saved(self, trouble: Trouble) -> None:
        """Say that saving did not work, keep every word, and let the person try again."""
        self._waiting, self._then = None, ""
        self._show_waiting()
        if self._page is not None:
            self._page.show_trouble(str(trouble))
        self.flush()

    def set_names(self, names: Mapping[str, str]) -> None:
        """Take names for the ids that answers refer to; the check page shows them from now on."""
        self._names = dict(names)
        if isinstance(self._page, CheckPage) and self._waiting is None:
            self._show(CHECK)
