import csv
import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from safeguard_desktop.casework.accounts import access_log, add_account
from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.exporting import LONGEST_REASON, save_log_table, save_sharing_table, table_name
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.restricting import restrict
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.sharing_log import short_words, sortable_words
from safeguard_desktop.casework.sharing_table import sharing_table
from safeguard_desktop.errors import InputTrouble, NotAllowedTrouble
from safeguard_desktop.records import Adult, Concern, Disclosure, SharingDecision, When, questions
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.sharing_lists import Decided, NotSharedWhy
from safeguard_desktop.records.vocabulary import Purpose, Role
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import Write

WHY = "The inspector of 23 November"


def with_a_case(session: Session) -> str:
    adult = add_person(session, Adult(name="Odile Quillfeather"))
    case = hand_in(session, begin_concern(session, adult), Concern(adult=adult, summary="Bruise"))
    assert case is not None
    open_case(session, case)
    return case


def test_the_log_is_a_table_of_who_when_what_and_the_case_and_of_no_adult(session: Session) -> None:
    case = with_a_case(session)
    looks = access_log(session)
    saved = save_log_table(session, looks, WHY)
    head, *rows = csv.reader(io.StringIO(saved.data.decode("utf-8-sig"), newline=""), strict=True)
    assert head == ["Who", "When", "What", "Case"]
    assert len(rows) == saved.lines == len(looks)
    for row, look in zip(rows, looks, strict=True):
        assert (row[0], row[2], row[3]) == (look.who, look.what, look.case)
        at = datetime.fromisoformat(row[1])
        assert at.utcoffset() is not None
        assert abs(at - look.at) < timedelta(seconds=1)
    assert any(row[3].startswith("SG-2026-") for row in rows)
    assert "Quillfeather" not in saved.data.decode("utf-8")
    assert case not in saved.data.decode("utf-8")


def test_it_is_in_the_log_with_the_reason_and_how_much_was_saved(session: Session) -> None:
    looks = access_log(session)[:1]
    save_log_table(session, looks, f"  {WHY}\n")
    (noted,) = [look for look in access_log(session) if look.what.startswith("saved a table")]
    assert noted.who == "Imani Okafor"
    assert noted.what == f"saved a table of the log, 1 line: {WHY}"


@pytest.mark.parametrize("reason", ["", " \n", "x" * (LONGEST_REASON + 1)])
def test_without_a_reason_nothing_is_saved_or_noted(session: Session, reason: str) -> None:
    looks = access_log(session)
    with pytest.raises(InputTrouble) as caught:
        save_log_table(session, looks, reason)
    assert caught.value.field == "reason"
    assert access_log(session) == looks


def test_nothing_makes_no_table(session: Session) -> None:
    with pytest.raises(InputTrouble, match="nothing to save"):
        save_log_table(session, (), WHY)


def test_only_a_manager_may(session: Session) -> None:
    looks = access_log(session)
    case = with_a_case(session)
    lead = sign_in_as(session, add_colleague(session, "Ade Bakare", Role.SAFEGUARDING_LEAD))
    for save in (partial(save_log_table, lead, looks), partial(save_sharing_table, lead, case)):
        with pytest.raises(NotAllowedTrouble):
            save(WHY)
    lead.vault.close()


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.fixture
def shared(case: str, write: Write) -> str:
    """A case with a decision to share, what was sent on it, and a decision not to share."""
    decision = write(
        SharingDecision(
            decision=Decided.SHARE_PART, reasons="She may be hit again.", decided_by="Imani Okafor", completed=True
        )
    )
    write(
        Disclosure(
            decision=decision,
            what_sent="=A summary",
            organisation="Adult Care",
            recipient="Duty desk",
            purposes=(Purpose.PREVENT_HARM,),
            why_words="To plan her safety",
            status=DisclosureStatus.SENT,
            sent_by="Imani Okafor",
            received_by="Nobody is asked this before it came",
            completed=True,
        )
    )
    write(
        SharingDecision(
            decision=Decided.DO_NOT_SHARE,
            not_shared_why=(NotSharedWhy.REFUSES,),
            reasons="She does not want her son to know.",
            completed=True,
        )
    )
    return case


def test_what_was_shared_and_what_was_not_is_a_table_of_the_lines_that_the_case_shows(
    session: Session, shared: str
) -> None:
    lines = open_case(session, shared).shared_with
    assert [(line.recipient, line.what, line.stage, line.is_held_back) for line in lines] == [
        ("Nobody outside", "Do not share outside", "Not shared", True),
        ("Duty desk, Adult Care", "=A summary", "Sent", False),
    ]
    assert [line.why for line in lines] == ["They say no, and nothing overrides it", "To plan her safety"]
    held_back, sent = _rows(save_sharing_table(session, shared, WHY).data)
    assert (held_back["Record"], sent["Record"]) == ("Sharing decision", "Disclosure")
    assert held_back["Case"].startswith("SG-2026-")
    assert (held_back["How far"], sent["How far"]) == ("Not shared", "Sent")
    assert held_back["What: The adult at risk"] == sent["What: The adult at risk"] == "Odile O’Hara"
    assert sent["Written by"] == "Imani Okafor"
    assert sent["What: What is shared, in words"] == "'=A summary"
    assert (sent["To whom: Organisation"], sent["To whom: Person"]) == ("Adult Care", "Duty desk")
    assert sent["Why: Why they need it"] == "To plan her safety"
    assert sent["What: The decision to share"] == "Share a part"
    assert sent["Your decision: Your reasons"] == "She may be hit again."
    assert sent["Sent: Who sent it"] == sent["Who decided: Decided by"] == "Imani Okafor"
    assert sent["Follow-up: Who confirmed it"] == ""
    assert held_back["Your decision: What do you decide?"] == "Do not share outside"
    assert held_back["Protect them anyway: Why it is held back"] == "They say no, and nothing overrides it"
    assert held_back["To whom: Organisation"] == ""


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer whose time is nine hours ahead of UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of this process cannot be changed here")
    monkeypatch.setenv("TZ", "XST-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_a_day_without_a_time_is_a_day_and_a_time_is_local(session: Session, case: str, write: Write) -> None:
    write(SharingDecision(decision=Decided.DO_NOT_SHARE, happened=When(year=2026, month=11, day=22), completed=True))
    at = When(year=2026, month=11, day=21, hour=14, minute=5)
    write(Disclosure(status=DisclosureStatus.SENT, happened=at, completed=True))
    write(Disclosure())
    told = {row["How far"]: row["When"] for row in _rows(save_sharing_table(session, case, WHY).data)}
    assert told == {"Not shared": "2026-11-22", "Sent": "2026-11-21 14:05", "Not finished": "2026-11-23 18:30"}


@pytest.mark.parametrize(
    ("when", "sortable", "short"),
    [
        (When(year=2026), "2026", "2026"),
        (When(year=2026, month=3, about=True), "2026-03 (about)", "about Mar 2026"),
        (When(year=2026, month=3, day=4), "2026-03-04", "4 Mar 2026"),
        (When(year=2026, month=3, day=4, hour=0), "2026-03-04 00:00", "4 Mar 2026"),
    ],
)
def test_nothing_is_made_up_where_a_date_is_not_whole(when: When, sortable: str, short: str) -> None:
    assert (sortable_words(when), short_words(when)) == (sortable, short)


def test_what_nobody_finished_is_said_in_the_table_as_on_the_screen(session: Session, case: str, write: Write) -> None:
    write(SharingDecision(decision=Decided.DO_NOT_SHARE))
    for status in (None, *DisclosureStatus):
        write(Disclosure(organisation="Adult Care", status=status))
        write(Disclosure(organisation="Adult Care", status=status, completed=True))
    lines = open_case(session, case).shared_with
    assert [row["How far"] for row in _rows(save_sharing_table(session, case, WHY).data)] == [
        line.stage for line in lines
    ]
    assert sorted(line.stage for line in lines) == [
        "Not finished",
        "Not finished",
        "Not finished",
        "Not finished",
        "Not finished",
        "Prepared",
        "Printed or saved",
        "Sent",
        "Sent (not finished)",
        "They confirmed that it came",
        "They confirmed that it came (not finished)",
    ]
    assert sorted(line.stage for line in lines if line.is_shared) == ["Sent", "They confirmed that it came"]


def test_every_question_of_a_disclosure_has_a_column_of_its_own(session: Session, shared: str) -> None:
    head = sharing_table(session, shared).head
    assert len(set(head)) == len(head)
    for question in questions(Disclosure):
        assert question.step is not None
        assert question.step.told(question.label) in head


def test_saving_what_was_shared_is_in_the_log_of_the_case_with_the_reason(session: Session, shared: str) -> None:
    save_sharing_table(session, shared, WHY)
    assert session.casework.accesses(shared)[-1].what == f"saved a table of what was shared, 2 lines: {WHY}"


def test_what_was_shared_in_a_restricted_case_is_noted_there_alone(session: Session, shared: str) -> None:
    restrict(session, shared, [session.account.id], "She named him")
    assert len(_rows(save_sharing_table(session, shared, WHY).data)) == 2
    assert session.casework.accesses(shared)[-1].what.startswith("saved a table")
    assert all(WHY not in entry.what for entry in session.vault.casework.looks())


def test_of_a_case_that_shared_nothing_there_is_no_table(session: Session, case: str) -> None:
    for wanted, said in ((case, "nothing to save"), ("0a", "case is not here")):
        with pytest.raises(InputTrouble, match=said):
            save_sharing_table(session, wanted, WHY)
    with pytest.raises(InputTrouble, match="Say why"):
        save_sharing_table(session, case, " ")


def test_a_decision_to_share_or_one_not_taken_yet_is_no_line(session: Session, case: str, write: Write) -> None:
    for decided in (None, Decided.SHARE_ALL, Decided.SHARE_PART):
        write(SharingDecision(decision=decided))
    write(SharingDecision(decision=Decided.ADVICE_FIRST, not_shared_why=(NotSharedWhy.NOT_YET,)))
    (line,) = open_case(session, case).shared_with
    assert (line.what, line.why, line.stage) == (
        "Ask for advice first, without a name",
        "We must find out more first",
        "Not finished",
    )


def test_the_file_is_named_after_the_day_alone(session: Session) -> None:
    add_account(session, "Bo Adeyemi", Role.CARE_WORKER)
    assert table_name(session) == f"table-{datetime(2026, 11, 23, 9, 30, tzinfo=UTC).astimezone():%Y-%m-%d}.csv"
