"""A worksheet beside the Dash checklist: our own prompts, by the number of its 24 items.

It is not the official tool and does not stand in for it. A low number never stops a referral.
"""

from safeguard_desktop.records.questions import Step, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Choice, Name, Ref, When, Words, YesNo

ITEMS = tuple(f"item_{number:02}" for number in range(1, 25))
"""The names of the 24 items' questions, in order."""

NOTICE = (
    "This is a worksheet in our own words, keyed to the item numbers of the Dash checklist. It is not the official "
    "tool. If you are trained in the official Dash, use its own wording. A low number of “yes” never stops a referral."
)
"""What every screen and print of the worksheet says."""


class Judgement(Choice):
    """Signs that weigh more than their number."""

    THREATS_TO_KILL = "threats-to-kill", "Threats to kill"
    STRANGLING = "strangling", "Hands on the neck, choking or strangling"
    STALKING = "stalking", "Following, watching or stalking"
    SEPARATION = "separation", "They left or want to leave, and there is control and violence"
    ESCALATION = "escalation", "It is getting worse or more often"
    OWN_VIEW = "own-view", "They believe that they will be badly hurt or killed"
    HONOUR = "honour", "So-called honour, or a threat from the wider family"
    BARRIERS = "barriers", "Language, immigration status, disability or isolation keeps them from help"


before = Step(
    "Before you ask",
    short="Before you ask",
    clause="6.5",
    intro=NOTICE,
    say="I would like to ask you some questions, so that we can see how much danger you are in. Some are hard. You can "
    "leave any of them out.",
)
items_1 = Step("The last time, and what they fear", short="Items 1 to 3", clause="6.5")
items_4 = Step("Cut off, low, leaving", short="Items 4 to 6", clause="6.5")
items_7 = Step("Children, unwanted contact, pregnancy", short="Items 7 to 9", clause="6.5")
items_10 = Step("Is it getting worse?", short="Items 10 to 12", clause="6.5")
items_13 = Step("Weapons, threats, strangling", short="Items 13 to 15", clause="6.5")
items_16 = Step("Sexual harm, and other people", short="Items 16 and 17", clause="6.5")
items_18 = Step("Harm to others, animals, and money", short="Items 18 to 20", clause="6.5")
items_21 = Step("About the person alleged to cause harm", short="Items 21 to 24", clause="6.5")
judgement = Step(
    "What does your judgement say?",
    short="Your judgement",
    clause="6.5",
    intro="Your judgement counts more than the number.",
)
closing = Step("What will you do?", short="What you will do", clause="6.5")


class DashWorksheet(Record, kind="dash-worksheet", title="Dash worksheet"):
    """One completion, by one person, at one time. Do it again after each new event."""

    adult: Ref | None = before.ask("The adult at risk", picks=("adult",), need="Choose the adult.")
    assessor: Name | None = before.ask("Who asks", need="Enter who asked.")
    happened: When | None = before.ask("When", past=True, need="Enter the date and time you asked.")
    safe_to_ask: YesNo | None = before.ask(
        "Is there time, and is it safe to talk?",
        hint="Know where the person they fear is, and where the children are. Say why you ask.",
        need="Say whether it was safe to ask.",
    )
    other_sources: Words | None = before.ask(
        "Answers that came from somebody else, and from whom",
        hint="For example “items 23 and 24: the police”.",
        required=False,
    )
    item_01: YesNo | None = items_1.ask("1. Was someone hurt in this latest event?")
    item_01_more: Words | None = items_1.ask("1. What hurt, and was it the first time?", required=False)
    item_02: YesNo | None = items_1.ask("2. Does the person feel very scared?")
    item_03: YesNo | None = items_1.ask("3. Do they think that something worse may happen next?")
    item_03_more: Words | None = items_1.ask("3. What, and to whom? Think of children too", required=False)
    item_04: YesNo | None = items_4.ask("4. Are they being cut off from people or help?")
    item_04_more: Words | None = items_4.ask("4. From whom?", required=False)
    item_05: YesNo | None = items_4.ask("5. Do they feel very low, or think of ending their life?")
    item_06: YesNo | None = items_4.ask("6. Have they left, or tried to, in the last year?")
    item_07: YesNo | None = items_7.ask("7. Do they disagree over seeing the children?")
    item_07_more: Words | None = items_7.ask("7. What about?", required=False)
    item_08: YesNo | None = items_7.ask("8. Is there unwanted contact, following or harassment again and again?")
    item_08_more: Words | None = items_7.ask("8. What, and is it meant to frighten?", required=False)
    item_09: YesNo | None = items_7.ask("9. Are they pregnant, or was there a baby in the last 18 months?")
    item_10: YesNo | None = items_10.ask("10. Is it happening more often than before?")
    item_11: YesNo | None = items_10.ask("11. Is each time worse than the last?")
    item_12: YesNo | None = items_10.ask("12. Is their daily life controlled, or is the other person very jealous?")
    item_12_more: Words | None = items_10.ask("12. Examples. Think of so-called honour too", required=False)
    item_13: YesNo | None = items_13.ask("13. Was a weapon or an object used to hurt them?")
    item_14: YesNo | None = items_13.ask("14. Were there threats to kill that they believed?")
    item_14_more: Words | None = items_13.ask("14. To kill whom?", required=False)
    item_15: YesNo | None = items_13.ask("15. Were they ever choked, strangled, smothered or held under water?")
    item_16: YesNo | None = items_16.ask("16. Are there sexual words or acts that hurt or upset them?")
    item_16_more: Words | None = items_16.ask("16. What?", required=False)
    item_17: YesNo | None = items_16.ask("17. Does anyone else threaten or frighten them?")
    item_17_more: Words | None = items_16.ask("17. Who? Think of the wider family", required=False)
    item_18: YesNo | None = items_18.ask("18. Has this person hurt other people?")
    item_18_more: Words | None = items_18.ask("18. Whom: a child, family, an earlier partner?", required=False)
    item_19: YesNo | None = items_18.ask("19. Has this person hurt an animal?")
    item_20: YesNo | None = items_18.ask("20. Are there money worries, or do they depend on this person’s money?")
    item_20_more: Words | None = items_18.ask("20. What?", required=False)
    item_21: YesNo | None = items_21.ask(
        "21. In the last year, did this person have trouble with drink, drugs or mental health?"
    )
    item_22: YesNo | None = items_21.ask("22. Has this person threatened or tried to end their own life?")
    item_23: YesNo | None = items_21.ask("23. Has this person broken bail, a court order or a contact agreement?")
    item_24: YesNo | None = items_21.ask("24. Is this person known to the police?")
    item_21_more: Words | None = items_21.ask("21 to 24. Which, and what for?", required=False)
    signs: tuple[Judgement, ...] | None = judgement.ask("Signs that weigh most", required=False)
    other_information: Words | None = judgement.ask(
        "Anything else that raises the risk",
        hint="Disability, drink or drugs, mental health, language, living far away, or making light of it.",
        long=True,
        required=False,
    )
    abuser_access: Words | None = judgement.ask(
        "Does this person’s work or hobby give access to weapons?", required=False
    )
    judgement_words: Words | None = judgement.ask(
        "Your judgement, and why", long=True, need="Write your judgement, and why."
    )
    adult_priorities: Words | None = closing.ask("What matters most to the adult now", long=True, required=False)
    accepts_help: YesNo | None = closing.ask("Will they take help?", need="Say whether they will take help.")
    marac_grounds: YesNo | None = closing.ask(
        "Are there good reasons to refer to MARAC?", need="Say whether there are good reasons to refer to MARAC."
    )
    children_risk: YesNo | None = closing.ask("Is any child at risk?", need="Say whether any child is at risk.")
    children_referred: Words | None = closing.ask(
        "When children’s services were told, and by whom",
        need="Enter when children’s services were told, and by whom.",
        when=when_is("children_risk", YesNo.YES),
    )

    @property
    def headline(self) -> str:
        """How many of the 24 were answered yes, and how many are not known."""
        answers = [self.answer(name) for name in ITEMS]
        unknown = answers.count(YesNo.UNKNOWN) + answers.count(None)
        text = f"{answers.count(YesNo.YES)} of 24 answered yes"
        return f"{text}, {unknown} not known" if unknown else text
