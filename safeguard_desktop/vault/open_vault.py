"""An unlocked vault, as one person has it open."""

from collections.abc import Mapping, Sequence
from datetime import date

from safeguard_desktop.errors import KeyTrouble
from safeguard_desktop.keys import canonical, open_sealed, seal
from safeguard_desktop.keys.charter import Pin
from safeguard_desktop.keys.header import CASEWORK
from safeguard_desktop.keys.signing import is_signed, sign
from safeguard_desktop.keys.slots import UserKeys
from safeguard_desktop.keys.texts import from_text
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault import managing, recovering, restricted
from safeguard_desktop.vault.accounts import AccountRecord, account_of
from safeguard_desktop.vault.backup_source import BackupSource
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.model import (
    Access,
    Account,
    Added,
    Anchor,
    Drill,
    Head,
    NewAccount,
    Progress,
    Revision,
    Sealed,
    Verdict,
)
from safeguard_desktop.vault.old_desks import join_old_desks, old_desks
from safeguard_desktop.vault.recovering import REPLACED, right_recovery_key
from safeguard_desktop.vault.team import open_with_any, team_identities
from safeguard_desktop.vault.unlocked import Unlocked
from safeguard_desktop.vault.unlocking import change_passphrase

RECOVERY_TESTED = "tested the recovery key"
_SIGNED = "data"


class OpenVault:
    """A vault that one person has unlocked; closed with `close`, and on its own when the process ends."""

    def __init__(self, held: Unlocked, account: Account) -> None:
        self.places = held.session.places
        self.account = account
        self.device = held.session.device.id
        self.clock = held.session.clock
        self.kinds = held.session.kinds
        self._held = held
        self._open = True
        self._by_managers: dict[str, tuple[Revision, ...]] = {}
        self._followed_to: tuple[Head, int] | None = None

    @property
    def id(self) -> str:
        """The vault's id."""
        return self._held.body.vault

    @property
    def front(self) -> Compartment:
        """What every account may read."""
        return self._held.front

    @property
    def desk(self) -> Compartment:
        """What only this person may read."""
        return self._held.desk

    @property
    def casework(self) -> Compartment:
        """The cases. Raises NotAllowedTrouble for a person who is not a member."""
        return self._held.casework

    @property
    def has_casework(self) -> bool:
        """Whether this person is a member of casework."""
        return self._held.compartment(CASEWORK) is not None

    def compartments(self) -> tuple[Compartment, ...]:
        """Return every compartment that this person has open."""
        return tuple(self._held.compartments.values())

    def restricted(self) -> Mapping[str, Compartment]:
        """Return the restricted cases that this person is a member of, by the case's id."""
        return restricted.restricted(self._held)

    def make_restricted(self, case_id: str, members: Sequence[str]) -> Compartment:
        """Make the compartment of a case for these accounts and nobody else; making it again returns it.

        Raises NotAllowedTrouble for a person without casework, InputTrouble when they leave themselves out.
        """
        return restricted.make_restricted(self._held, case_id, members)

    def change_members(self, case_id: str, members: Sequence[str]) -> None:
        """Let these accounts open a restricted case and nobody else.

        Raises NotAllowedTrouble for a person who is not a member, InputTrouble when they leave themselves out.
        """
        restricted.change_members(self._held, case_id, members)

    def members_of(self, case_id: str) -> tuple[str, ...]:
        """Return the accounts that can open a restricted case. Raises NotAllowedTrouble for anybody else."""
        return restricted.members_of(self._held, case_id)

    def add_account(self, new: NewAccount) -> Added:
        """Make an account, and a start code with which its person signs in once, to choose a passphrase.

        Raises NotAllowedTrouble for anybody but a manager, StorageTrouble.
        """
        return managing.add_account(self._held, new)

    def change_role(self, account_id: str, role: Role, progress: Progress | None = None) -> None:
        """Give somebody else another role; one who may no longer read cases knows no key of them any more.

        Raises NotAllowedTrouble for anybody but a manager, InputTrouble for oneself and the last manager.
        """
        managing.change_role(self._held, account_id, role, progress)

    def change_until(self, account_id: str, until: date | None) -> None:
        """Change the last day of somebody else's account. Raises NotAllowedTrouble, InputTrouble."""
        managing.change_until(self._held, account_id, until)

    def reset_access(self, account_id: str, recovery_key: str | None = None) -> str:
        """Give a colleague new keys and a start code, which is returned; their desk only with the recovery key.

        Raises NotAllowedTrouble for anybody but a manager, InputTrouble for oneself, KeyTrouble.
        """
        return managing.reset_access(self._held, account_id, recovery_key)

    def remove_account(self, account_id: str, progress: Progress | None = None) -> None:
        """Take an account away, with new keys for what it could open; `progress` counts files.

        Raises NotAllowedTrouble for anybody but a manager, InputTrouble for oneself and the last manager,
        StorageTrouble when the disk refuses: the account is gone then, and the rest is done at the next opening.
        """
        managing.remove_account(self._held, account_id, progress)

    def change_keys(self, progress: Progress | None = None) -> None:
        """Change the keys of everything that is open here but one's own desk; `progress` counts files.

        Raises NotAllowedTrouble for anybody but a manager, StorageTrouble.
        """
        managing.change_keys(self._held, progress)

    @property
    def must_choose_passphrase(self) -> bool:
        """Whether this person came in with a start code."""
        return any(slot.once for slot in self._held.entry_of(self.account.id).slots)

    def change_passphrase(self, new: str, old: str | None = None) -> None:
        """Put a new passphrase in place of this person's; `old` is tried first, unless it was a start code.

        Raises KeyTrouble or WaitTrouble for a wrong old one, InputTrouble, StorageTrouble.
        """
        change_passphrase(self._held, new, old)

    @property
    def has_old_desk(self) -> bool:
        """Whether a desk of this person was set aside when they got new keys."""
        return bool(old_desks(self._held))

    def join_old_desks(self, recovery_key: str) -> int:
        """Take over everything from desks that were set aside; return how many records. Raises KeyTrouble."""
        return join_old_desks(self._held, recovery_key)

    @property
    def followed(self) -> Pin:
        """How far this vault has followed what its managers signed."""
        return self._held.body.check_signed(None)

    def accounts(self) -> tuple[Account, ...]:
        """Return every account, by number."""
        names = self.account_names()
        return tuple(account_of(entry, names.get(entry.id)) for entry in self._held.body.accounts)

    def account_names(self) -> dict[str, str]:
        """Return what managers called each account, by its id, also one that is gone."""
        return {found.record: found.body.headline for found in self.by_managers(AccountRecord.kind)}

    def by_managers(self, kind: str) -> tuple[Revision, ...]:
        """Return of the front the versions of all records of a kind that managers signed, oldest first."""
        state = self.front.head(), len(self._held.body.charters)
        if state != self._followed_to:
            self._by_managers, self._followed_to = {}, state
        if kind not in self._by_managers:
            self._by_managers[kind] = self._held.by_managers(kind)
        return self._by_managers[kind]

    @property
    def recovery_tested(self) -> bool:
        """Whether somebody has typed back the present recovery key once."""
        found = [access.what for access in self.front.accesses(None) if access.what in (RECOVERY_TESTED, REPLACED)]
        return found[-1:] == [RECOVERY_TESTED]

    def check_recovery_key(self, text: str) -> None:
        """Try a typed recovery key, and note that it opens this vault. Raises KeyTrouble when it does not."""
        self.front.chain_start(right_recovery_key(self._held.body, text))
        self.front.append((), (Access(RECOVERY_TESTED),))

    def require_recovery_key(self, text: str) -> None:
        """Raise KeyTrouble for a typed recovery key that is not this vault's. Nothing is noted."""
        right_recovery_key(self._held.body, text)

    def replace_recovery_key(self, old: str | None = None) -> str:
        """Make a new recovery key, seal to it everything that is open here, or that the old one opens, and return it.

        `recovery_coverage` says what it opens only when others have signed in. Raises NotAllowedTrouble for anybody
        but a manager, KeyTrouble for a wrong old one, DamageTrouble, StorageTrouble.
        """
        return recovering.replace_recovery_key(self._held, old)

    def recovery_coverage(self) -> tuple[Sealed, ...]:
        """Return what this person may know of, and whether the present recovery key opens it already."""
        return recovering.coverage(self._held)

    def recovery_drill(self, text: str) -> Drill:
        """Try a typed recovery key on everything, and note what came of it. Raises KeyTrouble for a wrong one."""
        return recovering.hold_drill(self._held, text)

    def check_history(
        self,
        compartment: Compartment,
        progress: Progress | None = None,
        recovery_key: str | None = None,
        anchors: Sequence[Anchor] = (),
    ) -> Verdict:
        """Check a compartment; with the recovery key, also what nobody can have made again. Raises KeyTrouble."""
        identity = right_recovery_key(self._held.body, recovery_key) if recovery_key else None
        first_key = compartment.chain_start(identity) if identity else None
        return compartment.verify(progress, first_key=first_key, anchors=anchors)

    def seal_to_team(self, data: bytes) -> bytes:
        """Seal bytes so that only members of casework can open them."""
        return seal(data, [self.team])

    @property
    def team(self) -> str:
        """Where to seal what is for the team: an age recipient."""
        return self._held.body.team

    def open_for_team(self, data: bytes) -> bytes:
        """Return what was sealed to the team. Raises NotAllowedTrouble, KeyTrouble or DamageTrouble."""
        return open_with_any(data, team_identities(self.casework))

    def seal_to(self, accounts: Sequence[str], data: bytes, *, to_recovery: bool = False) -> bytes:
        """Seal bytes so that each of these accounts can open them alone. Raises KeyTrouble for one that is gone.

        `to_recovery` has the recovery key open them too: what must not be lost when somebody's access is reset.
        """
        entries = [self._held.body.account(account) for account in accounts]
        found = [entry.recipient for entry in entries if entry is not None]
        if len(found) < len(accounts) or not found:
            raise KeyTrouble("An account that this is meant for is no longer there.", "Choose again who it is for.")
        return seal(data, [*found, self._held.body.recovery] if to_recovery else found)

    def open_for_me(self, data: bytes) -> bytes:
        """Return what was sealed to this person's account. Raises KeyTrouble or DamageTrouble."""
        return open_sealed(data, self._keys.opening)

    def backup_source(self) -> BackupSource:
        """Return what a backup is made from, while this vault is open."""
        folder, header, clock = self.places.vault, self._held.keeper.header, self.clock
        return BackupSource(folder, header, self.account.id, self.device, self._keys, clock)

    def sign(self, data: bytes) -> bytes:
        """Return this person's signature of data."""
        return sign(self._keys.signing, _SIGNED, self._bound(self.account.id, data))

    def verify(self, account_id: str, data: bytes, signature: bytes) -> bool:
        """Tell whether an account of this vault signed this data, also one that is gone or has other keys by now."""
        body, bound = self._held.body, self._bound(account_id, data)
        now = [entry.signing for entry in body.accounts if entry.id == account_id]
        publics = [*now, *(entry.signing for entry in body.former if entry.id == account_id)]
        return any(is_signed(from_text(public), _SIGNED, bound, signature) for public in publics)

    def _bound(self, account: str, data: bytes) -> bytes:
        """Bind data to the vault and its author, so that a signature fits nowhere else."""
        return canonical([self.id, account]) + data

    def close(self) -> None:
        """Close every file, let go of the keys, and let another program have the vault. A second time is nothing."""
        self._open = False
        self._held.close()

    @property
    def _keys(self) -> UserKeys:
        if not self._open:
            raise RuntimeError("closed")
        return self._held.keys
