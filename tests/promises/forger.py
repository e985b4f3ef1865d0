"""What somebody with an account can write: any file, and a header with every MAC that their keys make.

Each forgery is made from what the front's key and their own signature give, and is put into a copy of the vault.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from safeguard_desktop.errors import Trouble
from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.charter import Charter, signed_roster
from safeguard_desktop.keys.header import (
    CASEWORK,
    RESTRICTED,
    AccountEntry,
    CompartmentEntry,
    HeaderBody,
    MemberEntry,
    with_macs,
)
from safeguard_desktop.keys.sealed_keys import open_key, seal_key
from safeguard_desktop.keys.slots import SlotOwner, UserKeys, open_slot
from safeguard_desktop.keys.symmetric import CompartmentKey
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records import ALL_KINDS
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import with_accounts
from safeguard_desktop.vault.governing import pinned
from safeguard_desktop.vault.header_files import read_headers, write_headers
from safeguard_desktop.vault.layout import database_path
from safeguard_desktop.vault.making import make_database
from safeguard_desktop.vault.team import TEAM_IDENTITY


@dataclass
class Forger:
    """Somebody with an account, in a copy of the vault's folder."""

    places: Places
    me: AccountEntry
    keys: UserKeys
    body: HeaderBody
    macs: dict[str, str]
    held: dict[str, CompartmentKey]

    @classmethod
    def of(cls, places: Places, account: str, passphrase: str) -> "Forger":
        header = read_headers(places.vault)[0]
        me = header.body.account(account)
        assert me is not None
        keys = open_slot(SlotOwner(header.body.vault, account), me.slots[0].slot(), passphrase, KdfCost.CHEAP)
        held: dict[str, CompartmentKey] = {}
        for entry in header.body.compartments:
            with suppress(Trouble):
                held[entry.id] = open_key(entry.sealed, keys.opening)
        return cls(places, me, keys, header.body, header.macs, held)

    def write(self, **changes: Any) -> None:
        """Write the header with these changes, a charter and roster signed by themselves, and every MAC they can."""
        body = self.body.model_copy(update={**changes, "sequence": self.body.sequence + 1})
        charters = [*body.charters[:-1], body.charter.signed(self.me.id, self.keys.signing)]
        body = body.model_copy(update={"charters": charters if body.charters != self.body.charters else body.charters})
        if body.rostered() != self.body.rostered() or body.charters != self.body.charters:
            roster = signed_roster(body.charter, body.roster.number + 1, body.rostered(), self.me.id, self.keys.signing)
            body = body.model_copy(update={"roster": roster})
        write_headers(self.places.vault, with_macs(body, self.held, self.macs))

    def _mine(self) -> str:
        return self.keys.recipient

    def _target(self) -> CompartmentEntry:
        """Return what they want to read and cannot: the cases, or else a restricted one."""
        closed = [entry for entry in self.body.compartments if entry.id not in self.held]
        return next(entry for entry in closed if entry.name in (CASEWORK, RESTRICTED))

    def _with(self, *changed: CompartmentEntry) -> list[CompartmentEntry]:
        new = {entry.id: entry for entry in changed}
        return [new.get(entry.id, entry) for entry in self.body.compartments]

    def adds_themselves(self) -> None:
        entry = self._target()
        members = [*entry.members, MemberEntry(id=self.me.id, recipient=self._mine())]
        self.write(compartments=self._with(entry.model_copy(update={"members": members})))

    def becomes_manager(self) -> None:
        role = self.me.model_copy(update={"role": Role.REGISTERED_MANAGER.value})
        self.write(accounts=[role if entry.id == self.me.id else entry for entry in self.body.accounts])

    def has_concerns_sealed_to_them(self) -> None:
        self.write(charters=self._chartered(team=self._mine()))

    def has_backups_sealed_to_them(self) -> None:
        self.write(charters=self._chartered(recovery=self._mine()))

    def makes_themselves_manager(self) -> None:
        self.write(charters=self._chartered(managers={self.me.id: to_text(self.keys.public_signing)}))

    def takes_a_colleagues_place(self) -> None:
        """Have what is meant for a manager sealed to themselves."""
        theirs = [
            entry if entry.id == self.me.id else entry.model_copy(update={"recipient": self._mine()})
            for entry in self.body.accounts
        ]
        self.write(accounts=theirs)

    def puts_in_a_file_of_their_own(self) -> None:
        """Put a file with a key that they know in the place of the other, for everybody to write into."""
        key, entry = CompartmentKey.new(), self._target()
        recipients = [self.body.recovery, self._mine(), *(member.recipient for member in entry.members)]
        members = [*entry.members, MemberEntry(id=self.me.id, recipient=self._mine())]
        forged = entry.model_copy(update={"sealed": seal_key(key, recipients), "members": members})
        forged = forged.model_copy(update={"generation": entry.generation + 1})
        forged = forged.signed(self.body.vault, key, self.me.id, self.keys.signing)
        path = database_path(self.places.vault, entry)
        path.unlink()
        meta = {**pinned(self.body), TEAM_IDENTITY: self.keys.opening.encode("ascii")}
        kinds = with_accounts(ALL_KINDS)
        make_database(self.places.vault, self.body.vault, forged, key, kinds=kinds, meta=meta)
        (self.places.device / "marks" / f"{entry.id}.json").unlink()
        self.held[entry.id] = key
        self.write(compartments=self._with(forged))

    def _chartered(self, **changes: Any) -> list[Charter]:
        charter = self.body.charter.model_copy(update={"number": self.body.charter.number + 1, **changes})
        return [*self.body.charters, charter]


FORGERIES: tuple[Callable[[Forger], None], ...] = (
    Forger.adds_themselves,
    Forger.becomes_manager,
    Forger.has_concerns_sealed_to_them,
    Forger.has_backups_sealed_to_them,
    Forger.makes_themselves_manager,
    Forger.takes_a_colleagues_place,
    Forger.puts_in_a_file_of_their_own,
)
