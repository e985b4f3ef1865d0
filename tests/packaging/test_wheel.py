"""The wheel holds exactly the two packages, their resources and its own details, and the program starts from it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}, timeout=200, cwd="/"
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    built = run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)])
    assert built.returncode == 0, built.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    done = run([*command, str(wheel)])
    assert done.returncode == 0, done.stderr
    return target


def expected_files() -> set[str]:
    def below(folder: str) -> set[str]:
        found = (ROOT / folder).rglob("*")
        return {str(p.relative_to(ROOT)) for p in found if p.is_file() and "__pycache__" not in p.parts}

    return below("safeguard_desktop") | below("ui") | {f"safeguard_desktop/{name}" for name in below("resources")}


def test_it_holds_exactly_what_it_should(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
        details = {name.split("/")[0] for name in opened.namelist() if ".dist-info/" in name}
    assert names == expected_files()
    assert len(details) == 1


def test_the_installed_program_answers_without_the_sources(installed: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"refuses_sharing": "yes", "staff_implicated": "yes"}))
    code = (
        "import sys, safeguard_desktop, ui.app; "
        f"assert safeguard_desktop.__file__.startswith({str(installed)!r}), safeguard_desktop.__file__; "
        "sys.exit(ui.app.main(sys.argv[1:]))"
    )
    done = run([sys.executable, "-c", code, "assess", str(facts)], PYTHONPATH=str(installed))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "may_override"


def test_the_installed_program_opens_its_window(installed: Path, tmp_path: Path) -> None:
    done = run(
        [sys.executable, "-m", "ui.app", "start-check"],
        PYTHONPATH=str(installed),
        QT_QPA_PLATFORM="offscreen",
        SAFEGUARD_HOME=str(tmp_path / "home"),
    )
    assert done.returncode == 0, done.stderr
