"""Somebody who has signed in: what they hold open, and what their role lets them do."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from safeguard_desktop.casework.all_cases import AllCases, all_cases
from safeguard_desktop.clock import Clock
from safeguard_desktop.errors import NotAllowedTrouble
from safeguard_desktop.records import Kinds
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault import Account, Compartment, OpenVault


class Power(StrEnum):
    """Something that a role allows. Recording a concern is no power: everybody can, always."""

    CASEWORK = "read and write cases"
    DECIDE = "decide about sharing and risk"
    MANAGE = "manage accounts and this organisation’s details"


_POWERS = {
    Role.CARE_WORKER: frozenset[Power](),
    Role.CASEWORKER: frozenset({Power.CASEWORK}),
    Role.SAFEGUARDING_LEAD: frozenset({Power.CASEWORK, Power.DECIDE}),
    Role.REGISTERED_MANAGER: frozenset({Power.CASEWORK, Power.DECIDE, Power.MANAGE}),
}
_WHO = {
    Power.CASEWORK: "Ask a caseworker, the safeguarding lead or the manager.",
    Power.DECIDE: "Ask the safeguarding lead or the manager. You can still record a concern.",
    Power.MANAGE: "Ask the registered manager.",
}


FRESH_SECONDS = 10 * 60
"""How long after a passphrase was typed its owner is taken to be the one at the keyboard, for what opens everything."""


@dataclass(frozen=True)
class Session:
    """A signed-in person and the vault that their passphrase opened."""

    vault: OpenVault
    is_demonstration: bool = False
    remembered: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of each case, by its id, and of the clock, until they change; gone when the session ends."""
    proved: float = field(default_factory=time.monotonic, repr=False, compare=False)
    """When the passphrase was typed, by a clock that nobody can set."""

    @property
    def account(self) -> Account:
        """Who is signed in."""
        return self.vault.account

    @property
    def clock(self) -> Clock:
        """The clock that everything in this session is dated by."""
        return self.vault.clock

    @property
    def kinds(self) -> Kinds:
        """The kinds of record known."""
        return self.vault.kinds

    @property
    def casework(self) -> AllCases:
        """The cases, restricted ones too for their members. Raises NotAllowedTrouble for a role without the key."""
        self.require(Power.CASEWORK)
        return all_cases(self.vault.casework, self.vault.restricted())

    @property
    def desk(self) -> Compartment:
        """This person's own desk."""
        return self.vault.desk

    def may(self, power: Power) -> bool:
        """Tell whether the person's role includes a power."""
        return power in _POWERS[self.account.role]

    def require(self, power: Power) -> None:
        """Raise NotAllowedTrouble, saying whom to ask, when the role does not include a power."""
        if not self.may(power):
            role = self.account.role.label.lower()
            raise NotAllowedTrouble(f"A {role} cannot {power.value} here.", _WHO[power])

    @property
    def is_fresh(self) -> bool:
        """Whether the passphrase was typed a short while ago; the examples have none."""
        return self.is_demonstration or time.monotonic() - self.proved <= FRESH_SECONDS

    def require_fresh(self) -> None:
        """Raise NotAllowedTrouble when somebody else may be at the keyboard by now.

        Asked before what lets another person in: one minute at an unlocked screen must not be enough for it.
        """
        if not self.is_fresh:
            sentence = "This needs your passphrase, typed within the last ten minutes."
            raise NotAllowedTrouble(sentence, "Lock now (Ctrl+L), sign in again, and do it then.")

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self.clock.now()
