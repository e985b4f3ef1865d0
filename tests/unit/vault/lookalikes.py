"""Records of somebody's own making that name another vault's recovery key, as anybody can who has read its header."""

from dataclasses import dataclass
from pathlib import Path

from safeguard_desktop.clock import SystemClock
from safeguard_desktop.keys.charter import Charter, Pin, signed_roster
from safeguard_desktop.keys.header import with_macs
from safeguard_desktop.settings import Places
from safeguard_desktop.vault.backup import copy_set, seal_set
from safeguard_desktop.vault.backup_source import BackupSource
from safeguard_desktop.vault.governing import PIN
from safeguard_desktop.vault.header_files import write_headers
from safeguard_desktop.vault.making import sealed_to
from tests.unit.vault.backup_samples import nothing, write
from tests.unit.vault.vault_samples import make


@dataclass(frozen=True)
class Lookalike:
    """Where it lies, and a backup of it that opens with the other vault's recovery key."""

    places: Places
    backup: Path


class _SealedToUs(BackupSource):
    """What a backup is made from that opens with our recovery key, whichever its header names."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Return where the keys in the header are sealed to."""
        return (self.header.body.compartments[0].recovery,)


def lookalike(folder: Path, ours: Charter, *, names: str = "", vouched: str | None = None) -> Lookalike:
    """Make records that are whole, with everything sealed to the recovery key of `ours`.

    Their charter says that this is their recovery key, or that `names` is; `vouched` is the signature in it.
    """
    places = Places.below(folder)
    vault = make(places).vault
    write(vault, 7)
    held = vault._held
    keys, account, signing = dict(held.keeper.keys), held.account, held.keys
    entries = []
    for entry in held.body.compartments:
        held.compartments[entry.id].seal_from_here(ours.recovery)
        entries.append(sealed_to(entry, keys[entry.id], entry.members, ours.recovery))
    named = {"recovery": names or ours.recovery, "recovery_signing": ours.recovery_signing, "vouched": vouched}
    charter = held.body.charter.model_copy(update=named).signed(account, signing.signing)
    body = held.body.model_copy(update={"charters": [charter], "compartments": entries})
    roster = signed_roster(charter, 1, body.rostered(), account, signing.signing)
    header = with_macs(body.model_copy(update={"roster": roster}), keys)
    for compartment in held.compartments.values():
        compartment.put_meta(PIN, Pin(1, charter.digest(), 1).to_bytes())
    vault.close()
    write_headers(places.vault, header)
    source = _SealedToUs(places.vault, header, account, vault.device, signing, SystemClock())
    return Lookalike(places, seal_set(copy_set(source, "test"), places.backups, nothing).path)
