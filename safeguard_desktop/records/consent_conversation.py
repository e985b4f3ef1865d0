"""The conversation of clause 6.5, in its own order: each step with words one could say and a box for their words."""

from datetime import date

from safeguard_desktop.records.ending import ended_early
from safeguard_desktop.records.questions import Step, when_any, when_is
from safeguard_desktop.records.record import Record
from safeguard_desktop.records.values import Name, Ref, When, Words, YesNo
from safeguard_desktop.records.vocabulary import (
    AgreedHow,
    Agreement,
    Capacity,
    Explained,
    NotAskedWhy,
    Objection,
    OutcomesAsked,
)

_USE_THEIR_WORDS = "Use their own words where you can."
_SAID = (Agreement.ALL, Agreement.PART, Agreement.REFUSE)


def _can_go_on(record: "ConsentConversation") -> bool:
    return record.safe_to_talk is not YesNo.NO


before = Step("Who is talking, and when?", short="Before you start", clause="6.5")
safe = Step(
    "Is it safe to talk?",
    short="Safe to talk",
    clause="6.5",
    intro="Find a quiet place. If somebody they fear may hear, do not start.",
    say="Is now a good time? Is there anyone nearby who you would rather did not hear us? We can stop at any moment.",
    may_skip=True,
)
limits = Step(
    "Explain that you cannot keep it a secret",
    short="Limits of secrecy",
    clause="6.3, 6.5",
    intro="Do this first, so that they can choose what to tell you. Nobody may promise to keep a secret.",
    say="What you tell me stays with the people who need to know. I cannot promise to keep it to myself. "
    "I have to tell my manager if I am worried about you, and I will tell you before I do.",
    may_skip=True,
    when=_can_go_on,
)
capacity = Step(
    "Can they make this decision?",
    short="Capacity for this decision",
    clause="6.1, 6.5",
    intro="Everyone is taken to be able to decide, unless there is a real reason to doubt it. "
    "An unwise choice is not a reason.",
    say="I want to be sure that I explained this well. Can you tell me in your own words what we are talking about?",
    may_skip=True,
    when=_can_go_on,
)
worry = Step(
    "What are they worried about?",
    short="What is worrying them",
    clause="6.5",
    intro="Listen first. What they fear may be real, and they know it better than you.",
    say="What worries you most about this? What do you think would happen if other people knew?",
    may_skip=True,
    when=_can_go_on,
)
explain = Step(
    "Explain the concern, and why sharing matters",
    short="Explain the concern",
    clause="6.5",
    intro="Use plain words. Explain it only if doing so does not put the person at more risk.",
    say="I have noticed something that worries me. I would like to tell you what it is, and why I think it matters. "
    "You can stop me at any time.",
    may_skip=True,
    when=_can_go_on,
)
whom = Step(
    "Say who you would tell, why, and what",
    short="Who, why and what",
    clause="6.5",
    say="I would like to speak to one person, and I will tell you who. I would tell them only this much, and why.",
    may_skip=True,
    when=_can_go_on,
)
benefits = Step(
    "Explain how it could help",
    short="How it could help",
    clause="6.5",
    intro="Help for them, or for others. Promise only what you can keep.",
    say="They may be able to help in ways that I cannot. I can tell you what they can do, and what they cannot.",
    may_skip=True,
    when=_can_go_on,
)
consequences = Step(
    "Talk about what may happen if nobody is told",
    short="What if not",
    clause="6.5",
    say="What do you think could happen if we leave things as they are? Could you or somebody else be hurt?",
    may_skip=True,
    when=_can_go_on,
)
need_to_know = Step(
    "Reassure them: only people who need to know",
    short="Need to know",
    clause="6.5",
    say="Nobody will hear about this unless they need to, and they will hear only the part that they need.",
    may_skip=True,
    when=_can_go_on,
)
not_alone = Step(
    "Reassure them: they are not alone",
    short="Not alone",
    clause="6.5",
    say="You are not alone with this, and it is not your fault. Would you like somebody beside you, such as a friend "
    "or an advocate, who is there only for you?",
    may_skip=True,
    when=_can_go_on,
)
danger = Step(
    "Would sharing make things more dangerous?",
    short="Would sharing raise the risk?",
    clause="6.5",
    intro="Think of it above all in domestic abuse and hate crime.",
    say="If the person found out that we had spoken, what might they do? What would help to keep you safe?",
    may_skip=True,
    when=_can_go_on,
)
wants = Step(
    "What do they want to happen?",
    short="What they want",
    clause="6.3",
    say="If you could choose, what would happen next? What would make life better, and what must not change?",
    may_skip=True,
    when=_can_go_on,
)
sharing = Step(
    "Do they agree that information is shared?",
    short="Their answer on sharing",
    clause="6.5",
    intro="Sharing and help are two different things. Ask about each.",
    say="May I tell them what we have talked about? You can say yes to some of it. You can change your mind.",
    may_skip=True,
)
intervention = Step(
    "Do they agree to help or to an enquiry?",
    short="Their answer on help",
    clause="6.5",
    say="Would you like us to do something about it, with you? You can say yes to one thing and no to another.",
    may_skip=True,
)
ending = Step("How did you leave it?", short="How you left it", clause="6.5")


class ConsentConversation(Record, kind="consent-conversation", title="Consent conversation"):
    """The conversation of clause 6.5 before information leaves the organisation."""

    adult: Ref | None = before.ask("The adult at risk", picks=("adult",), need="Choose the adult.")
    spoke: Name | None = before.ask("Who spoke with them", need="Enter who spoke with them.")
    happened: When | None = before.ask("When you spoke", past=True, need="Enter the date you spoke to them.")
    where: Words | None = before.ask("Where you spoke", need="Enter where you spoke.")
    safe_to_talk: YesNo | None = safe.ask("Is it safe to talk now?", need="Say whether it is safe to talk.")
    unsafe_plan: Words | None = safe.ask(
        "Why not, and what you will do instead",
        long=True,
        need="Say why it is not safe, and what you will do instead.",
        when=when_is("safe_to_talk", YesNo.NO),
    )
    alone: YesNo | None = safe.ask("Were you alone with them?", need="Say whether you were alone.", when=_can_go_on)
    present: Words | None = safe.ask(
        "Who else was there, and why", need="Enter who else was there.", when=when_is("alone", YesNo.NO)
    )
    aids: Words | None = safe.ask(
        "Interpreter, hearing aid or other help used",
        hint="Give the interpreter’s name. Do not let family interpret.",
        required=False,
        when=_can_go_on,
    )
    limits_explained: Explained | None = limits.ask(
        "Did you explain that you cannot keep it a secret?", need="Say whether you explained it."
    )
    manager_explained: YesNo | None = limits.ask(
        "Did you say that you must tell your manager?",
        hint="Do not, if that would put them in more danger. You still tell your manager.",
        need="Say whether you told them about your manager.",
    )
    manager_not_explained_why: Words | None = limits.ask(
        "How saying so would raise their risk, or why you could not",
        need="Say why you did not tell them.",
        when=when_is("manager_explained", YesNo.NO),
    )
    promise_made: YesNo | None = limits.ask(
        "Has anybody promised them secrecy?", hint="If so, put it right with them, and say how.", required=False
    )
    limits_words: Words | None = limits.ask("What they said", hint=_USE_THEIR_WORDS, long=True, required=False)
    has_capacity: Capacity | None = capacity.ask(
        "Can they make this decision?", need="Say whether they can make this decision."
    )
    capacity_why: Words | None = capacity.ask(
        "What this rests on",
        need="Say what your answer on capacity rests on.",
        when=when_is("has_capacity", Capacity.HAS, Capacity.LACKS, Capacity.DOUBTED),
    )
    capacity_assessment: Ref | None = capacity.ask(
        "The capacity assessment",
        picks=("capacity-assessment",),
        need="Choose the capacity assessment, or record one.",
        when=when_is("has_capacity", Capacity.HAS, Capacity.LACKS),
    )
    worries: Words | None = worry.ask(
        "What they are worried about", hint=_USE_THEIR_WORDS, long=True, need="Write what they are worried about."
    )
    objections: tuple[Objection, ...] | None = worry.ask(
        "Why they do not want it shared",
        hint="Choose all that fit. Leave it empty if they do not mind.",
        required=False,
    )
    objection_words: Words | None = worry.ask(
        "The other reason", need="Write the other reason.", when=when_any("objections", Objection.OTHER)
    )
    explained: Explained | None = explain.ask("Did you explain the concern?", need="Say whether you explained it.")
    explained_how: Words | None = explain.ask(
        "What you said, and what they said back",
        hint=_USE_THEIR_WORDS,
        long=True,
        need="Write what you said, and what they said back.",
    )
    whom_explained: Explained | None = whom.ask(
        "Did you say who, why and what?", need="Say whether you explained who, why and what."
    )
    whom_named: Words | None = whom.ask(
        "Who you named, why, and what you would tell them",
        long=True,
        need="Write who you would tell, why, and what.",
    )
    whom_words: Words | None = whom.ask("What they said", hint=_USE_THEIR_WORDS, long=True, required=False)
    benefits_explained: Explained | None = benefits.ask(
        "Did you explain how it could help?", need="Say whether you explained how it could help."
    )
    benefits_how: Words | None = benefits.ask(
        "What you said, and what they said back", hint=_USE_THEIR_WORDS, long=True, need="Write what was said."
    )
    consequences_explained: Explained | None = consequences.ask(
        "Did you talk about what may happen if nobody is told?", need="Say whether you talked about it."
    )
    consequences_how: Words | None = consequences.ask(
        "What you said, and what they said back", hint=_USE_THEIR_WORDS, long=True, need="Write what was said."
    )
    need_to_know_explained: Explained | None = need_to_know.ask(
        "Did you say that only people who need to know will be told?", need="Say whether you reassured them."
    )
    need_to_know_how: Words | None = need_to_know.ask(
        "What they said", hint=_USE_THEIR_WORDS, long=True, required=False
    )
    support_explained: Explained | None = not_alone.ask(
        "Did you tell them that help is there?", need="Say whether you told them that help is there."
    )
    support_offered: Words | None = not_alone.ask(
        "What help you offered", long=True, need="Write what help you offered."
    )
    advocate_offered: YesNo | None = not_alone.ask(
        "Did you offer an advocate or a peer supporter?", need="Say whether you offered an advocate."
    )
    support_reply: Words | None = not_alone.ask("What they said", hint=_USE_THEIR_WORDS, long=True, required=False)
    sharing_raises_risk: YesNo | None = danger.ask(
        "Could sharing put anyone in more danger?", need="Say whether sharing could put anyone in more danger."
    )
    sharing_risk: Words | None = danger.ask(
        "What could happen, and to whom",
        long=True,
        need="Write what could happen, and to whom.",
        when=when_is("sharing_raises_risk", YesNo.YES),
    )
    safety_plan: Words | None = danger.ask(
        "What would keep them safe",
        long=True,
        need="Write what would keep them safe.",
        when=when_is("sharing_raises_risk", YesNo.YES),
    )
    outcomes_asked: OutcomesAsked | None = wants.ask(
        "Did you ask what they want?", need="Say whether you asked what they want."
    )
    outcomes: Words | None = wants.ask(
        "What they want, in their own words",
        long=True,
        need="Write what they said they want.",
        when=when_is("outcomes_asked", OutcomesAsked.EXPRESSED),
    )
    agrees_sharing: Agreement | None = sharing.ask(
        "Do they agree to sharing?", need="Say what they answered on sharing."
    )
    sharing_scope: Words | None = sharing.ask(
        "What they agree to, with whom, and on what conditions",
        long=True,
        need="Write what they agree to share, and with whom.",
        when=when_is("agrees_sharing", Agreement.ALL, Agreement.PART),
    )
    sharing_not_asked: NotAskedWhy | None = sharing.ask(
        "Why they were not asked",
        need="Say why they were not asked about sharing.",
        when=when_is("agrees_sharing", Agreement.NOT_ASKED),
    )
    sharing_words: Words | None = sharing.ask(
        "Their answer on sharing, in their own words",
        long=True,
        need="Write their answer on sharing in their words.",
        when=when_is("agrees_sharing", *_SAID),
    )
    agrees_intervention: Agreement | None = intervention.ask(
        "Do they agree to help or an enquiry?", need="Say what they answered on help."
    )
    intervention_scope: Words | None = intervention.ask(
        "What help they agree to",
        long=True,
        need="Write what help they agree to.",
        when=when_is("agrees_intervention", Agreement.ALL, Agreement.PART),
    )
    intervention_not_asked: NotAskedWhy | None = intervention.ask(
        "Why they were not asked",
        need="Say why they were not asked about help.",
        when=when_is("agrees_intervention", Agreement.NOT_ASKED),
    )
    intervention_words: Words | None = intervention.ask(
        "Their answer on help, in their own words",
        long=True,
        need="Write their answer on help in their words.",
        when=when_is("agrees_intervention", *_SAID),
    )
    answered_how: AgreedHow | None = ending.ask(
        "How did they answer?", hint="A signature is good practice. Spoken words count too.", required=False
    )
    can_change_mind: YesNo | None = ending.ask(
        "Do they know that they can change their mind?", need="Say whether they know that they can change their mind."
    )
    next_talk: date | None = ending.ask("Next talk on", required=False)
    left_how: Words | None = ending.ask(
        "How they were when you left, and what happens next", long=True, need="Write how you left it."
    )

    @property
    def headline(self) -> str:
        """Their two answers; or that it ended early, or is not finished."""
        answers = (("Sharing", self.agrees_sharing), ("Help", self.agrees_intervention))
        words = "; ".join(f"{what}: {answer.label.lower()}" for what, answer in answers if answer)
        mark = ended_early(self)
        ended = mark.words[0] if mark is not None else "Not finished"
        return words.replace(": i did", ": I did") or ended

    @property
    def due_on(self) -> date | None:
        """The day of the next talk."""
        return self.next_talk
