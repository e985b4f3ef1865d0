"""Questions one below the other, each with its field; a question that another answer makes needless goes away."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records.questions import Question
from ui.widgets.basics import column, lay_out_now
from ui.widgets.field import Field, Raw

B = TypeVar("B", bound=BaseModel)
MakeField = Callable[[Question], Field]


class Form(QWidget):
    """The fields of some questions of a record or a part. It keeps the answers and knows which are asked."""

    changed = Signal()

    def __init__(
        self, questions: Iterable[Question], make: MakeField, *, gap: int = 18, marks_optional: bool = False
    ) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._is_filling = False
        layout = column(self, gap=gap)
        for question in questions:
            field = make(question)
            field.changed.connect(self._on_changed)
            self.fields[question.name] = field
            if marks_optional and not question.required:
                field.mark_optional()
            layout.addWidget(field)
        self._model: BaseModel | None = None

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.show_asked()
            self.changed.emit()

    def fill(self, model: BaseModel, raw: Mapping[str, Raw] | None = None) -> None:
        """Show the answers of a record or a part; and over them what once stood on the screen."""
        self._model = model
        self._is_filling = True
        for name, field in self.fields.items():
            if raw is not None and name in raw:
                field.set_raw(raw[name])
            else:
                field.set_value(getattr(model, name))
        self._is_filling = False
        self.show_asked()

    def raw(self) -> dict[str, Raw]:
        """Return what stands in every field."""
        return {name: field.raw() for name, field in self.fields.items()}

    def has_answer(self, name: str) -> bool:
        """Tell whether something stands in a field that can be used as its answer."""
        return name in self.fields and _usable(self.fields[name]) is not None

    def draft(self, model: B) -> B:
        """Return the record or part with the answers as far as they can be used, not validated."""
        for_now = model
        for name, field in self.fields.items():
            asked = field.question.is_asked(for_now)
            for_now = for_now.model_copy(update={name: _usable(field) if asked else None})
        return for_now

    def show_asked(self) -> None:
        """Show the questions that are asked now, and hide the others."""
        if self._model is None:
            return
        now = self.draft(self._model)
        before = [field.isHidden() for field in self.fields.values()]
        for field in self.fields.values():
            field.setVisible(field.question.is_asked(now))
        if self.isVisible() and before != [field.isHidden() for field in self.fields.values()]:
            lay_out_now()

    def collect(self) -> tuple[dict[str, Any], dict[str, InputTrouble]]:
        """Return the answers by name, None for a question that is not asked, and the troubles by name."""
        values: dict[str, Any] = {}
        troubles: dict[str, InputTrouble] = {}
        for name, field in self.fields.items():
            values[name] = None
            if field.isVisibleTo(self):
                try:
                    values[name] = field.value()
                except InputTrouble as trouble:
                    troubles[name] = trouble
        return values, troubles

    def show_errors(self, sentences: Mapping[str, str]) -> None:
        """Show these sentences at their fields, and none at the others."""
        for name, field in self.fields.items():
            field.show_error(sentences.get(name, ""))


def _usable(field: Field) -> Any:
    try:
        return field.value()
    except InputTrouble:
        return None
