"""A program of its own that does everything a day brings, with a canary in each place: to be watched from outside.

Arguments: the home, which has a vault with a case; where it may make files on purpose; and "leaks" for a control that
puts the pack on the disk as it is, for a moment. Pages are built without compression, so that their words can be found
wherever they go. On the standard error it says `begin` and `end` around the building of a pack, so that a watcher knows
which files were written meanwhile.
"""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from safeguard_desktop.casework import printing
from safeguard_desktop.casework.backups import back_up_now
from safeguard_desktop.casework.concerns import begin_concern, hand_in
from safeguard_desktop.casework.guided import keep_typing, save_step
from safeguard_desktop.casework.people import add_person
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.referrals import BuiltPack, PackPlan, build_pack, page_of, plan_pack, save_locked
from safeguard_desktop.casework.searching import search
from safeguard_desktop.casework.session import Session
from safeguard_desktop.casework.start import lock
from safeguard_desktop.forms import print_form
from safeguard_desktop.records import Adult, Concern, MaracReferral
from safeguard_desktop.settings import Places
from tests.unit.bad_input.bad_samples import signed_in
from tests.unit.casework.backing_up_at_once import hold_backup_drill
from ui.dialogs import PRINT_DPI, PaperRun
from ui.widgets.page_viewer import PageViewer

CANARY = "Quillfeather"
PAPER = "paper.pdf"
"""The file that stands for a printer: the one place where pages may go while a pack is looked at and printed."""
POINTS_PER_INCH = 72


def main(home: str, saved: str, leaks: str = "") -> None:
    """Do all of it once."""
    setattr(printing, "print_form", partial(print_form, compress=False))  # noqa: B010  # as only a test asks for it
    session = signed_in(Places.below(Path(home)))
    adult = add_person(session, Adult(name=f"Tamsin {CANARY}", address=f"{CANARY} House"))
    work = begin_concern(session, adult)
    keep_typing(session, work, "what-happened", {"account": f"{CANARY} said tha"})
    case = hand_in(session, work, Concern(adult=adult, account=f"{CANARY} fell. " * 300))
    assert case is not None
    marac = begin_for(session, MaracReferral.kind, case)
    plan = plan_pack(session, save_step(session, marac, marac.record).id)
    say("begin")
    pack = build_and_leak(session, plan) if leaks else build(session, plan)
    look_at(pack)
    put_on_paper(pack, Path(saved, PAPER))
    locked = save_locked(session, plan, pack)
    say("end")
    assert search(session, CANARY.lower())
    session.casework.rebuild()
    back_up_now(session)
    hold_backup_drill(session)
    lock(session)
    Path(saved, "locked.pdf").write_bytes(locked.data)
    Path(saved, "passphrase.txt").write_text(locked.passphrase, encoding="utf-8")
    Path(saved, "control.txt").write_text("\n".join(pack.texts), encoding="utf-8")


def build(session: Session, plan: PackPlan) -> BuiltPack:
    """Build a pack."""
    return build_pack(session, plan, plan.first_ticked, f"{CANARY} Council")


def build_and_leak(session: Session, plan: PackPlan) -> BuiltPack:
    """Build a pack, with a file of it under a name of the program's own, then under a person's, and gone at once."""
    pack = build(session, plan)
    beside = session.vault.places.device / "known.box.part"
    beside.write_bytes(pack.data)
    beside.rename(beside.with_name(f"Tamsin {CANARY}.tmp")).unlink()
    return pack


def look_at(pack: BuiltPack) -> None:
    """Show every page in the window's viewer."""
    app = QApplication.instance() or QApplication([])
    viewer = PageViewer()
    viewer.wanted.connect(lambda page, scale: viewer.show_picture(page, page_of(pack, page, scale)))
    viewer.open(pack.texts)
    viewer.show()
    for number in range(pack.pages):
        viewer.go_to(number)
        app.processEvents()
    viewer.close()


def put_on_paper(pack: BuiltPack, paper: Path) -> None:
    """Print every page as the program does."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    run = PaperRun(printer, pack.pages)
    for number in run.pages:
        run.add(page_of(pack, number, PRINT_DPI / POINTS_PER_INCH))
    run.finish()


def say(word: str) -> None:
    """Tell the watcher."""
    sys.stderr.write(f"{word}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
