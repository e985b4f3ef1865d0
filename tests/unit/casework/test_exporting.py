import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from safeguard_desktop.casework.accounts import access_log, add_account
from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.exporting import LONGEST_REASON, save_log_table, table_name
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.session import Session
from safeguard_desktop.errors import InputTrouble, NotAllowedTrouble
from safeguard_desktop.records import Adult, Concern
from safeguard_desktop.records.vocabulary import Role
from tests.unit.casework.colleagues import add_colleague, sign_in_as

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
    lead = sign_in_as(session, add_colleague(session, "Ade Bakare", Role.SAFEGUARDING_LEAD))
    with pytest.raises(NotAllowedTrouble):
        save_log_table(lead, looks, WHY)
    lead.vault.close()


def test_the_file_is_named_after_the_day_alone(session: Session) -> None:
    add_account(session, "Bo Adeyemi", Role.CARE_WORKER)
    assert table_name(session) == f"table-{datetime(2026, 11, 23, 9, 30, tzinfo=UTC).astimezone():%Y-%m-%d}.csv"
