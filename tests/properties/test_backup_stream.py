"""The inside of a backup: it comes back however it is cut into pieces, and anything else is refused."""

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble
from safeguard_desktop.keys import canonical
from safeguard_desktop.vault.backup_manifest import FileEntry, Manifest, is_plain_name, manifest_bytes, read_manifest
from safeguard_desktop.vault.backup_stream import Unpacker, packed

SIGNATURE = b"s" * 88
MOST = 10**6
FILES = st.dictionaries(
    st.sampled_from(("header.a", "front.db", "desk/1.db", "inbox/2.age", "handed/3/4.age")), st.binary(max_size=2000)
)


def manifest_of(files: dict[str, bytes]) -> Manifest:
    entries = [FileEntry(name=name, size=len(data), sha256=sha256(data).hexdigest()) for name, data in files.items()]
    return Manifest(
        vault="v", made_at="2026-11-23T05:12:00+00:00", made_by="a", device="d", why="test", header=1, files=entries
    )


def tar_of(files: dict[str, bytes], manifest: Manifest | None = None) -> bytes:
    with tempfile.TemporaryDirectory() as top:
        for name, data in files.items():
            path = Path(top, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return b"".join(packed(manifest or manifest_of(files), SIGNATURE, Path(top), lambda _size: None))


def unpacked(pieces: list[bytes], most: int = MOST) -> dict[str, bytes]:
    top = Path(tempfile.mkdtemp())
    unpacker = Unpacker(top, most)
    try:
        for piece in pieces:
            unpacker.write(piece)
        unpacker.finish()
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}
    finally:
        unpacker.close()
        shutil.rmtree(top)


@given(FILES, st.lists(st.integers(1, 700), min_size=1, max_size=40))
def test_it_comes_back_however_it_is_cut(files: dict[str, bytes], sizes: list[int]) -> None:
    data, place = tar_of(files), 0
    pieces: list[bytes] = []
    while place < len(data):
        size = sizes[len(pieces) % len(sizes)]
        pieces.append(data[place : place + size])
        place += size
    assert unpacked(pieces) == files


@given(FILES, st.data())
def test_cut_added_to_or_altered_it_is_refused(files: dict[str, bytes], chance: st.DataObject) -> None:
    data = tar_of(files)
    place = chance.draw(st.integers(0, len(data) - 1))
    signed = data.find(b"{"), data.find(SIGNATURE) + len(SIGNATURE)
    altered = data[:place] + bytes([data[place] ^ (1 << chance.draw(st.integers(0, 7)))]) + data[place + 1 :]
    if not signed[0] <= place < signed[1]:  # there, it is the signature that tells
        with pytest.raises((DamageTrouble, NewerVersionTrouble)):
            unpacked([altered])
    for other in (data[:place], data + b"\x00", data + data):
        with pytest.raises(DamageTrouble):
            unpacked([other])


@given(st.text(max_size=30))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    if is_plain_name(name):
        assert not Path(name).is_absolute()
        assert ".." not in Path(name).parts
        assert name.isascii()
        assert not any(part.startswith(".") or part.endswith(".part") for part in name.split("/"))


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/../b", "C:x", "a\\b", ".x", "x.part", "", "a//b", "a/", "a/b/c/d", "ä.db", "x" * 101]
)
def test_a_name_that_is_none_is_no_file(name: str) -> None:
    with pytest.raises(ValidationError):
        FileEntry(name=name, size=0, sha256="0" * 64)


def test_more_than_could_be_in_the_file_is_refused_before_anything_is_written() -> None:
    files = {"front.db": b"x" * 5000}
    with pytest.raises(DamageTrouble):
        unpacked([tar_of(files)], most=4999)


def test_two_files_of_one_name_a_newer_version_and_another_spelling() -> None:
    manifest = manifest_of({"front.db": b"", "header.a": b""})
    twice = manifest.model_copy(
        update={"files": [*manifest.files, manifest.files[0].model_copy(update={"name": "FRONT.db"})]}
    )
    newer = canonical({**manifest.model_dump(), "version": 2, "colour": "green"})
    for data, refused in (
        (manifest_bytes(twice), DamageTrouble),
        (newer, NewerVersionTrouble),
        (manifest_bytes(manifest) + b" ", DamageTrouble),
        (b"[" * 100_000, DamageTrouble),
        (b"null", DamageTrouble),
    ):
        with pytest.raises(refused):
            read_manifest(data)
