"""The field for each sort of question."""

from functools import partial

from safeguard_desktop.records.questions import Question, Sort
from ui.widgets.choice_fields import ChoiceField, ChoicesField
from ui.widgets.fact_field import FactField
from ui.widgets.field import Field
from ui.widgets.group_fields import GroupField, RowsField
from ui.widgets.picker_fields import RecordField, RecordsField
from ui.widgets.services import Services
from ui.widgets.text_fields import LongField, NumberField, TextField
from ui.widgets.when_field import DateField, WhenField

_PLAIN: dict[Sort, type[Field]] = {
    Sort.TEXT: TextField,
    Sort.LONG: LongField,
    Sort.NUMBER: NumberField,
    Sort.CHOICE: ChoiceField,
    Sort.CHOICES: ChoicesField,
    Sort.FACT: FactField,
    Sort.WHEN: WhenField,
    Sort.DATE: DateField,
    Sort.RECORD: RecordField,
    Sort.RECORDS: RecordsField,
}


def field_for(question: Question, services: Services, *, is_inner: bool = False) -> Field:
    """Return a new field for a question; `is_inner` when it belongs to a part."""
    inner = partial(field_for, services=services, is_inner=True)
    if question.sort is Sort.GROUP:
        return GroupField(question, services, inner, is_inner=is_inner)
    if question.sort is Sort.ROWS:
        return RowsField(question, services, inner, is_inner=is_inner)
    return _PLAIN[question.sort](question, services, is_inner=is_inner)
