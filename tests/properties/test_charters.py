from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard_desktop.errors import DamageTrouble
from safeguard_desktop.keys.charter import (
    BY_RECOVERY,
    Charter,
    Pin,
    check_charters,
    check_roster,
    is_vouched,
    recovery_public,
    recovery_signing_key,
    signed_roster,
)
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.sealing import recipient_of
from safeguard_desktop.keys.signing import new_signing_key, public_signing_key
from safeguard_desktop.keys.texts import to_text

KEYS = {name: new_signing_key() for name in ("a", "b", "c", "stranger")}
PUBLIC = {name: to_text(public_signing_key(key)) for name, key in KEYS.items()}
RECOVERY = new_recovery_key()
ACCOUNTS = {"accounts": [{"id": "a", "role": "x"}]}
MANAGERS = st.sets(st.sampled_from(["a", "b", "c"]), min_size=1)


@st.composite
def histories(draw: st.DrawFn) -> list[Charter]:
    """Charters as managers make them, one after the other; now and then with the recovery key."""
    managers = draw(MANAGERS)
    first = Charter(
        vault="v", number=1, recovery="r1", recovery_signing=recovery_public(RECOVERY), team="t1",
        managers={name: PUBLIC[name] for name in managers}, by="",
    )  # fmt: skip
    by = draw(st.sampled_from(sorted(managers)))
    charters = [first.signed(by, KEYS[by])]
    for number in range(2, draw(st.integers(2, 6))):
        before = charters[-1]
        by = draw(st.sampled_from([*sorted(before.managers), BY_RECOVERY]))
        now = draw(MANAGERS)
        changes: dict[str, Any] = {"number": number, "managers": {name: PUBLIC[name] for name in now}}
        changes |= draw(st.sampled_from([{}, {"team": f"t{number}"}, {"recovery": f"r{number}"}]))
        signing = recovery_signing_key(RECOVERY) if by == BY_RECOVERY else KEYS[by]
        charters.append(before.model_copy(update=changes).signed(by, signing))
    return charters


def pin_at(charters: list[Charter], number: int, roster: int = 1) -> Pin:
    return Pin(number, charters[number - 1].digest(), roster)


@given(histories(), st.data())
@settings(max_examples=60)
def test_what_managers_signed_is_followed_from_wherever_one_was(charters: list[Charter], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(charters)))
    assert check_charters("v", charters, pin_at(charters, number)) == charters[-1]
    assert Pin.from_bytes(pin_at(charters, number).to_bytes()) == pin_at(charters, number)


@given(histories(), st.data())
@settings(max_examples=120)
def test_nothing_that_was_changed_put_in_or_taken_back_is_followed(
    charters: list[Charter], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(charters) - 1))
    pin = pin_at(charters, len(charters))
    harm = data.draw(st.sampled_from(["field", "stranger", "cut", "swap", "twice", "vault"]))
    other = list(charters)
    vault = "v"
    if harm == "field":
        field = data.draw(st.sampled_from(["recovery", "team", "by", "recovery_signing", "signature", "vault"]))
        other[place] = charters[place].model_copy(update={field: "AAAA"})
    elif harm == "stranger":
        forged = charters[-1].model_copy(update={"number": len(charters) + 1, "team": "mine"})
        by = data.draw(st.sampled_from(["stranger", *sorted(charters[-1].managers), BY_RECOVERY]))
        other.append(forged.signed(by, KEYS["stranger"]))
    elif harm == "cut":
        other.pop()
    elif harm == "swap":
        other.insert(0, other.pop())
        if len(other) == 1:
            return
    elif harm == "twice":
        other.append(other[-1])
    else:
        vault = "w"
    with pytest.raises(DamageTrouble):
        check_charters(vault, other, pin) if other else check_charters(vault, [charters[0]] * 2, pin)


@st.composite
def vouched(draw: st.DrawFn) -> tuple[list[Charter], str]:
    """Charters, in which a recovery key is brought in that it vouches for; with the key."""
    before = draw(st.one_of(st.just([]), histories()))
    key = new_recovery_key()
    by = draw(st.sampled_from(sorted(before[-1].managers))) if before else "a"
    managers = {**(before[-1].managers if before else {}), by: PUBLIC[by]}
    wanted = Charter(
        vault="v", number=len(before) + 1, recovery=recipient_of(key), recovery_signing=recovery_public(key), team="t",
        managers=managers, by=by,
    )  # fmt: skip
    first = wanted.with_vouch(before, recovery_signing_key(key)).signed(by, KEYS[by])
    charters = [*before, first]
    for number in range(len(charters) + 1, len(charters) + draw(st.integers(1, 3))):
        changed = first.model_copy(update={"number": number, "team": f"t{number}"}).with_vouch(charters, None)
        charters.append(changed.signed(by, KEYS[by]))
    return charters, key


@given(vouched())
@settings(max_examples=60)
def test_a_recovery_key_knows_what_it_signed_and_no_other_does(made: tuple[list[Charter], str]) -> None:
    charters, key = made
    assert check_charters("v", charters, None) == charters[-1]
    assert is_vouched(charters, key)
    assert not is_vouched(charters, new_recovery_key())


@given(vouched(), st.data())
@settings(max_examples=120)
def test_nothing_up_to_where_a_recovery_key_signed_can_be_exchanged(
    made: tuple[list[Charter], str], data: st.DataObject
) -> None:
    """Whoever exchanges something may sign as every manager: only the recovery key's own signature is out of reach."""
    charters, key = made
    signed = next(place for place in reversed(range(len(charters))) if charters[place].vouched)
    place = data.draw(st.integers(0, signed))
    changes: dict[str, Any] = data.draw(
        st.sampled_from(
            [
                {"managers": dict.fromkeys(charters[place].managers, PUBLIC["stranger"])},
                {"team": "mine"},
                {"vault": "w"},
                {"vouched": "AAAA"},
                {"recovery_signing": PUBLIC["stranger"]},
                {"recovery": "mine"},
            ]
        )
    )
    other = list(charters)
    other[place] = charters[place].model_copy(update=changes)
    assert not is_vouched(other, key)
    assert not is_vouched(charters[:signed], key)


def test_what_was_signed_before_there_was_such_a_signature_is_the_same_in_bytes() -> None:
    old = Charter(
        vault="v", number=1, recovery="r", recovery_signing="s", team="t", managers={"a": "b"}, by="a", signature="x"
    )  # fmt: skip
    assert (old.vouched, "vouched" in old.model_dump(), b"vouched" in old.content()) == (None, False, False)
    assert old.digest() == "3ffacba7605a05ddaf7dfbc8dd6a98cb6dc7a7663e59b9f30377e5666775bd23"


@given(histories(), st.integers(1, 50), st.integers(0, 50))
@settings(max_examples=60)
def test_a_roster_is_a_managers_own_and_never_goes_back(charters: list[Charter], number: int, known: int) -> None:
    newest = charters[-1]
    by = min(newest.managers)
    roster = signed_roster(newest, number, ACCOUNTS, by, KEYS[by])
    pin = pin_at(charters, len(charters), known)
    if number >= known:
        assert check_roster(newest, roster, ACCOUNTS, pin) == pin_at(charters, len(charters), number)
    else:
        with pytest.raises(DamageTrouble):
            check_roster(newest, roster, ACCOUNTS, pin)
    elsewhere = newest.model_copy(update={"team": "other"})
    stranger = signed_roster(newest, number, ACCOUNTS, by, KEYS["stranger"])
    later = roster.model_copy(update={"number": number + 1})
    for charter, one, accounts in (
        (newest, roster, {"accounts": []}),
        (elsewhere, roster, ACCOUNTS),
        (newest, stranger, ACCOUNTS),
        (newest, later, ACCOUNTS),
    ):
        with pytest.raises(DamageTrouble):
            check_roster(charter, one, accounts, None)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"number": "x", "digest": 1, "roster": 1}'])
def test_a_pin_that_is_none_is_said(data: bytes) -> None:
    with pytest.raises(DamageTrouble):
        Pin.from_bytes(data)
