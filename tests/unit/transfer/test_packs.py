import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguard_desktop.errors import DamageTrouble, InputTrouble, NewerVersionTrouble
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.questions import Step
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Words
from safeguard_desktop.transfer import Manifest, Pack, Packed, entry_for, read_pack, write_pack
from safeguard_desktop.transfer.packs import canonical

step = Step("What was seen?")


class Note(Record, kind="note", title="Note"):
    words: Words | None = step.ask("Words")


KINDS = Kinds([Note])
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
KEY = b"an invented key for this test"


def sign(data: bytes) -> bytes:
    return hmac.digest(KEY, data, "sha256")


def is_signed(sender: str, data: bytes, signature: bytes) -> bool:
    return sender == "worker-1" and hmac.compare_digest(sign(data), signature)


def make(*words: str, **changes: Any) -> bytes:
    records = [Packed(f"{number:036x}", Note(words=text), None, NOW) for number, text in enumerate(words, start=1)]
    manifest = Manifest(
        id="0" * 36,
        purpose="A concern handed in",
        legal_basis="6.5",
        sender="worker-1",
        recipients=("team",),
        counter=1,
        made_at=NOW,
        chain_head="1 · 0123456789abcdef",
        objects=tuple(entry_for(packed) for packed in records),
    )
    return write_pack(manifest.model_copy(update=changes), records, sign)


def read(data: bytes) -> Pack:
    return read_pack(data, KINDS, is_signed)


def test_a_pack_brings_what_was_put_in() -> None:
    pack = read(make("A bruise on the left arm", "Éloïse said “no” \N{BUSTS IN SILHOUETTE}"))
    assert [packed.record for packed in pack.records] == [
        Note(words="A bruise on the left arm"),
        Note(words="Éloïse said “no” \N{BUSTS IN SILHOUETTE}"),
    ]
    assert pack.manifest.recipients == ("team",)
    assert pack.records[0].happened_at == NOW


@given(st.data())
def test_no_changed_byte_is_taken_as_true(data: st.DataObject) -> None:
    whole = bytearray(make("A bruise on the left arm"))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((DamageTrouble, NewerVersionTrouble)):
        read(bytes(whole))


def test_the_same_in_another_spelling_is_refused() -> None:
    whole = make("A bruise")
    doubled = whole[:1] + b'"objects":{},' + whole[1:]
    for other in (whole.replace(b'","', b'" ,"', 1), whole + b"\n", doubled):
        with pytest.raises(DamageTrouble):
            read(other)


@given(st.integers(0, 400))
def test_no_cut_pack_is_read(length: int) -> None:
    with pytest.raises(DamageTrouble):
        read(make("A bruise on the left arm")[:length])


def test_the_same_records_have_the_same_digest_whenever_they_are_packed() -> None:
    first, again = read(make("A bruise")), read(make("A bruise", counter=2, id="1" * 36))
    assert first.digest == again.digest
    assert first.digest != read(make("A bruise", "And another")).digest


@pytest.mark.parametrize("change", [{"id": "../header"}, {"id": ""}, {"id": "A" * 36}, {"answers": "../a"}])
def test_an_id_that_could_lead_elsewhere_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(DamageTrouble, match="not whole"):
        read(resigned(change))


@pytest.mark.parametrize("made_at", ["2026-11-23T09:30:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "now"])
@pytest.mark.parametrize("field", ["made_at", "expires_at"])
def test_a_time_without_a_zone_or_out_of_all_reason_is_refused(field: str, made_at: str) -> None:
    with pytest.raises(DamageTrouble, match="not whole"):
        read(resigned({field: made_at}))


def test_when_it_happened_needs_a_zone_too() -> None:
    whole = json.loads(make("A bruise"))
    whole["manifest"]["objects"][0]["happened_at"] = "2026-11-23T09:30:00"
    with pytest.raises(DamageTrouble, match="not whole"):
        read_pack(canonical(whole), KINDS, lambda *_: True)


@pytest.mark.parametrize("how", ["twice", "as the pack"])
def test_each_object_has_an_id_of_its_own(how: str) -> None:
    whole = json.loads(make("A bruise"))
    (entry,) = whole["manifest"]["objects"]
    if how == "twice":
        whole["manifest"]["objects"] = [entry, entry]
    else:
        whole["manifest"]["id"] = entry["id"]
    with pytest.raises(DamageTrouble, match="not whole"):
        read_pack(canonical(whole), KINDS, lambda *_: True)


def test_an_object_with_the_name_of_a_path_is_refused() -> None:
    whole = json.loads(make("A bruise"))
    (entry,) = whole["manifest"]["objects"]
    entry["id"] = "../../header"
    whole["objects"] = {entry["id"]: next(iter(whole["objects"].values()))}
    with pytest.raises(DamageTrouble, match="not whole"):
        read_pack(canonical(whole), KINDS, lambda *_: True)


def unsigned(**changes: Any) -> bytes:
    packed = Packed("a" * 36, Note(words="Seen on the stairs"))
    manifest = read(make("x")).manifest
    told = {"sender": "", "says": "Somebody", "objects": (entry_for(packed),), **changes}
    return write_pack(manifest.model_copy(update=told), [packed], None)


def test_a_pack_that_nobody_signed_is_read_only_where_that_may_be() -> None:
    with pytest.raises(DamageTrouble, match="signature"):
        read(unsigned())
    pack = read_pack(unsigned(), KINDS, is_signed, may_be_unsigned=True)
    assert not pack.is_signed
    assert pack.manifest.says == "Somebody"


def test_one_that_names_a_sender_wants_their_signature_everywhere() -> None:
    with pytest.raises(DamageTrouble, match="signature"):
        read_pack(unsigned(sender="worker-1"), KINDS, is_signed, may_be_unsigned=True)
    assert read_pack(make("A bruise"), KINDS, is_signed, may_be_unsigned=True).is_signed


def resigned(change: dict[str, Any], **envelope: Any) -> bytes:
    whole = json.loads(make("A bruise"))
    whole["manifest"] |= change
    whole |= envelope
    return json.dumps(whole).encode()


def test_a_re_targeted_pack_is_refused() -> None:
    with pytest.raises(DamageTrouble, match="signature"):
        read(resigned({"recipients": ["somebody-else"]}))


def test_a_forged_sender_is_refused() -> None:
    with pytest.raises(DamageTrouble, match="signature"):
        read(resigned({"sender": "manager-1"}))


def test_an_object_that_the_manifest_does_not_name_is_refused() -> None:
    whole = json.loads(make("A bruise"))
    whole["objects"]["../../elsewhere"] = "{}"
    with pytest.raises(DamageTrouble, match="not whole"):
        read(json.dumps(whole).encode())


def test_a_newer_pack_says_so() -> None:
    with pytest.raises(NewerVersionTrouble):
        read(resigned({"version": 2}))


def test_a_kind_that_is_not_known_is_a_newer_pack() -> None:
    with pytest.raises(NewerVersionTrouble):
        read_pack(make("A bruise"), Kinds([]), is_signed)


def test_a_bomb_of_nested_lists_is_refused() -> None:
    with pytest.raises(DamageTrouble):
        read(b"[" * 200_000)


def test_a_deep_object_is_refused() -> None:
    body = '{"words":' + "[" * 40 + "]" * 40 + "}"
    entry = entry_for(Packed("a" * 36, Note()))
    digest = hashlib.sha256(body.encode()).hexdigest()
    forged = entry.model_copy(update={"size": len(body), "sha256": digest})
    head = json.loads(make("x"))["manifest"] | {"objects": [forged.model_dump(mode="json")]}
    data = {"manifest": head, "signature": "AAAA", "objects": {"a" * 36: body}}
    with pytest.raises(DamageTrouble, match="not whole"):
        read_pack(json.dumps(data).encode(), KINDS, lambda *_: True)


def test_too_much_for_one_piece_is_said_before_it_is_sent() -> None:
    packed = Packed("a" * 36, Note(words="x" * 900_000))
    manifest = read(make("x")).manifest.model_copy(update={"objects": (entry_for(packed),)})
    with pytest.raises(InputTrouble, match="too much"):
        write_pack(manifest, [packed], sign, largest=100_000)


def test_a_signature_in_another_spelling_is_refused() -> None:
    data = make("A bruise")
    signed = json.loads(data)["signature"].encode()
    twins = [signed.rstrip(b"=")[:-1] + bytes([letter]) + b"=" for letter in LETTERS]
    same = [twin for twin in twins if base64.b64decode(twin) == base64.b64decode(signed)]
    assert len(same) == 4, "the last letter has two bits that say nothing"
    for twin in same:
        if twin != signed:
            with pytest.raises(DamageTrouble):
                read(data.replace(signed, twin))


LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
