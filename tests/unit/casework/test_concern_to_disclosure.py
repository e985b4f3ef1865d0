"""The main way, by casework's own calls: a concern, the conversation, the decision, and what follows."""

import re
from datetime import timedelta

import pytest

from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.case_references import new_reference
from safeguard_desktop.casework.cases import list_cases, open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import carry_on, finish, keep_typing, save_step
from safeguard_desktop.casework.history import past_concerns
from safeguard_desktop.casework.people import add_person, people
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import sign_in
from safeguard_desktop.casework.today import today
from safeguard_desktop.clock import SetClock
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import (
    Adult,
    Concern,
    ConsentConversation,
    Fact,
    Person,
    SharingDecision,
    When,
    YesNo,
)
from safeguard_desktop.records.vocabulary import Agreement, Capacity
from safeguard_desktop.settings import Places
from tests.unit.casework.conftest import PASSPHRASE


def told_us(session: Session, adult: str, words: str, *, alleged: str | None = None) -> str:
    work = begin_concern(session)
    record = Concern(adult=adult, summary=words, alleged=alleged, happened=When(year=2026, month=11, day=20))
    case = hand_in(session, work, record)
    assert case is not None
    return case


def test_a_concern_opens_a_case_and_the_next_joins_it(session: Session) -> None:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    first = told_us(session, adult, "Bruise on left arm")
    second = told_us(session, adult, "Another bruise, same arm")
    assert first == second
    (row,) = list_cases(session)
    assert (row.adult, row.summary) == ("Odile O’Hara", "Another bruise, same arm")
    assert re.fullmatch("SG-2026-[0-9A-Z]{3}-[0-9A-Z]{3}", row.reference)
    view = open_case(session, first)
    assert [event.text for event in view.events_of("concern")] == ["Another bruise, same arm", "Bruise on left arm"]
    assert view.pattern == "2 concerns on one day. Look at them together."


def test_a_concern_with_everything_missing_is_never_blocked(session: Session) -> None:
    case = hand_in(session, begin_concern(session), Concern())
    assert case is not None
    view = open_case(session, case)
    assert view.row.adult == "Adult not known yet"
    assert "Finish: concern" in [thing.text for thing in view.next]


def test_another_adult_gets_another_case(session: Session) -> None:
    told_us(session, add_person(session, Adult(name="Odile O’Hara")), "Bruise")
    told_us(session, add_person(session, Adult(name="Tamsin Vale")), "Money gone")
    found = list_cases(session)
    assert [row.adult for row in found] == ["Tamsin Vale", "Odile O’Hara"]
    assert found[0].reference != found[1].reference


def test_references_are_not_counted_so_that_a_gap_says_nothing(session: Session) -> None:
    given = [new_reference(session) for _ in range(200)]
    assert len(set(given)) == len(given)
    assert given != sorted(given)
    assert not set("".join(given)) & set("012ILOSUZAE5B") - set("SG-2026")


def test_looking_back_finds_the_same_adult_person_and_place(session: Session) -> None:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    other = add_person(session, Adult(name="Tamsin Vale"))
    alleged = add_person(session, Person(name="Gil Sharpe"))
    told_us(session, adult, "Bruise", alleged=alleged)
    found = past_concerns(session, Concern(adult=other, alleged=alleged))
    assert [(past.adult, past.same) for past in found] == [("Odile O’Hara", ("the same person alleged to cause harm",))]
    assert past_concerns(session, Concern(adult=other)) == ()


def test_what_was_typed_is_there_after_the_process_died(session: Session, places: Places) -> None:
    work = begin_concern(session)
    saved = save_step(session, work, Concern(summary="Bruise"), "what-happened")
    keep_typing(session, saved, "what-happened", {"account": "She said that he"})
    session.vault.close()
    again = sign_in(places, session.account.id, PASSPHRASE)
    resumed = carry_on(again, work.id)
    assert (resumed.step, resumed.raw) == ("what-happened", {"account": "She said that he"})
    assert resumed.record == Concern(summary="Bruise")
    (need,) = today(again).needs
    assert (need.due_words, need.action.go, need.action.record) == ("Carry on", Go.CARRY_ON, work.id)
    assert need.what == "Concern: not finished, at “What happened?”"
    again.vault.close()


def test_a_date_in_the_future_is_named_and_nothing_is_lost(session: Session) -> None:
    work = begin_concern(session)
    keep_typing(session, work, "when-did-it-happen", {"happened": {"day": "24"}})
    with pytest.raises(InputTrouble) as trouble:
        save_step(session, work, Concern(happened=When(year=2026, month=11, day=24)))
    assert trouble.value.field == "happened"
    assert carry_on(session, work.id).raw == {"happened": {"day": "24"}}


def test_a_decision_without_a_reason_is_not_finished(session: Session) -> None:
    case = told_us(session, add_person(session, Adult(name="Odile O’Hara")), "Bruise")
    work = begin_for(session, SharingDecision.kind, case)
    with pytest.raises(InputTrouble):
        finish(session, work, work.record)
    assert today(session).to_finish == 1


def test_the_decision_begins_with_what_the_conversation_said(session: Session) -> None:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    case = told_us(session, adult, "Bruise")
    talk = begin_for(session, ConsentConversation.kind, case)
    assert isinstance(talk.record, ConsentConversation)
    assert (talk.record.adult, talk.record.spoke) == (adult, "Imani Okafor")
    said = {
        "agrees_sharing": Agreement.REFUSE,
        "agrees_intervention": Agreement.ALL,
        "has_capacity": Capacity.PRESUMED,
        "outcomes": "I want it to stop",
    }
    save_step(session, talk, talk.record.with_answers(said))
    decision = begin_for(session, SharingDecision.kind, case).record
    assert isinstance(decision, SharingDecision)
    assert (decision.refuses_sharing, decision.refuses_intervention) == (YesNo.YES, YesNo.NO)
    assert decision.conversation == talk.id
    wants = open_case(session, case).wants
    assert wants is not None
    assert wants.words == "I want it to stop"


def test_the_concern_gives_the_decision_its_first_facts(session: Session) -> None:
    adult = add_person(session, Adult(name="Odile O’Hara"))
    work = begin_concern(session)
    seen = Concern(adult=adult, others_at_risk=YesNo.YES, others_who="Two people on the same corridor")
    case = hand_in(session, work, seen)
    assert case is not None
    decision = begin_for(session, SharingDecision.kind, case).record
    assert isinstance(decision, SharingDecision)
    expected = Fact(answer=YesNo.YES, evidence="Two people on the same corridor", said_by="Imani Okafor")
    assert decision.others_at_risk == expected
    assert decision.staff_implicated is None


def test_search_finds_names_words_and_nothing_for_nothing(session: Session, clock: SetClock) -> None:
    case = told_us(session, add_person(session, Adult(name="Odile O’Hara")), "Purple bruise")
    clock.forward(timedelta(minutes=1))
    found_concerns = [found for found in search(session, "purp") if found.kind == "concern"]
    assert [(found.case, found.adult) for found in found_concerns] == [(case, "Odile O’Hara")]
    assert [found.kind for found in search(session, "odile o'hara") if found.kind == "adult"] == ["adult"]
    assert search(session, "   ") == ()
    assert [person.name for person in people(session, ["adult"])] == ["Odile O’Hara"]
