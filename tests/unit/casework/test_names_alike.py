import pytest

from safeguard_desktop.casework.names_alike import alike, greeted_as, is_mentioned, plain_words


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
