"""The lists that answers are picked from. Values are kept for good; labels are the words that people read."""

from safeguard_desktop.records.values import Choice


class Role(Choice):
    """What a person's account may do."""

    CARE_WORKER = "care-worker", "Care worker"
    CASEWORKER = "caseworker", "Caseworker"
    SAFEGUARDING_LEAD = "safeguarding-lead", "Safeguarding lead"
    REGISTERED_MANAGER = "registered-manager", "Registered manager"


class Capacity(Choice):
    """Whether the adult can make the decision in hand. Presumed unless there is a reason to doubt it (MCA 2005 s1)."""

    PRESUMED = "presumed", "Presumed: there is no reason to doubt it"
    HAS = "has", "Assessed: they can make this decision"
    LACKS = "lacks", "Assessed: they cannot make this decision"
    DOUBTED = "doubted", "In doubt: not assessed yet"


class RiskLevel(Choice):
    """The four levels of risk."""

    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    HIGH = "high", "High"
    CRITICAL = "critical", "Critical"


class Likelihood(Choice):
    """How likely the harm is, from the least to the most."""

    RARE = "rare", "Rare: it would be a surprise"
    UNLIKELY = "unlikely", "Unlikely: it could happen, but probably will not"
    POSSIBLE = "possible", "Possible: it might happen"
    LIKELY = "likely", "Likely: it will probably happen"
    CERTAIN = "certain", "Certain: it is happening, or is sure to"


class Seriousness(Choice):
    """How serious the harm would be, from the least to the most."""

    MINOR = "minor", "Minor: upset or discomfort that soon passes"
    MODERATE = "moderate", "Moderate: some harm, and they would get over it"
    SERIOUS = "serious", "Serious: real harm that needs treatment or help"
    SEVERE = "severe", "Severe: lasting harm"
    CRITICAL = "critical", "Critical: death, or harm that changes their life"


class Agreement(Choice):
    """The adult's answer to one thing that was put to them."""

    ALL = "all", "They agree"
    PART = "part", "They agree to part of it"
    REFUSE = "refuse", "They say no"
    NOT_ASKED = "not-asked", "I did not ask them"
    UNABLE = "unable", "They are not able to answer"


class Explained(Choice):
    """How far something was explained."""

    YES = "yes", "Yes, in a way they could follow"
    PARTLY = "partly", "Partly, we need to come back to it"
    NO = "no", "No. Write down why"


class NotAskedWhy(Choice):
    """Why agreement was not asked for (6.3, rule 2)."""

    RAISES_RISK = "raises-risk", "Asking would put someone in more danger"
    CANNOT_REACH = "cannot-reach", "We cannot reach them"
    LACKS_CAPACITY = "lacks-capacity", "They cannot make this decision, and sharing is in their best interests"
    EMERGENCY = "emergency", "There was no time: it was an emergency"
    OTHER = "other", "Another reason"


class AgreedHow(Choice):
    """The form in which an answer was given."""

    SPOKEN = "spoken", "They told me"
    WRITTEN = "written", "They wrote or signed it"
    OTHER = "other", "In another way, such as signing or pictures"


class Objection(Choice):
    """Why the adult objects: the four reasons that 6.5 names, and others."""

    REPRISALS = "reprisals", "They fear that someone will hurt or punish them"
    LOSING_CONTROL = "losing-control", "They fear losing control of what happens"
    DISTRUST = "distrust", "They do not trust social services, the police or others"
    RELATIONSHIP = "relationship", "They fear for their relationship with the person"
    SHAME = "shame", "They feel ashamed or to blame"
    HOME = "home", "They fear losing their home or care"
    NOT_SERIOUS = "not-serious", "They do not think it is serious"
    OTHER = "other", "Another reason"


class OutcomesAsked(Choice):
    """Whether the adult was asked what they want to happen (SAC SG4a)."""

    EXPRESSED = "expressed", "Yes, and they said what they want"
    NONE_EXPRESSED = "none-expressed", "Yes, and they did not say"
    NOT_ASKED = "not-asked", "They were not asked"
    UNKNOWN = "unknown", "Not known"


class OutcomesMet(Choice):
    """Whether the adult got what they wanted (SAC SG4a)."""

    FULLY = "fully", "Yes, all of it"
    PARTLY = "partly", "Part of it"
    NOT = "not", "No"


class AbuseType(Choice):
    """The eleven types of abuse that are counted nationally (SAC SG2a)."""

    PHYSICAL = "physical", "Physical: hurting someone's body"
    SEXUAL = "sexual", "Sexual: sexual acts or words they did not want"
    PSYCHOLOGICAL = "psychological", "Psychological: threats, shouting, humiliation, control"
    FINANCIAL = "financial", "Money or belongings: theft, fraud, pressure about money"
    DISCRIMINATORY = "discriminatory", "Discrimination: treated badly for who they are"
    ORGANISATIONAL = "organisational", "Organisational: poor care by a service"
    NEGLECT = "neglect", "Neglect: not given the care they need"
    DOMESTIC = "domestic", "Domestic abuse: by a partner, former partner or family"
    SEXUAL_EXPLOITATION = "sexual-exploitation", "Sexual exploitation: used for sex"
    MODERN_SLAVERY = "modern-slavery", "Modern slavery: forced work, trafficking"
    SELF_NEGLECT = "self-neglect", "Self-neglect: not looking after themselves or their home"


class Place(Choice):
    """The nine places that are counted nationally (SAC SG2b)."""

    OWN_HOME = "own-home", "Their own home"
    COMMUNITY = "community", "Out and about"
    COMMUNITY_SERVICE = "community-service", "A day centre or other community service"
    NURSING_HOME = "nursing-home", "A nursing home"
    RESIDENTIAL_HOME = "residential-home", "A residential home"
    HOSPITAL = "hospital", "A general hospital"
    MENTAL_HEALTH_HOSPITAL = "mental-health-hospital", "A mental health hospital"
    COMMUNITY_HOSPITAL = "community-hospital", "A community hospital"
    OTHER = "other", "Somewhere else"


class RiskSource(Choice):
    """Where the risk comes from, as it is counted nationally (SAC SG2)."""

    SERVICE_PROVIDER = "service-provider", "Someone who provides care or a service"
    KNOWN = "known", "Someone else the adult knows"
    UNKNOWN = "unknown", "Someone the adult does not know"


class Relation(Choice):
    """How a person is related to the adult."""

    PARTNER = "partner", "Husband, wife or partner"
    FORMER_PARTNER = "former-partner", "Former partner"
    SON_OR_DAUGHTER = "son-or-daughter", "Son or daughter"
    PARENT = "parent", "Parent"
    BROTHER_OR_SISTER = "brother-or-sister", "Brother or sister"
    OTHER_FAMILY = "other-family", "Other family"
    FRIEND = "friend", "Friend or neighbour"
    CARER = "carer", "Unpaid carer"
    RESIDENT = "resident", "Lives in the same home, or uses the same service"
    CARE_STAFF = "care-staff", "Works or volunteers in care or health"
    OTHER_PROFESSIONAL = "other-professional", "Another professional"
    STRANGER = "stranger", "Stranger"
    SELF = "self", "The adult themselves"
    OTHER = "other", "Other"


class CaseRole(Choice):
    """The part a person has in a case."""

    ALLEGED = "alleged", "Person alleged to cause harm"
    AT_RISK = "at-risk", "Also at risk"
    CHILD = "child", "Child in the household or family"
    WITNESS = "witness", "Witness, or told us"
    FAMILY = "family", "Family or friend"
    SUPPORTER = "supporter", "Advocate, attorney or supporter"
    PROFESSIONAL = "professional", "Professional"


class CaseStatus(Choice):
    """Whether a case is being worked on."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class CaseFinding(Choice):
    """How an enquiry ended (SAC SG2c)."""

    RISK_ACTION = "risk-action", "There was a risk, and action was taken"
    RISK_NO_ACTION = "risk-no-action", "There was a risk, and no action was taken"
    UNCLEAR_ACTION = "unclear-action", "It was not clear, and action was taken"
    UNCLEAR_NO_ACTION = "unclear-no-action", "It was not clear, and no action was taken"
    NO_RISK_ACTION = "no-risk-action", "There was no risk, and action was taken"
    NO_RISK_NO_ACTION = "no-risk-no-action", "There was no risk, and no action was taken"
    CEASED = "ceased", "The adult asked us to stop, and no action was taken"


class RiskAfter(Choice):
    """What became of the risk (SAC SG2e)."""

    REMOVED = "removed", "It has gone"
    REDUCED = "reduced", "It is lower"
    REMAINED = "remained", "It is the same"


class HowKnown(Choice):
    """How the person writing knows what they write."""

    SAW = "saw", "I saw it myself"
    HEARD = "heard", "I heard it myself"
    ADULT_SAID = "adult-said", "The adult told me"
    TOLD = "told", "Someone else told me"
    FOUND = "found", "I found a sign of it, such as an injury or a letter"
    OPINION = "opinion", "It is what I think, not what I saw"


class Gender(Choice):
    """Gender as the person describes it."""

    FEMALE = "female", "Woman"
    MALE = "male", "Man"
    OTHER = "other", "In another way"
    UNKNOWN = "unknown", "Not known"


class Ethnicity(Choice):
    """Ethnic group, in the groups that are counted nationally (SAC SG1c)."""

    WHITE = "white", "White"
    MIXED = "mixed", "Mixed or multiple"
    ASIAN = "asian", "Asian or Asian British"
    BLACK = "black", "Black, African, Caribbean or Black British"
    OTHER = "other", "Another group"
    REFUSED = "refused", "They prefer not to say"
    UNKNOWN = "unknown", "Not known"


class SupportReason(Choice):
    """The main reason for care and support (SAC SG1d)."""

    PHYSICAL = "physical", "Physical disability, illness or frailty"
    SENSORY = "sensory", "Sight or hearing"
    MEMORY = "memory", "Memory and thinking"
    LEARNING = "learning", "Learning disability"
    MENTAL_HEALTH = "mental-health", "Mental health"
    SOCIAL = "social", "Social support, such as isolation, drink or drugs"
    NONE = "none", "No care and support needs"
    UNKNOWN = "unknown", "Not known"


class Purpose(Choice):
    """The ten purposes of 6.2. The last one is never enough alone."""

    PREVENT_HARM = "prevent-harm", "To prevent death or serious harm"
    COORDINATE = "coordinate", "So that people work together well"
    EARLY_HELP = "early-help", "To step in early, before the risk grows"
    PREVENT_NEED = "prevent-need", "To prevent abuse that would leave them needing more care"
    GOOD_PRACTICE = "good-practice", "To keep up and improve good practice"
    REVEAL_PATTERNS = "reveal-patterns", "To show patterns of abuse that no one had seen"
    LOW_LEVEL = "low-level", "To notice small concerns that point to people at risk"
    REACH_SUPPORT = "reach-support", "To help people get the right support"
    POSE_RISK = "pose-risk", "To find people who may be a risk to others, and reduce offending"
    ORGANISATION = "organisation", "To reduce risk to the organisation (never enough alone)"


class OrganisationType(Choice):
    """The sort of organisation that information goes to or comes from (6.1)."""

    COUNCIL = "council", "Council adult care"
    CHILDREN = "children", "Council children's services"
    POLICE = "police", "Police"
    HEALTH = "health", "Health service"
    GP = "gp", "GP practice"
    MARAC = "marac", "MARAC"
    DOMESTIC_ABUSE = "domestic-abuse", "Domestic abuse service or IDVA"
    DBS = "dbs", "Disclosure and Barring Service"
    REGULATOR = "regulator", "Care Quality Commission or professional regulator"
    CARE_PROVIDER = "care-provider", "Care provider"
    HOUSING = "housing", "Housing"
    CPS = "cps", "Crown Prosecution Service"
    PROBATION = "probation", "Prison or probation"
    FIRE = "fire", "Fire and rescue"
    ADVOCACY = "advocacy", "Advocacy or support"
    VOLUNTARY = "voluntary", "Charity or community group"
    OTHER = "other", "Other"


class SharingMethod(Choice):
    """How information leaves the organisation."""

    SECURE_EMAIL = "secure-email", "Secure email"
    PORTAL = "portal", "The receiver's own website"
    LOCKED_FILE = "locked-file", "Locked file, with its passphrase sent another way"
    SIGNED_POST = "signed-post", "Post that is signed for"
    BY_HAND = "by-hand", "By hand"
    PHONE = "phone", "By phone"
    MEETING = "meeting", "At a meeting"
    OTHER = "other", "Another way"


class LegalBasis(Choice):
    """The law that a sharing decision rests on (6.7)."""

    AGREEMENT = "agreement", "Confidentiality: the adult agrees"
    LEGAL_DUTY = "legal-duty", "Confidentiality: the law says we must share"
    PUBLIC_INTEREST = "public-interest", "Confidentiality: the public interest outweighs it"
    BEST_INTERESTS = "best-interests", "Mental Capacity Act 2005: best interests"
    PUBLIC_TASK = "public-task", "UK GDPR Article 6: public task"
    RECOGNISED_INTEREST = "recognised-interest", "UK GDPR Article 6: recognised legitimate interest (safeguarding)"
    LEGITIMATE_INTEREST = "legitimate-interest", "UK GDPR Article 6: legitimate interests"
    LEGAL_OBLIGATION = "legal-obligation", "UK GDPR Article 6: legal obligation"
    VITAL_6 = "vital-6", "UK GDPR Article 6: to protect someone's life"
    CONSENT_6 = "consent-6", "UK GDPR Article 6: consent (seldom the right one)"
    VITAL_9 = "vital-9", "UK GDPR Article 9: to protect someone's life"
    CARE_9 = "care-9", "UK GDPR Article 9: health or social care"
    SAFEGUARDING_9 = "safeguarding-9", "UK GDPR Article 9, with DPA 2018 Schedule 1 paragraph 18: safeguarding"
    CRIMINAL_10 = "criminal-10", "UK GDPR Article 10, with DPA 2018 Schedule 1: criminal allegations"
    CARE_ACT_42 = "care-act-42", "Care Act 2014 section 42: safeguarding enquiry"
    CARE_ACT_45 = "care-act-45", "Care Act 2014 section 45: request by the Safeguarding Adults Board"
    CRIME_115 = "crime-115", "Crime and Disorder Act 1998 section 115"
    SVGA = "svga", "Safeguarding Vulnerable Groups Act 2006: referral to the DBS"
    COURT = "court", "Court order"
    OTHER = "other", "Another law"
