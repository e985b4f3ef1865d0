from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble
from safeguard_desktop.keys.chain_keys import NO_TAG, chain_tag, first_chain_key, next_chain_key
from safeguard_desktop.keys.charter import Charter, Roster
from safeguard_desktop.keys.header import (
    AccountEntry,
    CompartmentEntry,
    Header,
    HeaderBody,
    MemberEntry,
    header_bytes,
    read_header,
    with_macs,
)
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.vault.rows import Row, hash_of_body

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KEY = CompartmentKey(bytes(range(48)))


def tags(key: bytes, entries: list[bytes]) -> list[bytes]:
    found, tag = [], NO_TAG
    for entry in entries:
        tag = chain_tag(key, tag, entry)
        key = next_chain_key(key)
        found.append(tag)
    return found


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=12), st.data())
def test_any_edit_of_a_chain_changes_every_tag_from_there_on(entries: list[bytes], data: st.DataObject) -> None:
    key = first_chain_key()
    place = data.draw(st.integers(0, len(entries) - 1))
    edit = data.draw(st.sampled_from(["change", "delete", "insert", "swap"]))
    other = list(entries)
    if edit == "change":
        other[place] += b"x"
    elif edit == "delete":
        del other[place]
    elif edit == "insert":
        other.insert(place, b"forged")
    else:
        other[place], other[-1] = other[-1], other[place]
    honest, forged = tags(key, entries), tags(key, other)
    first = next((at for at, (one, two) in enumerate(zip(entries, other, strict=False)) if one != two), None)
    if first is None:
        assert other == entries[: len(other)] or entries == other[: len(entries)]
        assert honest[: len(forged)] == forged[: len(honest)]
    else:
        assert honest[:first] == forged[:first]
        assert not set(honest[first:]) & set(forged[first:])


@given(st.integers(1, 30))
def test_later_keys_make_no_earlier_tag(steps: int) -> None:
    first = first_chain_key()
    key = first
    for _ in range(steps):
        key = next_chain_key(key)
    assert chain_tag(key, NO_TAG, b"entry") != chain_tag(first, NO_TAG, b"entry")


@st.composite
def headers(draw: st.DrawFn) -> Header:
    accounts = [
        AccountEntry(id=f"a{n}", number=n, role=draw(WORDS), recipient=draw(WORDS), signing="", desk="", slots=[])
        for n in range(draw(st.integers(1, 3)))
    ]
    compartments = [
        CompartmentEntry(
            id=name,
            name=name,
            owner=None,
            members=[MemberEntry(id=entry.id, recipient=entry.recipient) for entry in accounts],
            generation=1,
            recovery=draw(WORDS),
            sealed=draw(st.lists(WORDS, max_size=2)),
        )
        for name in ("front", "casework")
    ]
    charter = Charter(
        vault=draw(WORDS), number=1, recovery=draw(WORDS), recovery_signing="", team=draw(WORDS),
        managers=draw(st.dictionaries(WORDS, WORDS, max_size=2)), by="a0",
    )  # fmt: skip
    body = HeaderBody(
        vault=charter.vault,
        sequence=draw(st.integers(1, 10**9)),
        charters=[charter],
        roster=Roster(number=1, by="a0", signature=draw(WORDS)),
        accounts=accounts,
        proofs=draw(st.lists(WORDS, max_size=2)),
        compartments=compartments,
    )
    return with_macs(body, {"front": KEY, "casework": KEY})


@given(headers())
def test_a_header_is_read_back_as_it_was_written(header: Header) -> None:
    assert read_header(header_bytes(header)) == header
    assert all(header.is_genuine(entry, KEY) for entry in header.body.compartments)
    assert not any(header.is_genuine(entry, CompartmentKey(bytes(48))) for entry in header.body.compartments)


@given(headers(), st.data())
@settings(max_examples=200)
def test_no_altered_byte_of_a_header_passes(header: Header, data: st.DataObject) -> None:
    written = header_bytes(header)
    place, mask = data.draw(st.integers(0, len(written) - 1)), data.draw(st.integers(1, 255))
    with pytest.raises((DamageTrouble, NewerVersionTrouble)):
        read_header(written[:place] + bytes([written[place] ^ mask]) + written[place + 1 :])


@given(st.binary(max_size=300))
def test_no_chance_bytes_are_a_header(data: bytes) -> None:
    with pytest.raises(DamageTrouble):
        read_header(data)


@given(headers(), WORDS)
def test_members_of_casework_cannot_be_changed_with_the_front_key_alone(header: Header, word: str) -> None:
    front, casework = header.body.compartments
    other = casework.model_copy(update={"members": [MemberEntry(id="a9", recipient=f"{word}!")]})
    forged = with_macs(header.body.model_copy(update={"compartments": [front, other]}), {"front": KEY}, header.macs)
    assert forged.is_genuine(front, KEY)
    assert not forged.is_genuine(other, KEY)


@given(WORDS, WORDS, st.sampled_from(["record", "kind", "case_id", "author", "device", "recorded_at", "parents"]))
def test_every_part_of_a_revision_is_in_its_hash(body: str, word: str, part: str) -> None:
    salt = bytes(16)
    row = Row("i", "r", "c", "k", "[]", "a", "d", 1, None, "t", body, salt, hash_of_body(salt, body), bytes(32), b"")
    other = Row(**{**vars(row), part: word + "!"})
    assert row.envelope_hash() != other.envelope_hash()
    assert row.envelope_hash() != replace(row, prev=b"x" * 32).envelope_hash()
    assert row.envelope_hash() != replace(row, body_hash=hash_of_body(salt, body + "!")).envelope_hash()
    assert row.body_fits()
    assert not replace(row, body=body + "!").body_fits()
    assert replace(row, body=None, salt=None).body_fits()
    assert not replace(row, body=None).body_fits()
