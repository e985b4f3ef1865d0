"""Answers that cannot be true or look odd: dates, names in every spelling, long notes, NUL, half characters, emoji."""

import re
import unicodedata
from typing import Any

import pytest
from pydantic import ValidationError

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import carry_on, finish, keep_typing, save_step
from safeguard_desktop.casework.people import add_person, people
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.printing import print_record
from safeguard_desktop.casework.referrals import begin_disclosure, build_pack, plan_pack
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.forms import text_of
from safeguard_desktop.records import Adult, Concern, ConsentConversation, MaracReferral, Person, Record, When
from tests.unit.bad_input.bad_samples import is_plain
from tests.unit.bad_input.conftest import Home

IMPOSSIBLE: list[tuple[str, dict[str, Any], str]] = [
    ("29 February 2023", {"year": 2023, "month": 2, "day": 29}, "February 2023 has only 28 days."),
    ("31 November", {"year": 2026, "month": 11, "day": 31}, "November 2026 has only 30 days."),
    ("a day without its month", {"year": 2026, "day": 3}, "Enter the month as well as the day."),
    ("a time without its day", {"year": 2026, "month": 3, "hour": 9}, "Enter the day as well as the time."),
    ("month 13", {"year": 2026, "month": 13}, ""),
    ("day 0", {"year": 2026, "month": 1, "day": 0}, ""),
    ("25 o'clock", {"year": 2026, "month": 1, "day": 1, "hour": 25}, ""),
    ("a year of two digits", {"year": 41}, ""),
    ("the year 10000", {"year": 10_000}, ""),
]


@pytest.mark.parametrize(("date", "said"), [case[1:] for case in IMPOSSIBLE], ids=[case[0] for case in IMPOSSIBLE])
def test_a_day_that_there_is_not_is_never_made(date: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        When(**date)
    assert said in str(caught.value)
    assert When(year=2024, month=2, day=29).day == 29


UNTRUE = [
    ("tomorrow", {"happened": When(year=2026, month=11, day=24)}, "is in the future. Enter a date up to today."),
    ("next year", {"happened": When(year=2027)}, "is in the future. Enter a date up to today."),
    ("the year 2200", {"first_written": When(year=2200)}, "is in the future. Enter a date up to today."),
    ("before the adult's birth", {"happened": When(year=1941, month=3, day=3)}, "is before the date of birth."),
    ("long before it", {"told_at": When(year=1880)}, "is before the date of birth."),
]


@pytest.mark.parametrize(("answers", "said"), [case[1:] for case in UNTRUE], ids=[case[0] for case in UNTRUE])
def test_a_day_that_cannot_be_true_is_named_and_what_was_typed_stays(
    home: Home, answers: dict[str, When], said: str
) -> None:
    work = begin_concern(home.session, home.adult)
    keep_typing(home.session, work, "when-did-it-happen", {"happened": {"year": "typed"}})
    record = Concern(adult=home.adult).with_answers(answers)
    for save in (save_step, finish, hand_in):
        with pytest.raises(InputTrouble) as caught:
            save(home.session, work, record)
        assert said in is_plain(caught.value)
        assert caught.value.field == next(iter(answers))
    assert carry_on(home.session, work.id).raw == {"happened": {"year": "typed"}}
    assert home.session.desk.history(work.id) == ()


@pytest.mark.parametrize("when", [When(year=1941, month=3, day=4), When(year=1941), When(year=1965, month=7, day=1)])
def test_a_day_long_ago_that_can_be_true_is_kept(home: Home, when: When) -> None:
    work = begin_concern(home.session, home.adult)
    case = hand_in(home.session, work, Concern(adult=home.adult, happened=when))
    assert case == home.case
    kept = home.session.casework.current(work.id)
    assert kept is not None
    assert kept.happened_at is not None
    assert (kept.happened_at.year, kept.happened_at.month) == (when.earliest.year, when.earliest.month)


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (When(year=2026, month=11, day=24), "“Date of birth” is in the future."),
        (When(year=1899), "“Date of birth” is more than 125 years ago. Check the year."),
    ],
)
def test_a_birth_that_cannot_be_true_adds_nobody(session: Session, born: When, said: str) -> None:
    before = people(session)
    with pytest.raises(InputTrouble) as caught:
        add_person(session, Adult(name="Zoë", date_of_birth=born))
    assert said in is_plain(caught.value)
    assert people(session) == before


SPELLINGS = [
    ("apostrophe", "Siân O'Hara", "o'hara"),
    ("typographer's apostrophe", "Siân O’Hara", "o'hara"),
    ("apostrophe looked for in type", "Siân O'Hara", "O’HARA"),
    ("accent composed", "Zo\u00eb Lef\u00e9vre", "lefe\u0301vre"),
    ("accent decomposed", "Zoe\u0308 Lefe\u0301vre", "lef\u00e9vre"),
    ("accent left out", "Zoe\u0308 Lefe\u0301vre", "lefevre"),
    ("hyphen", "Ana-Maria Núñez", "ana-maria nunez"),
    ("mark of direction before it", "\u200fGwen", "gwen"),
    ("mark of direction after it", "Gwen\u200e Vale", "gwen vale"),
    ("override around it", "\u202eGwen\u202c Vale", "gwen"),
    ("right to left", "شيماء حسن", "شيماء"),
    ("signs of a query", 'Gwen" OR "x* NEAR(', 'gwen" or'),
    ("a line end in it", "Gwen\nVale", "gwen vale"),
]


@pytest.mark.parametrize(("name", "typed"), [case[1:] for case in SPELLINGS], ids=[case[0] for case in SPELLINGS])
def test_a_name_is_found_however_it_is_spelt_also_after_opening_again(home: Home, name: str, typed: str) -> None:
    person = add_person(home.session, Person(name=name))
    again = home.again()
    found = [one for one in search(again, typed) if one.record == person]
    assert len(found) == 1
    shown = found[0].text
    assert shown == unicodedata.normalize("NFC", shown)
    assert not any(c in shown for c in "\n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "\n"])
def test_nobody_without_a_name_is_added(session: Session, name: str) -> None:
    before = people(session)
    with pytest.raises(InputTrouble) as caught:
        add_person(session, Person(name=name))
    assert is_plain(caught.value).startswith("Enter the person's name.")
    assert people(session) == before


NOTES = [
    ("NUL", "Seen\x00twice", "twice"),
    ("half a character", "Seen \ud800 twice", "twice"),
    ("halves in the wrong order", "Seen \ude00\ud83d twice", "twice"),
    ("emoji", "Seen 😀👩‍👩‍👧 twice", "twice"),
    ("both directions", "Seen شيماء twice \u202eecno\u202c", "twice"),
    ("control characters", "Seen \x1b[31m\x07\x7f twice", "twice"),
    ("what looks like mark-up", "Seen <b>&amp;</i> %s {0} twice", "twice"),
    ("100 kB", "She said it again. " * 5_400 + "Quillfeather", "quillfeather"),
    ("one word of 100 kB", "x" * 100_000 + " Quillfeather", "quillfeather"),
]


@pytest.mark.parametrize(("note", "typed"), [case[1:] for case in NOTES], ids=[case[0] for case in NOTES])
def test_a_note_is_typed_saved_opened_again_found_and_printed(home: Home, note: str, typed: str) -> None:
    session = home.session
    talk = begin_for(session, ConsentConversation.kind, home.case)
    keep_typing(session, talk, "", {"worries": note})
    assert squeezed(carry_on(session, talk.id).raw["worries"]) == squeezed(note)
    saved = save_step(session, talk, talk.record.with_answers({"worries": note}))
    again = home.again()
    kept = carry_on(again, talk.id).record.answer("worries")
    assert kept == saved.record.answer("worries")
    assert squeezed(kept) == squeezed(note)
    assert talk.id in {found.record for found in search(again, typed)}
    assert [event.record for event in open_case(again, home.case).events_of(ConsentConversation.kind)] == [talk.id]
    printed = squeezed("".join(text_of(print_record(again, talk.id))))
    assert [word for word in set(re.findall("[A-Za-z]{2,60}", note)) if word not in printed] == []
    assert again.vault.check_history(again.vault.casework).whole


def squeezed(text: str) -> str:
    """Return text without gaps, and with one mark for every character that cannot be kept."""
    marked = "".join("\ufffd" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in text)
    return "".join(unicodedata.normalize("NFC", marked).split())


@pytest.mark.parametrize(
    "recipient", ["", "\x00", "\ud800 MARAC", "\u202eCARAM", "😀", "MARAC\nof two lines", "x" * 300]
)
def test_any_recipient_is_printed_and_carried_into_the_record_of_sending(home: Home, recipient: str) -> None:
    session = home.session
    work = begin_for(session, MaracReferral.kind, home.case)
    plan = plan_pack(session, save_step(session, work, work.record).id)
    pack = build_pack(session, plan, (), recipient)
    assert pack.pages > 0
    sending = begin_disclosure(session, plan, pack)
    assert sending.record.answer("organisation") == (pack.recipient or None)


def test_an_endless_recipient_is_refused_and_nothing_is_noted(home: Home) -> None:
    session = home.session
    work = begin_for(session, MaracReferral.kind, home.case)
    plan = plan_pack(session, save_step(session, work, work.record).id)
    before = session.casework.head()
    with pytest.raises(InputTrouble) as caught:
        build_pack(session, plan, (), "x" * 301)
    assert is_plain(caught.value) == "The name of who it goes to is too long. Use at most 300 letters."
    assert session.casework.head() == before


@pytest.mark.parametrize("size", [1_000_000, 600_000])
def test_a_concern_too_large_to_hand_in_stays_at_the_desk(home: Home, size: int) -> None:
    work = begin_concern(home.session, home.adult)
    record = Concern(adult=home.adult, account="é" * 1_000_000, outcomes="😀" * size)
    with pytest.raises(InputTrouble) as caught:
        hand_in(home.session, work, record)
    assert "too much to hand over in one piece" in is_plain(caught.value)
    assert carry_on(home.session, work.id).record.answer("account") == record.account
    shorter = record.with_answers({"outcomes": None, "account": "é"})
    assert hand_in(home.session, carry_on(home.session, work.id), shorter) == home.case
    kept: Record | None = getattr(home.session.casework.current(work.id), "body", None)
    assert kept is not None
    assert kept.answer("account") == "é"
    assert len(home.session.casework.heads(work.id)) == 1
