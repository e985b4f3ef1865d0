"""The command line: what it prints, where its errors go, and with which exit code."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safeguard_desktop.casework.assessing import assess_file
from safeguard_desktop.cli import main
from safeguard_desktop.errors import InputTrouble, InUseTrouble
from safeguard_desktop.settings import HOME_VARIABLE
from ui.crash import report_lines


class NoScreen:
    """A screen for a machine without one."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.opened = 0

    def open_window(self) -> int:
        if self.fault:
            raise self.fault
        self.opened += 1
        return 0

    def draw(self, out: Path, theme: str, text_percent: int, progress: Callable[[str], None]) -> int:
        progress(f"{out.name} {theme} {text_percent}")
        return 7

    def start_check(self) -> None:
        self.open_window()


def facts(folder: Path, text: str, name: str = "facts.json") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_no_argument_opens_the_window() -> None:
    screen = NoScreen()
    assert main([], screen) == 0
    assert screen.opened == 1


def test_assess_prints_one_object_a_line_for_each_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = facts(tmp_path, '{"refuses_sharing": "yes", "staff_implicated": "yes"}')
    second = facts(tmp_path, '{"emergency": "yes"}', "second.json")
    assert main(["assess", first, second], NoScreen()) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["outcome"] for line in lines] == ["may_override", "act_now"]
    assert lines[0]["grounds"] == ["staff_implicated"]
    assert lines[0]["conditions_unmet"] == ["no_staff"]
    assert all({"clause", "sentence"} <= set(step) for line in lines for step in line["steps"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"refuses_sharin": "yes"}', "refuses_sharin"),
        ('{"staff_implicated": "maybe"}', "staff_implicated"),
        ('{"has_capacity": "yes"}', "has_capacity"),
        ('{"staff_implicated": true}', "staff_implicated"),
        ('{"staff_implicated": "yes", "staff_implicated": "no"}', "given twice"),
        ("[]", "one JSON object"),
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_wrong_facts_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str) -> None:
    assert main(["assess", facts(tmp_path, text)], NoScreen()) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Odile.json", "{"),
        ("facts.json", '{"Odile": "yes"}'),
        ("facts.json", '{"emergency": "Odile"}'),
        ("facts.json", '{"Odile": "no", "Odile": "yes"}'),
    ],
)
def test_what_was_typed_is_said_back_where_it_was_typed_and_kept_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    path = facts(tmp_path, text, name)
    assert main(["assess", path], NoScreen()) == 2
    assert "Odile" in capsys.readouterr().err
    assert [one.name for one in tmp_path.rglob("*")] == [name]
    with pytest.raises(InputTrouble) as caught:
        assess_file(Path(path))
    assert "Odile" not in "\n".join(report_lines(caught.value, datetime.now(UTC), "test"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(tmp_path / "nowhere.json")], NoScreen()) == 2
    assert "nowhere.json could not be read" in capsys.readouterr().err


def test_a_trouble_of_the_world_is_one_sentence_and_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    fault = InUseTrouble("Another copy has the records open.", "Go to that window.")
    assert main([], NoScreen(fault)) == 2
    said = capsys.readouterr().err
    assert said == "safeguard-desktop: Another copy has the records open. Go to that window.\n"


def test_a_fault_of_ours_says_where_and_never_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], NoScreen(ValueError("Odile O’Hara"))) == 1
    said = capsys.readouterr().err
    assert "ValueError at test_command_line:" in said
    assert "Odile" not in said


def test_screens_are_drawn_with_theme_and_text_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screens", "--out", str(tmp_path), "--theme", "contrast", "--text", "200"], NoScreen()) == 0
    said = capsys.readouterr()
    assert "7 pictures" in said.out
    assert "contrast 200" in said.err
    assert main(["screens", "--out", str(tmp_path), "--text", "500"], NoScreen()) == 2
