import pytest

from safeguard_desktop.casework.names_alike import (
    alike,
    greeted_as,
    is_mentioned,
    is_seen,
    looks_like,
    plain_words,
)


@pytest.mark.parametrize(
    ("written", "account"),
    [
        ("Craig Dunn", "Craig Dunn"),
        ("C. Dunn", "Craig Dunn"),
        ("Dunn, Craig", "Craig Dunn"),
        ("Craig", "Craig Dunn"),
        ("C D", "Craig Dunn"),
        ("Mrs Haddad", "Samira Haddad"),
        ("Sammie Hadad", "Samira Haddad"),
        ("Bob Smyth", "Robert Smith"),
        ("Ann O'Hara", "Anne O’Hara"),
        ("Jose Nunez", "José Núñez"),
        ("KASIA NOWAK", "Katarzyna Nowak"),
        ("Grace Adeyemi-Bell", "Grace Adeyemi"),
    ],
)
def test_names_that_may_be_the_same_person(written: str, account: str) -> None:
    assert alike(written, account)
    assert alike(account, written)


@pytest.mark.parametrize(
    ("written", "account"),
    [
        ("Ewa Nowak", "Rhys Morgan"),
        ("Craig Dunn", "Craig Hall"),
        ("C", "Craig Dunn"),
        ("Mr", "Craig Dunn"),
        ("", "Craig Dunn"),
        ("…", "…"),
    ],
)
def test_names_that_are_not(written: str, account: str) -> None:
    assert not alike(written, account)
    assert not alike(account, written)


def test_a_name_is_found_in_what_somebody_wrote() -> None:
    assert is_mentioned("Craig Dunn", "the night man, I think Craig")
    assert is_mentioned("Robert Smith", "Bob from nights")
    assert not is_mentioned("Craig Dunn", "a tall man in a blue coat")
    assert not is_mentioned("Craig Dunn", "")


def test_words_are_compared_without_case_accents_and_marks() -> None:
    assert plain_words("  O’Hara-Núñez, D.J. ") == ("ohara", "nunez", "d", "j")


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Imani Okafor", "Imani"),
        ("Dr Amara Okafor", "Amara"),
        ("Prof. Dr Amara Okafor", "Amara"),
        ("rev. Ann Lee", "Ann"),
        ("Mrs Jones", "Mrs Jones"),
        ("Sister  Mary", "Sister Mary"),
        ("Sister Mary Quill", "Mary"),
        ("Major", "Major"),
        ("Imani", "Imani"),
        ("J. Smith", "J. Smith"),
        ("Mr J Smith", "Mr J Smith"),
        ("Okafor, Amara", "Amara"),
        ("Okafor, Dr Amara", "Amara"),
        ("Dr Okafor, Amara", "Amara"),
        ("Amara Okafor, RMN", "Amara"),
        ("Okafor,", "Okafor"),
        ("Okafor, A.", "Okafor, A."),
        ("Dr", "Dr"),
    ],
)
def test_a_greeting_leaves_out_titles_and_says_a_surname_with_its_title(name: str, greeted: str) -> None:
    assert greeted_as(name) == greeted


LOOK_ALIKES = [
    ("Craig Hope", "\u0421raig Hope"),  # Cyrillic С
    ("Craig Hope", "\u0441r\u0430ig h\u043e\u0440\u0435"),  # Cyrillic с, а, о, р, е
    ("Max Oxley", "M\u0430\u0445 O\u0445l\u0435y"),  # Cyrillic а, х, е
    ("KATE HOME", "\u041a\u0410\u0422\u0415 \u041d\u041e\u041c\u0415"),  # Cyrillic capitals
    ("Kim Tam", "\u043aim \u0442a\u043c"),  # small letters whose capitals look the same
    ("Yvonne Moss", "Y\u03bd\u03bfnn\u0435 M\u03bfss"),  # Greek ν and ο
    ("Anna Bell", "\u0391nna \u0392ell"),  # Greek capitals
    ("Sam Ash", "\uff33\uff41\uff4d \uff21\uff53\uff48"),  # full width
    ("Sam Ash", "\U0001d412\U0001d41a\U0001d426 Ash"),  # letters of mathematics
    ("Sam Ash", "S\u200ba\u200dm\ufeff A\u00adsh\u2060"),  # no width at all
    ("Sam Ash", "\u202eSam\u202c \u2067Ash\u2069\u200f"),  # marks of direction
    ("Sam Ash", "Sam\u034f \u3164Ash\ufe0f\u115f"),  # joiners, blank letters and variation marks
    ("Sam Ash", "Sam\u00a0\u2007Ash"),
    ("Ian Iles", "lan lles"),
    ("Ian Iles", "1an I1es"),
    ("Ian Iles", "|an |les"),
    ("Bill Ellis", "Bi1l E||is"),
    ("Oona Otto", "O0na 0tto"),
    ("Bernard Owen", "Bemard Ovven"),
    ("\u0130rem Isik", "Irem I\u015f\u0131k"),
    ("Jos\u00e9 N\u00fa\u00f1ez", "Jose Nunez"),
    ("Ann-Marie O\u2019Hara", "ann marie o'hara"),
]


@pytest.mark.parametrize(("name", "other"), LOOK_ALIKES)
def test_names_that_look_the_same_on_a_screen(name: str, other: str) -> None:
    assert looks_like(name, other)
    assert looks_like(other, name)
    assert alike(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Neil Hall", "Nell Hall"),
        ("Ali Khan", "All Khan"),
        ("Sam Ash", "Sam Ash 2"),
        ("Sam Ash", "Ash Sam"),
        ("Craig Dunn", "Greg Dunn"),
        ("Bob Smith", "Robert Smith"),
        ("\u0410\u043d\u043d\u0430 \u0416\u0443\u043a", "Anna Zhuk"),
        ("\u674e\u660e", "\u674e\u5a1c"),
    ],
)
def test_names_that_tell_two_people_apart(name: str, other: str) -> None:
    assert not looks_like(name, other)


def test_one_who_is_written_with_letters_of_another_script_is_still_found() -> None:
    account = "Cr\u0430ig Dunn"
    assert alike("C. Dunn", account)
    assert alike("Craig", account)
    assert is_mentioned(account, "the night man, I think Craig")
    assert is_mentioned("lan Gray", "It was Ian")
    assert not is_mentioned("Ali Khan", "they were all there")


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u3164\uffa0", "\u2800", "\u0301", "...", "|"])
def test_a_name_of_which_nothing_shows_is_none(name: str) -> None:
    assert not is_seen(name)
    assert is_seen(f"{name}A")
