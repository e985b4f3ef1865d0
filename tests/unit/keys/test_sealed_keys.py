import pytest

from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys import seal
from safeguard_desktop.keys.sealed_keys import open_key, seal_key
from safeguard_desktop.keys.sealing import new_identity, recipient_of
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.keys.texts import to_text


@pytest.mark.parametrize("number", [1, 30, 31, 100])
def test_a_key_opens_to_each_of_any_number_of_people_and_to_nobody_else(number: int) -> None:
    people = [new_identity() for _ in range(number)]
    key = CompartmentKey.new()
    sealed = seal_key(key, [recipient_of(identity) for identity in people])
    assert [open_key(sealed, people[place]) for place in (0, number // 2, -1)] == [key] * 3
    with pytest.raises(KeyTrouble, match="somebody else"):
        open_key(sealed, new_identity())


def test_what_is_no_key_is_said() -> None:
    identity = new_identity()
    with pytest.raises(KeyTrouble):
        open_key([to_text(seal(b"short", [recipient_of(identity)]))], identity)
    with pytest.raises(DamageTrouble):
        open_key(["not base64!"], identity)
    with pytest.raises(ValueError, match="0 recipients"):
        seal_key(CompartmentKey.new(), [])


def test_a_renewed_key_is_another_with_the_same_salt_and_another_proof() -> None:
    key = CompartmentKey.new()
    new = key.renewed()
    assert new != key
    assert new.salt == key.salt
    assert new.proof != key.proof
    assert key.hex()[:64] not in key.proof
