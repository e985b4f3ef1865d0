from collections.abc import Callable

import pytest

from safeguard_desktop.forms import FormCopy, layout_of, print_form
from safeguard_desktop.forms.fonts import BOLD, REGULAR, glyph, has_glyph
from safeguard_desktop.forms.lines import break_lines, line_of, width_of
from safeguard_desktop.forms.looks import ANSWER
from safeguard_desktop.forms.script import as_seen, reads_from_right, shaped
from safeguard_desktop.records.record import Record

Read = Callable[[bytes], str]


def printed(story: str, outing: Record, form_copy: FormCopy, words_of: Read) -> str:
    data = print_form(layout_of(type(outing)), {"outing": outing.with_answers({"story": story})}, form_copy)
    return words_of(data)


@pytest.mark.parametrize(
    "words",
    [
        "Zoë, Łódź, Nguyễn, naïve, ÆØÅ, ß, ½, £5, €6, “quoted” – dash — dash…",
        "Привет, Дмитрий; Καλημέρα",
        "fl fi ffi office waffle",
        "e\u0301 composed, and 1 × 2 ÷ 3 ± 4",
    ],
)
def test_letters_of_many_languages_are_given_back(
    words: str, outing: Record, form_copy: FormCopy, words_of: Read
) -> None:
    kept = outing.with_answers({"story": words}).answer("story")
    assert kept in printed(words, outing, form_copy, words_of)


def test_a_glyph_that_no_typeface_has_is_shown_by_name_and_copied_as_itself(
    outing: Record, form_copy: FormCopy, words_of: Read
) -> None:
    assert glyph("😀").shown == "[U+1F600 grinning face]"
    assert glyph("漢").shown.startswith("[U+6F22 cjk")
    assert glyph("\U000f0000").shown == "[U+F0000]"
    text = printed("she sent 😀 and 漢字 back to שם", outing, form_copy, words_of)
    assert "she sent [U+1F600 grinning face] and 漢字 back to [U+05E9 hebrew letter shin][U+05DD" in text


def test_a_character_that_turns_text_round_is_shown() -> None:
    assert glyph("\u202e").shown == "[U+202E right-to-left override]"
    assert not has_glyph("\u202e")
    assert glyph("\u200d").shown == ""


def test_characters_of_the_main_typeface_stay_in_it() -> None:
    assert glyph("a").font == REGULAR
    assert glyph("a", bold=True).font == BOLD
    assert glyph("Я").font not in (REGULAR, BOLD)


def test_arabic_is_joined_seen_from_the_right_and_given_back_in_reading_order(
    outing: Record, form_copy: FormCopy, words_of: Read
) -> None:
    assert shaped("سلام") == "\ufeb3\ufefc\ufee1"
    assert as_seen("سلام", from_right=True) == "\ufee1\ufefc\ufeb3"
    assert "محمد" in printed("محمد", outing, form_copy, words_of)


def test_numbers_and_latin_words_keep_their_order_among_arabic_ones() -> None:
    seen = as_seen("غرفة 12 Willow", from_right=True)
    assert seen == "Willow 12 \ufe94\ufed3\ufeae\ufecf"
    assert as_seen("Ali محمد 12 x", from_right=False).startswith("Ali 12 ")


def test_brackets_turn_with_the_text_around_them() -> None:
    assert as_seen("د(ر)د", from_right=True) == "\ufea9(\ufead)\ufea9"


def test_a_paragraph_starts_where_its_first_letter_says() -> None:
    assert reads_from_right("12 محمد Ali")
    assert not reads_from_right("Ali محمد")
    line, *_ = break_lines("محمد", ANSWER, 100)
    assert line.from_right


def test_lines_are_no_wider_than_asked_and_leave_nothing_out() -> None:
    text = "Short and very-long-words-that-go-on-and-on-without-any-space-at-all, then more. " * 20
    lines = break_lines(text, ANSWER, 120)
    assert all(line.width <= 120 for line in lines)
    shown = "".join("".join(run.shown for run in line.runs) for line in lines)
    assert shown.replace(" ", "") == text.replace(" ", "")


def test_the_width_of_a_line_is_that_of_its_words() -> None:
    assert line_of("Willow Court", ANSWER).width == pytest.approx(width_of("Willow Court", ANSWER))


def test_line_ends_of_every_system_start_a_new_line() -> None:
    assert len(break_lines("a\r\nb\rc\nd\u2028e", ANSWER, 100)) == 5
