"""The footer of a printed form, typed in again."""

import pytest

from safeguard_desktop.casework.completeness import CheckStopped, check_record
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.footers import Footer, check_footer, read_footer
from safeguard_desktop.casework.printing import print_record
from safeguard_desktop.casework.referrals import build_pack, note_printed, plan_pack
from safeguard_desktop.casework.session import Session
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.forms import text_of
from safeguard_desktop.records import Concern

DIGITS = "0123456789abcdef"


def nobody(_part: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def printed(session: Session, *, noted: bool = True) -> str:
    """Print a concern, and return what stands after "Record" at the foot of its pages."""
    work = begin_concern(session)
    case = hand_in(session, work, Concern(summary="Bruise"))
    assert case is not None
    plan = plan_pack(session, work.id)
    pack = build_pack(session, plan, (), "Invented MARAC")
    if noted:
        note_printed(session, plan, pack)
    (line,) = {line for text in pack.texts for line in text.splitlines() if "Record " in line and "Printed" in line}
    return line.rpartition("Record ")[2].strip()


@pytest.mark.parametrize(
    "typed",
    [
        f"12 · {DIGITS}",
        f"12 {DIGITS}",
        f"12·{DIGITS.upper()}",
        f"  Record 12 · {DIGITS}. ",
        "12 0123 4567 89ab cdef",
        "12 - o1234567-89abcdef",
        "12 ol23456789abcdef",
        f"SG-2026-0001 12 · {DIGITS}",
        f"Printed 3 Mar 2026 09:30 by Imani Okafor, Willow Court   Record 12 · {DIGITS}",
    ],
)
def test_a_footer_is_read_however_it_is_typed(typed: str) -> None:
    assert read_footer(typed) == Footer(12, DIGITS)


@pytest.mark.parametrize(
    "typed",
    ["", "12", DIGITS, f"12 {DIGITS[:-1]}", f"12 {DIGITS}0", f"x12 {DIGITS}", "é" * 10**6, "12 · 0123456789abcdeg"],
)
def test_what_is_no_footer_is_said_with_an_example(typed: str) -> None:
    with pytest.raises(InputTrouble, match="For example") as caught:
        read_footer(typed)
    assert caught.value.field == "footer"


def test_a_footer_fits_and_says_when_and_by_whom(session: Session, clock: SetClock) -> None:
    footer = printed(session)
    found = check_footer(session, footer, nobody)
    assert found.fits
    at = clock.now().astimezone()
    assert f"The next copy was printed by Imani Okafor, on {at.day} {at:%B %Y at %H:%M}." in found.text
    assert f"Everything up to entry {read_footer(footer).seq}, of 23 November 2026" in found.text
    assert found.next_step == ""


def test_a_form_that_was_only_looked_at_fits_and_no_copy_is_noted(session: Session) -> None:
    assert "No copy is noted after that" in check_footer(session, printed(session, noted=False), nobody).text


def test_what_was_written_later_does_not_matter(session: Session) -> None:
    footer = printed(session)
    for _ in range(3):
        hand_in(session, begin_concern(session), Concern(summary="Another"))
    assert check_footer(session, footer, nobody).fits


def test_a_slip_in_the_number_another_record_and_a_cut_one_are_told_apart(session: Session) -> None:
    footer = read_footer(printed(session))
    slip = check_footer(session, f"{footer.seq + 1} {footer.digits}", nobody)
    assert (slip.fits, f"entry {footer.seq}, of" in slip.text) == (False, True)
    other = check_footer(session, f"2 {DIGITS}", nobody)
    assert (other.fits, "another organisation" in other.text) == (False, True)
    cut = check_footer(session, f"4711 {DIGITS}", nobody)
    assert (cut.fits, "this record ends at entry" in cut.text) == (False, True)


def test_a_record_changed_before_the_printing_no_longer_fits(session: Session) -> None:
    footer = printed(session)
    connection = session.vault.casework._database.connection()
    connection.execute("DROP TRIGGER revision_body_is_fixed")
    connection.execute("UPDATE revision SET body = replace(body, 'Bruise', 'Nothing') WHERE kind = 'concern'")
    found = check_footer(session, footer, nobody)
    assert not found.fits
    assert "The record has been changed at entry" in found.text


def test_a_check_can_be_stopped(session: Session) -> None:
    def stop(_part: str, _done: int, _total: int) -> None:
        raise CheckStopped

    with pytest.raises(CheckStopped):
        check_record(session, stop)
    with pytest.raises(CheckStopped):
        check_footer(session, printed(session), stop)
    assert check_record(session, nobody).whole


def test_the_footer_on_paper_is_the_one_that_is_checked(session: Session) -> None:
    work = begin_concern(session)
    hand_in(session, work, Concern(summary="Bruise"))
    head = str(session.vault.casework.head())
    assert all(f"Record {head}" in page for page in text_of(print_record(session, work.id)))
    assert check_footer(session, head, nobody).fits
