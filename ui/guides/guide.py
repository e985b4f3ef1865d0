"""The guide: any record's questions, one step at a time, with the list of steps beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from safeguard_desktop.errors import Trouble
from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.record import Record, steps_asked
from ui.guides.check_page import CHECK, TITLE, CheckPage
from ui.guides.drafts import Draft, read_draft
from ui.guides.panels import Panel
from ui.guides.progress import ProgressCard, lines_of, next_key, words_done
from ui.guides.step_page import StepPage
from ui.theme import current_theme
from ui.widgets.basics import Card, Scroll, announce, button, column, link, primary, row, rule, tab_before, words
from ui.widgets.services import Services

DRAFT_DELAY = 1500
"""Milliseconds from typing to `typed`: a kill loses at most two seconds (security.md, promise 11)."""
_NARROW, _LOW = 900, 500


class Guide(QWidget):
    """Asks a record's questions. It never holds the truth: every step is handed to the caller to be saved.

    `typed(raw, step)` tells, at most two seconds after typing, what stands on the screen and is not saved yet; keep
    it and hand it back as `draft` to carry on. `step_saved(record, step)` asks to save; the caller answers with
    `saved` or `not_saved`. `stopped(record)` ends for now, and `finished(record)` comes from the last page, also
    answered with `saved` or `not_saved`. With `may_lack` missing answers are named and do not stand in its way.
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
        may_lack: bool = False,
    ) -> None:
        super().__init__()
        self.record = record
        self._services, self._names = services, dict(names or {})
        self._panels, self._finish, self._check_title = dict(panels or {}), finish, check_title
        self._draft: Draft = read_draft(draft)
        self._saved_at, self._may_lack = saved_at, may_lack
        self.seen: set[str] = set()
        """The steps that were open, now or before the person carried on."""
        self._page: StepPage | CheckPage | None = None
        self._waiting: Record | None = None
        self._was_typed_since = False
        self._is_returning = False
        self._was_shown = False
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_DELAY)
        self._timer.timeout.connect(self.flush)
        self.progress = ProgressCard(title or type(record).title)
        self.progress.chosen.connect(self.go_to)
        self._build()
        self._show_first(start or self._draft.step)

    # what it looks like

    def _build(self) -> None:
        self._card = Card(margin=2)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(16)
        self._outer.addWidget(self.progress)
        self._outer.addWidget(self._card, 1)
        self.next_button = primary("Save and continue")
        self.back_button = button("Back")
        self.stop_button = link("Stop here and come back later")
        self.next_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.go_back)
        self.stop_button.clicked.connect(self.stop)
        self.status = words("", "small", wrap=False)
        self._body = QWidget()
        self._inside = column(self._body, gap=18)
        self._inside.setContentsMargins(24, 22, 24, 24)
        self._place = column()
        self._inside.addLayout(self._place)
        self._inside.addStretch(1)
        self.scroller = Scroll(self._body)
        self._card.body.addWidget(self.scroller, 1)
        self._foot = self._make_foot()
        self._card.body.addWidget(self._foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def _make_foot(self) -> QWidget:
        """Return the buttons: they stay in sight below the question, where the window is high enough."""
        foot = QWidget()
        self._under = column(foot, gap=12)
        self._under.addWidget(rule())
        line = row()
        self._under.addLayout(line)
        line.addWidget(self.next_button)
        line.addWidget(self.back_button)
        line.addWidget(self.status)
        line.addStretch()
        line.addWidget(self.stop_button)
        return foot

    def _put_foot(self, *, is_low: bool) -> None:
        place = self._inside if is_low else self._card.body
        self._under.setContentsMargins(*((0, 0, 0, 0) if is_low else (24, 0, 24, 12)))
        if place.indexOf(self._foot) < 0:
            place.addWidget(self._foot)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the least size of the question alone, as the steps can move above it."""
        return QSize(self._card.minimumSizeHint().width(), 200)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Begin at the first question when the guide is first seen."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self._take_focus("")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """In a narrow window, or with large text, the steps stand above the question and can be opened."""
        super().resizeEvent(event)
        self._put_foot(is_low=event.size().height() < current_theme().px(_LOW))
        is_narrow = event.size().width() < current_theme().px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._outer.direction() or event.oldSize().width() < 0:
            self._outer.setDirection(direction)
            self.progress.set_narrow(is_narrow=is_narrow)

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
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._place.addWidget(self._page)
        self._page.show()
        tab_before(self.next_button, self._page)
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
        return page

    def _check_page(self) -> CheckPage:
        self.seen.update(step.key for step in self._steps())
        page = CheckPage(self.record, self._names, self._check_title, may_lack=self._may_lack)
        page.change.connect(self._change)
        return page

    def _take_focus(self, question: str) -> None:
        page = self._page
        if page is None:
            return
        if isinstance(page, StepPage) and question in page.form.fields:
            page.form.fields[question].take_focus()
        else:
            page.take_focus()
        if isinstance(page, CheckPage):
            self.next_button.setFocus()

    def _show_buttons(self) -> None:
        is_check = self.step == CHECK
        self.next_button.setText(self._finish if is_check else "Save and continue")
        keys = [step.key for step in self._steps()]
        self.back_button.setVisible(bool(keys) and self.step != keys[0])
        self._show_waiting()

    def _show_progress(self) -> None:
        now = self._page.now() if isinstance(self._page, StepPage) else self.record
        lines = lines_of(now, self.step, self.seen)
        self.progress.show_lines(lines, words_done(lines, self._saved_at), is_checking=self.step == CHECK)

    def _show_waiting(self) -> None:
        is_waiting = self._waiting is not None
        self.status.setText("Saving…" if is_waiting else "")
        self.status.setVisible(is_waiting)

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

    def _page_is_clean(self) -> None:
        if isinstance(self._page, StepPage):
            self._page.is_dirty = False

    def not_saved(self, trouble: Trouble) -> None:
        """Say that saving did not work, keep every word, and let the person try again."""
        self._waiting = None
        self._show_waiting()
        if self._page is not None:
            self._page.show_trouble(str(trouble))
        self.flush()

    def set_names(self, names: Mapping[str, str]) -> None:
        """Take names for the ids that answers refer to; the check page shows them from now on."""
        self._names = dict(names)
        if isinstance(self._page, CheckPage) and self._waiting is None:
            self._show(CHECK)
