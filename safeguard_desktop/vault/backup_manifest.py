"""What a backup says of itself: of which vault, made when and by whom, and each of its files.

It is canonical JSON, signed by its maker; the signature covers the vault, so that it fits no other.
"""

import base64
import json
import re
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from safeguard_desktop.errors import DamageTrouble, NewerVersionTrouble
from safeguard_desktop.keys import canonical
from safeguard_desktop.keys.header import HeaderBody
from safeguard_desktop.keys.signing import is_signed, sign
from safeguard_desktop.keys.texts import from_text
from safeguard_desktop.vault.model import Head

VERSION = 1
LARGEST_MANIFEST = 4 * 2**20
MOST_FILES = 10_000
_PURPOSE = "backup manifest"
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class HeadEntry(_Strict):
    """Where a chain stood."""

    seq: int = Field(ge=0)
    digest: str = Field(pattern="^[0-9a-f]{64}$")

    @classmethod
    def of(cls, head: Head) -> "HeadEntry":
        """Return a head as an entry."""
        return cls(seq=head.seq, digest=head.digest)

    def head(self) -> Head:
        """Return the entry as a head."""
        return Head(self.seq, self.digest)


class FileEntry(_Strict):
    """One file: its name below the vault's folder, size in bytes and SHA-256.

    A compartment that the maker could open was opened and checked after it was copied: `head` says where its chain
    stood, `entries` and `revisions` count its rows. Everything else was copied byte for byte.
    """

    name: str = Field(max_length=100)
    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    compartment: str | None = None
    head: HeadEntry | None = None
    entries: int | None = None
    revisions: int | None = None

    @field_validator("name")
    @classmethod
    def _stays_below(cls, name: str) -> str:
        if not is_plain_name(name):
            raise ValueError("not a name below the vault's folder")
        return name


class Manifest(_Strict):
    """What a backup holds. `made_at` is in UTC; `header` is the sequence of the vault's header."""

    format: Literal["safeguard-desktop backup"] = "safeguard-desktop backup"
    version: Literal[1] = 1
    vault: str = Field(max_length=36)
    made_at: str
    made_by: str = Field(max_length=36)
    device: str = Field(max_length=36)
    why: str = Field(max_length=100)
    header: int = Field(ge=1)
    files: list[FileEntry] = Field(max_length=MOST_FILES)

    @field_validator("made_at")
    @classmethod
    def _is_a_moment(cls, text: str) -> str:
        if datetime.fromisoformat(text).tzinfo is None:
            raise ValueError("a moment without its offset")
        return text

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    def of_compartment(self, compartment: str) -> FileEntry | None:
        """Return the file of a compartment, or None."""
        return next((entry for entry in self.files if entry.compartment == compartment), None)


def is_plain_name(name: str) -> bool:
    """Tell whether a name is of at most three plain parts below a folder: never "..", a drive, or hidden."""
    parts = name.split("/")
    return (
        len(name) <= 100
        and len(parts) <= 3
        and all(_PART.fullmatch(part) and not part.endswith((".part", ".")) for part in parts)
    )


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest in the one form that is signed."""
    return canonical(manifest.model_dump())


def signed(manifest: Manifest, signing: bytes) -> bytes:
    """Return the maker's signature of a manifest, in base64."""
    return base64.b64encode(sign(signing, _PURPOSE, manifest_bytes(manifest)))


def is_by_its_maker(manifest: Manifest, signature: bytes, body: HeaderBody) -> bool:
    """Tell whether the account that a manifest names signed it, by the keys that a header gives."""
    account = body.account(manifest.made_by)
    if account is None or manifest.vault != body.vault:
        return False
    try:
        data = base64.b64decode(signature, validate=True)
    except ValueError:
        return False
    return is_signed(from_text(account.signing), _PURPOSE, manifest_bytes(manifest), data)


def read_manifest(data: bytes) -> Manifest:
    """Return the manifest in some bytes. Raises DamageTrouble, NewerVersionTrouble for one of a later program."""
    try:
        content: Any = json.loads(data)
        if isinstance(content, dict) and isinstance(content.get("version"), int) and content["version"] > VERSION:
            sentence = "This backup was made by a newer version of the program."
            raise NewerVersionTrouble(sentence, "Install the newer version. Nothing was changed.")
        manifest = Manifest.model_validate(content)
    except (ValidationError, ValueError, RecursionError) as error:
        raise damaged() from error
    names = [entry.name.casefold() for entry in manifest.files]
    if manifest_bytes(manifest) != data or len(set(names)) < len(names):
        raise damaged()
    return manifest


def damaged() -> DamageTrouble:
    """Return what is said of a backup that is not whole."""
    return DamageTrouble("This backup is not whole: it was cut short or altered.", "Use another one.")
