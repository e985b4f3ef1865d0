"""Finds the files of `resources/` in a checkout, in an installed wheel and in a frozen program."""

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def resource_folder() -> Path:
    """Return the folder that holds `policy/`, `forms/`, `theme/`, `icons/` and `help/`.

    Raises FileNotFoundError when the program was installed without them.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [package / "resources", package.parent / "resources"]
    if frozen:
        places.insert(0, Path(frozen) / "resources")
    for place in places:
        if (place / "policy").is_dir():
            return place
    raise FileNotFoundError("resources")


def resource_text(name: str) -> str:
    """Return the text of a resource, named by its path below `resources/`."""
    return (resource_folder() / name).read_text(encoding="utf-8")


@cache
def resource_toml(name: str) -> dict[str, Any]:
    """Return a TOML resource as a dict. It is shared: do not change it."""
    return tomllib.loads(resource_text(name))
