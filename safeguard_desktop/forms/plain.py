"""Prints plain sentences on a sheet: what the program found out about itself."""

from collections.abc import Sequence
from datetime import datetime

from safeguard_desktop.forms.blocks import Block, Stack, Text
from safeguard_desktop.forms.looks import ANSWER, STRONG, TITLE
from safeguard_desktop.forms.pages import About, Edges, make_pdf

INDENT = "  "


def plain_sheet(title: str, lines: Sequence[str], made_at: datetime, *, foot: str = "") -> bytes:
    """Return a PDF with a title and a line for each sentence; those that are set in by two spaces belong to the last.

    `made_at` is local time. There is no name and no mark of secrecy on it but what the lines hold.
    """
    blocks: list[Block] = [Stack((Text(title, TITLE, tag="H1"),))]
    blocks += [Text(line.strip(), ANSWER if line.startswith(INDENT) else STRONG) for line in lines if line.strip()]
    return make_pdf(blocks, Edges("", "", (foot or title,)), About(title, made_at))
