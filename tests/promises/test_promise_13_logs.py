"""Promise 13: logs hold no personal data: neither crash reports nor the sentences that are said of a trouble."""

import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

import pytest
from pydantic import ValidationError

from safeguard_desktop.casework.guided import Work, finish, keep_typing, save_step
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.searching import search
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import InputTrouble, KeyTrouble, Trouble
from safeguard_desktop.records import ALL_KINDS, Adult, Concern, Record, questions
from safeguard_desktop.settings import Places
from tests.promises.conftest import Promise
from tests.unit.bad_input.bad_samples import signed_in, start_with
from tests.unit.bad_input.conftest import Home
from ui.crash import report_lines

CANARY = "Quillfeather"
HUGE = f"{CANARY} " * 60_000
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BAD: tuple[object, ...] = (CANARY, [CANARY], {CANARY: CANARY}, f"{CANARY}\x00\ud800", {"year": CANARY})


def errors_of_fields() -> Iterator[BaseException]:
    """Yield every error that a record gives for a canary in one of its fields, in any shape."""
    for kind in ALL_KINDS:
        for question in questions(kind):
            for bad in BAD:
                for make in (kind().with_answers, kind.model_validate):
                    try:
                        make({question.name: bad})
                    except (ValidationError, ValueError, TypeError) as error:
                        yield error


def raised(call: Callable[[], object]) -> Iterator[BaseException]:
    """Yield what a call raises, if anything: also what nobody expects."""
    try:
        call()
    except Exception as error:  # noqa: BLE001  # whatever it is, it is to be reported
        yield error


def errors_of_work(home: Home) -> Iterator[BaseException]:
    """Yield errors met on the way through casework with canaries in every place where somebody types."""
    session = home.session
    for kind in ("consent-conversation", "advice-call", "marac-referral", "sharing-decision"):
        work = begin_for(session, kind, home.case)
        for question in questions(session.kinds[kind]):
            for bad in (CANARY, [CANARY]):
                forced = work.record.model_copy(update={question.name: bad})
                yield from raised(partial(save_step, session, work, forced))
        yield from raised(partial(finish, session, work, work.record))
        yield from raised(partial(keep_typing, session, work, CANARY, {CANARY: object()}))
    yield from raised(lambda: add_person(session, Adult(name=HUGE)))
    yield from raised(lambda: save_step(session, unknown(home), Concern(account=HUGE, place_words=HUGE)))
    yield from raised(lambda: save_step(session, unknown(home), Concern(account=CANARY)))
    yield from raised(lambda: begin_for(session, CANARY, home.case))
    yield from raised(lambda: begin_for(session, "advice-call", CANARY))
    yield from raised(lambda: search(session, f'"{CANARY}* NEAR('))
    yield from raised(lambda: session.vault.check_recovery_key(CANARY))
    yield from raised(lambda: signed_in(Places.below(home.places.vault / CANARY), CANARY))
    yield from raised(lambda: signed_in(home.places, CANARY))
    yield from raised(lambda: start_with(home.places.vault / CANARY, CANARY, CANARY))
    yield from raised(lambda: session.vault.casework._database.rows(f"SELECT {CANARY}"))


def unknown(home: Home) -> Work:
    """Return work in a kind that nobody knows."""
    return Work(new_id(home.session.clock), CANARY, home.case, Record())


def said_of(error: BaseException) -> str:
    """Return all that the program writes down or says of an error."""
    said = "\n".join(report_lines(error, NOW, "0.1.0"))
    return said + str(error) if isinstance(error, Trouble) else said


def test_no_report_and_no_sentence_holds_what_was_typed(home: Home, promise: Promise) -> None:
    of_fields, of_work = list(errors_of_fields()), list(errors_of_work(home))
    errors = of_fields + of_work
    leaks = [error for error in errors if CANARY.lower() in said_of(error).lower()]
    control = sum(CANARY in "".join(traceback.format_exception(error)) for error in errors)
    promise(
        13, "logs hold no personal data", f"{len(leaks)} of {len(errors)} reports", "0",
        f"Python's own tracebacks: {control} of {len(errors)}",
    )  # fmt: skip
    assert leaks == []
    assert len(of_fields) > 500
    assert len(of_work) > 20
    assert control > 0
    assert {InputTrouble, KeyTrouble, ValidationError} <= {type(error) for error in errors}


def test_an_error_with_the_canary_in_every_link_of_its_chain_is_reported_without_it() -> None:
    with pytest.raises(RuntimeError) as caught:
        chained(5)
    said = said_of(caught.value)
    assert said.count("error: builtins.") == 5
    assert CANARY not in said


def chained(depth: int) -> None:
    """Raise an error from an error from an error, each with the canary in its words, its notes and its variables."""
    hidden = {CANARY: CANARY}
    try:
        if depth > 1:
            chained(depth - 1)
    except RuntimeError as error:
        again = RuntimeError(CANARY, hidden)
        again.add_note(CANARY)
        raise again from error
    raise RuntimeError(CANARY)
