import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from safeguard_desktop.forms import FormCopy, Layout, faults, layout_of, missing_on, print_blank, print_form, text_of
from safeguard_desktop.records import (
    ALL_KINDS,
    Adult,
    DashWorksheet,
    DbsReferral,
    MaracReferral,
    Person,
    Question,
    Record,
    RiskAcceptance,
    Skip,
    SkipWhy,
    Sort,
    When,
    YesNo,
    answer_lines,
    questions,
    questions_asked,
    steps,
    steps_asked,
)
from safeguard_desktop.records.values import Fact
from safeguard_desktop.resource_files import resource_folder

FILES = sorted((resource_folder() / "forms").glob("*.toml"))
Read = Callable[[bytes], str]


def layout_named(name: str) -> Layout:
    path = resource_folder() / "forms" / f"{name}.toml"
    return Layout.from_toml(tomllib.loads(path.read_text(encoding="utf-8")))


def answered(kind: type[Record], **over: Any) -> Record:
    """Return a record with an answer of its own to every question."""
    return kind.model_validate({q.name: an_answer(q, kind.kind) for q in questions(kind)} | over)


def an_answer(question: Question, where: str) -> Any:
    tag = f"{where} {question.name}".replace("_", " ")
    simple: dict[Sort, Any] = {
        Sort.TEXT: f"short {tag}",
        Sort.LONG: f"long {tag}\nsecond line of {tag}",
        Sort.FACT: Fact(answer=YesNo.YES, evidence=f"evidence {tag}", said_by=f"teller {tag}"),
        Sort.WHEN: When(year=2026, month=11, day=1 + len(question.name) % 28),
        Sort.DATE: date(2026, 10, 1 + len(question.name) % 28),
        Sort.NUMBER: 7,
        Sort.RECORD: "id-1",
        Sort.RECORDS: ("id-1", "id-2"),
    }
    if question.sort in (Sort.CHOICE, Sort.CHOICES):
        every = tuple(question.options or ())
        return every if question.sort is Sort.CHOICES else every[0]
    if question.part is not None:
        part = question.part(**{inner.name: an_answer(inner, tag) for inner in questions(question.part)})
        return part if question.sort is Sort.GROUP else (part, part)
    return simple[question.sort]


def words_in(question: Question, value: Any, names: dict[str, str]) -> Iterator[str]:
    if question.part is not None:
        for part in value if isinstance(value, tuple) else (value,):
            for inner in questions(question.part):
                yield from words_in(inner, getattr(part, inner.name), names)
    elif isinstance(value, Fact):
        yield from (str(value.evidence), str(value.said_by))
    else:
        for line in answer_lines(question, value, names):
            yield from line.split("\n")


def every_word_asked(record: Record, names: dict[str, str]) -> list[str]:
    asked = [question for step in steps_asked(record) for question in questions_asked(record, step)]
    return [words for question in asked for words in words_in(question, record.answer(question.name), names)]


def sources_for(layout: Layout) -> dict[str, Record | tuple[Record, ...]]:
    return {source: answered(ALL_KINDS[layout.kind_of(source)]) for source in layout.source_names()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_layout_asks_only_for_what_the_records_have(path: Any) -> None:
    assert faults(layout_named(path.stem), ALL_KINDS) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_layout_is_named_after_its_kind_and_asks_every_question_of_it(path: Any) -> None:
    layout = layout_named(path.stem)
    kind = ALL_KINDS[path.stem]
    cells = {asked for section in layout.sections for cell in section.cells for asked in (cell.ask, cell.name)}
    included = {
        question.name
        for section in layout.sections
        for question in questions(kind)
        if section.include == kind.kind and question.step is not None and section.prints(question.step)
    }
    left_out = {q.name for q in questions(kind) if f"{kind.kind}.{q.name}" not in cells} - included
    assert all(question.sort is Sort.RECORD for question in questions(kind) if question.name in left_out), left_out


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_given_is_in_the_printed_form(
    path: Any, form_copy: FormCopy, names: dict[str, str], words_of: Read
) -> None:
    layout = layout_named(path.stem)
    sources = sources_for(layout)
    text = words_of(print_form(layout, sources, form_copy, names))
    record = sources[path.stem]
    assert isinstance(record, Record)
    hidden = {"id-1", "id-2", *names.values()}
    wanted = [words for words in every_word_asked(record, names) if words not in hidden]
    assert len(wanted) > 10
    assert [words for words in wanted if words not in text] == []
    assert "Not answered when this was printed" not in text


@pytest.mark.parametrize("kind", list(ALL_KINDS), ids=lambda kind: kind.kind)
def test_every_kind_of_record_prints_by_its_declaration_alone(
    kind: type[Record], form_copy: FormCopy, names: dict[str, str], words_of: Read
) -> None:
    record = answered(kind)
    text = words_of(print_form(layout_of(kind), {kind.kind: record}, form_copy, names))
    assert [words for words in every_word_asked(record, names) if words not in text] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_blank_form_has_every_label_and_no_tick(path: Any, words_of: Read) -> None:
    layout = layout_named(path.stem)
    data = print_blank(layout, ALL_KINDS, "Willow Court")
    text = words_of(data)
    assert "☐" in text
    assert "☒" not in text
    assert layout.title in text
    assert len(text_of(data)) >= 3
    assert all(section.title in text for section in layout.sections)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_name_names_nobody(path: Any, form_copy: FormCopy) -> None:
    name = layout_named(path.stem).saved_as(form_copy)
    assert name.startswith("SG-2026-0031-")
    assert name.endswith("2.pdf")
    assert "marac" not in name.lower()


def test_the_marac_form_names_what_is_missing_and_prints_all_the_same(form_copy: FormCopy, words_of: Read) -> None:
    layout = layout_named("marac-referral")
    referral = answered(MaracReferral, idva_told=None, agrees="all")
    sources: dict[str, Record | tuple[Record, ...]] = {
        "marac-referral": referral,
        "adult": answered(Adult, safe_phone=" "),
        "alleged": answered(Person),
    }
    gaps = missing_on(layout, sources)
    assert [(gap.source, gap.question) for gap in gaps] == [("adult", "safe_phone"), ("marac-referral", "idva_told")]
    assert gaps[0].label == "Telephone that is safe to call"
    text = words_of(print_form(layout, sources, form_copy))
    assert all(gap.sentence in text for gap in gaps)
    assert "Referring without agreement" not in text
    assert "Dash worksheet" not in text


def test_a_skipped_step_is_not_missing() -> None:
    layout = layout_named("consent-conversation")
    kind = ALL_KINDS["consent-conversation"]
    every = {step.key: Skip(why=SkipWhy.DID_NOT_SAY) for step in steps(kind)}
    gaps = missing_on(layout, {"consent-conversation": kind(skipped=every), "adult": Adult(name="A")})
    assert gaps == ()


def test_the_dash_is_printed_as_a_worksheet_with_its_count(form_copy: FormCopy, words_of: Read) -> None:
    layout = layout_named("marac-referral")
    sheet = DashWorksheet(item_01=YesNo.YES, item_01_more="A cut lip", item_03=YesNo.UNKNOWN, item_21_more="Drink")
    text = words_of(print_form(layout, {"dash-worksheet": sheet}, form_copy))
    assert "1 of 24 answered yes, 23 not known" in text
    assert "It is not the official tool" in text
    assert "1. Was someone hurt in this latest event? What hurt, and was it the first time? A cut lip ☒ Yes" in text
    assert "known to the police? ☐ Yes ☐ No ☐ Not known 21 to 24. Which, and what for? Drink" in text


def test_the_dbs_form_says_what_the_legal_test_says(form_copy: FormCopy, words_of: Read) -> None:
    layout = layout_named("dbs-referral")
    referral = answered(DbsReferral, documents=("chronology",))
    text = words_of(print_form(layout, {"dbs-referral": referral, "person": answered(Person)}, form_copy))
    assert "What the legal test says" in text
    assert "SVGA 2006" in text
    assert "☒ Dated list of events, pointing to the evidence" in text
    assert "☐ Photographs or video" in text
    assert "What the legal test says" not in words_of(print_blank(layout, ALL_KINDS))


def test_the_level_of_risk_is_drawn_and_said_in_words(form_copy: FormCopy, words_of: Read) -> None:
    layout = layout_named("risk-acceptance")
    record = answered(
        RiskAcceptance,
        worker_likelihood="likely",
        worker_seriousness="serious",
        person_likelihood="rare",
        person_seriousness=None,
    )
    text = words_of(print_form(layout, {"risk-acceptance": record, "adult": answered(Adult)}, form_copy))
    assert "Worker: likely × serious = 12, high" in text
    assert "Person: not answered" in text
    assert "How serious the harm would be" in text
    assert text.count("signature Name") == 4


def test_a_form_repeats_a_section_for_each_record(form_copy: FormCopy, words_of: Read) -> None:
    layout = layout_named("marac-referral")
    others = (Person(name="Ann Other"), Person(name="Bea Other"))
    text = words_of(print_form(layout, {"others_alleged": others}, form_copy))
    assert "Others alleged to cause harm: 2 of 2" in text
    assert "Ann Other" in text
    assert "Bea Other" in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": "T", "colour": "red"}, "layout: there is no “colour”"),
        ({"title": "T", "section": [{"heading": "H"}]}, "section: there is no “heading”"),
        ({"title": "T", "section": [{"rows": [[{"question": "a.b"}]]}]}, "cell: there is no “question”"),
    ],
)
def test_a_key_that_there_is_not_is_named(data: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Layout.from_toml(data)


def test_a_fault_in_an_areas_own_form_is_named() -> None:
    rows = [["adult.shoe_size"], [{"ask": "adult.name", "wide": 8}, {"ask": "adult.phone", "wide": 8}], ["robot.name"]]
    section = {"title": "S", "rows": rows}
    extra = {"title": "E", "include": "adult", "steps": ["no-such-step"]}
    found = faults(Layout.from_toml({"title": "T", "section": [section, extra]}), ALL_KINDS)
    assert "adult has no question “shoe_size”." in found
    assert "There is no kind of record “robot”." in found
    assert "A row of “S” is wider than 12 twelfths." in found
    assert any(fault.startswith("adult has no step “no-such-step”") for fault in found)


def test_two_answers_that_are_asked_for_alike_name_their_steps() -> None:
    kind = ALL_KINDS["consent-conversation"]
    said = [gap.sentence for gap in missing_on(layout_named("consent-conversation"), {"consent-conversation": kind()})]
    assert "How it could help: Write what was said." in said
    assert "What if not: Write what was said." in said
    assert len(said) == len(set(said))
