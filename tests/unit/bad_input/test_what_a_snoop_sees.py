"""What somebody sees who has the files, the sentences or the errors, and no passphrase: nobody's name or words."""

import tempfile
from pathlib import Path

import pikepdf
import pytest
from pydantic import TypeAdapter, ValidationError

from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import keep_typing, save_step
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.referrals import begin_disclosure, build_pack, note_printed, plan_pack, save_locked
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.start import lock
from safeguard_desktop.errors import InputTrouble
from safeguard_desktop.records import Adult, Concern, MaracReferral, Person
from safeguard_desktop.settings import Preferences, save_preferences
from tests.unit.bad_input.bad_samples import MANAGER, PASSPHRASE, is_plain
from tests.unit.bad_input.conftest import Home

CANARY = "Quillfeather"


def holding(folder: Path, word: str) -> list[str]:
    """Return the files whose name or content holds a word, in any of the usual spellings."""
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    needles = {spelling.encode(code) for spelling in (word, word.lower(), word.upper()) for code in codes}
    needles |= {word.encode().hex().encode()}
    paths = [path for path in folder.rglob("*") if path.is_file()]
    named = [path.name for path in folder.rglob("*") if word.lower() in path.name.lower()]
    return named + [path.name for path in paths if any(needle in path.read_bytes() for needle in needles)]


def work_of_a_day(home: Home) -> Path:
    """Do everything that writes something, with the canary in it; return a file saved on purpose, as a control."""
    session = home.session
    adult = add_person(session, Adult(name=f"Tamsin {CANARY}", address=f"{CANARY} House"))
    alleged = add_person(session, Person(name=f"Gil {CANARY}"))
    work = begin_concern(session, adult)
    keep_typing(session, work, "what-happened", {"account": f"{CANARY} said tha"})
    case = hand_in(session, work, Concern(adult=adult, alleged=alleged, account=f"{CANARY} fell. " * 300))
    assert case is not None
    marac = begin_for(session, MaracReferral.kind, case)
    plan = plan_pack(session, save_step(session, marac, marac.record).id)
    pack = build_pack(session, plan, plan.first_ticked, f"{CANARY} Council")
    note_printed(session, plan, pack)
    locked = save_locked(session, plan, pack)
    begin_disclosure(session, plan, pack, locked=True)
    assert search(session, CANARY.lower())
    save_preferences(home.places, Preferences(theme="dark"))
    for name in (pack.file_name, locked.file_name, plan.title):
        assert CANARY not in name
    (home.places.vault.parent.with_name("saved") / locked.file_name).write_bytes(locked.data)
    control = home.places.vault.parent.with_name("control.txt")
    control.write_text("\n".join(pack.texts), encoding="utf-8")
    return control


def test_no_name_or_word_is_in_any_file_beside_the_ones_saved_on_purpose(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    temporary, saved = tmp_path / "temporary", tmp_path / "saved"
    temporary.mkdir()
    saved.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    control = work_of_a_day(home)
    folders = (home.places.vault, home.places.device, temporary, saved)
    words = (CANARY, *MANAGER.split(), "Odile", "Hara", "Willow", PASSPHRASE, home.recovery_key[-20:])
    while_open = [found for folder in folders for word in words for found in holding(folder, word)]
    lock(home.session)
    assert while_open == []
    assert [found for folder in folders for word in words for found in holding(folder, word)] == []
    assert list(temporary.iterdir()) == []
    assert holding(control.parent, CANARY) == [control.name]
    assert len([path for path in home.places.vault.rglob("*") if path.is_file()]) > 5


def test_a_pack_says_in_its_properties_whose_it_is_to_nobody(home: Home) -> None:
    session = home.session
    work = begin_for(session, MaracReferral.kind, home.case)
    plan = plan_pack(session, save_step(session, work, work.record).id)
    pack = build_pack(session, plan, (), "")
    home.places.vault.with_name("pack.pdf").write_bytes(pack.data)
    with pikepdf.open(home.places.vault.with_name("pack.pdf")) as pdf:
        told = f"{dict(pdf.docinfo.items())} {pdf.open_metadata()}"
        assert "Odile" in "".join(pack.texts)
        assert [word for word in ("Odile", "Hara", "Imani", "Okafor", home.adult, home.case) if word in told] == []


def test_a_sentence_never_repeats_what_was_typed(home: Home) -> None:
    work = begin_concern(home.session, home.adult)
    huge = f"{CANARY} " * 70_000
    record = Concern(adult=home.adult, account=huge, outcomes=huge, place_words=huge)
    with pytest.raises(InputTrouble) as caught:
        hand_in(home.session, work, record)
    assert CANARY not in repr(caught.value)
    assert CANARY not in is_plain(caught.value)


@pytest.mark.parametrize("answers", [{"account": f"{CANARY} " * 100_000}, {"adult": [CANARY]}, {"danger_now": CANARY}])
def test_an_error_of_a_record_never_repeats_what_was_typed(answers: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        Concern().with_answers(answers)
    assert CANARY not in str(caught.value)
    assert CANARY not in repr(caught.value)
    with pytest.raises(ValidationError) as control:
        TypeAdapter(int).validate_python(CANARY)
    assert CANARY in str(control.value)
