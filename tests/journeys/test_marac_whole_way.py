"""From the first word of a concern to a MARAC referral that was sent and has arrived, with the keyboard alone."""

from pathlib import Path

from PySide6.QtCore import Qt

from safeguard_desktop.forms import text_of
from safeguard_desktop.records import Fact, YesNo
from safeguard_desktop.records.referral_lists import DisclosureStatus, MaracCriterion
from safeguard_desktop.records.sharing_lists import Decided
from safeguard_desktop.records.vocabulary import Agreement, SharingMethod
from tests.journeys.person import Person
from tests.journeys.typist import Typist
from ui.pages.case import CasePage
from ui.pages.pack import PackPage
from ui.pages.pack_parts import Passphrase
from ui.pages.referrals import ReferralsPage

ADULT, PARTNER = "Margaret Ellis", "Leonard Ellis"
ACCOUNT = "She said that he held her by the throat on Sunday evening."
WISH = "I want it to stop, and I want to stay here."
_YES = Fact(answer=YesNo.YES, evidence="Her daughter lives there too")


def _finish(person: Person, what: str) -> CasePage:
    person.push(what)
    return person.is_at(CasePage)


def _concern(person: Person) -> None:
    person.push("Record a concern")
    story = {
        "danger_now": YesNo.NO,
        "adult": ADULT,
        "account": ACCOUNT,
        "alleged_known": YesNo.YES,
        "alleged": PARTNER,
        "alleged_staff": YesNo.NO,
        "alleged_uses_care": YesNo.NO,
        "others_at_risk": YesNo.YES,
    }
    Typist(person, story).to_the_end(person.begins_to_write())
    page = _finish(person, "Hand in this concern")
    assert page.view is not None
    assert page.view.row.adult == ADULT


def _conversation(person: Person) -> None:
    person.push("Talk with the adult about sharing, if it is safe")
    story = {"agrees_sharing": Agreement.REFUSE, "agrees_intervention": Agreement.REFUSE, "outcomes": WISH}
    Typist(person, story).to_the_end(person.begins_to_write())
    _finish(person, "Finish")
    person.waits_to_see("Does not consent")


def _decision(person: Person) -> None:
    person.push("Decide whether to share, and write down why")
    guide = person.begins_to_write()
    story = {"others_at_risk": _YES, "decision": Decided.SHARE_PART, "sharing_could_prevent_crime": _YES}
    typist = Typist(person, story)
    typist.to_the_end(guide, until="your-decision")
    person.waits_to_see("What the policy allows")
    assert person.sees("You can share without consent: 2 grounds apply")
    assert person.sees("What you decide, and why")
    typist.to_the_end(guide)
    _finish(person, "Finish")


def _referral(person: Person) -> None:
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.answer("Which kind of referral?", "MARAC: domestic abuse with a high risk")
    person.fill("Whose case?", "Margaret")
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    person.push("Begin the referral")
    guide = person.begins_to_write()
    story = {"criteria": (MaracCriterion.JUDGEMENT,), "adult_wishes": WISH}
    Typist(person, story).to_the_end(guide)
    _finish(person, "Finish")


def _pack(person: Person, folder: Path) -> str:
    """Look at the pages, save them locked, and return the words of the file."""
    person.push("Print and send: MARAC referral")
    page = person.is_at(PackPage)
    person.waits(lambda: page.is_built)
    person.push("Read as text")
    assert ADULT in page.preview.text.toPlainText()
    assert ACCOUNT in " ".join(page.preview.text.toPlainText().split())
    person.answers.save_to = folder
    person.push("Save locked PDF")
    person.waits_to_see("The locked PDF is saved")
    (shown,) = page.findChildren(Passphrase)
    passphrase = shown.shown.text()
    (saved,) = folder.glob("*.pdf")
    assert ADULT.split()[1].lower() not in saved.name.lower()
    person.push("Record what was sent")
    person.waits_to_see("Write the passphrase down first")
    person.push("I have written it down")
    assert not person.sees(passphrase)
    return " ".join(" ".join(text_of(saved.read_bytes(), passphrase)).split())


def _disclosure(person: Person) -> None:
    person.push("Record what was sent")
    guide = person.begins_to_write()
    story = {"status": DisclosureStatus.SENT, "method": SharingMethod.LOCKED_FILE}
    Typist(person, story).to_the_end(guide)
    _finish(person, "Finish")
    person.waits_to_see("Ask Invented MARAC whether it came")


def _arrival(person: Person) -> None:
    person.push("Ask Invented MARAC whether it came")
    guide = person.begins_to_write()
    assert person.sees("They confirmed that it came")
    Typist(person, {"status": DisclosureStatus.RECEIVED}).to_the_end(guide)
    _finish(person, "Finish")


def test_a_concern_becomes_a_marac_referral_that_arrived(person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "to send"
    folder.mkdir()
    person.start()
    person.signs_in()
    _concern(person)
    _conversation(person)
    _decision(person)
    _referral(person)
    words = _pack(person, folder)
    assert ADULT in words
    assert PARTNER in words
    assert WISH in words
    _disclosure(person)
    _arrival(person)
    person.push("Referrals")
    person.is_at(ReferralsPage)
    person.waits_to_see(DisclosureStatus.RECEIVED.label)
