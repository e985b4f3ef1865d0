"""Puts blocks on pages, with the band at the top and the footer at the bottom of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from safeguard_desktop.forms.blocks import Block, Text
from safeguard_desktop.forms.lines import line_of, width_of
from safeguard_desktop.forms.looks import (
    BAND_HEIGHT,
    BETWEEN_SECTIONS,
    BOTTOM,
    BRAND,
    INNER,
    MARK,
    PAGE_WIDTH,
    SIDE,
    SMALL,
    TOP,
)
from safeguard_desktop.forms.paper import Paper
from safeguard_desktop.forms.structure import with_structure

FOOT = BOTTOM + 16.0
_PAGE_NUMBER_ROOM = 70.0


@dataclass(frozen=True)
class Edges:
    """What every page repeats: the marking and how to handle it at the top, who and when at the foot."""

    marking: str = ""
    handling: str = ""
    footer: tuple[str, ...] = ()


@dataclass(frozen=True)
class About:
    """What the file says of itself: a title without anybody's name, and when it was made."""

    title: str
    made_at: datetime | None = None


@dataclass(frozen=True)
class Placed:
    """A block at its place on a page."""

    block: Block
    top: float


def paginate(blocks: Sequence[Block], gap: float = BETWEEN_SECTIONS) -> list[list[Placed]]:
    """Return the pages that blocks fill, each split where a page ends."""
    pages: list[list[Placed]] = [[]]
    top = TOP
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        room = BOTTOM - top
        if block.height(INNER) <= room:
            pages[-1].append(Placed(block, top))
            top += block.height(INNER) + gap
            continue
        parts = block.split(INNER, room)
        if parts is not None:
            pages[-1].append(Placed(parts[0], top))
            waiting.append(parts[1])
        elif not pages[-1]:
            raise ValueError(f"a {type(block).__name__} is taller than a page and cannot be divided")
        else:
            waiting.append(block)
        pages.append([])
        top = TOP
    return pages


def make_pdf(blocks: Sequence[Block], edges: Edges, about: About, *, compress: bool = True) -> bytes:
    """Return the PDF of these blocks: A4, tagged, with bookmarks, built in memory."""
    paper = Paper(compress=compress)
    pages = paginate(blocks)
    for number, page in enumerate(pages, start=1):
        _draw_edges(paper, edges, f"Page {number} of {len(pages)}")
        for placed in page:
            placed.block.draw(paper, SIDE, placed.top, INNER)
        paper.turn()
    return with_structure(paper.finished(), paper.tags, about.title, about.made_at, compress=compress)


def _draw_edges(paper: Paper, edges: Edges, page: str) -> None:
    with paper.artifact():
        if edges.marking or edges.handling:
            paper.fill(0, 0, PAGE_WIDTH, BAND_HEIGHT, BRAND)
            paper.line(line_of(edges.marking, MARK), SIDE, 16, MARK)
            handling = line_of(edges.handling, MARK)
            paper.line(handling, PAGE_WIDTH - SIDE - handling.width, 16, MARK)
        paper.rule(SIDE, FOOT - 8, PAGE_WIDTH - SIDE, FOOT - 8)
        top = FOOT - 4
        for words in edges.footer:
            block = Text(words, SMALL)
            block.draw(paper, SIDE, top, INNER - _PAGE_NUMBER_ROOM)
            top += block.height(INNER - _PAGE_NUMBER_ROOM)
        paper.line(line_of(page, SMALL), PAGE_WIDTH - SIDE - width_of(page, SMALL), FOOT + 2.8, SMALL)
