import json
import unicodedata
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import canonical, grouped, open_sealed, seal, typed_recovery_key
from safeguard_desktop.keys.guesses import WAITS, WINDOW, seconds_to_wait, settled, with_guess
from safeguard_desktop.keys.kdf import KdfCost
from safeguard_desktop.keys.recovery import new_recovery_key
from safeguard_desktop.keys.sealing import new_identity, recipient_of
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, make_slot, open_slot
from safeguard_desktop.keys.symmetric import close_box, open_box, random_key

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
)
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
KEY, ME, KEYS = random_key(), new_identity(), UserKeys.new()


@given(TREES)
def test_canonical_json_is_read_back_and_written_the_same(tree: object) -> None:
    data = canonical(tree)
    assert json.loads(data) == tree
    assert canonical(json.loads(data)) == data


@given(st.binary(), st.binary(), st.binary())
def test_a_box_opens_to_what_went_in_and_only_about_the_same(data: bytes, about: bytes, other: bytes) -> None:
    box = close_box(KEY, data, about)
    assert open_box(KEY, box, about) == data
    if other != about:
        try:
            open_box(KEY, box, other)
        except KeyTrouble:
            return
        raise AssertionError("opened")


@given(st.binary(max_size=2000))
@settings(max_examples=40)
def test_what_is_sealed_opens(data: bytes) -> None:
    assert open_sealed(seal(data, [recipient_of(ME)]), ME) == data


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_passphrase_opens_its_slot_in_each_of_its_spellings(passphrase: str) -> None:
    owner = SlotOwner("v", "u")
    slot = make_slot(owner, "s", passphrase, KEYS, KdfCost.CHEAP)
    for form in ("NFC", "NFD", "NFKC"):
        assert open_slot(owner, slot, unicodedata.normalize(form, passphrase), KdfCost.CHEAP) == KEYS


@given(st.data())
@settings(max_examples=40)
def test_a_recovery_key_survives_any_case_and_any_gaps(data: st.DataObject) -> None:
    key = new_recovery_key()
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "-", "\n", " – ", "."]), min_size=20, max_size=20))
    typed = "".join(group + gap for group, gap in zip(grouped(key).split(), gaps, strict=False))
    upper = data.draw(st.lists(st.booleans(), min_size=len(typed), max_size=len(typed)))
    assert (
        typed_recovery_key("".join(c.upper() if up else c.lower() for c, up in zip(typed, upper, strict=True))) == key
    )


@given(st.lists(MOMENTS, max_size=40), MOMENTS)
def test_a_wait_always_ends(moments: list[datetime], now: datetime) -> None:
    guesses: tuple[datetime, ...] = ()
    for moment in moments:
        guesses = with_guess(guesses, moment)
    kept = settled(guesses, now)
    wait = seconds_to_wait(kept, now)
    assert 0 <= wait <= max(WAITS[-1], WINDOW.total_seconds())
    assert seconds_to_wait(kept, now + timedelta(seconds=wait)) == 0
