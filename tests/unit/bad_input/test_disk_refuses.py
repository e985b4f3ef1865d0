"""A disk that refuses in mid-save: a sentence, everything acknowledged is there, and a second try does not double."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.demonstration import write_demonstration
from safeguard_desktop.casework.guided import carry_on, keep_typing, save_step
from safeguard_desktop.casework.inbox import waiting
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.start import is_first_start, lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import DamageTrouble, StorageTrouble
from safeguard_desktop.records import AdviceCall, Concern, ConsentConversation, When
from safeguard_desktop.settings import Places, Preferences, save_preferences
from tests.unit.bad_input.bad_samples import is_plain, signed_in, start_with
from tests.unit.bad_input.conftest import Home, Made
from tests.unit.bad_input.refusing_disks import (
    Refusal,
    disk_is_full,
    folder_may_not_be_written,
    no_file_may_grow,
    no_page_left,
    small_disk,
)

LONG = "She said it again, and again. " * 10_000
WAYS = [disk_is_full, no_file_may_grow, no_page_left, folder_may_not_be_written]


@pytest.fixture(params=WAYS, ids=[way.__name__ for way in WAYS])
def refusal(request: pytest.FixtureRequest) -> Refusal:
    way: Refusal = request.param
    return way


@pytest.fixture
def shared_home(refusal: Refusal, made_once: Made, clock: SetClock) -> Iterator[Home]:
    """A home in a folder that others may look into, and on a disk of its own where that is to be filled."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        top = Path(folder)
        if refusal is disk_is_full:
            stack.enter_context(small_disk(top))
        top.chmod(0o755)
        yield from made_once.opened(top, clock)


def test_a_step_that_could_not_be_saved_is_said_and_saved_once_afterwards(shared_home: Home, refusal: Refusal) -> None:
    home, session = shared_home, shared_home.session
    begun = begin_for(session, ConsentConversation.kind, home.case)
    talk = save_step(session, begun, begun.record.with_answers({"outcomes": "To stay"}), "worries")
    keep_typing(session, talk, "worries", {"worries": "She said"})
    longer = talk.record.with_answers({"worries": LONG})
    with refusal(home):
        for attempt in (
            lambda: save_step(session, talk, longer, "next"),
            lambda: keep_typing(session, talk, "worries", {"worries": LONG}),
            lambda: save_step(session, talk, longer, "next"),
        ):
            with pytest.raises(StorageTrouble) as caught:
                attempt()
            assert "not saved" in is_plain(caught.value) or "could not be" in is_plain(caught.value)
        resumed = carry_on(session, talk.id)
        assert (resumed.record.answer("outcomes"), resumed.raw) == ("To stay", {"worries": "She said"})
        assert today(session).to_finish == 1
    saved = save_step(session, talk, longer, "next")
    assert len(session.casework.history(talk.id)) == 2
    again = home.again()
    assert carry_on(again, talk.id).record == saved.record
    assert again.vault.check_history(again.vault.casework, recovery_key=home.recovery_key).whole


def test_what_could_not_be_finished_is_finished_once_afterwards(shared_home: Home, refusal: Refusal) -> None:
    home, session = shared_home, shared_home.session
    call = begin_for(session, AdviceCall.kind, home.case)
    record = call.record.with_answers({"skipped": {}, "happened": When(year=2026, month=11, day=20)})
    record = record.with_answers(dict.fromkeys(("question", "advice"), LONG[:200000]))
    with refusal(home), pytest.raises(StorageTrouble) as caught:
        save_step(session, call, record)
    assert is_plain(caught.value)
    assert session.casework.history(call.id) == ()
    for _ in range(2):
        save_step(session, call, record)
    assert len(session.casework.heads(call.id)) == 1
    assert session.casework.history(call.id)[-1].body == record


def test_a_concern_that_could_not_be_handed_in_is_handed_in_once_afterwards(
    shared_home: Home, refusal: Refusal
) -> None:
    home, session = shared_home, shared_home.session
    work = begin_concern(session, home.adult)
    record = Concern(adult=home.adult, account=LONG)
    with refusal(home), pytest.raises(StorageTrouble) as caught:
        hand_in(session, work, record)
    assert is_plain(caught.value)
    assert today(session).to_finish == 1
    assert hand_in(session, work, record) == home.case
    handed_in_once(home, work.id, record)


def handed_in_once(home: Home, record_id: str, record: Concern) -> None:
    """See that a concern is in its case once, and nowhere waits any more."""
    session = home.again()
    (version,) = session.casework.history(record_id)
    assert version.body == record
    assert len(session.desk.heads(record_id)) == 1
    assert waiting(session) == ()
    assert today(session).to_finish == 0
    assert list((home.places.vault / "inbox").iterdir()) == []


def test_an_inbox_that_cannot_be_written_keeps_the_concern_at_the_desk(home: Home) -> None:
    session, inbox = home.session, home.places.vault / "inbox"
    inbox.rmdir()
    inbox.write_bytes(b"in the way")
    work = begin_concern(session, home.adult)
    record = Concern(adult=home.adult, summary="Bruise")
    with pytest.raises(StorageTrouble) as caught:
        hand_in(session, work, record)
    assert "It is still on your desk." in is_plain(caught.value)
    assert carry_on(session, work.id).record == record
    inbox.unlink()
    assert hand_in(session, work, record) == home.case
    handed_in_once(home, work.id, record)


def test_cases_that_cannot_take_it_in_leave_the_concern_waiting(home: Home) -> None:
    session = home.session
    work = begin_concern(session, home.adult)
    record = Concern(adult=home.adult, account=LONG)
    connection = session.vault.casework._database.connection()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageTrouble, match="full") as caught:
        hand_in(session, work, record)
    assert is_plain(caught.value)
    assert len(waiting(session)) == 1
    connection.execute("PRAGMA max_page_count = 1000000")
    assert hand_in(session, work, record) == home.case
    handed_in_once(home, work.id, record)


def test_a_desk_that_cannot_note_the_next_step_does_not_double_what_was_saved(home: Home) -> None:
    session = home.session
    talk = begin_for(session, ConsentConversation.kind, home.case)
    held = next((home.places.vault / "desk").glob("*.db"))
    session.desk._database._drop()
    away = held.rename(held.with_suffix(".away"))
    record = talk.record.with_answers({"worries": "That he finds out"})
    for _ in range(2):
        with pytest.raises(DamageTrouble, match="missing") as caught:
            save_step(session, talk, record)
        assert is_plain(caught.value)
    away.rename(held)
    saved = save_step(session, talk, record)
    assert len(session.casework.history(talk.id)) == 1
    changed = save_step(session, talk, record.with_answers({"worries": "Nothing"}))
    assert len(session.casework.heads(talk.id)) == 1
    assert saved.heads != changed.heads


def test_a_full_disk_makes_no_half_vault_and_room_makes_a_whole_one(tmp_path: Path) -> None:
    with small_disk(tmp_path, megabytes=1):
        home = tmp_path / "home"
        home.mkdir()
        filler = home / "filler"
        filler.write_bytes(bytes(900 * 1024))
        with pytest.raises(StorageTrouble) as caught:
            start_with(home)
        assert is_plain(caught.value)
        assert is_first_start(Places.below(home))
        filler.unlink()
        lock(start_with(home).session)
        lock(signed_in(Places.below(home)))


def test_a_full_disk_stops_the_demonstration_with_a_sentence(tmp_path: Path) -> None:
    with small_disk(tmp_path, megabytes=1):
        with pytest.raises(StorageTrouble) as caught:
            list(write_demonstration(tmp_path / "demo", lambda _: None))
        assert is_plain(caught.value)


@pytest.mark.parametrize("refusal", [folder_may_not_be_written], indirect=True)
def test_settings_that_cannot_be_kept_are_said(shared_home: Home, refusal: Refusal) -> None:
    with refusal(shared_home), pytest.raises(StorageTrouble) as caught:
        save_preferences(shared_home.places, Preferences(theme="dark"))
    assert is_plain(caught.value)
