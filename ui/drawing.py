"""Draws the screen to pictures: every page, and every step of every guide, on the examples, without a screen."""

import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from safeguard_desktop.casework.actions import Go
from safeguard_desktop.casework.backups import back_up_now
from safeguard_desktop.casework.cases import CaseView, list_cases, open_case
from safeguard_desktop.casework.concerns import begin_concern
from safeguard_desktop.casework.guided import Work, carry_on, save_step
from safeguard_desktop.casework.referrals import list_referrals
from safeguard_desktop.casework.restricting import propose_restriction, restrict
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import ALL_KINDS, Concern, Record, Role, YesNo, steps, steps_asked
from safeguard_desktop.settings import Places, Preferences, save_preferences
from ui.album import Album, Say
from ui.guides.check_page import CHECK
from ui.pages.account_views import ACTS, AddView
from ui.pages.case import CasePage
from ui.pages.first_start_pages import AccountPage, AskPage, WelcomePage
from ui.pages.forgotten import ForgottenPage, RecoveryKeyPage
from ui.pages.recovery import RecoveryPage, TestKeyPage
from ui.pages.report_offer import ReportOffer
from ui.pages.report_parts import HiddenPage, LastLookPage, ReadersPage, ReportPage
from ui.pages.restore_pages import BackupKeyPage, ChooseBackupPage
from ui.pages.settings import SettingsPage
from ui.pages.settings_accounts import AccountsPart
from ui.pages.settings_recovery import RecoveryKeyPart
from ui.pages.shell import Place, Wish
from ui.pages.sign_in import SignInPage
from ui.pages.split_views import SplitView
from ui.pages.work import WorkPage
from ui.stage import Stage

_WARNED = 15.0
"""Seconds before the idle lock at which its warning is drawn."""


def draw_screens(app: QApplication, out: Path, theme: str, text_percent: int, progress: Say) -> int:
    """Draw everything to numbered PNG files of 1366 by 768 below `out`; return how many.

    Raises StorageTrouble when the folder cannot be written.
    """
    album = Album(out, progress)
    with tempfile.TemporaryDirectory(prefix="safeguard-screens-") as folder:
        for name, draw in (
            ("first", draw_first_start),
            ("again", draw_sign_in),
            ("again", draw_report),
            ("examples", draw_examples),
        ):
            home = Path(folder) / ("first" if name == "again" else name)
            places = Places.below(home)
            save_preferences(places, Preferences(theme, text_percent))
            with Stage(app, places, album) as stage:
                draw(stage)
    return album.count


def draw_first_start(stage: Stage) -> None:
    """Draw the first start, from the welcome to the recovery key."""
    stage.draw("first-start-welcome")
    stage.page(WelcomePage).set_up.click()
    stage.draw("first-start-organisation")
    organisation = stage.page(AskPage)
    organisation.form.fields["name"].set_value("Willow Court")
    organisation.onward.click()
    stage.draw("first-start-contacts")
    stage.page(AskPage).onward.click()
    account = stage.page(AccountPage)
    account.name.setText("Amina Shah")
    account.suggest.click()
    stage.draw("first-start-account")
    account.onward.click()
    stage.draw("first-start-recovery-key")
    stage.page(RecoveryPage).onward.click()
    test = stage.page(TestKeyPage)
    test.typed.setPlainText(stage.made.recovery_key if stage.made else "")
    stage.draw("first-start-test-the-key")
    test.onward.click()
    stage.draw("today-at-first")
    stage.ask(back_up_now)


def draw_sign_in(stage: Stage) -> None:
    """Draw what comes before unlocking: a forgotten passphrase, signing in, restoring."""
    stage.page(SignInPage).forgotten.click()
    stage.draw("forgotten-passphrase")
    stage.page(ForgottenPage).recover.click()
    key = stage.page(RecoveryKeyPage)
    stage.draw("forgotten-recovery-key")
    key.box.turn.click()
    stage.draw("forgotten-two-sheets")
    key.shell.forgotten_wanted.emit()
    stage.page(ForgottenPage).onward.click()
    stage.page(SignInPage).shell.restore_wanted.emit()
    stage.draw("restore-which-backup")
    which = stage.page(ChooseBackupPage)
    if which.choices:
        which.choices[0].click()
        stage.draw("restore-recovery-key")
        stage.page(BackupKeyPage).shell.restore_wanted.emit()
        which = stage.page(ChooseBackupPage)
    which.back_button.click()
    stage.draw("sign-in")


def draw_report(stage: Stage) -> None:
    """Draw each page of a report without signing in, as far as the last look at it."""
    offer = stage.page(SignInPage).findChild(ReportOffer)
    if offer is None:
        raise RuntimeError("reporting is not offered")
    offer.report_button.click()
    for name in ("danger", "what-happened", "alleged", "who-knows"):
        asked = stage.page(ReportPage)
        for form in asked.forms:
            if "account" in form.fields:
                form.fields["account"].set_value("She had a bruise on her arm, and would not say how it came.")
            if "alleged_staff" in form.fields:
                form.fields["alleged_staff"].set_value(YesNo.YES)
        stage.draw(f"report-{name}")
        asked.onward.click()
    stage.draw("report-who-may-open-it")
    stage.program.lock()
    stage.draw("report-hidden")
    stage.page(HiddenPage).onward.click()
    stage.page(ReadersPage).onward.click()
    stage.draw("report-last-look")
    stage.page(LastLookPage).onward.click()
    stage.draw("report-sent")


def draw_examples(stage: Stage) -> None:
    """Draw the demonstration: every page, every part of a case, every guide step."""
    stage.page(WelcomePage).look_around.click()
    stage.draw("today")
    views = stage.ask(_views)
    stage.go(Place.CASES, "cases")
    _draw_case(stage, views[0])
    stage.go(Place.INBOX, "handed-in")
    stage.go(Place.HAND_OVER, "hand-over", case_id=views[0].row.id)
    for place in (Place.REVIEWS, Place.REFERRALS):
        stage.go(place, place.value.lower())
    _draw_packs(stage)
    stage.go(Place.GUIDANCE, "guidance")
    stage.go(Place.GUIDANCE, "guidance-why-these-nine", section="nine-grounds")
    for part in _parts(stage):
        stage.go(Place.SETTINGS, f"settings-{part}", part=part)
    _draw_people(stage)
    _draw_recovery(stage)
    stage.go(Place.FOUND, "search", text="bruise")
    _draw_covers(stage)
    for kind in ALL_KINDS:
        _draw_guide(stage, kind, tuple(_records_of(kind.kind, views)))
    _draw_restricting(stage, views)


def _draw_people(stage: Stage) -> None:
    """Draw what a manager does with an account, each as far as the last button."""
    part = stage.open_part("people", AccountsPart)
    part.ask_new()
    stage.settle()
    if isinstance(part.view, AddView):
        part.view.name.set_value("Bo Adeyemi")
        part.view.role.set_value(Role.CARE_WORKER)
        stage.draw("settings-people-add")
        part.view.go()
    stage.draw("settings-people-start-code")
    part.show_list()
    stage.settle()
    for person in part.people[-1:]:
        part.show_person(person.id)
        stage.draw("settings-people-one")
        for act in ACTS:
            part.act(person, act)
            stage.draw(f"settings-people-{act}")


def _draw_recovery(stage: Stage) -> None:
    part = stage.open_part("recovery", RecoveryKeyPart)
    part.ask_test()
    stage.draw("settings-recovery-test")
    part.ask_split()
    if isinstance(part.view, SplitView):
        stage.draw("settings-recovery-split")
        part.view.new.click()
        part.view.go()
    stage.draw("settings-recovery-sheet")
    part.show_home()


def _draw_restricting(stage: Stage, views: Sequence[CaseView]) -> None:
    case = next(view.row.id for view in views if any(thing.action.go is Go.RESTRICT for thing in view.next))
    stage.go(Place.RESTRICT, "restrict", case_id=case)
    proposal = stage.ask(partial(propose_restriction, case_id=case))
    stage.ask(partial(restrict, case_id=case, members=proposal.ticked, reason=proposal.why))
    stage.go(Place.CASE, "case-restricted", case_id=case)
    stage.go(Place.RESTRICT, "restricted-who-may-see", case_id=case)
    stage.go(Place.CASES, "cases-one-restricted")
    work = stage.ask(_concern_about_staff)
    stage.program.go(Wish(Place.WORK, {"record_id": work.id, "step": CHECK}))
    guide = stage.page(WorkPage).guide
    assert guide is not None
    stage.draw("concern-about-staff")
    guide.save()
    stage.draw("concern-about-staff-who-may-open-it")


def _concern_about_staff(session: Session) -> Work:
    told = Concern(summary="Pulled up by the arm", alleged_known=YesNo.NO, alleged_staff=YesNo.YES)
    return save_step(session, begin_concern(session), told, CHECK)


def _views(session: Session) -> tuple[CaseView, ...]:
    """Return every case, the one with the most in it first."""
    views = [open_case(session, row.id) for row in list_cases(session)]
    return tuple(sorted(views, key=lambda view: len(view.events), reverse=True))


def _parts(stage: Stage) -> tuple[str, ...]:
    stage.program.go(Wish(Place.SETTINGS))
    return tuple(stage.page(SettingsPage).parts)


def _draw_case(stage: Stage, view: CaseView) -> None:
    stage.program.go(Wish(Place.CASE, {"case_id": view.row.id}))
    stage.settle()
    tabs = stage.page(CasePage).tabs
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        stage.draw(f"case-{_file_words(tabs.tabText(number))}")
    decided = [event for event in view.events if event.kind == "sharing-decision"]
    for event in decided[:1]:
        stage.go(Place.RECORD, "record", record_id=event.record)


def _file_words(text: str) -> str:
    """Return the letters of a text as they can stand in a file's name."""
    return "-".join("".join(c if c.isalpha() else " " for c in text.lower()).split())


def _draw_packs(stage: Stage) -> None:
    drawn: set[str] = set()
    for row in stage.ask(list_referrals):
        if row.kind not in drawn:
            drawn.add(row.kind)
            stage.go(Place.PACK, f"pack-{row.kind}", record_id=row.record)


def _draw_covers(stage: Stage) -> None:
    stage.program.go(Wish(Place.TODAY))
    stage.settle()
    stage.clock.seconds += stage.window.idle.minutes * 60 - _WARNED
    stage.window.idle.tick()
    stage.draw("idle-warning")
    stage.window.idle.alive()
    stage.window.hide_screen()
    stage.draw("hidden-screen")
    stage.window.show_again()


def _records_of(kind: str, views: Sequence[CaseView]) -> Iterator[str]:
    for view in views:
        if kind == "adult" and view.adult_id is not None:
            yield view.adult_id
        yield from (event.record for event in view.events if event.kind == kind)


def _draw_guide(stage: Stage, kind: type[Record], ids: Sequence[str]) -> None:
    """Draw each step of a kind once, on the examples that ask it, and its check page."""
    left = {step.key for step in steps(kind)}
    for record_id in ids:
        asked = stage.ask(partial(_asked, record_id=record_id))
        wanted = [key for key in asked if key in left]
        if not wanted:
            continue
        stage.program.go(Wish(Place.WORK, {"record_id": record_id, "step": wanted[0]}))
        if left == {step.key for step in steps(kind)}:
            wanted.append(CHECK)
        for key in wanted:
            _draw_step(stage, kind, key)
        left -= set(wanted)


def _asked(session: Session, record_id: str) -> tuple[str, ...]:
    return tuple(step.key for step in steps_asked(carry_on(session, record_id).record))


def _draw_step(stage: Stage, kind: type[Record], key: str) -> None:
    guide = stage.page(WorkPage).guide
    if guide is None:
        raise RuntimeError(f"the guide for {kind.kind} did not open")
    guide.go_to(key)
    stage.draw(f"{kind.kind}-{key}")
