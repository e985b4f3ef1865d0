import time

import pyrage
import pytest

from safeguard_desktop.errors import DamageTrouble, KeyTrouble
from safeguard_desktop.keys import open_sealed, seal
from safeguard_desktop.keys.sealing import check_sealed, new_identity, recipient_of

ME, YOU, OTHER = new_identity(), new_identity(), new_identity()


def test_each_recipient_opens_it_and_nobody_else() -> None:
    sealed = seal(b"a concern", [recipient_of(ME), recipient_of(YOU)])
    assert b"a concern" not in sealed
    assert open_sealed(sealed, ME) == open_sealed(sealed, YOU) == b"a concern"
    with pytest.raises(KeyTrouble, match="somebody else"):
        open_sealed(sealed, OTHER)


def test_any_age_library_opens_it() -> None:
    sealed = seal(b"a concern", [recipient_of(ME)])
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(ME)]) == b"a concern"


@pytest.mark.parametrize("recipients", [[], ["age1nobody"], ["x"] * 40])
def test_sealing_to_nobody_is_our_bug(recipients: list[str]) -> None:
    with pytest.raises(ValueError, match="recipient"):
        seal(b"x", recipients)


def test_every_flipped_byte_and_cut_is_refused() -> None:
    sealed = seal(b"a concern", [recipient_of(ME)])
    for place in range(len(sealed)):
        flipped = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises((DamageTrouble, KeyTrouble)):
            open_sealed(flipped, ME)
    for length in range(0, len(sealed), 7):
        with pytest.raises((DamageTrouble, KeyTrouble)):
            open_sealed(sealed[:length], ME)


def test_a_file_sealed_with_a_passphrase_is_refused_at_once() -> None:
    costly = b"age-encryption.org/v1\n-> scrypt bGF0ZXIgYWxsaWdhdG9y 30\nx\n--- mac\n" + bytes(100)
    start = time.perf_counter()
    with pytest.raises(DamageTrouble, match="passphrase"):
        open_sealed(costly, ME)
    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize(
    "data",
    [
        b"", b"not age", b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"age-encryption.org/v2\n-> X25519 x\nx\n--- x\n",
        b"age-encryption.org/v1\n" + b"-> X25519 x\nx\n" * 33 + b"--- x\n", b"age-encryption.org/v1\n--- x\n",
        b"age-encryption.org/v1\n" + b"-> X25519 " + b"x" * 10**6,
    ],
)  # fmt: skip
def test_a_header_that_is_not_in_order_is_refused(data: bytes) -> None:
    with pytest.raises(DamageTrouble):
        check_sealed(data)


def test_a_mistyped_identity_is_a_sentence() -> None:
    sealed = seal(b"x", [recipient_of(ME)])
    with pytest.raises(KeyTrouble, match="typing mistake"):
        open_sealed(sealed, ME[:-1])
    with pytest.raises(KeyTrouble, match="typing mistake"):
        recipient_of("AGE-SECRET-KEY-1X")
