"""One look again at a risk that an adult chose to take; it sets the next date or says why there is none (6.5)."""

from datetime import date

from safeguard_desktop.records.questions import Step, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Name, Ref, When, Words, YesNo
from safeguard_desktop.records.vocabulary import Likelihood, RiskLevel, Seriousness

looking = Step("Which risk, and when did you look?", short="The review", clause="6.5")
changed_step = Step(
    "What has changed?",
    short="What changed",
    clause="6.5",
    say="How have things been since we last spoke? What is better, and what is worse?",
)
now = Step("What is the level of risk now?", short="Level now", clause="6.5")
following = Step("What happens next?", short="Next", clause="6.5")


class RiskReview(Record, kind="risk-review", title="Risk review"):
    """What changed, the level of risk now, and when to look again."""

    adult: Ref | None = looking.ask("The adult at risk", picks=("adult",), need="Choose the adult.")
    risk: Ref | None = looking.ask(
        "The risk they chose to take", picks=("risk-acceptance",), need="Choose the risk acceptance you looked at."
    )
    happened: When | None = looking.ask("Date of the review", past=True, need="Enter the date of the review.")
    reviewer: Name | None = looking.ask("Who did it", need="Enter who did the review.")
    spoke_with_adult: YesNo | None = looking.ask(
        "Did you speak with the adult?", need="Say whether you spoke with the adult."
    )
    changed: Words | None = changed_step.ask(
        "What has changed since the last time", long=True, need="Write what has changed, or that nothing has."
    )
    person_words: Words | None = changed_step.ask("What they say now, in their own words", long=True, required=False)
    overrides_now: YesNo | None = changed_step.ask(
        "Does anything override their wish now?",
        hint="Others at risk, a crime, staff, pressure, capacity. If so, make a new sharing decision.",
        need="Say whether anything overrides their wish now.",
    )
    overrides_words: Words | None = changed_step.ask(
        "What, and what you did", need="Write what overrides it.", when=when_is("overrides_now", YesNo.YES)
    )
    likelihood: Likelihood | None = now.ask("How likely is the harm now?", need="Say how likely the harm is now.")
    seriousness: Seriousness | None = now.ask("How serious would it be?", need="Say how serious it would be.")
    level: RiskLevel | None = now.ask("Level of risk now", need="Choose the level of risk now.")
    level_why: Words | None = now.ask("Why", long=True, need="Write why you chose this level.")
    ended: YesNo | None = following.ask("Has the risk ended?", need="Say whether the risk has ended.")
    ended_why: Words | None = following.ask(
        "How you know that it has ended",
        long=True,
        need="Write how you know that the risk has ended.",
        when=when_is("ended", YesNo.YES),
    )
    review_on: date | None = following.ask(
        "Next review date",
        need="Enter the next review date.",
        when=when_is("ended", YesNo.NO, YesNo.UNKNOWN),
    )
    review_changed_why: Words | None = following.ask(
        "If it is not the suggested date, why?", required=False, when=when_is("ended", YesNo.NO, YesNo.UNKNOWN)
    )
    owner: Name | None = following.ask(
        "Who will do it", need="Enter who will do the next review.", when=when_is("ended", YesNo.NO, YesNo.UNKNOWN)
    )

    @property
    def headline(self) -> str:
        """The level of risk now, or that it ended."""
        if self.ended is YesNo.YES:
            return "The risk has ended"
        return f"{self.level.label} risk now" if self.level else "Not finished"

    @property
    def due_on(self) -> date | None:
        """The next review date, unless the risk has ended."""
        return None if self.ended is YesNo.YES else self.review_on
