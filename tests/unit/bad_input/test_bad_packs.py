"""Packs that are not what they should be: each is refused with a sentence, stays, changes nothing, and stops nobody."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import accept
from safeguard_desktop.casework.inbox import (
    inbox_of,
    look_at,
    look_in,
    not_come_yet,
    set_aside,
    short_reference,
    waiting,
)
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.clock import new_id
from safeguard_desktop.errors import StorageTrouble, Trouble
from safeguard_desktop.keys import seal
from safeguard_desktop.keys.sealing import new_identity, recipient_of
from safeguard_desktop.records import Adult, Case, Concern, ConsentConversation, Person
from safeguard_desktop.records.received_pack import ReceivedPack
from safeguard_desktop.transfer import LOCKED, NAMED
from safeguard_desktop.transfer.inbox import MOST_A_DAY
from tests.unit.bad_input.bad_samples import ROOT, is_plain
from tests.unit.bad_input.conftest import Home
from tests.unit.bad_input.packs_made import BAD_PACKS, good, pack_of, packed, unsigned_pack


def put(home: Home, sealed: bytes, name: str = "", mark: str = "") -> str:
    """Put a file into the inbox, past the program."""
    pack_id = name or new_id(home.session.clock)
    (home.places.vault / "inbox" / f"{pack_id}{mark}.age").write_bytes(sealed)
    return pack_id


@pytest.mark.parametrize("case", BAD_PACKS)
def test_a_bad_pack_is_refused_with_a_sentence_stays_and_stops_nobody(home: Home, case: str) -> None:
    make, words = BAD_PACKS[case]
    session = home.session
    bad = put(home, make(session))
    before = {path.name: path.read_bytes() for path in (home.places.vault / "inbox").iterdir()}
    head = session.casework.head()
    found = look_at(session, bad)
    assert found.trouble is not None
    assert words in is_plain(found.trouble)
    with pytest.raises(Trouble, match=words):
        accept(session, bad)
    assert session.casework.head() == head
    assert {path.name: path.read_bytes() for path in (home.places.vault / "inbox").iterdir()} == before
    good_one = put(home, session.vault.seal_to_team(good(session)))
    assert {one.pack: one.trouble is None for one in look_in(session)} == {bad: False, good_one: True}
    assert any("could not be opened" in need.what for need in today(session).needs)
    assert accept(session, good_one) is not None
    assert waiting(session) == (bad,)


@pytest.mark.parametrize("name", ["notes (1)", "copy of 0a-1", "0A-1", "%2e%2e"])
def test_a_file_with_a_name_that_is_not_ours_is_said_and_stops_nobody(home: Home, name: str) -> None:
    session = home.session
    bad = put(home, session.vault.seal_to_team(good(session)), name)
    found = look_at(session, bad)
    assert found.trouble is not None
    assert "not ours" in is_plain(found.trouble)
    assert any("could not be opened" in need.what for need in today(session).needs)


@pytest.mark.parametrize("name", ["", "notes (1)"])
def test_what_cannot_be_opened_can_be_set_aside_and_is_kept(home: Home, name: str) -> None:
    session = home.session
    bad = put(home, b"a letter", name)
    good_one = put(home, session.vault.seal_to_team(good(session)))
    with pytest.raises(Trouble, match="can be opened"):
        set_aside(session, good_one)
    set_aside(session, bad)
    assert waiting(session) == (good_one,)
    kept = home.places.vault / "inbox" / "set-aside" / f"{bad}.age"
    assert kept.read_bytes() == b"a letter"
    assert session.casework.accesses(None)[-1].what == "set aside what could not be opened"


def test_a_replay_under_any_name_is_nothing(home: Home) -> None:
    session = home.session
    sealed = session.vault.seal_to_team(good(session))
    case = accept(session, put(home, sealed))
    head = session.casework.head()
    for _ in range(3):
        assert accept(session, put(home, sealed)) == case
    assert session.casework.head() == head
    assert waiting(session) == ()


def test_the_same_number_with_other_words_is_refused_and_the_first_stays(home: Home) -> None:
    session = home.session
    pack_id, record = new_id(session.clock), packed(session, Concern(summary="First"))
    other = packed(session, Concern(summary="Other"), record.id)
    accept(session, put(home, session.vault.seal_to_team(pack_of(session, record, id=pack_id))))
    bad = put(home, session.vault.seal_to_team(pack_of(session, other, id=pack_id)))
    with pytest.raises(Trouble, match="same number came before"):
        accept(session, bad)
    assert [version.body.answer("summary") for version in session.casework.history(record.id)] == ["First"]


def test_the_same_record_with_other_words_is_kept_as_a_version(home: Home) -> None:
    session = home.session
    record = packed(session, Concern(summary="First"))
    case = accept(session, put(home, session.vault.seal_to_team(pack_of(session, record))))
    later = packed(session, Concern(summary="More came to mind"), record.id)
    assert accept(session, put(home, session.vault.seal_to_team(pack_of(session, later, counter=2)))) == case
    assert [version.body.answer("summary") for version in session.casework.history(record.id)] == [
        "First",
        "More came to mind",
    ]


def test_a_record_never_becomes_one_of_another_kind(home: Home) -> None:
    session = home.session
    record = packed(session, Concern(summary="First"))
    accept(session, put(home, session.vault.seal_to_team(pack_of(session, record))))
    other = packed(session, ConsentConversation(worries="Other"), record.id)
    bad = put(home, session.vault.seal_to_team(pack_of(session, other, counter=3)))
    with pytest.raises(Trouble, match="what somebody else wrote"):
        accept(session, bad)
    person = packed(session, Adult(name="Nobody at all"), record.id)
    theirs = packed(session, Concern(summary="Second"))
    accept(session, put(home, session.vault.seal_to_team(pack_of(session, theirs, person, counter=4))))
    assert [version.kind for version in session.casework.history(record.id)] == ["concern"]


def test_a_name_that_was_typed_stands_on_one_line_and_reads_as_it_is(home: Home) -> None:
    session = home.session
    told = unsigned_pack(session, packed(session, Concern(summary="Seen")), says="Ffion\n\u202esyrP")
    pack = put(home, session.vault.seal_to_team(told), mark=LOCKED)
    assert look_at(session, pack).who == "Ffion syrP"
    accept(session, pack)
    *_, note = session.casework.list(kind=ReceivedPack.kind)
    assert note.body.answer("says") == "Ffion syrP"


def test_nobody_takes_a_concern_off_the_lists_by_handing_it_in_as_withdrawn(home: Home) -> None:
    session = home.session
    record = packed(session, Concern(summary="He pushed her"))
    case = accept(session, put(home, session.vault.seal_to_team(pack_of(session, record))))
    taken_back = packed(session, Concern(summary="He pushed her", withdrawn="It was nothing"), record.id)
    assert accept(session, put(home, session.vault.seal_to_team(pack_of(session, taken_back, counter=3)))) == case
    assert case is not None
    assert [event.text for event in open_case(session, case).events] == ["He pushed her"]


def test_nobody_changes_what_another_wrote_by_handing_in(home: Home) -> None:
    session = home.session
    mine = packed(session, Concern(summary="Mine"))
    accept(session, put(home, session.vault.seal_to_team(pack_of(session, mine))))
    theirs = packed(session, Concern(summary="Never mind"), mine.id)
    bad = put(home, session.vault.seal_to_team(unsigned_pack(session, theirs)), mark=LOCKED)
    with pytest.raises(Trouble, match="what somebody else wrote"):
        accept(session, bad)
    renamed = packed(session, Adult(name="Nobody at all"), home.adult)
    concern = packed(session, Concern(adult=home.adult, summary="Heard on the stairs"))
    case = accept(session, put(home, session.vault.seal_to_team(unsigned_pack(session, concern, renamed)), mark=LOCKED))
    assert case == home.case
    (adult,) = session.casework.history(home.adult)
    assert adult.body.headline != "Nobody at all"


def test_what_nobody_signed_comes_only_as_reported_while_locked(home: Home) -> None:
    session = home.session
    record = packed(session, Concern(summary="Heard on the stairs"))
    sealed = session.vault.seal_to_team(unsigned_pack(session, record))
    pack = put(home, sealed, mark=LOCKED)
    found = look_at(session, pack)
    assert (found.trouble, found.is_verified, found.who) == (None, False, "Somebody")
    need = next(need for need in today(session).needs if need.action.record == pack)
    assert (need.tag, need.lead) == ("Author not verified", "Not yet accepted")
    accept(session, pack)
    notes = [note.body for note in session.casework.list(kind=ReceivedPack.kind)]
    unverified = [note for note in notes if isinstance(note, ReceivedPack) and not note.is_verified]
    assert [(note.says, note.objects) for note in unverified] == [("Somebody", (record.id,))]


@pytest.mark.parametrize("kind", ["person", "sharing-decision", "consent-conversation"])
def test_what_nobody_signed_may_bring_a_concern_and_no_more(home: Home, kind: str) -> None:
    session = home.session
    sealed = session.vault.seal_to_team(unsigned_pack(session, packed(session, session.kinds[kind]())))
    pack = put(home, sealed, mark=LOCKED)
    if kind == Person.kind:
        assert accept(session, pack) is None
    else:
        with pytest.raises(Trouble, match="nobody can hand in"):
            accept(session, pack)


def test_a_gap_says_whose_pack_has_not_come(home: Home) -> None:
    session = home.session
    came = max(note.body.answer("counter") for note in session.casework.list(kind=ReceivedPack.kind))
    record = packed(session, Concern(summary="Third"))
    accept(session, put(home, session.vault.seal_to_team(pack_of(session, record, counter=came + 2))))
    assert [(gap.who, gap.number) for gap in not_come_yet(session)] == [("Imani Okafor", came + 1)]
    assert any(f"Number {came + 1} from Imani Okafor has not come" in need.what for need in today(session).needs)
    late = packed(session, Concern(summary="Second"))
    accept(session, put(home, session.vault.seal_to_team(pack_of(session, late, counter=came + 1))))
    assert not_come_yet(session) == ()


def test_the_senders_chain_is_kept_with_what_came(home: Home) -> None:
    session = home.session
    accept(session, put(home, session.vault.seal_to_team(good(session))))
    *_, note = session.casework.list(kind=ReceivedPack.kind)
    assert isinstance(note.body, ReceivedPack)
    assert note.body.chain_head == "7 · 0123456789abcdef"
    assert note.case is not None


def test_what_is_for_named_people_is_there_for_nobody_else(home: Home) -> None:
    session = home.session
    record = packed(session, Concern(summary="About a colleague"))
    elsewhere = seal(pack_of(session, record, recipients=["0" * 36]), [recipient_of(new_identity())])
    put(home, elsewhere, mark=NAMED)
    assert waiting(session) == ()
    assert look_in(session) == ()
    before = today(session).needs
    me = session.account.id
    passed_on = put(home, session.vault.seal_to([me], pack_of(session, record, recipients=["0" * 36])), mark=NAMED)
    with pytest.raises(Trouble, match="meant for somebody else"):
        accept(session, passed_on)
    mine = put(home, session.vault.seal_to([me], pack_of(session, record, recipients=[me])), mark=NAMED)
    assert set(waiting(session)) == {passed_on, mine}
    assert look_at(session, mine).is_named
    assert len(today(session).needs) == len(before) + 2
    assert accept(session, mine) is not None


def test_at_most_fifty_a_day_are_left_by_nobody_knows_whom(home: Home) -> None:
    inbox = home.places.vault / "inbox"
    for number in range(MOST_A_DAY):
        (inbox / f"{number:036x}{LOCKED}.age").write_bytes(b"x")
    assert len(look_in(home.session)) == MOST_A_DAY
    session = home.session
    with pytest.raises(StorageTrouble, match="no more fit"):
        inbox_of(session).put(new_id(session.clock), b"x", datetime.now(UTC), LOCKED)
    inbox_of(session).put(new_id(session.clock), b"signed", datetime.now(UTC))


def test_a_reference_is_short_enough_to_be_read_out() -> None:
    assert short_reference("01a207bd-a9c0-76f1-942a-b015e77167e3") == "E771-67E3"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system starts no process as a copy of another")
def test_killed_in_mid_import_it_is_tried_again_and_nothing_is_lost_or_there_twice(home: Home) -> None:
    session, count = home.session, 25
    before = len(session.casework.list(kind=Concern.kind))
    for number in range(count):
        adult = packed(session, Adult(name=f"Adult {number}"))
        record = packed(session, Concern(adult=adult.id, summary=f"Number {number}"))
        put(home, session.vault.seal_to_team(pack_of(session, record, adult, counter=number + 2)))
    lock(session)
    command = [sys.executable, "-m", "tests.unit.bad_input.killed_importer", str(home.places.vault.parent)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 1
    session = home.again()
    concerns = [revision.body.answer("summary") for revision in session.casework.list(kind=Concern.kind)]
    assert sorted(concerns[before:]) == sorted(f"Number {number}" for number in range(count))
    assert len(session.casework.list(kind=Case.kind)) == count + 1
    assert len(session.casework.list(kind=Adult.kind)) == count + 1
    assert not_come_yet(session) == ()
    assert waiting(session) == ()
