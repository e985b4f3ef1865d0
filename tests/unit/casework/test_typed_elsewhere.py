"""What is typed on other steps stays at the desk when a step is saved."""

from safeguard_desktop.casework.concerns import begin_concern
from safeguard_desktop.casework.guided import carry_on, save_step
from safeguard_desktop.casework.prefill import begin_for
from safeguard_desktop.casework.session import Session
from safeguard_desktop.records import AdviceCall, Concern, YesNo


def test_what_is_typed_elsewhere_is_kept_on_when_a_step_is_saved(session: Session) -> None:
    rest = {"step": "check-your-answers", "steps": {"what-happened": {"answers": {"account": "He pu"}, "skip": {}}}}
    work = begin_concern(session)
    saved = save_step(session, work, Concern(danger_now=YesNo.NO), "check-your-answers", rest)
    again = carry_on(session, saved.id)
    assert (again.step, again.raw) == ("check-your-answers", rest)
    assert again.record == Concern(danger_now=YesNo.NO)


def test_what_is_typed_elsewhere_is_kept_on_when_a_finished_record_is_saved(session: Session, case: str) -> None:
    rest = {"step": "why", "steps": {"why": {"answers": {"reason": "Half a"}, "skip": {}}}}
    work = begin_for(session, "advice-call", case)
    saved = save_step(session, work, AdviceCall(completed=True), "", rest)
    assert carry_on(session, saved.id).raw == rest
    whole = save_step(session, begin_for(session, "advice-call", case), AdviceCall(completed=True), "", {})
    assert session.desk.draft(whole.id) is None
