"""How the recovery key stands: on which paper, when it was tested and tried on everything, what it does not open."""

from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.casework.recovery import SPLIT, Covered, recovery_coverage
from safeguard_desktop.casework.session import Power, Session
from safeguard_desktop.vault import AccessEntry
from safeguard_desktop.vault.open_vault import RECOVERY_TESTED
from safeguard_desktop.vault.recovering import DRILL, REPLACED


@dataclass(frozen=True)
class Done:
    """Something done about the recovery key: when (in UTC), by whom, and what came of it."""

    at: datetime
    who: str
    result: str = ""


@dataclass(frozen=True)
class RecoveryStanding:
    """What the log says of the present key. `uncovered` is what it opens only after its people have signed in."""

    is_split: bool
    replaced: Done | None
    tested: Done | None
    drill: Done | None
    uncovered: tuple[Covered, ...]


def recovery_standing(session: Session) -> RecoveryStanding:
    """Return how the recovery key stands. Raises NotAllowedTrouble but for a manager."""
    session.require(Power.MANAGE)
    looks = session.vault.front.looks()
    replaced = _last(looks, REPLACED)
    since = looks[looks.index(replaced) :] if replaced else looks
    names = session.vault.account_names()
    return RecoveryStanding(
        is_split=_last(since, SPLIT) is not None,
        replaced=_done(replaced, names),
        tested=_done(_last(since, RECOVERY_TESTED), names),
        drill=_done(_last(since, DRILL), names),
        uncovered=tuple(part for part in recovery_coverage(session) if not part.opens),
    )


def _last(looks: tuple[AccessEntry, ...], what: str) -> AccessEntry | None:
    return next((look for look in reversed(looks) if look.what.startswith(what)), None)


def _done(look: AccessEntry | None, names: dict[str, str]) -> Done | None:
    if look is None:
        return None
    return Done(look.at, names.get(look.author, "Somebody"), look.what.partition(": ")[2])
