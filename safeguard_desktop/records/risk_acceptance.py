"""The risk that an adult chooses to take when nothing overrides their no: the eight duties of 6.5, each answered."""

from datetime import date

from safeguard_desktop.records.questions import Step, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.sharing_lists import SignedHow
from safeguard_desktop.records.values import Choice, Name, Ref, When, Words, YesNo
from safeguard_desktop.records.vocabulary import Capacity, Likelihood, RiskLevel, Seriousness


class Refused(Choice):
    """What the adult says no to."""

    SHARING = "sharing", "Sharing information"
    INTERVENTION = "intervention", "Help or an enquiry"


class Confidence(Choice):
    """Whether support to build confidence was offered: the one duty that may not be needed (6.5)."""

    OFFERED = "offered", "Yes, I offered it"
    NOT_NEEDED = "not-needed", "It is not needed"


_high = when_is("agreed_level", RiskLevel.HIGH, RiskLevel.CRITICAL)


def _seen_differently(record: "RiskAcceptance") -> bool:
    theirs = (record.person_likelihood, record.person_seriousness)
    yours = (record.worker_likelihood, record.worker_seriousness)
    return None not in theirs and None not in yours and theirs != yours


nothing = Step(
    "Does nothing override their wish?",
    short="Nothing overrides their wish",
    clause="6.5, 6.6.6",
    intro="Every fact in the sharing decision must be answered “no”, and they must be able to decide.",
)
aims_step = Step(
    "What do they want from life, and what is the risk?",
    short="Their aims and the risk",
    clause="6.3",
    say="What matters most to you here? What would you lose if things changed?",
)
options_step = Step(
    "Weigh up the options together",
    short="Options weighed",
    clause="6.5",
    say="Shall we look at the choices side by side? What is good about each one for you, and what is not?",
)
explained = Step(
    "Do they know the level of risk, and what could happen?",
    short="Risk and outcomes explained",
    clause="6.5",
    say="I want to be honest with you about what could happen, so that the choice is really yours.",
)
advocate_step = Step(
    "Offer an advocate or peer supporter",
    short="Advocate or peer supporter",
    clause="6.5",
    say="Would you like somebody on your side who is not from here, or somebody who has been through this?",
)
confidence_step = Step(
    "Offer support to build confidence",
    short="Confidence",
    clause="6.5",
    intro="This one may be “not needed”. If so, say why.",
)
yours = Step(
    "What level of risk do you see?",
    short="Level of risk, as you see it",
    clause="6.5",
    intro="Two plain questions. Answer them before you ask the adult.",
)
theirs = Step(
    "What level of risk do they see?",
    short="Level of risk, as they see it",
    clause="6.5",
    say="How likely do you think it is that you will be hurt? And how bad would it be?",
)
level = Step("What level do you agree on?", short="Level of risk, agreed", clause="6.5")
reasons_step = Step("Why not share or step in?", short="Reasons", clause="6.5")
safeguards_step = Step(
    "What will keep them as safe as can be?",
    short="Safeguards",
    clause="6.5",
    say="What could we put in place that you would be happy with? If it got worse, what would you do first?",
)
trust = Step("How will you keep trying?", short="How we keep trying", clause="6.5")
multi = Step(
    "Should several services look at this together?",
    short="Risk management meeting",
    clause="6.5",
    intro="When the risk is high or critical, ask whether a multi-agency risk management (MRM) meeting would help.",
    when=_high,
)
review = Step(
    "When will you look at it again?",
    short="Review date",
    clause="6.5",
    intro="Suggested: critical in 72 hours, high in 7 days, moderate in 28 days, low in 90 days.",
)
signatures = Step("Who agrees to this?", short="Signatures", clause="6.5")


class RiskAcceptance(Record, kind="risk-acceptance", title="Risk acceptance"):
    """What is owed to an adult who says no, and the level of risk agreed with them (6.5)."""

    adult: Ref | None = nothing.ask("The adult at risk", picks=("adult",), need="Choose the adult.")
    decision: Ref | None = nothing.ask(
        "The sharing decision", picks=("sharing-decision",), need="Choose the sharing decision it follows."
    )
    refuses: tuple[Refused, ...] | None = nothing.ask("What do they say no to?", need="Say what they say no to.")
    nothing_overrides: YesNo | None = nothing.ask(
        "Have you checked that nothing overrides their wish?", need="Check that nothing overrides their wish."
    )
    has_capacity: Capacity | None = nothing.ask(
        "Can they make this decision?", need="Say whether they can make this decision."
    )
    aims: Words | None = aims_step.ask(
        "What matters to them, in their own words", long=True, need="Write what matters to them."
    )
    risks: Words | None = aims_step.ask(
        "What the risk is",
        hint="Who or what it comes from, how soon, how often, and whom it could hurt.",
        long=True,
        need="Write what the risk is.",
    )
    protective: Words | None = aims_step.ask("What protects them already", long=True, required=False)
    options_weighed: Words | None = options_step.ask(
        "The options, and what is good and bad about each",
        long=True,
        need="Write how you weighed up the options with them.",
    )
    options_on: When | None = options_step.ask(
        "When you did this", past=True, need="Enter when you weighed up the options."
    )
    level_explained: Words | None = explained.ask(
        "What you told them, and what they said back",
        long=True,
        need="Write how you explained the level of risk and what could happen.",
    )
    level_explained_on: When | None = explained.ask(
        "When you did this", past=True, need="Enter when you explained the risk."
    )
    advocate_offered: YesNo | None = advocate_step.ask(
        "Did you offer an advocate or a peer supporter?", need="Say whether you offered an advocate or peer supporter."
    )
    advocate_reply: Words | None = advocate_step.ask(
        "Their reply, or why you did not offer", need="Write their reply about an advocate or peer supporter."
    )
    advocate_on: When | None = advocate_step.ask(
        "When you did this", past=True, need="Enter when you offered an advocate or peer supporter."
    )
    confidence: Confidence | None = confidence_step.ask(
        "Did you offer support to build confidence and self-esteem?",
        need="Say whether you offered support to build confidence.",
    )
    confidence_words: Words | None = confidence_step.ask(
        "What you offered, or why it is not needed", need="Write what support you offered, or why it is not needed."
    )
    confidence_on: When | None = confidence_step.ask(
        "When you did this",
        past=True,
        need="Enter when you offered support.",
        when=when_is("confidence", Confidence.OFFERED),
    )
    worker_likelihood: Likelihood | None = yours.ask(
        "How likely is the harm?", need="Say how likely you think the harm is."
    )
    worker_seriousness: Seriousness | None = yours.ask(
        "How serious would it be?", need="Say how serious you think it would be."
    )
    worker_words: Words | None = yours.ask("Why you see it so", long=True, need="Write why you see the risk so.")
    person_likelihood: Likelihood | None = theirs.ask(
        "How likely is the harm, as they see it?", need="Say how likely they think the harm is."
    )
    person_seriousness: Seriousness | None = theirs.ask(
        "How serious would it be, as they see it?", need="Say how serious they think it would be."
    )
    person_words: Words | None = theirs.ask(
        "In their own words", long=True, need="Write how they see the risk, in their own words."
    )
    agreed_level: RiskLevel | None = level.ask("Level of risk", need="Choose the level of risk.")
    agreed_on: When | None = level.ask("When you agreed it", past=True, need="Enter when you agreed the level of risk.")
    level_difference: Words | None = level.ask(
        "You see it differently. Why this level?",
        long=True,
        need="Write why you chose this level, as you see the risk differently.",
        when=_seen_differently,
    )
    reasons: Words | None = reasons_step.ask(
        "Why you are not sharing or stepping in", long=True, need="Write the reasons for not sharing or stepping in."
    )
    reasons_on: When | None = reasons_step.ask(
        "When you wrote them", past=True, need="Enter when you wrote the reasons."
    )
    safeguards: Words | None = safeguards_step.ask(
        "What you agreed to put in place", long=True, need="Write what you agreed to put in place."
    )
    contingency: Words | None = safeguards_step.ask(
        "If it gets worse: if this, then that", long=True, need="Write what happens if it gets worse."
    )
    trust_building: Words | None = trust.ask(
        "How you will build trust, and help them to protect themselves",
        long=True,
        need="Write how you will keep building trust.",
    )
    trust_on: When | None = trust.ask("Since when", past=True, need="Enter since when you have been building trust.")
    mrm_considered: YesNo | None = multi.ask(
        "Was a risk management meeting considered?", need="Say whether a risk management meeting was considered."
    )
    mrm_words: Words | None = multi.ask(
        "What came of it, or why not", need="Write what came of it, or why there is no meeting."
    )
    review_on: date | None = review.ask("Review date", need="Enter the review date.")
    review_changed_why: Words | None = review.ask("If it is not the suggested date, why?", required=False)
    review_triggers: Words | None = review.ask(
        "What would make you look at it sooner",
        hint="For example a new injury, a call to the police, a visit, or that they change their mind.",
        need="Write what would make you look at it sooner.",
    )
    owner: Name | None = review.ask("Who will do it", need="Enter who will do the review.")
    happened: When | None = signatures.ask(
        "Date of this agreement", past=True, need="Enter the date of this agreement."
    )
    adult_signed: SignedHow | None = signatures.ask("The adult", need="Say whether the adult signed.")
    worker: Name | None = signatures.ask("The worker", need="Enter the worker’s name.")
    manager: Name | None = signatures.ask("The manager who agrees", need="Enter the manager who agrees.")
    manager_on: date | None = signatures.ask(
        "When the manager agreed", past=True, need="Enter when the manager agreed."
    )

    @property
    def headline(self) -> str:
        """The level of risk agreed."""
        return f"{self.agreed_level.label} risk, accepted" if self.agreed_level else "Not agreed yet"

    @property
    def due_on(self) -> date | None:
        """The review date."""
        return self.review_on
