"""Rows of the table: text, and what comes out."""

import base64
import csv
import json
import os
import subprocess
import sys
from functools import partial

from pydantic import ValidationError

from safeguard_desktop.casework.accounts import access_log, add_account
from safeguard_desktop.casework.cases import open_case
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.exporting import save_log_table
from safeguard_desktop.casework.guided import carry_on, keep_typing
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.printing import print_record
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock, sign_in
from safeguard_desktop.forms import text_of
from safeguard_desktop.keys import canonical
from safeguard_desktop.records import Adult, Concern, Role, When
from tests.unit.bad_input.bad_samples import ROOT
from tests.unit.bad_input.packs_made import good, team
from tests.unit.bad_input.rows_packs import bad_pack
from tests.unit.bad_input.table import STAYS, Try, row, said_of
from tests.unit.bad_input.test_bad_backups import (
    NOT_WHOLE,
    OTHERS_KEY,
    cut,
    said_of_another_backup,
    test_a_half_written_backup_is_refused_and_nothing_here_is_touched,
)
from tests.unit.bad_input.test_odd_answers import (
    test_a_day_that_cannot_be_true_is_named_and_what_was_typed_stays,
    test_a_day_that_there_is_not_is_never_made,
    test_a_name_is_found_however_it_is_spelt_also_after_opening_again,
    test_a_note_is_typed_saved_opened_again_found_and_printed,
)
from ui.pages.paper import write_file
from ui.widgets.problems import by_question


@row("Text", "NUL in a note", "")
def nul_in_a_note(tried: Try) -> str:
    """A note with a NUL is typed, saved, opened again, found and printed: a mark stands in its place."""
    test_a_note_is_typed_saved_opened_again_found_and_printed(tried.home, "Seen\x00twice", "twice")
    return ""


@row("Text", "lone surrogate", "")
def lone_surrogate(tried: Try) -> str:
    """A note with half a character is typed, saved, opened again, found and printed: a mark stands in its place."""
    test_a_note_is_typed_saved_opened_again_found_and_printed(tried.home, "Seen \ud800 twice", "twice")
    return ""


@row("Text", "bidirectional overrides in a name", "")
def overrides(tried: Try) -> str:
    """Somebody's name turns the text around it; it is found by its letters."""
    test_a_name_is_found_however_it_is_spelt_also_after_opening_again(tried.home, "\u202eGwen\u202c Vale", "gwen")
    return ""


@row("Text", "a 10 MB note", "too long", "what was typed, as a draft")
def huge_note(tried: Try) -> str:
    """Ten megabytes are pasted into a note."""
    session, huge = tried.home.session, "She said so. " * (10 * 2**20 // 13)
    work, said = begin_concern(session, tried.home.adult), ""
    keep_typing(session, work, "what-happened", {"account": huge})
    try:
        Concern(adult=tried.home.adult, account=huge)
    except ValidationError as error:
        said = by_question(error)["account"]
    assert carry_on(session, work.id).raw == {"account": huge}
    return said


@row("Text", "search syntax", "")
def search_syntax(tried: Try) -> str:
    """Signs of a query are searched for."""
    typed = ('"', "*", "NEAR(", '" OR "x*', "-")
    return "".join(said_of(partial(search, tried.home.session, one)) for one in typed)


@row("Text", "cells starting with = + - @ in an export", "")
def formulas_in_a_table(tried: Try) -> str:
    """Colleagues whose names would be formulas look at a case, and the log of it is saved as a table."""
    home, names = tried.home, ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(4)")
    for name in names:
        added = add_account(home.session, name, Role.CASEWORKER)
        lock(home.session)
        colleague = sign_in(home.places, added.account.id, added.start_code, clock=home.session.clock)
        open_case(colleague, home.case)
        lock(colleague)
        home.again()
    saved = save_log_table(home.session, access_log(home.session, case=home.case), "=1+1 was asked for")
    path = write_file(tried.folder / "table.csv", saved.data)
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file, strict=True) for cell in line]
    assert {f"'{name}" for name in names} <= set(cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    return ""


@row("Text", "impossible dates", "November 2026 has only 30 days.")
def impossible_dates(_tried: Try) -> str:
    """31 November is typed."""
    said = "November 2026 has only 30 days."
    test_a_day_that_there_is_not_is_never_made({"year": 2026, "month": 11, "day": 31}, said)
    return said


@row("Text", "29 February", "February 2023 has only 28 days.")
def leap_day(tried: Try) -> str:
    """29 February is typed: of a leap year it is kept, of another it is said that there is none."""
    said = "February 2023 has only 28 days."
    test_a_day_that_there_is_not_is_never_made({"year": 2023, "month": 2, "day": 29}, said)
    adult = add_person(tried.home.session, Adult(name="Gwen Vale", date_of_birth=When(year=1952, month=2, day=29)))
    found = tried.home.again().casework.current(adult)
    assert found is not None
    assert found.body.answer("date_of_birth") == When(year=1952, month=2, day=29)
    return said


@row("Text", "a date before birth", "is before the date of birth.", "what was typed, as a draft")
def before_birth(tried: Try) -> str:
    """What happened is said to have been the day before the adult was born."""
    answers, said = {"happened": When(year=1941, month=3, day=3)}, "is before the date of birth."
    test_a_day_that_cannot_be_true_is_named_and_what_was_typed_stays(tried.home, answers, said)
    return said


PRINT = """
import sys
from pathlib import Path
from types import SimpleNamespace
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from safeguard_desktop.casework.referrals import BuiltPack
from safeguard_desktop.forms import plain_sheet
from datetime import datetime, UTC
from ui.dialogs import PaperRun
from ui.pages.paper import print_pages
app = QApplication([])
printer = QPrinter()
printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
printer.setOutputFileName("/nowhere/at/all/paper.pdf")
dialogs = SimpleNamespace(printer=lambda parent, pages: PaperRun(printer, pages), tell=lambda *said: print(*said[1:]))
sheet = plain_sheet("Title", ("A line",), datetime.now(UTC))
print("went" if print_pages(dialogs, None, BuiltPack(sheet, ("Title",), "a.pdf")) else "did not go")
"""


@row("Output", "printer offline", "The printer did not take the pages.", "the record, and nothing is noted as printed")
def printer_offline(_tried: Try) -> str:
    """The printer is not there when the pages go to it."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run([sys.executable, "-c", PRINT], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert ran.stdout.endswith("did not go\n")
    return ran.stdout


@row("Output", "a glyph the font lacks", "", "the words as they were written")
def missing_glyph(tried: Try) -> str:
    """A sign that no typeface of ours has stands in a record that is printed: its name is printed for it."""
    session = tried.home.session
    work = begin_concern(session, tried.home.adult)
    hand_in(session, work, Concern(adult=tried.home.adult, account="She drew \U00013000 twice"))
    printed = "".join(text_of(print_record(session, work.id)))
    assert "She drew" in printed
    assert "\U00013000" in printed or "U+13000" in printed
    return ""


@row("Output", "the PDF open elsewhere", "If it is open in another program, close it")
def open_elsewhere(tried: Try) -> str:
    """A file is to be saved under a name that cannot be replaced."""
    taken = tried.folder / "referral.pdf"
    (taken / "held").mkdir(parents=True)
    said = said_of(lambda: write_file(taken, b"%PDF"))
    assert [path.name for path in tried.folder.iterdir()] == ["referral.pdf"]
    return said


@row("Output", "half-written backup", NOT_WHOLE)
def half_written_backup(tried: Try) -> str:
    """Half of a backup is there when one wants to restore it."""
    test_a_half_written_backup_is_refused_and_nothing_here_is_touched(tried.home, cut)
    return NOT_WHOLE


@row("Output", "backup of another vault", OTHERS_KEY, "both vaults")
def backup_of_another(tried: Try) -> str:
    """A backup of another organisation is opened: it wants its own key, and is then said to be another's."""
    return said_of_another_backup(tried.home, tried.folder)


@row("Output", "an attachment that is a program", "damaged or not whole", STAYS)
def program_attached(tried: Try) -> str:
    """A pack holds a program for Windows where a record should be."""

    def make(session: Session) -> bytes:
        pack = json.loads(good(session))
        (name,) = pack["objects"]
        pack["objects"][name] = base64.b64encode(b"MZ\x90\x00" * 100).decode("ascii")
        return canonical(pack)

    return bad_pack(tried, team(make))
