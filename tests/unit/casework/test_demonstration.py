"""The demonstration prints every answer given, and its vault shows no name to somebody who only has the files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from safeguard_desktop.casework.demonstration import PRINTED, Demonstration, make_demonstration, write_demonstration
from safeguard_desktop.casework.people import names_of
from safeguard_desktop.casework.reviews import reviews_due
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.forms import text_of
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.records import Adult, Fact, Person, Question, Record, answer_lines, questions, references
from safeguard_desktop.settings import Places


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo")
    assert len(list(write_demonstration(out, lambda _: None))) == 2 * len(PRINTED)
    return out


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    places = Places.below(tmp_path_factory.mktemp("made"))
    found = make_demonstration(places, lambda _: None, cost=KdfCost.CHEAP)
    yield found
    lock(found.session)


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed(path: Path) -> str:
    return squeezed("".join(text_of(path.read_bytes())))


def leaves(question: Question, value: Any, names: dict[str, str]) -> Iterator[str]:
    """Yield each thing that an answer says: a part's own answers, and a fact's evidence apart from who said it."""
    if isinstance(value, Fact):
        yield from (text for text in (value.evidence, value.said_by) if text)
    elif question.part is not None and value is not None:
        for part in value if isinstance(value, tuple) else (value,):
            for inner in questions(question.part):
                yield from leaves(inner, getattr(part, inner.name), names)
    else:
        yield from answer_lines(question, value, names)


def lines(record: Record, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for question in questions(type(record)):
        if question.is_asked(record):
            for line in leaves(question, record.answer(question.name), names):
                yield question.name, line


@pytest.mark.parametrize("name", PRINTED)
def test_every_answer_given_is_found_in_the_printed_text(written: Path, made: Demonstration, name: str) -> None:
    example, kind = PRINTED[name]
    text = printed(written / name)
    record = next(entry.record for entry in made.examples[example].records if entry.record.kind == kind)
    names = names_of(made.session, references(record))
    given = list(lines(record, names))
    assert len(given) > 25
    lost = [(question, line) for question, line in given if squeezed(line) not in text]
    assert lost == []


@pytest.mark.parametrize("name", PRINTED)
def test_the_blank_form_holds_nobodys_answers(written: Path, made: Demonstration, name: str) -> None:
    text = printed(written / f"blank-{name}")
    named = [squeezed(person) for person in people(made)]
    assert [person for person in named if person in text] == []
    assert len(text) > 500


def people(made: Demonstration) -> list[str]:
    entries = [entry for example in made.examples.values() for entry in example.people]
    return [e.record.name for e in entries if isinstance(e.record, Person | Adult) and e.record.name]


def test_no_name_is_in_any_file_of_the_vault(written: Path, made: Demonstration) -> None:
    names = [*people(made), made.session.account.name]
    assert len(names) > 12
    words = {word for name in names for word in name.split() if len(word) > 3}
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    files = [path for folder in ("vault", "device") for path in (written / folder).rglob("*") if path.is_file()]
    assert len(files) > 4
    assert [path.name for path in files for needle in needles if needle in path.read_bytes()] == []
    control = b"".join(path.read_bytes() for path in written.glob("*.pdf")) + "Nuala".encode("utf-16-le")
    assert any(needle in control for needle in needles)


def test_examples_stand_at_different_stages(made: Demonstration) -> None:
    now = today(made.session)
    assert now.needs[0].due_words == "Carry on"
    assert now.reviews_late >= 1
    assert now.to_finish >= 1
    assert len({need.action.go for need in now.needs}) >= 3
    assert any(review.is_overdue(made.session.now().date()) for review in reviews_due(made.session))


def test_the_history_of_the_examples_is_whole(made: Demonstration) -> None:
    verdict = made.session.vault.check_history(made.session.vault.casework)
    assert verdict.whole, verdict.problems
    assert verdict.revisions > 60


def test_a_folder_with_a_vault_is_left_alone(written: Path) -> None:
    with pytest.raises(InputTrouble, match="vault in that folder already"):
        list(write_demonstration(written, lambda _: None))
