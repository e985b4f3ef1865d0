"""An unlocked vault, as one person has it open."""

from collections.abc import Sequence

from safeguard_desktop.clock import Clock
from safeguard_desktop.errors import KeyTrouble, NotAllowedTrouble
from safeguard_desktop.keys import canonical, open_sealed, seal, typed_recovery_key
from safeguard_desktop.keys.header import CASEWORK, DESK, FRONT, Header, from_text
from safeguard_desktop.keys.sealing import recipient_of
from safeguard_desktop.keys.signing import is_signed, sign
from safeguard_desktop.keys.slots import UserKeys
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.accounts import AccountRecord, account_of
from safeguard_desktop.vault.backup_source import BackupSource
from safeguard_desktop.vault.chain import ORIGIN
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.lock import FolderLock
from safeguard_desktop.vault.model import Access, Account, Anchor, Progress, Verdict

TEAM_IDENTITY = "team-identity"
"""The name in casework's `meta` of the key that opens what was handed in."""
RECOVERY_TESTED = "tested the recovery key"
_SIGNED = "data"


class OpenVault:
    """A vault that one person has unlocked; closed with `close`, and on its own when the process ends."""

    def __init__(
        self,
        places: Places,
        *,
        header: Header,
        account: Account,
        device: str,
        keys: UserKeys,
        compartments: dict[str, Compartment],
        lock: FolderLock,
        clock: Clock,
        kinds: Kinds,
    ) -> None:
        self.places = places
        self.account = account
        self.device = device
        self.clock = clock
        self.kinds = kinds
        self._header = header
        self._keys: UserKeys | None = keys
        self._compartments = compartments
        self._lock = lock

    @property
    def id(self) -> str:
        """The vault's id."""
        return self._header.body.vault

    @property
    def front(self) -> Compartment:
        """What every account may read."""
        return self._compartments[FRONT]

    @property
    def desk(self) -> Compartment:
        """What only this person may read."""
        return self._compartments[DESK]

    @property
    def casework(self) -> Compartment:
        """The cases. Raises NotAllowedTrouble for a person who is not a member."""
        if CASEWORK not in self._compartments:
            raise NotAllowedTrouble("Your account does not include the cases.", "Ask a caseworker or your manager.")
        return self._compartments[CASEWORK]

    @property
    def has_casework(self) -> bool:
        """Whether this person is a member of casework."""
        return CASEWORK in self._compartments

    def compartments(self) -> tuple[Compartment, ...]:
        """Return every compartment that this person has open."""
        return tuple(self._compartments.values())

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by number."""
        names = self.front.names(AccountRecord.kind)
        return tuple(account_of(entry, names.get(entry.id)) for entry in self._header.body.accounts)

    @property
    def recovery_tested(self) -> bool:
        """Whether somebody has typed the recovery key back once."""
        return any(access.what == RECOVERY_TESTED for access in self.front.accesses(None))

    def check_recovery_key(self, text: str) -> None:
        """Try a typed recovery key, and note that it opens this vault. Raises KeyTrouble when it does not."""
        self._first_key(self.front, text)
        self.front.append((), (Access(RECOVERY_TESTED),))

    def check_history(
        self,
        compartment: Compartment,
        progress: Progress | None = None,
        recovery_key: str | None = None,
        anchors: Sequence[Anchor] = (),
    ) -> Verdict:
        """Check a compartment; with the recovery key, also what nobody can have made again. Raises KeyTrouble."""
        first_key = self._first_key(compartment, recovery_key) if recovery_key else None
        return compartment.verify(progress, first_key=first_key, anchors=anchors)

    def _first_key(self, compartment: Compartment, recovery_key: str) -> bytes:
        identity = typed_recovery_key(recovery_key)
        if recipient_of(identity) != self._header.body.recovery:
            raise KeyTrouble("That is a recovery key, but not this vault's.", "Look for the sheet with this vault's.")
        return open_sealed(compartment.meta(ORIGIN) or b"", identity)

    def seal_to_team(self, data: bytes) -> bytes:
        """Seal bytes so that only members of casework can open them."""
        return seal(data, [self.team])

    @property
    def team(self) -> str:
        """Where to seal what is for the team: an age recipient."""
        entry = self._header.body.compartment(CASEWORK)
        assert entry is not None
        assert entry.team is not None
        return entry.team

    def open_for_team(self, data: bytes) -> bytes:
        """Return what was sealed to the team. Raises NotAllowedTrouble, KeyTrouble or DamageTrouble."""
        identity = self.casework.meta(TEAM_IDENTITY) or b""
        return open_sealed(data, identity.decode("ascii"))

    def seal_to(self, accounts: Sequence[str], data: bytes) -> bytes:
        """Seal bytes so that each of these accounts can open them alone. Raises KeyTrouble for one that is gone."""
        entries = [self._header.body.account(account) for account in accounts]
        found = [entry.recipient for entry in entries if entry is not None]
        if len(found) < len(accounts) or not found:
            raise KeyTrouble("An account that this is meant for is no longer there.", "Choose again who it is for.")
        return seal(data, found)

    def open_for_me(self, data: bytes) -> bytes:
        """Return what was sealed to this person's account. Raises KeyTrouble or DamageTrouble."""
        if self._keys is None:
            raise RuntimeError("closed")
        return open_sealed(data, self._keys.opening)

    def backup_source(self) -> BackupSource:
        """Return what a backup is made from, while this vault is open."""
        if self._keys is None:
            raise RuntimeError("closed")
        folder, header, clock = self.places.vault, self._header, self.clock
        return BackupSource(folder, header, self.account.id, self.device, self._keys, clock)

    def sign(self, data: bytes) -> bytes:
        """Return this person's signature of data."""
        if self._keys is None:
            raise RuntimeError("closed")
        return sign(self._keys.signing, _SIGNED, self._bound(self.account.id, data))

    def verify(self, account_id: str, data: bytes, signature: bytes) -> bool:
        """Tell whether an account of this vault signed this data."""
        entry = self._header.body.account(account_id)
        bound = self._bound(account_id, data)
        return entry is not None and is_signed(from_text(entry.signing), _SIGNED, bound, signature)

    def _bound(self, account: str, data: bytes) -> bytes:
        """Bind data to the vault and its author, so that a signature fits nowhere else."""
        return canonical([self.id, account]) + data

    def close(self) -> None:
        """Close every file, let go of the keys, and let another program have the vault. A second time is nothing."""
        self._keys = None
        for compartment in self._compartments.values():
            compartment.close()
        self._lock.release()
