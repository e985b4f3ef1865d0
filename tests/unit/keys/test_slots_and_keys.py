import pytest

from safeguard_desktop.errors import DamageTrouble, InputTrouble, KeyTrouble
from safeguard_desktop.keys import canonical, grouped, typed_recovery_key
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.signing import is_signed, new_signing_key, public_signing_key, sign
from safeguard_desktop.keys.slots import Slot, SlotOwner, UserKeys, make_slot, open_slot
from safeguard_desktop.keys.symmetric import CompartmentKey, close_box, derived, open_box, random_key, tag_of

OWNER = SlotOwner("vault", "user")
KEYS = UserKeys.new()
PASSPHRASE = "plum-kettle-harbour"  # noqa: S105  # opens nothing but these slots


def slot() -> Slot:
    return make_slot(OWNER, "slot", PASSPHRASE, KEYS, KdfCost.CHEAP)


def test_a_slot_gives_back_the_keys_to_its_passphrase_alone() -> None:
    made = slot()
    assert open_slot(OWNER, made, PASSPHRASE, KdfCost.CHEAP) == KEYS
    with pytest.raises(KeyTrouble):
        open_slot(OWNER, made, "plum-kettle-harbouR", KdfCost.CHEAP)
    with pytest.raises(InputTrouble):
        open_slot(OWNER, made, "", KdfCost.CHEAP)
    with pytest.raises(DamageTrouble):
        open_slot(OWNER, made, PASSPHRASE)


@pytest.mark.parametrize(
    ("owner", "identity"),
    [(SlotOwner("other", "user"), "slot"), (SlotOwner("vault", "other"), "slot"), (OWNER, "other")],
)
def test_a_slot_opens_in_no_other_place(owner: SlotOwner, identity: str) -> None:
    made = slot()
    moved = Slot(identity, made.salt, made.cost, made.box)
    with pytest.raises(KeyTrouble):
        open_slot(owner, moved, PASSPHRASE, KdfCost.CHEAP)


def test_secrets_are_not_shown_by_accident() -> None:
    key = CompartmentKey.new()
    assert key.hex() not in repr(key)
    assert KEYS.opening not in repr(KEYS)


def test_a_compartment_key_is_96_digits_and_nothing_else() -> None:
    assert len(CompartmentKey.new().hex()) == 96
    for size in (0, 31, 32, 47, 49):
        with pytest.raises(ValueError, match="bytes"):
            CompartmentKey(bytes(size))


def test_keys_for_different_purposes_differ() -> None:
    key = CompartmentKey.new()
    assert len({key.derived("one"), key.derived("two"), key.secret[:32], derived(random_key(), "one")}) == 4


def test_a_box_is_bound_to_what_it_is_about() -> None:
    key = random_key()
    box = close_box(key, b"data", b"this")
    assert open_box(key, box, b"this") == b"data"
    assert box != close_box(key, b"data", b"this")
    for wrong_key, wrong_box, about in (
        (random_key(), box, b"this"),
        (key, box[:-1], b"this"),
        (key, box, b"that"),
        (key, b"", b"this"),
    ):
        with pytest.raises(KeyTrouble):
            open_box(wrong_key, wrong_box, about)


def test_parts_of_a_tag_do_not_run_into_each_other() -> None:
    key = random_key()
    assert tag_of(key, b"ab", b"c") != tag_of(key, b"a", b"bc")


def test_a_signature_is_for_one_purpose_one_text_and_one_author() -> None:
    key = new_signing_key()
    public = public_signing_key(key)
    signature = sign(key, "pack", b"text")
    assert is_signed(public, "pack", b"text", signature)
    assert not is_signed(public, "entry", b"text", signature)
    assert not is_signed(public, "pack", b"texT", signature)
    assert not is_signed(public_signing_key(new_signing_key()), "pack", b"text", signature)
    assert not is_signed(b"short", "pack", b"text", signature)
    assert not is_signed(public, "pack", b"text", b"")


def test_a_recovery_key_is_typed_back_in_any_of_the_ways_people_type() -> None:
    key = new_recovery_key()
    shown = grouped(key)
    assert shown.startswith("AGE-SECRET-KEY-1 ")
    assert max(map(len, shown.split()[1:])) == 4
    letters = shown.removeprefix("AGE-SECRET-KEY-1")
    look_alike = letters.replace("0", "O").replace("8", "B").replace("L", "1").lower()
    spaced = [shown.replace(" ", gap) for gap in ("-", "\n", " – ", "")]
    ways = [key, shown, shown.lower(), f"  {shown}. ", letters, look_alike, *spaced]
    assert [typed_recovery_key(way) for way in ways] == [key] * len(ways)


def test_a_recovery_key_with_a_mistake_is_refused_wherever_it_is() -> None:
    letters = new_recovery_key().removeprefix("AGE-SECRET-KEY-1")
    for place, letter in enumerate(letters):
        other = "Q" if letter != "Q" else "P"
        with pytest.raises(KeyTrouble):
            typed_recovery_key(letters[:place] + other + letters[place + 1 :])
    for text in ("", letters[1:], letters + letters, "😀", "x" * 10**6):
        with pytest.raises(KeyTrouble):
            typed_recovery_key(text)


def test_canonical_json_has_one_form() -> None:
    assert canonical({"b": [1, None, True], "a": "é😀"}) == b'{"a":"\\u00e9\\ud83d\\ude00","b":[1,null,true]}'
    with pytest.raises(TypeError):
        canonical({"a": [{"b": 1.0}]})
    with pytest.raises(TypeError):
        canonical({"a": b"bytes"})
