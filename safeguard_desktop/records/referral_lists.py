"""The lists that referrals to MARAC and DBS pick from (SafeLives; SVGA 2006), and how a disclosure stands."""

from safeguard_desktop.records.values import Choice


class MaracCriterion(Choice):
    """The four reasons to refer to MARAC; any one is enough (SafeLives)."""

    JUDGEMENT = "judgement", "Professional judgement: you are seriously worried"
    VISIBLE = "visible", "Visible high risk: 14 or more “yes” on the Dash"
    ESCALATION = "escalation", "It is getting worse: often three or more police call-outs in 12 months"
    REPEAT = "repeat", "Repeat: something new within 12 months of the last referral"


class RepeatMeaning(Choice):
    """Which of the two published meanings of “repeat” is used: SafeLives changed it."""

    ANY_ABUSE = "any-abuse", "Any abuse in the same relationship, also unwanted contact"
    CRIMINAL = "criminal", "Only acts that would be a crime"


class Workforce(Choice):
    """The people that somebody worked with."""

    ADULTS = "adults", "Adults"
    CHILDREN = "children", "Children"
    BOTH = "both", "Adults and children"


class ReferrerType(Choice):
    """Who refers to the DBS: it decides between a duty and a power (SVGA 2006)."""

    PROVIDER = "provider", "We provide care (a regulated activity provider)"
    SUPPLIER = "supplier", "We supply staff (an agency)"
    COUNCIL_EMPLOYER = "council-employer", "We are the council, as the employer"
    COUNCIL = "council", "We are the council, not the employer"
    REGULATOR = "regulator", "We keep a professional register, or inspect services"
    OTHER = "other", "None of these"


class Removal(Choice):
    """What became of the person's work: the first condition of the duty to refer (SVGA 2006 s35)."""

    WITHDRAWN = "withdrawn", "We dismissed them, or took them off this work"
    MOVED = "moved", "We moved them to other work"
    LEFT = "left", "They left, and we would or might have removed them"
    SUSPENDED = "suspended", "They are suspended while we look into it"
    NONE = "none", "None of these"


class RegulatedActivity(Choice):
    """The six kinds of regulated activity with adults. It is not the Care Quality Commission's list of that name."""

    HEALTH_CARE = "health-care", "Health care"
    PERSONAL_CARE = "personal-care", "Personal care, such as washing, dressing or eating"
    SOCIAL_WORK = "social-work", "Social work"
    MONEY = "money", "Help with cash, bills or shopping"
    AFFAIRS = "affairs", "Running somebody’s affairs under legal authority"
    TRANSPORT = "transport", "Taking people to and from care"


class EndedHow(Choice):
    """How the person's work ended."""

    DISMISSED = "dismissed", "Dismissed"
    RESIGNED = "resigned", "Resigned"
    RETIRED = "retired", "Retired"
    REDUNDANT = "redundant", "Made redundant"
    REDEPLOYED = "redeployed", "Moved to other work"
    SUSPENDED = "suspended", "Suspended"
    AGENCY = "agency", "Sent back to the agency"
    NOT_ENDED = "not-ended", "Still working"


class Finding(Choice):
    """What an employer found."""

    PROVED = "proved", "It happened, more likely than not"
    PARTLY = "partly", "Some of it happened"
    NOT_PROVED = "not-proved", "It could not be shown"
    NOT_FINISHED = "not-finished", "Not finished yet"


class DbsDocument(Choice):
    """Papers that the DBS asks for, or that help it to decide."""

    CHRONOLOGY = "chronology", "Dated list of events, pointing to the evidence"
    STATEMENTS = "statements", "First-hand statements, signed and dated"
    VICTIM_STATEMENT = "victim-statement", "The victim’s complaint or statement"
    JOB_DESCRIPTION = "job-description", "Job description"
    APPLICATION = "application", "Application form or CV"
    TRAINING = "training", "Training record"
    REPORT = "report", "Investigation report"
    INTERVIEWS = "interviews", "Interview notes"
    HEARING = "hearing", "Hearing notes and outcome letter"
    ENDING_LETTER = "ending-letter", "Letter of dismissal or resignation"
    WARNINGS = "warnings", "Earlier warnings and supervision notes"
    CARE_PAPERS = "care-papers", "Parts of care plan, medicine chart or rota"
    PICTURES = "pictures", "Photographs or video"
    POLICY = "policy", "The policy that was broken"
    MINUTES = "minutes", "Police or council minutes, with their leave"
    REFERENCES = "references", "References"
    CERTIFICATE = "certificate", "DBS certificate details"


class DisclosureStatus(Choice):
    """How far a disclosure has come. Printed is not sent, and sent is not received."""

    PREPARED = "prepared", "Prepared"
    PRINTED = "printed", "Printed or saved"
    SENT = "sent", "Sent"
    RECEIVED = "received", "They confirmed that it came"
