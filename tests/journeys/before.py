"""What was written before a journey begins, put into the vault by casework's own calls."""

from collections.abc import Iterator
from contextlib import contextmanager

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import save_step
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import accounts, lock, sign_in
from safeguard_desktop.records import Adult, Concern, Person, Record, When
from safeguard_desktop.settings import Places
from tests.journeys.person import PASSPHRASE

ADULT, ALLEGED = "Margaret Ellis", "Leonard Ellis"


@contextmanager
def signed_in(places: Places) -> Iterator[Session]:
    """Open the vault for a moment."""
    session = sign_in(places, accounts(places)[0].id, PASSPHRASE)
    try:
        yield session
    finally:
        lock(session)


def a_case(places: Places) -> str:
    """Open a case with a concern about an adult and a person alleged to cause harm; return its id."""
    with signed_in(places) as session:
        adult = add_person(session, Adult(name=ADULT, date_of_birth=When(year=1950, month=6, day=2)))
        alleged = add_person(session, Person(name=ALLEGED, occupation="Care assistant"))
        work = begin_concern(session, adult)
        today = When.on(session.now().astimezone().date())
        concern = Concern(
            adult=adult, alleged=alleged, summary="Shouted at, and pushed", account="He pushed her.", happened=today
        )
        case = hand_in(session, work, concern)
        assert case is not None
        return case


def written(places: Places, case: str, kind: str, **answers: object) -> str:
    """Write a finished record in a case, with what the case knows and these answers; return its id."""
    with signed_in(places) as session:
        work = begin_for(session, kind, case)
        record: Record = work.record.with_answers({**answers, "completed": True})
        saved = save_step(session, work, record)
        session.desk.drop_draft(saved.id)
        return saved.id
