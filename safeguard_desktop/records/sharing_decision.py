"""The decision to share or not to share: facts, what they rest on, and what a named person decided and why."""

from datetime import date

from safeguard_desktop.records.questions import Step, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.sharing_lists import (
    Decided,
    NotSharedWhy,
    Recipient,
    purpose_problem,
    reputation_problem,
)
from safeguard_desktop.records.values import Fact, Name, Ref, When, Words, YesNo
from safeguard_desktop.records.vocabulary import Capacity, LegalBasis, Purpose, Role

GROUND_FACTS = (
    "others_at_risk",
    "children_at_risk",
    "sharing_could_prevent_crime",
    "serious_crime_committed",
    "serious_crime_may_be_committed",
    "alleged_abuser_has_care_needs",
    "alleged_abuser_may_be_at_risk",
    "staff_implicated",
    "duress_suspected",
    "risk_unreasonably_high",
    "marac_criteria_met",
    "legal_request",
    "other_public_interest",
)
"""The facts from which the policy derives grounds and conditions, by the name of their question."""

_shares = when_is("decision", Decided.SHARE_ALL, Decided.SHARE_PART)
_holds_back = when_is("decision", Decided.DO_NOT_SHARE, Decided.ADVICE_FIRST)


def _speaks_for_sharing(record: "SharingDecision") -> bool:
    facts = (record.answer(name) for name in GROUND_FACTS)
    return record.has_capacity is Capacity.LACKS or any(fact and fact.answer is YesNo.YES for fact in facts)


def _goes_against(record: "SharingDecision") -> bool:
    return record.decision is Decided.DO_NOT_SHARE and _speaks_for_sharing(record)


def _another_interest(record: "SharingDecision") -> bool:
    return record.other_public_interest is not None and record.other_public_interest.answer is YesNo.YES


def _law_asks(record: "SharingDecision") -> bool:
    return record.legal_request is not None and record.legal_request.answer is YesNo.YES


urgency = Step(
    "Is it an emergency, and what did they say?",
    short="Their wishes",
    clause="6.5",
    intro="In an emergency, act and share now. Come back to this record afterwards.",
)
capacity = Step(
    "Can they make this decision?",
    short="Capacity",
    clause="6.1, 6.5",
    intro="Everyone is taken to be able to decide, unless there is a real reason to doubt it.",
)
others = Step("Is anyone else at risk?", short="Others at risk", clause="6.5")
crime = Step("Is there a crime, or could there be?", short="Crime", clause="6.5")
abuser = Step("What do you know about the person alleged to cause harm?", short="Person alleged", clause="6.5")
pressure = Step("How high is the risk, and are they free to choose?", short="Pressure and risk", clause="6.5")
law = Step("Does the law or the public interest ask for it?", short="Law and public interest", clause="6.5")
raises = Step(
    "What could sharing itself do?",
    short="Risk of sharing",
    clause="6.5, 6.3",
    intro="In domestic abuse and hate crime, sharing can make things worse. Plan for that together.",
)
decide = Step(
    "What do you decide, and why?",
    short="Your decision",
    clause="6.3",
    intro="The policy says what is allowed. You decide, and your reasons are kept either way.",
)
against = Step(
    "Something speaks for sharing. Why not share?",
    short="Against a ground",
    clause="6.5",
    intro="Somebody senior gives the reasons, and you look at it again soon.",
    when=_goes_against,
)
instead = Step(
    "What will you do instead?",
    short="Protect them anyway",
    clause="6.3",
    intro="Not sharing must never mean doing nothing.",
    when=_holds_back,
)
recipients_step = Step("Who will be told?", short="Who is told", clause="6.4", when=_shares)
content = Step("What will you share, and what will you hold back?", short="What is shared", clause="6.4", when=_shares)
rule_six = Step(
    "Is it fair, right and safe?",
    short="Golden rule 6",
    clause="6.3",
    intro="Share what they need for the purpose, with those who need it, and no more.",
    when=_shares,
)
in_proportion = Step("Is it right, in time and safe on its way?", short="Right and safe", clause="6.3", when=_shares)
legal = Step(
    "Which law does it rest on?",
    short="Legal basis",
    clause="6.7",
    intro="Data protection law is a frame for sharing, not a barrier. Agreement is seldom the basis in that law. "
    "It is still good practice to ask.",
    when=_shares,
)
openness = Step(
    "Were you open with them from the start?",
    short="Being open",
    clause="6.3, 6.5",
    intro="These are two different things: to be open about sharing, and to say that your manager must know.",
)
telling = Step(
    "Have you told them what you decided?",
    short="Telling them",
    clause="6.5",
    intro="Tell them that it will be shared, and why, unless that is dangerous. Your reasons are recorded in any case.",
    say="I have thought hard about what you said. I have to tell one person, because someone could be badly hurt. "
    "I will tell you what I say to them.",
    when=_shares,
)
sign_off = Step("Who decided?", short="Who decided", clause="6.3")


class SharingDecision(Record, kind="sharing-decision", title="Sharing decision"):
    """Golden rule 7: the decision and its reasons, whether it is to share or not (6.3)."""

    adult: Ref | None = urgency.ask("The adult at risk", picks=("adult",), need="Choose the adult.")
    conversation: Ref | None = urgency.ask(
        "The conversation with them", picks=("consent-conversation",), required=False
    )
    emergency: YesNo | None = urgency.ask("Is this an emergency?", need="Say whether this is an emergency.")
    refuses_sharing: YesNo | None = urgency.ask("Do they refuse sharing?", need="Say whether they refuse sharing.")
    refuses_intervention: YesNo | None = urgency.ask(
        "Do they refuse help or an enquiry?", need="Say whether they refuse help or an enquiry."
    )
    has_capacity: Capacity | None = capacity.ask(
        "Can they make this decision?", need="Say whether they can make this decision."
    )
    capacity_basis: Words | None = capacity.ask("What this rests on", need="Say what your answer on capacity rests on.")
    capacity_assessment: Ref | None = capacity.ask(
        "The capacity assessment",
        picks=("capacity-assessment",),
        need="Choose the capacity assessment, or record one.",
        when=when_is("has_capacity", Capacity.HAS, Capacity.LACKS),
    )
    others_at_risk: Fact | None = others.ask(
        "Other people are, or may be, at risk", need="Say whether other people are at risk."
    )
    children_at_risk: Fact | None = others.ask(
        "Children are, or may be, at risk",
        hint="If so, children’s services must be told as well.",
        need="Say whether children are at risk.",
    )
    sharing_could_prevent_crime: Fact | None = crime.ask(
        "Sharing could prevent a crime", need="Say whether sharing could prevent a crime."
    )
    serious_crime_committed: Fact | None = crime.ask(
        "A serious crime has been committed", need="Say whether a serious crime has been committed."
    )
    serious_crime_may_be_committed: Fact | None = crime.ask(
        "A serious crime may be committed", need="Say whether a serious crime may be committed."
    )
    alleged_abuser_has_care_needs: Fact | None = abuser.ask(
        "The person alleged to cause harm has care and support needs",
        need="Say whether the person alleged to cause harm has care and support needs.",
    )
    alleged_abuser_may_be_at_risk: Fact | None = abuser.ask(
        "The person alleged to cause harm may be at risk too",
        need="Say whether the person alleged to cause harm may be at risk too.",
    )
    staff_implicated: Fact | None = abuser.ask("Staff are implicated", need="Say whether staff are implicated.")
    duress_suspected: Fact | None = pressure.ask(
        "Somebody may be putting them under pressure",
        hint="Threats, fear, being watched, or somebody who answers for them. Say how it bears on this choice.",
        need="Say whether somebody may be putting them under pressure.",
    )
    risk_unreasonably_high: Fact | None = pressure.ask(
        "The risk is unreasonably high", need="Say whether the risk is unreasonably high."
    )
    marac_criteria_met: Fact | None = pressure.ask(
        "It meets the MARAC criteria",
        hint="Any one of: your judgement, 14 or more on the Dash, getting worse, or a repeat within 12 months.",
        need="Say whether it meets the MARAC criteria.",
    )
    legal_request: Fact | None = law.ask(
        "A court or other legal authority has asked for it", need="Say whether a legal authority has asked for it."
    )
    legal_request_checked: Words | None = law.ask(
        "What they ask for, by which power, and how you checked it",
        need="Say what the legal authority asks for, and how you checked it.",
        when=_law_asks,
    )
    other_public_interest: Fact | None = law.ask(
        "There is another public interest", need="Say whether there is another public interest."
    )
    other_interest_approved_by: Name | None = law.ask(
        "Manager who approves the other public interest",
        need="Enter the manager who approves the other public interest.",
        when=_another_interest,
    )
    sharing_raises_risk: YesNo | None = raises.ask(
        "Could sharing put anyone in more danger?", need="Say whether sharing could put anyone in more danger."
    )
    sharing_risk: Words | None = raises.ask(
        "What could happen, and what will you do about it",
        long=True,
        need="Say what sharing could cause, and what you will do about it.",
        when=when_is("sharing_raises_risk", YesNo.YES),
    )
    adult_safety: Words | None = raises.ask(
        "The adult’s safety and wellbeing", long=True, need="Write how you weighed the adult’s safety and wellbeing."
    )
    others_safety: Words | None = raises.ask(
        "The safety and wellbeing of others", long=True, need="Write how you weighed the safety of others."
    )
    advice: Ref | None = decide.ask("Advice you took", picks=("advice-call",), required=False)
    decision: Decided | None = decide.ask("What do you decide?", need="Say what you decide.")
    reasons: Words | None = decide.ask(
        "Your reasons",
        hint="What speaks for it, what speaks against it, and why one weighs more.",
        long=True,
        need="Write your reasons.",
    )
    senior: Name | None = against.ask("Senior person who agrees", need="Enter the senior person who agrees.")
    senior_reasons: Words | None = against.ask(
        "Their reasons", long=True, need="Write the senior person’s reasons for not sharing."
    )
    not_shared_why: tuple[NotSharedWhy, ...] | None = instead.ask(
        "Why it is held back", need="Choose why it is held back."
    )
    reputation: YesNo | None = instead.ask(
        "Does the organisation’s good name play any part?",
        hint="It must not.",
        need="Say whether the organisation’s good name plays any part.",
        check=reputation_problem,
    )
    protective_action: Words | None = instead.ask(
        "What you will do to keep them safe", long=True, need="Write what you will do to keep them safe."
    )
    review_on: date | None = instead.ask("Look at it again on", need="Enter the date to look at it again.")
    recipients: tuple[Recipient, ...] | None = recipients_step.ask("Who will be told", need="Add who will be told.")
    purposes: tuple[Purpose, ...] | None = recipients_step.ask(
        "What for", clause="6.2", need="Choose what it is for.", check=purpose_problem
    )
    shared: Words | None = content.ask("What you share", long=True, need="Write what you share.")
    held_back: Words | None = content.ask(
        "What you hold back, and why", long=True, need="Write what you hold back, or “nothing”, and why."
    )
    unnamed_enough: YesNo | None = content.ask(
        "Would it do without the name?",
        hint="If so, leave the name out.",
        need="Say whether it would do without the name.",
    )
    whole_file: YesNo | None = content.ask(
        "Do they need the whole file?",
        hint="Share the least that will do.",
        need="Say whether they need the whole file.",
    )
    whole_file_why: Words | None = content.ask(
        "Why they need all of it", need="Say why they need the whole file.", when=when_is("whole_file", YesNo.YES)
    )
    necessary: YesNo | None = rule_six.ask("Necessary: the purpose needs it", need="Say whether it is necessary.")
    relevant: YesNo | None = rule_six.ask("Relevant: all of it matters for that", need="Say whether it is relevant.")
    only_needed: YesNo | None = rule_six.ask(
        "Need to know: only those who need it get it", need="Say whether only those who need it get it."
    )
    proportionate: YesNo | None = rule_six.ask(
        "In proportion: the good outweighs the intrusion", need="Say whether it is in proportion."
    )
    proportion_why: Words | None = rule_six.ask(
        "Why it is in proportion",
        hint="How it bears on their private life, and why less would not do.",
        clause="6.5, 6.7.3",
        long=True,
        need="Say why it is in proportion.",
    )
    accurate: YesNo | None = in_proportion.ask("Accurate and up to date", need="Say whether it is accurate.")
    fact_marked: YesNo | None = in_proportion.ask(
        "Fact, opinion and hearsay are marked as such", need="Say whether fact and opinion are marked."
    )
    timely: YesNo | None = in_proportion.ask("In time", need="Say whether it is in time.")
    secure: YesNo | None = in_proportion.ask("Secure on its way", need="Say whether it is secure on its way.")
    rule_six_notes: Words | None = in_proportion.ask("Notes", required=False)
    legal_bases: tuple[LegalBasis, ...] | None = legal.ask("Legal basis", need="Choose the legal basis.")
    legal_notes: Words | None = legal.ask("Notes on the law", hint="Such as the protocol used.", required=False)
    was_open: YesNo | None = openness.ask(
        "Did you say from the start what may be shared, and ask them?", need="Say whether you were open with them."
    )
    not_open_why: Words | None = openness.ask(
        "Why that was unsafe or not right",
        need="Say why it was unsafe or not right to be open.",
        when=when_is("was_open", YesNo.NO, YesNo.UNKNOWN),
    )
    manager_explained: YesNo | None = openness.ask(
        "Do they know that your manager knows?", need="Say whether they know that your manager knows."
    )
    manager_not_explained_why: Words | None = openness.ask(
        "How saying so would raise their risk, or why you do not know",
        need="Say how telling them about your manager would raise their risk.",
        when=when_is("manager_explained", YesNo.NO, YesNo.UNKNOWN),
    )
    adult_told: YesNo | None = telling.ask(
        "Have you told them that it will be shared?", need="Say whether you told them that it will be shared."
    )
    adult_told_at: When | None = telling.ask(
        "When you told them",
        past=True,
        need="Enter when you told them.",
        when=when_is("adult_told", YesNo.YES),
    )
    adult_told_words: Words | None = telling.ask(
        "What you said, and what they said back", long=True, required=False, when=when_is("adult_told", YesNo.YES)
    )
    not_told_danger: Words | None = telling.ask(
        "Why it would be dangerous, and for whom",
        long=True,
        need="Say why it would be dangerous to tell them, and for whom.",
        when=when_is("adult_told", YesNo.NO, YesNo.UNKNOWN),
    )
    tell_later: Words | None = telling.ask(
        "When you could tell them safely", required=False, when=when_is("adult_told", YesNo.NO, YesNo.UNKNOWN)
    )
    decided_by: Name | None = sign_off.ask("Decided by", need="Enter who decided.")
    decided_role: Role | None = sign_off.ask("Their role", need="Choose the role of the person who decided.")
    happened: When | None = sign_off.ask("Decided on", past=True, need="Enter when it was decided.")
    approved_by: Name | None = sign_off.ask("Also agreed by", required=False)

    @property
    def holds_back(self) -> bool:
        """Whether it was decided not to share, or not yet."""
        return _holds_back(self)

    @property
    def headline(self) -> str:
        """What was decided, and whether the adult agreed."""
        if self.decision is None:
            return "Not decided yet"
        without = self.refuses_sharing is YesNo.YES and _shares(self)
        return f"{self.decision.label}, without their agreement" if without else self.decision.label

    @property
    def due_on(self) -> date | None:
        """The day to look again at a decision not to share."""
        return self.review_on if self.holds_back else None
