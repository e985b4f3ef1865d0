"""What a form works out from records and shows: counts, tables and pictures that no single question holds."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from safeguard_desktop.forms.answers import Setting, answer_block, even_row, labelled, note_row, question_block
from safeguard_desktop.forms.blocks import Block, Picture, Stack, Text
from safeguard_desktop.forms.looks import ANSWER, LABEL, NOTE, STRONG
from safeguard_desktop.forms.matrix import View, risk_matrix
from safeguard_desktop.forms.sections import Cell, Part, Row
from safeguard_desktop.forms.sources import Sources, first_of
from safeguard_desktop.policy.dbs import DbsFacts, DbsText, dbs_test
from safeguard_desktop.policy.risk import RiskRule
from safeguard_desktop.records.dash_worksheet import ITEMS, NOTICE, DashWorksheet
from safeguard_desktop.records.dbs_referral import DbsReferral
from safeguard_desktop.records.questions import Question
from safeguard_desktop.records.record import questions
from safeguard_desktop.records.risk_acceptance import RiskAcceptance
from safeguard_desktop.records.values import Fact
from safeguard_desktop.resource_files import resource_toml

Figure = Callable[[Sources, Setting], Iterator[Part]]

_DASH = "dash-worksheet"
_MORE = "_more"


def _dash(sources: Sources) -> DashWorksheet | None:
    found = first_of(sources, _DASH)
    return found if isinstance(found, DashWorksheet) else None


def _by_name() -> dict[str, Question]:
    return {question.name: question for question in questions(DashWorksheet)}


def dash_summary(sources: Sources, setting: Setting) -> Iterator[Part]:
    """Yield how many items of the Dash worksheet were answered yes, when and by whom; nothing without a worksheet."""
    sheet = _dash(sources)
    if sheet is None and not setting.blank:
        return
    known = _by_name()
    count: Block = Text(sheet.headline if sheet else "        of 24 answered yes")
    yield even_row(
        [
            labelled("Dash worksheet", count),
            question_block(known["happened"], sheet and sheet.happened, setting, "Done on"),
            question_block(known["assessor"], sheet and sheet.assessor, setting, "Done by"),
        ]
    )


def dash_items(sources: Sources, setting: Setting) -> Iterator[Part]:
    """Yield the 24 items of the Dash worksheet with their answers, and the judgement; nothing without a worksheet."""
    sheet = _dash(sources)
    if sheet is None and not setting.blank:
        return
    yield note_row(NOTICE)
    known = _by_name()
    for name in ITEMS:
        yield _item(known[name], known.get(name + _MORE), sheet, setting)
    several = [name for name, question in known.items() if name.endswith(_MORE) and " to " in _number(question)]
    for name in (*several, "other_sources", "signs", "other_information", "abuser_access", "judgement_words"):
        value = sheet.answer(name) if sheet else None
        yield even_row([question_block(known[name], value, setting, tall=2)])


def _number(question: Question) -> str:
    """Return the item's number, or numbers, that a label starts with."""
    return question.label.partition(".")[0]


def _item(question: Question, more: Question | None, sheet: DashWorksheet | None, setting: Setting) -> Row:
    value = sheet.answer(question.name) if sheet else None
    words: list[Block] = [Text(question.label, ANSWER)]
    own = more if more and _number(more) == _number(question) else None
    detail: Any = sheet.answer(own.name) if sheet and own else None
    if own and (detail or setting.blank):
        words.append(Text(own.label.partition(" ")[2], LABEL))
        words.append(answer_block(own, detail, setting))
    return Row((Cell(Stack(tuple(words), 1.0), 8), Cell(answer_block(question, value, setting), 4)), least=0.0)


@cache
def _risk_rule() -> RiskRule:
    return RiskRule.from_toml(resource_toml("policy/risk.toml"))


@cache
def _dbs_text() -> DbsText:
    return DbsText.from_toml(resource_toml("policy/dbs.toml"))


def dbs_basis(sources: Sources, setting: Setting) -> Iterator[Part]:
    """Yield what the legal test says of a referral to the DBS, with each reason and its law; nothing when blank."""
    record = first_of(sources, "dbs-referral")
    if setting.blank or not isinstance(record, DbsReferral):
        return
    text = _dbs_text()
    finding = dbs_test(_dbs_facts(record))
    outcome = text.outcomes[finding.outcome]
    words = [f"{text.sentence(reason)} ({reason.law})" for reason in finding.reasons]
    blocks = (Text(outcome.label, STRONG), Text("\n".join(words), NOTE))
    yield Row((Cell(labelled("What the legal test says", Stack(blocks, 2.0))),))


def _dbs_facts(record: DbsReferral) -> DbsFacts:
    """Return the facts of the legal test, which are named as the questions of the referral are."""
    answers: dict[str, Any] = {one.name: record.answer(one.name) for one in fields(DbsFacts)}
    facts: dict[str, Any] = {
        name: value.answer if isinstance(value, Fact) else value for name, value in answers.items()
    }
    return DbsFacts(**facts)


def risk_picture(sources: Sources, setting: Setting) -> Iterator[Part]:
    """Yield the matrix of risk with both views marked, and the same in words."""
    found = first_of(sources, "risk-acceptance")
    record = found if isinstance(found, RiskAcceptance) else RiskAcceptance()
    rule = _risk_rule()
    worker = View("Worker", record.worker_likelihood, record.worker_seriousness)
    person = View("Person", record.person_likelihood, record.person_seriousness)
    words = "   ".join(view.words(rule.level) for view in (worker, person))
    if setting.blank:
        words = "Draw a square where the worker sees the risk, and a ring where the person sees it."
    drawing = risk_matrix(worker, person, rule.level)
    yield Row((Cell(Stack((Text(words), Picture(drawing, f"Matrix of risk. {words}")), 6.0)),))


FIGURES: dict[str, Figure] = {
    "dbs-basis": dbs_basis,
    "dash-summary": dash_summary,
    "dash-items": dash_items,
    "risk-matrix": risk_picture,
}
"""The figures that a layout can name."""
