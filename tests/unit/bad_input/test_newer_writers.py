"""What a newer program, or a careless one, left behind: nothing of it stops Today, and nothing of it is lost."""

import json
from typing import Any

import pytest

from safeguard_desktop.casework.case_references import new_reference
from safeguard_desktop.casework.cases import list_cases, open_case
from safeguard_desktop.casework.concerns import accept, begin_concern, hand_in
from safeguard_desktop.casework.guided import carry_on
from safeguard_desktop.casework.history import past_concerns
from safeguard_desktop.casework.printing import print_record
from safeguard_desktop.casework.reading import read_record
from safeguard_desktop.casework.referrals import list_referrals
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.casework.today import today
from safeguard_desktop.errors import DamageTrouble, InputTrouble, NewerVersionTrouble, Trouble
from safeguard_desktop.forms import text_of
from safeguard_desktop.records import ALL_KINDS, Case, Concern, Record, ask
from safeguard_desktop.records.values import Words
from safeguard_desktop.vault import Change, open_vault
from tests.unit.bad_input.bad_samples import PASSPHRASE, is_plain
from tests.unit.bad_input.conftest import Home

WHOLE = {"kind": "concern", "case": None, "step": "", "raw": {"account": "typed"}, "at_desk": True, "start": {}}
DRAFTS: list[tuple[str, object]] = [
    ("no JSON", "nonsense"),
    ("a list", []),
    ("nothing", {}),
    ("too deep", "[" * 100_000),
    ("a kind that there is not yet", {**WHOLE, "kind": "hologram"}),
    ("a kind that is no word", {**WHOLE, "kind": ["concern"]}),
    ("an answer that there is not yet", {**WHOLE, "start": {"colour": "green"}}),
    ("an answer of another sort", {**WHOLE, "start": {"adult": 7}}),
    ("no beginning", {key: value for key, value in WHOLE.items() if key != "start"}),
]


@pytest.mark.parametrize("draft", [case[1] for case in DRAFTS], ids=[case[0] for case in DRAFTS])
def test_a_draft_that_cannot_be_read_is_shown_said_and_kept(session: Session, draft: object) -> None:
    text = draft if isinstance(draft, str) else json.dumps(draft)
    good = begin_concern(session)
    session.desk.put_draft("odd", text)
    assert {need.action.record for need in today(session).needs} >= {"odd", good.id}
    with pytest.raises(NewerVersionTrouble) as caught:
        carry_on(session, "odd")
    assert "It is kept" in is_plain(caught.value)
    assert session.desk.draft("odd") == text


@pytest.mark.parametrize("draft", [{**WHOLE, "step": 5, "raw": 7}, {**WHOLE, "more": {"of": "it"}}])
def test_a_draft_that_can_be_read_in_part_is_carried_on(session: Session, draft: dict[str, Any]) -> None:
    session.desk.put_draft("odd", json.dumps(draft))
    work = carry_on(session, "odd")
    assert work.record == Concern()
    assert work.raw == (draft["raw"] if isinstance(draft["raw"], dict) else {})


class LaterConcern(Record, kind="concern", title="Concern"):
    """A concern as a later version might ask it."""

    adult: str | None = ask("The adult at risk", picks=("adult",))
    colour: Words | None = ask("Which colour")


class LaterCase(Record, kind="case", title="Case"):
    """A case as a later version might ask it."""

    colour: Words | None = ask("Which colour")


class Hologram(Record, kind="hologram", title="Hologram"):
    """A kind that this version does not know."""

    colour: Words | None = ask("Which colour")


def written_later(home: Home, record: str, body: Record, case: str) -> Session:
    """Write a record with a program that knows more, and open the vault with this one."""
    lock(home.session)
    others = [kind for kind in ALL_KINDS if kind.kind != body.kind]
    later = type(ALL_KINDS)([*others, type(body)])
    account = home.session.account.id
    vault = open_vault(home.places, account, PASSPHRASE, clock=home.session.clock, kinds=later)
    parents = tuple(head.id for head in vault.casework.heads(record))
    vault.casework.append([Change(record, body.kind, body, case, parents)])
    vault.close()
    return home.again()


@pytest.mark.parametrize("body", [LaterConcern(colour="Quillfeather"), Hologram(colour="Quillfeather")])
def test_a_record_of_a_newer_program_is_read_as_it_was_written_and_stops_nothing(home: Home, body: Record) -> None:
    session = written_later(home, "later", body, home.case)
    assert today(session).open_cases == 1
    assert [row.id for row in list_cases(session)] == [home.case]
    assert "later" in {event.record for event in open_case(session, home.case).events}
    assert "Quillfeather" in str(read_record(session, "later").record)
    assert [found.record for found in search(session, "quillfeather")] == ["later"]
    assert past_concerns(session, Concern(adult=home.adult))
    assert list_referrals(session) == ()
    assert "Quillfeather" in "".join(text_of(print_record(session, "later")))
    with pytest.raises(NewerVersionTrouble) as caught:
        carry_on(session, "later")
    assert is_plain(caught.value)


def test_a_case_of_a_newer_program_is_said_and_others_go_on(home: Home) -> None:
    session = written_later(home, home.case, LaterCase(colour="green"), home.case)
    for look in (open_case, carry_on):
        with pytest.raises(NewerVersionTrouble) as caught:
            look(session, home.case)
        assert is_plain(caught.value)
    case = hand_in(session, begin_concern(session, home.adult), Concern(adult=home.adult))
    assert case not in (None, home.case)
    assert today(session).open_cases == 1


@pytest.mark.parametrize("reference", ["SG-2026-", "SG-2026-0001a", "SG-2026-²", f"SG-2026-{'9' * 290}", "", "ours/1"])
def test_a_reference_written_by_hand_never_stops_a_concern(home: Home, reference: str) -> None:
    session = home.session
    (head,) = session.casework.heads(home.case)
    renamed = head.body.with_answers({"reference": reference or None})
    session.casework.append([Change(home.case, Case.kind, renamed, home.case, (head.id,))])
    assert new_reference(session) != reference
    assert hand_in(session, begin_concern(session), Concern()) is not None


def test_two_adults_not_known_yet_are_never_put_together(session: Session) -> None:
    cases = {hand_in(session, begin_concern(session), Concern(summary=words)) for words in ("one", "another")}
    assert len(cases) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("01a2.age", b""),
        ("01a2.age", b"age-encryption.org/v1\n"),
        ("01a2.age", b"\x00" * 5000),
        ("holiday photo.age", b"mine"),
        ("01a2.age", b"x" * (3 * 2**20)),
    ],
)
def test_a_file_in_the_inbox_that_is_no_pack_is_said_and_left(home: Home, name: str, content: bytes) -> None:
    path = home.places.vault / "inbox" / name
    path.write_bytes(content)
    (need,) = [need for need in today(home.session).needs if need.adult == "Handed in"]
    with pytest.raises(DamageTrouble) as caught:
        accept(home.session, need.action.record or "")
    assert is_plain(caught.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize("record", ["", "nobody", "x" * 10_000])
def test_what_is_not_there_is_said(home: Home, record: str) -> None:
    looks: list[Any] = [carry_on, open_case, read_record, print_record]
    for look in looks:
        with pytest.raises(Trouble) as caught:
            look(home.session, record)
        assert isinstance(caught.value, InputTrouble)
        assert is_plain(caught.value)
