"""Whether an adult can make one decision, at one time (Mental Capacity Act 2005 ss1 to 4).

The order is that of A Local Authority v JB [2021] UKSC 52: what the person can do, then any impairment of mind or
brain, then whether the one is because of the other.
"""

from datetime import date

from safeguard_desktop.records.questions import Step, ask, when_any, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Choice, Fact, Name, Part, Ref, When, Words, YesNo, in_brief


class Conclusion(Choice):
    """What an assessment concludes, on the balance of probabilities."""

    HAS = "has", "They can make this decision"
    LACKS = "lacks", "They cannot make this decision now"
    NOT_FINISHED = "not-finished", "I could not finish. They are presumed to have capacity"


class DecisionAbout(Choice):
    """What the decision is about (6.1)."""

    SHARING = "sharing", "Sharing information"
    SAFETY = "safety", "Their safety, or help to keep safe"
    RISK = "risk", "Taking a risk"
    OTHER = "other", "Something else"


class Decider(Choice):
    """Who holds legal power to decide for the adult."""

    ATTORNEY = "attorney", "An attorney (lasting power of attorney)"
    DEPUTY = "deputy", "A deputy, appointed by the Court of Protection"
    ADVANCE = "advance", "An advance decision that covers this"
    NONE = "none", "None of these"


_lacks = when_is("conclusion", Conclusion.LACKS)


def _cannot_do_something(record: "CapacityAssessment") -> bool:
    facts = (record.understand, record.retain, record.weigh, record.communicate)
    return any(fact is not None and fact.answer is YesNo.NO for fact in facts)


class Consulted(Part):
    """Somebody asked about the adult's best interests."""

    name: Name | None = ask("Name", need="Enter their name.")
    role: Words | None = ask("Who they are", required=False)
    view: Words | None = ask("What they said", need="Write what they said.")


the_decision = Step(
    "What is the decision?",
    short="The decision",
    clause="6.1",
    intro="One decision, at one time. A choice that seems unwise is not a reason to doubt capacity.",
)
meeting = Step("When and where did you meet?", short="Time and place")
doubt = Step("Why do you doubt that they can decide?", short="Reason to doubt", clause="6.5")
support = Step(
    "What did you do to help them decide?",
    short="Help to decide",
    intro="Try everything first: the right time and place, simple words, pictures, a person they trust.",
    say="I would like to explain this in a way that suits you. What helps you to think things over?",
)
understanding = Step(
    "Can they understand it?",
    short="Understand",
    intro="They need only the main points: what the choices are, and what is likely to happen with each.",
    say="Can you tell me in your own words what I have asked you?",
)
retaining = Step("Can they keep it in mind long enough to decide?", short="Keep in mind")
weighing = Step(
    "Can they use it and weigh it up?",
    short="Weigh up",
    say="What is good about each choice, and what is bad about it? What matters most to you?",
)
communicating = Step("Can they tell you their decision in any way?", short="Tell you")
mind = Step(
    "Is there a problem of mind or brain, and is it the reason?", short="Mind or brain", when=_cannot_do_something
)
outcome = Step("What do you conclude?", short="Conclusion")
powers = Step("Who may decide for them?", short="Who may decide", when=_lacks)
wishes = Step("What would they want?", short="Their wishes", when=_lacks)
best = Step("What is in their best interests?", short="Best interests", when=_lacks)


class CapacityAssessment(Record, kind="capacity-assessment", title="Capacity assessment"):
    """One decision-specific assessment, and the best-interests decision where the person cannot decide."""

    adult: Ref | None = the_decision.ask("Adult", picks=("adult",), need="Choose the adult.")
    about: DecisionAbout | None = the_decision.ask("What is it about?", need="Say what the decision is about.")
    decision: Words | None = the_decision.ask(
        "The exact decision",
        hint="For example “whether to let us tell the council about the missing money”.",
        need="Write the exact decision.",
    )
    put_as: Words | None = the_decision.ask(
        "How you put it to them, with the choices and what could follow",
        hint="Include what could follow if they do not decide.",
        long=True,
        need="Write how you put the decision to them.",
    )
    assessor: Name | None = meeting.ask("Who assessed", need="Enter who assessed.")
    assessor_role: Words | None = meeting.ask("Their role", need="Enter the role of the person who assessed.")
    happened: When | None = meeting.ask("When", past=True, need="Enter the date and time you met.")
    where: Words | None = meeting.ask("Where", required=False)
    present: Words | None = meeting.ask("Who else was there", required=False)
    reason_to_doubt: Words | None = doubt.ask(
        "What makes you doubt it",
        hint="What you saw or heard. Never only their age, their illness or how they look.",
        long=True,
        need="Write what makes you doubt that they can decide.",
    )
    comes_and_goes: YesNo | None = doubt.ask("Does it come and go?", required=False)
    can_wait: YesNo | None = doubt.ask("Can the decision wait until a better time?", need="Say whether it can wait.")
    support_tried: Words | None = support.ask(
        "What you tried, and what helped", long=True, need="Write what you did to help them decide."
    )
    understand: Fact | None = understanding.ask("Can they understand it?", need="Say whether they can understand it.")
    retain: Fact | None = retaining.ask(
        "Can they keep it in mind long enough to decide?", need="Say whether they can keep it in mind."
    )
    weigh: Fact | None = weighing.ask(
        "Can they use it and weigh it up?",
        hint="If someone puts pressure on them, say so. Pressure is not a lack of capacity.",
        need="Say whether they can weigh it up.",
    )
    communicate: Fact | None = communicating.ask(
        "Can they tell you their decision in any way?",
        hint="Speech, writing, signs, pictures, a blink or a squeeze of the hand.",
        need="Say whether they can tell you their decision.",
    )
    impairment: Fact | None = mind.ask(
        "Is there a problem of the mind or brain?",
        hint="Such as dementia, a learning disability, a brain injury, severe illness, drink or drugs.",
        need="Say whether there is a problem of the mind or brain.",
    )
    because_of_it: Fact | None = mind.ask(
        "Is it because of this that they cannot decide?", need="Say whether this is why they cannot decide."
    )
    conclusion: Conclusion | None = outcome.ask(
        "What do you conclude?",
        hint="More likely than not is enough. If you are not sure, they have capacity.",
        need="Say what you conclude.",
    )
    conclusion_why: Words | None = outcome.ask("Your reasons", long=True, need="Write your reasons.")
    review_on: date | None = outcome.ask("Assess again on", required=False)
    deciders: tuple[Decider, ...] | None = powers.ask(
        "Does anyone hold legal power to decide?", need="Say who may decide for them."
    )
    decider_details: Words | None = powers.ask(
        "Who, and which paper you have seen",
        need="Enter who may decide, and which paper you have seen.",
        when=when_any("deciders", Decider.ATTORNEY, Decider.DEPUTY, Decider.ADVANCE),
    )
    imca: YesNo | None = powers.ask(
        "Do they need an independent mental capacity advocate?",
        hint="They may, if they have no family or friend who can speak for them.",
        need="Say whether they need an independent advocate.",
    )
    imca_details: Words | None = powers.ask(
        "When you asked for one, and who it is", required=False, when=when_is("imca", YesNo.YES)
    )
    past_wishes: Words | None = wishes.ask(
        "What they wish and feel now, and wished before", long=True, need="Write what they wish and feel."
    )
    beliefs: Words | None = wishes.ask("Beliefs and values that would guide them", required=False)
    consulted: tuple[Consulted, ...] | None = wishes.ask(
        "Who you asked",
        hint="Family, friends, carers, attorney. Never the person alleged to cause harm.",
        required=False,
    )
    options: Words | None = best.ask(
        "The choices, and what is good and bad about each", long=True, need="Write the choices you looked at."
    )
    least_restrictive: Words | None = best.ask(
        "Which choice leaves them most free", need="Write which choice leaves them most free."
    )
    best_interests: Words | None = best.ask(
        "What was decided, and why", long=True, need="Write what was decided in their best interests, and why."
    )
    decided_by: Name | None = best.ask("Who decided", need="Enter who decided.")
    decided_on: date | None = best.ask("On which date", past=True, need="Enter the date of the decision.")

    @property
    def headline(self) -> str:
        """The conclusion, and the decision it is about."""
        found = self.conclusion.label if self.conclusion else "Not finished"
        return f"{found}: {in_brief(self.decision)}" if self.decision else found

    @property
    def due_on(self) -> date | None:
        """The day to assess again."""
        return self.review_on
