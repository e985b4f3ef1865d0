"""What is written down: one module for each kind of record, declared once; and all kinds, as a value handed on."""

from safeguard_desktop.records.adult import Adult
from safeguard_desktop.records.advice_call import AdviceCall
from safeguard_desktop.records.capacity_assessment import CapacityAssessment
from safeguard_desktop.records.case import Case
from safeguard_desktop.records.checking import problems
from safeguard_desktop.records.concern import Concern
from safeguard_desktop.records.consent_conversation import ConsentConversation
from safeguard_desktop.records.dash_worksheet import DashWorksheet
from safeguard_desktop.records.dbs_referral import DbsReferral
from safeguard_desktop.records.disclosure import Disclosure
from safeguard_desktop.records.ending import (
    can_end_early,
    end_early,
    ended_early,
    go_on,
    not_asked,
    where_it_ended,
    would_end,
)
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.marac_referral import MaracReferral
from safeguard_desktop.records.organisation import Organisation
from safeguard_desktop.records.person import Person
from safeguard_desktop.records.questions import Question, Sort, Step, ask, when_any, when_is
from safeguard_desktop.records.record import (
    Missing,
    Record,
    answer_lines,
    missing,
    questions,
    questions_asked,
    references,
    search_text,
    steps,
    steps_asked,
)
from safeguard_desktop.records.risk_acceptance import RiskAcceptance
from safeguard_desktop.records.risk_review import RiskReview
from safeguard_desktop.records.sharing_decision import SharingDecision
from safeguard_desktop.records.values import (
    Choice,
    EndedWhy,
    Fact,
    Name,
    Part,
    Ref,
    Skip,
    SkipWhy,
    When,
    Words,
    YesNo,
    clean_name,
    clean_text,
    is_empty,
)
from safeguard_desktop.records.vocabulary import Capacity, CaseStatus, Likelihood, RiskLevel, Role, Seriousness

ALL_KINDS = Kinds(
    (
        Adult,
        Person,
        Case,
        Concern,
        CapacityAssessment,
        ConsentConversation,
        SharingDecision,
        RiskAcceptance,
        RiskReview,
        AdviceCall,
        DashWorksheet,
        MaracReferral,
        DbsReferral,
        Disclosure,
        Organisation,
    )
)
"""Every kind of record. A new kind is declared in its own module and added here, and nowhere else."""

__all__ = [
    "ALL_KINDS",
    "Adult",
    "AdviceCall",
    "Capacity",
    "CapacityAssessment",
    "Case",
    "CaseStatus",
    "Choice",
    "Concern",
    "ConsentConversation",
    "DashWorksheet",
    "DbsReferral",
    "Disclosure",
    "EndedWhy",
    "Fact",
    "Kinds",
    "Likelihood",
    "MaracReferral",
    "Missing",
    "Name",
    "Organisation",
    "Part",
    "Person",
    "Question",
    "Record",
    "Ref",
    "RiskAcceptance",
    "RiskLevel",
    "RiskReview",
    "Role",
    "Seriousness",
    "SharingDecision",
    "Skip",
    "SkipWhy",
    "Sort",
    "Step",
    "When",
    "Words",
    "YesNo",
    "answer_lines",
    "ask",
    "can_end_early",
    "clean_name",
    "clean_text",
    "end_early",
    "ended_early",
    "go_on",
    "is_empty",
    "missing",
    "not_asked",
    "problems",
    "questions",
    "questions_asked",
    "references",
    "search_text",
    "steps",
    "steps_asked",
    "when_any",
    "when_is",
    "where_it_ended",
    "would_end",
]
