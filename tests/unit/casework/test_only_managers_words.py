"""Whom to reach, and who may do what, is what managers wrote, whoever else can write the files."""

import pytest

from safeguard_desktop.casework.desk import role_of
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import organisation, save_organisation
from safeguard_desktop.records import Record, Role
from safeguard_desktop.records.organisation import Contact, Organisation
from safeguard_desktop.vault import Change
from safeguard_desktop.vault.accounts import AccountRecord
from tests.unit.casework.colleagues import add_colleague, sign_in_as
from tests.unit.casework.conftest import PASSPHRASE

THEIRS = Contact(name="Invented MARAC", email="craig@elsewhere.example")


def _write_past_the_program(session: Session, record: str, body: Record) -> None:
    front = session.vault.front
    parents = tuple(head.id for head in front.heads(record))
    front.append([Change(record, body.kind, body, parents=parents)])


@pytest.mark.parametrize("role", [Role.CARE_WORKER, Role.SAFEGUARDING_LEAD])
def test_an_address_that_no_manager_wrote_is_not_used(session: Session, role: Role) -> None:
    manager, before = session.account.id, organisation(session)
    theirs = sign_in_as(session, add_colleague(session, "Craig Dunn", role))
    record = theirs.vault.front.list(kind=Organisation.kind)[-1].record
    _write_past_the_program(theirs, record, before.model_copy(update={"marac": THEIRS}))
    assert organisation(theirs) == before
    again = sign_in_as(theirs, manager, PASSPHRASE)
    assert organisation(again) == before
    save_organisation(again, before.model_copy(update={"name": "Willow House"}))
    assert organisation(again).name == "Willow House"
    again.vault.close()


def test_the_role_of_somebody_who_left_is_the_one_that_a_manager_gave_them(session: Session) -> None:
    gone, worker = (add_colleague(session, name, Role.CARE_WORKER) for name in ("Ade Bakare", "Craig Dunn"))
    session.vault.remove_account(gone)
    theirs = sign_in_as(session, worker)
    _write_past_the_program(theirs, gone, AccountRecord(name="Ade Bakare", role=Role.SAFEGUARDING_LEAD))
    assert role_of(theirs, gone) is Role.CARE_WORKER
    theirs.vault.close()
