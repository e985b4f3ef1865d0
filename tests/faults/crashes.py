"""Reads what a disk was told (`tests.faults.disk`), and makes what it may hold after a power cut at any moment.

What was synced is there. Of what was not, each write may be there, missing, torn into sectors or partly garbage, and
each independently of the others; new names, renames and removals are there up to one of them, in their order, unless
their folder was synced. Syncing a file makes what is in it sure, and not its name.
"""

import random
import struct
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<cqII")


@dataclass(frozen=True)
class Step:
    """One call: `w`rite, `t`runcate, `s`ync, `c`reate, `r`ename, `u`nlink or `n`ote."""

    kind: str
    name: str
    offset: int
    data: bytes


def steps_of(log: Path) -> tuple[Step, ...]:
    """Return the calls in a log, in order."""
    data, place, found = log.read_bytes(), 0, []
    while place < len(data):
        kind, offset, length, size = _HEAD.unpack_from(data, place)
        place += _HEAD.size
        name, content = data[place : place + length].decode(), data[place + length : place + length + size]
        found.append(Step(kind.decode(), name, offset, content))
        place += length + size
    return tuple(found)


@dataclass
class Content:
    """One file: what is surely there, and the writes that may be."""

    sure: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)


class PowerCut:
    """A folder as a disk holds it, while steps are told to it."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self._now = {name: Content(bytearray(data)) for name, data in before.items()}
        self._sure = dict(self._now)
        self._naming: list[tuple[Step, Content]] = []
        self.acknowledged: list[str] = []

    def tell(self, step: Step) -> None:
        """Go on by one call."""
        if step.kind == "n":
            self.acknowledged.append(step.name)
        elif step.kind in "wt":
            self._now.setdefault(step.name, Content()).pending.append(step)
        elif step.kind == "s":
            self._sync(step.name)
        else:
            content = self._now.get(step.name) or Content()
            _name(self._now, step, content)
            self._naming.append((step, content))

    def _sync(self, name: str) -> None:
        content = self._now.get(name)
        if content is None:
            self._sync_folder(Path(name))
            return
        for step in content.pending:
            _write(content.sure, step)
        content.pending.clear()

    def _sync_folder(self, folder: Path) -> None:
        waiting, self._naming = self._naming, []
        for step, content in waiting:
            if Path(step.name).parent == folder:
                _name(self._sure, step, content)
            else:
                self._naming.append((step, content))

    def after(self, chance: random.Random) -> dict[str, bytes]:
        """Return what may be there if the power went now."""
        names = dict(self._sure)
        for step, content in self._naming[: chance.randint(0, len(self._naming))]:
            _name(names, step, content)
        return {name: bytes(_survivor(content, chance)) for name, content in names.items()}


def _name(names: dict[str, Content], step: Step, content: Content) -> None:
    if step.kind == "c":
        names[step.name] = content
        return
    names.pop(step.name, None)
    if step.kind == "r":
        names[step.data.decode()] = content


def _write(data: bytearray, step: Step) -> None:
    if step.kind == "t":
        del data[step.offset :]
        data.extend(bytes(step.offset - len(data)))
        return
    data.extend(bytes(max(0, step.offset - len(data))))
    data[step.offset : step.offset + len(step.data)] = step.data


def _survivor(content: Content, chance: random.Random) -> bytearray:
    data = bytearray(content.sure)
    for step in content.pending:
        fate = chance.choice(("there", "missing", "torn", "garbage"))
        if fate == "there" or (step.kind == "t" and fate == "torn"):
            _write(data, step)
        elif step.kind == "w" and fate != "missing":
            for start in range(0, len(step.data), SECTOR):
                part = step.data[start : start + SECTOR]
                if fate == "garbage" and chance.random() < 0.3:
                    part = chance.randbytes(len(part))
                if chance.random() < 0.5:
                    _write(data, Step("w", step.name, step.offset + start, part))
    return data
