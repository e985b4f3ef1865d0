from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safeguard_desktop.resource_files import resource_folder
from safeguard_desktop.settings import THEMES
from ui.pages.screen_settings import ThemeName
from ui.theme import apply_theme, contrast, icon, load_fonts, load_theme, readable_on
from ui.widgets.basics import button
from ui.widgets.inputs import Check, Line, Radio

_TEXT = [
    ("ink", "card"), ("ink", "page"), ("muted", "card"), ("muted", "page"), ("link", "card"), ("link", "page"),
    ("on_brand", "brand"), ("on_danger", "danger"), ("side_text", "side"), ("side_strong", "side_current"),
    ("ink", "brand_tint"), ("ink", "red_tint"), ("ink", "amber_tint"), ("ink", "green_tint"), ("ink", "blue_tint"),
    ("red", "card"), ("red", "red_tint"), ("amber", "amber_tint"), ("green", "green_tint"), ("blue", "blue_tint"),
    ("grey", "grey_tint"), ("link", "amber_tint"), ("link", "brand_tint"), ("muted", "brand_tint"),
]  # fmt: skip
_EDGES = [("control", "card"), ("control", "page"), ("brand", "card"), ("green", "card"), ("amber", "card")]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Callable[[str, int], None]]:
    yield lambda name, percent: apply_theme(qapp, load_theme(name, percent))
    apply_theme(qapp, load_theme())


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_in_every_theme(name: str) -> None:
    colours = load_theme(name).colours
    ratios = {(ink, ground): contrast(colours[ink], colours[ground]) for ink, ground in _TEXT}
    assert min(ratios.values()) >= (7 if name == "contrast" else 4.5), ratios


@pytest.mark.parametrize("name", THEMES)
def test_the_edge_of_a_control_can_be_seen(name: str) -> None:
    colours = load_theme(name).colours
    ratios = {(edge, ground): contrast(colours[edge], colours[ground]) for edge, ground in _EDGES}
    assert min(ratios.values()) >= 3, "WCAG 1.4.11"


@pytest.mark.parametrize("name", THEMES)
def test_one_half_of_the_focus_ring_is_seen_on_any_ground(name: str) -> None:
    colours = load_theme(name).colours
    for ground in ("card", "page", "brand", "side", "danger"):
        assert max(contrast(colours[part], colours[ground]) for part in ("focus", "focus_ink")) >= 3, ground


@pytest.mark.parametrize("name", THEMES)
def test_words_on_a_pressed_button_can_be_read(name: str) -> None:
    pressed = load_theme(name).colours["brand_dark"]
    assert contrast(readable_on(pressed), pressed) >= 4.5


def test_every_theme_has_the_same_tokens_and_can_be_chosen() -> None:
    tokens = {frozenset(load_theme(name).colours) for name in THEMES}
    assert len(tokens) == 1
    assert {choice.value for choice in ThemeName} == set(THEMES)


def test_a_wrong_theme_or_size_becomes_a_known_one() -> None:
    assert load_theme("no such").name == "light"
    assert load_theme("dark", 900).percent == 200
    assert load_theme("dark", 1).percent == 100


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_inputs_are_at_least_forty_pixels_high(dressed: Callable[[str, int], None], qtbot: QtBot, percent: int) -> None:
    dressed("light", percent)
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    inputs: list[QWidget] = [
        Line(),
        QLineEdit(),
        button("Back"),
        button("Save", "primary"),
        button("Hide", "danger"),
        Radio("Yes"),
    ]
    inputs += [Check("Yes"), QPushButton("plain")]
    for widget in inputs:
        layout.addWidget(widget)
    page.resize(500, 1200)
    page.show()
    assert min(w.height() for w in inputs) >= 40 * percent // 100, [(type(w), w.height(), w.sizeHint()) for w in inputs]


def test_the_typefaces_come_with_the_program() -> None:
    assert {"Atkinson Hyperlegible", "Noto Sans", "Noto Sans Arabic"} <= set(load_fonts())


def test_every_icon_is_drawn_and_follows_the_theme(dressed: Callable[[str, int], None]) -> None:
    for file in sorted((resource_folder() / "icons").glob("*.svg")):
        made = icon(file.stem)
        dressed("light", 100)
        light = made.pixmap(24, 24).toImage()
        dressed("dark", 100)
        assert light != made.pixmap(24, 24).toImage(), file.name


def test_large_text_makes_labels_larger(dressed: Callable[[str, int], None], qtbot: QtBot) -> None:
    label = QLabel("Words")
    qtbot.addWidget(label)
    dressed("cream", 100)
    label.ensurePolished()
    small = label.sizeHint().height()
    dressed("cream", 200)
    label.ensurePolished()
    assert label.sizeHint().height() >= 1.9 * small


@pytest.mark.parametrize("name", THEMES)
def test_a_tick_can_be_seen(dressed: Callable[[str, int], None], qtbot: QtBot, name: str) -> None:
    dressed(name, 100)
    check = Check("Ticked")
    qtbot.addWidget(check)
    empty = check.grab().toImage()
    check.setChecked(True)
    assert check.grab().toImage() != empty
