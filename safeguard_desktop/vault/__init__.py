"""Where records are kept: encrypted compartments, revisions, search and the chain. The only SQL."""

from safeguard_desktop.vault.all_lost import open_with_recovery_key
from safeguard_desktop.vault.before_unlock import BeforeUnlock, before_unlock, pin_seals
from safeguard_desktop.vault.compartment import Compartment
from safeguard_desktop.vault.creation import Created, create_vault
from safeguard_desktop.vault.model import (
    Access,
    AccessEntry,
    Account,
    Added,
    Anchor,
    Change,
    Draft,
    Drill,
    Head,
    Hit,
    Misfit,
    NewAccount,
    Point,
    Problem,
    Progress,
    Revision,
    Sealed,
    VaultState,
    Verdict,
)
from safeguard_desktop.vault.open_vault import OpenVault
from safeguard_desktop.vault.opening import open_vault, sign_in_list, vault_state
from safeguard_desktop.vault.rows import ErasedRecord, UnknownRecord

__all__ = [
    "Access",
    "AccessEntry",
    "Account",
    "Added",
    "Anchor",
    "BeforeUnlock",
    "Change",
    "Compartment",
    "Created",
    "Draft",
    "Drill",
    "ErasedRecord",
    "Head",
    "Hit",
    "Misfit",
    "NewAccount",
    "OpenVault",
    "Point",
    "Problem",
    "Progress",
    "Revision",
    "Sealed",
    "UnknownRecord",
    "VaultState",
    "Verdict",
    "before_unlock",
    "create_vault",
    "open_vault",
    "open_with_recovery_key",
    "pin_seals",
    "sign_in_list",
    "vault_state",
]
