"""The invented people of the example cases. Nobody here is real.

Telephone numbers are from the ranges kept for drama, NHS numbers from the range kept for tests.
"""

from datetime import date

from safeguard_desktop.casework.examples.parts import HOME
from safeguard_desktop.records import Adult, Organisation, Person, When, YesNo
from safeguard_desktop.records.adult import Child
from safeguard_desktop.records.organisation import Contact
from safeguard_desktop.records.vocabulary import Ethnicity, Gender, SupportReason


def example_organisation() -> Organisation:
    """Return the invented home and its contacts."""
    return Organisation(
        name=HOME,
        address="Willow Court, 1 Orchard Way, Rochdale OL99 1AA",
        phone="01632 960140",
        email="safeguarding@willowcourt.example",
        council=Contact(name="Adult Care duty team", phone="01632 960201", email="adultcare@council.example"),
        marac=Contact(name="Rochdale MARAC", phone="01632 960202", email="marac@police.example"),
        police=Contact(name="Police public protection", phone="01632 960203", email="protection@police.example"),
        idva=Contact(name="Lantern Domestic Abuse Service", phone="01632 960204", email="idva@lantern.example"),
    )


def nuala() -> Adult:
    """Return the adult of the main case."""
    return Adult(
        name="Nuala O'Brien",
        other_names="Nuala Gallagher (before marriage), Nula, Mrs O’Brien",
        preferred_name="Nuala",
        date_of_birth=When(year=1954, month=6, day=17),
        gender=Gender.FEMALE,
        address="Flat 4, Willow Court, 1 Orchard Way, Rochdale OL99 1AA",
        nhs_number="999 318 6406",
        lives="Flat 4, Willow Court (extra care)",
        lives_with="Martin Keane, her partner, since spring last year",
        safe_phone="01632 960141, the office at Willow Court, ask for Rhys",
        safe_to_call=YesNo.YES,
        safe_times="Weekdays 10 to 12, when Martin is at the café",
        safe_message=YesNo.NO,
        safe_notes="Never ring the flat or text her mobile: Martin reads it. Say you are from the chiropodist.",
        language="English. She likes to pray in Irish.",
        interpreter=YesNo.NO,
        communication="Hearing aid in the left ear. Sit on her left, and give her time.",
        support_reason=SupportReason.PHYSICAL,
        support_needs="Arthritis in both hands. Help with washing, dressing and hot meals, twice a day.",
        health="Arthritis, high blood pressure, anxious since the winter.",
        ethnicity=Ethnicity.WHITE,
        disabled=YesNo.YES,
        disability="“My hands won’t do what I tell them.”",
        lgbt=YesNo.NO,
        gp="Dr Amara Obi, Mill Street Surgery, 01632 960150",
        family="Her sister Bríd Gallagher, 07700 900114. She trusts Bríd with everything.",
        children=(
            Child(
                name="Aoife O'Brien",
                date_of_birth=When(year=2017, month=2),
                relation_to_adult="Granddaughter",
                relation_to_alleged="None",
                address="With her father in Bury",
                school="St Anne’s Primary School",
            ),
        ),
    )


def martin() -> Person:
    """Return the person alleged to cause harm in the main case."""
    return Person(
        name="Martin Keane",
        other_names="Marty, Martin Kean",
        date_of_birth=When(year=1959, month=9, day=30),
        other_dates_of_birth="30 September 1958, as he told the GP",
        gender=Gender.MALE,
        address="Flat 4, Willow Court, 1 Orchard Way, Rochdale OL99 1AA",
        phone="07700 900321",
        works_here=YesNo.NO,
        occupation="Used to drive a lorry. Out of work since last year.",
        notes="Keeps a key to the side gate that he should not have.",
    )


def bernard() -> Adult:
    """Return the adult who chooses to take a risk."""
    return Adult(
        name="Bernard Cole",
        preferred_name="Bernie",
        date_of_birth=When(year=1957, month=1, day=8),
        gender=Gender.MALE,
        address="22 Canal Row, Rochdale OL99 4BD",
        nhs_number="999 275 1037",
        lives="Own terraced house",
        lives_with="Nobody",
        safe_phone="01632 960161",
        safe_to_call=YesNo.YES,
        safe_times="Any time after 11",
        language="English",
        communication="Big print. He forgets his glasses.",
        support_reason=SupportReason.PHYSICAL,
        support_needs="Unsteady since a stroke. Help with shopping and a shower twice a week.",
        ethnicity=Ethnicity.WHITE,
        gp="Canal Medical Centre, 01632 960162",
        family="A niece, Lorraine, who rings on Sundays.",
    )


def ken() -> Person:
    """Return the friend in the risk that Bernard takes."""
    return Person(
        name="Ken Doyle",
        gender=Gender.MALE,
        address="Somewhere near the canal",
        works_here=YesNo.NO,
        notes="An old friend from the mill. Drinks.",
    )


def dorothy() -> Adult:
    """Return the resident of the staff case."""
    return Adult(
        name="Dorothy Baptiste",
        preferred_name="Miss Dot",
        date_of_birth=When(year=1941, month=12, day=3),
        gender=Gender.FEMALE,
        address="Room 7, Willow Court, 1 Orchard Way, Rochdale OL99 1AA",
        nhs_number="999 480 3379",
        lives="Room 7, Willow Court",
        safe_phone="01632 960140",
        safe_to_call=YesNo.YES,
        language="English and Dominican Creole",
        communication="Reads lips. Face her when you speak.",
        support_reason=SupportReason.PHYSICAL,
        support_needs="Cannot stand without two people. Needs help with all personal care.",
        ethnicity=Ethnicity.BLACK,
        gp="Mill Street Surgery, 01632 960150",
        family="Her son Curtis, 07700 900152, visits on Saturdays.",
    )


def craig(day: date) -> Person:
    """Return the night care assistant of the staff case, his address checked on that day."""
    return Person(
        name="Craig Leighton",
        other_names="Craig Layton (spelt so on an earlier payslip)",
        date_of_birth=When(year=1990, month=4, day=22),
        gender=Gender.MALE,
        address="9 Station Terrace, Heywood OL99 7QQ",
        address_confirmed=When.on(day),
        phone="07700 900455",
        email="craig.leighton@example.org",
        works_here=YesNo.NO,
        occupation="Night care assistant at Willow Court until he was dismissed",
    )
