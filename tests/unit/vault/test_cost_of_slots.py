"""What a guess costs is not for whoever can write the header to say."""

from safeguard_desktop.keys import KdfCost
from safeguard_desktop.keys.header import SlotEntry, with_macs
from safeguard_desktop.keys.slots import SlotOwner, make_slot
from safeguard_desktop.keys.texts import to_text
from safeguard_desktop.records.vocabulary import Role
from safeguard_desktop.vault import NewAccount
from safeguard_desktop.vault.header_files import read_headers, write_headers
from tests.unit.vault.homes import OWN, Home
from tests.unit.vault.vault_samples import PASSPHRASE

DEAR = KdfCost(memory_kib=256, passes=2, lanes=1)


def test_a_cheap_slot_that_was_slipped_in_makes_no_passphrase_or_start_code_cheap_to_guess(home: Home) -> None:
    held = home.vault._held
    me, front = held.entry_of(held.account), held.body.compartments[0]
    owner = SlotOwner(held.body.vault, me.id)
    cheap = SlotEntry(id="decoy", salt=to_text(bytes(16)), memory_kib=64, passes=1, lanes=1, box=to_text(bytes(60)))
    slots = [cheap, SlotEntry.of(make_slot(owner, "real", PASSPHRASE, held.keys, DEAR))]
    body = held.body.model_copy(update={"accounts": [me.model_copy(update={"slots": slots})]})
    write_headers(home.places.vault, with_macs(body, {front.id: held.keeper.keys[front.id]}, held.keeper.header.macs))
    home.manager().change_passphrase(OWN, PASSPHRASE)
    home.vault.add_account(NewAccount("Craig Dunn", Role.CARE_WORKER))
    (header,) = read_headers(home.places.vault)
    assert [slot.slot().cost for entry in header.body.accounts for slot in entry.slots] == [DEAR, DEAR]
