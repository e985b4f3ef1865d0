"""Referrals: what a pack holds, its real pages, and that printed is not sent."""

import io
from datetime import date

import pikepdf
import pytest

from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import finish, save_step
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.referrals import (
    begin_disclosure,
    blank_form,
    build_pack,
    list_referrals,
    note_printed,
    page_of,
    plan_pack,
    save_locked,
)
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import (
    Adult,
    Concern,
    DashWorksheet,
    Disclosure,
    MaracReferral,
    Person,
    When,
    YesNo,
    missing,
    questions,
)
from safeguard_desktop.records.referral_lists import DisclosureStatus
from safeguard_desktop.records.vocabulary import OrganisationType, Purpose, SharingMethod


@pytest.fixture
def case(session: Session) -> str:
    adult = add_person(session, Adult(name="Odile O’Hara", address="4 Invented Lane"))
    alleged = add_person(session, Person(name="Gil Sharpe"))
    record = Concern(adult=adult, summary="Bruise", account="She was pushed.", alleged=alleged)
    found = hand_in(session, begin_concern(session), record)
    assert found is not None
    return found


@pytest.fixture
def referral(session: Session, case: str) -> str:
    dash = begin_for(session, DashWorksheet.kind, case)
    items = {f"item_{number:02}": YesNo.YES for number in range(1, 16)}
    save_step(session, dash, dash.record.with_answers(items))
    work = begin_for(session, MaracReferral.kind, case)
    return save_step(session, work, work.record).id


def flat(texts: tuple[str, ...]) -> str:
    return " ".join(" ".join(texts).split())


def test_a_referral_begins_with_what_the_case_knows(session: Session, referral: str) -> None:
    revision = session.casework.current(referral)
    assert revision is not None
    body = revision.body
    assert isinstance(body, MaracReferral)
    assert body.marac == "Invented MARAC"
    assert body.latest_event == "She was pushed."
    assert [criterion.value for criterion in body.criteria or ()] == ["visible"]


def test_the_pack_shows_the_real_pages_and_names_what_is_missing(session: Session, referral: str) -> None:
    plan = plan_pack(session, referral)
    pack = build_pack(session, plan, plan.first_ticked, plan.recipient)
    words = flat(pack.texts)
    for expected in ("Odile O’Hara", "Gil Sharpe", "4 Invented Lane", "She was pushed.", "Invented MARAC"):
        assert expected in words
    assert any("date of birth" in gap.label.lower() for gap in plan.gaps)
    picture = page_of(pack, 0, 1.0)
    assert (picture.width, picture.height) == (596, 842)


def test_only_the_form_is_ticked_to_begin_with(session: Session, referral: str) -> None:
    plan = plan_pack(session, referral)
    assert [part.title for part in plan.parts if part.ticked] == ["MARAC referral"]
    assert [part.title.split(",")[0] for part in plan.parts] == ["MARAC referral", "Concern"]
    alone = build_pack(session, plan, (), plan.recipient)
    both = build_pack(session, plan, [part.key for part in plan.parts], plan.recipient)
    assert alone.pages < both.pages


def test_looking_is_not_printing_and_printing_is_not_sending(session: Session, referral: str, case: str) -> None:
    plan = plan_pack(session, referral)
    pack = build_pack(session, plan, plan.first_ticked, plan.recipient)
    assert [row.stage for row in list_referrals(session)] == ["Being filled in"]
    note_printed(session, plan, pack)
    assert [row.stage for row in list_referrals(session)] == ["Printed or saved"]
    again = build_pack(session, plan, plan.first_ticked, plan.recipient)
    assert "Copy 2 of 2 for Invented MARAC" in flat(again.texts)
    work = begin_disclosure(session, plan, pack)
    assert isinstance(work.record, Disclosure)
    assert work.record.status is DisclosureStatus.PRINTED
    saved = save_step(session, work, work.record)
    assert "Send it to Invented MARAC: it is prepared, but not sent" in [t.text for t in open_case(session, case).next]
    sent = saved.record.with_answers({"status": DisclosureStatus.SENT, "happened": When(year=2026, month=11, day=23)})
    save_step(session, saved, sent)
    assert [row.stage for row in list_referrals(session)] == ["Sent"]
    assert "Ask Invented MARAC whether it came" in [thing.text for thing in open_case(session, case).next]


def test_a_disclosure_is_finished_only_when_it_says_to_whom_why_and_how(session: Session, referral: str) -> None:
    plan = plan_pack(session, referral)
    pack = build_pack(session, plan, plan.first_ticked, plan.recipient)
    work = begin_disclosure(session, plan, pack, locked=True)
    wanted = {gap.question.name for gap in missing(work.record)}
    assert {"identity_checked", "why_words", "protection"} <= wanted
    assert work.record.answer("method") is SharingMethod.LOCKED_FILE
    whole = work.record.with_answers(
        {
            "recipient": "Invented coordinator",
            "organisation_type": OrganisationType.MARAC,
            "identity_checked": "Their known number",
            "purposes": (Purpose.PREVENT_HARM,),
            "why_words": "To plan for safety",
            "protection": "Locked file",
            "decision": "no-decision-in-this-test",
            "happened": When.on(date(2026, 11, 23)),
        }
    )
    done = finish(session, work, whole)
    assert done.record.completed


def test_a_locked_pack_opens_with_its_passphrase_only(session: Session, referral: str) -> None:
    plan = plan_pack(session, referral)
    pack = build_pack(session, plan, plan.first_ticked, plan.recipient)
    locked = save_locked(session, plan, pack)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked.data))
    with pikepdf.open(io.BytesIO(locked.data), password=locked.passphrase) as opened:
        assert len(opened.pages) == pack.pages
    assert "Odile" not in locked.file_name
    assert [row.stage for row in list_referrals(session)] == ["Printed or saved"]


@pytest.mark.parametrize("kind", ["marac-referral", "dbs-referral", "sharing-decision", "risk-acceptance"])
def test_every_form_prints_blank(session: Session, kind: str) -> None:
    blank = blank_form(session, kind)
    assert blank.pages >= 1
    assert "Willow Court" in flat(blank.texts)
    labels = [question.label for question in questions(session.kinds[kind])]
    assert sum(label in flat(blank.texts) for label in labels) >= 3
