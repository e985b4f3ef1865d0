"""What the desk keeps of a pack until it has done its service."""

import pytest

from safeguard_desktop.casework.packs_at_desk import (
    ShownOnce,
    forget_pack,
    half_made,
    keep_pack,
    keep_passphrase,
    passphrases,
    written_down,
)
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.today import today


def _kept(session: Session, record: str) -> ShownOnce:
    secret = f"kettle-plum-{record}"
    return keep_passphrase(session, record, about="A", file_name="a.pdf", folder="Send", passphrase=secret)


def test_a_passphrase_is_there_until_it_is_written_down(session: Session) -> None:
    one, two = _kept(session, "r1"), _kept(session, "r2")
    assert set(passphrases(session)) == {one, two}
    assert passphrases(session, "r2") == (two,)
    assert "kettle" not in repr(two)
    written_down(session, one)
    assert passphrases(session) == (two,)


def test_a_pack_is_as_it_was_left(session: Session) -> None:
    assert half_made(session, "r1") is None
    keep_pack(session, "r1", "The MARAC", {"b", "a"})
    found = half_made(session, "r1")
    assert found is not None
    assert (found.recipient, found.ticked) == ("The MARAC", frozenset({"a", "b"}))
    forget_pack(session, "r1")
    assert half_made(session, "r1") is None


def test_none_of_it_counts_as_interrupted_work(session: Session) -> None:
    keep_pack(session, "r1", "The MARAC", set())
    _kept(session, "r1")
    assert today(session).to_finish == 0


@pytest.mark.parametrize("text", ["", "[]", "{", '{"recipient": 4, "ticked": []}', '{"recipient": "A"}'])
def test_what_cannot_be_read_is_left_out(session: Session, text: str) -> None:
    session.desk.put_draft("pack:r1", text)
    session.desk.put_draft("passphrase:p1", text)
    assert half_made(session, "r1") is None
    assert passphrases(session) == ()
