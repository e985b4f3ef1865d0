"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
OURS = ("safeguard_desktop", "ui", "installers", "tests")


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders or OURS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607  # git
    return listed.stdout.splitlines()


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    long = {str(path.relative_to(ROOT)): n for path in sources() if (n := len(path.read_text().splitlines())) > 400}
    assert long == {}


def is_written_out(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether a function only writes out values, as an example record does: nothing branches or loops."""
    steps = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match, ast.Assert, ast.Raise, ast.FunctionDef)
    return not any(isinstance(node, steps) for node in ast.walk(function) if node is not function)


def test_no_function_is_longer_than_can_be_seen_whole() -> None:
    long = []
    for path in sources("safeguard_desktop", "ui", "installers"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_written_out(node):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{path.name}:{node.name} {length}")
    assert long == []


def test_nothing_is_imported_inside_a_function() -> None:
    hidden = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                hidden += [f"{path.name}:{n.lineno}" for n in inner]
    assert hidden == []


def test_every_ignored_warning_carries_its_reason() -> None:
    bare = re.compile(r"#\s*(?:type: ignore(?:\[[^\]]*\])?|noqa(?:: ?[A-Z0-9, ]+)?)\s*$")
    found = [
        f"{path.name}:{number}"
        for path in sources()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if bare.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("package", ["safeguard_desktop", "ui"])
def test_no_module_imports_another_in_a_circle(package: str) -> None:
    graph = grimp.build_graph(package, cache_dir=None)
    circles = []
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            chain = graph.find_shortest_chain(imported, module)
            if chain:
                circles.append(" -> ".join(chain))
    assert circles == []


def test_the_top_level_holds_what_was_agreed() -> None:
    expected = {
        *("safeguard_desktop", "ui", "resources", "installers", "tests", "typings"),
        *("pyproject.toml", "README.md", "LICENSE", "Makefile", "requirements.lock", ".gitignore", ".ci"),
    }
    assert {name.split("/")[0] for name in tracked()} == expected


def test_no_registry_is_named_in_what_is_committed() -> None:
    names = ("pypi" + ".org", "files.pythonhosted", "registry.npmjs", "deb.debian")
    naming = []
    for name in tracked():
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".db", ".ttf"):
            text = path.read_text(encoding="utf-8", errors="replace")
            naming += [name for host in names if host in text and path != Path(__file__)]
    assert naming == []


def test_the_lock_pins_every_package_with_hashes() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pins = [line for line in lines if line and not line[0].isspace() and not line.startswith("#")]
    assert pins
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
