"""Prints a form: records in, PDF bytes out, filled in or blank."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from safeguard_desktop.forms.answers import Setting, note_row
from safeguard_desktop.forms.blocks import Block, Text, Whole
from safeguard_desktop.forms.building import Builder
from safeguard_desktop.forms.copies import FormCopy
from safeguard_desktop.forms.gaps import missing_on
from safeguard_desktop.forms.layout import Layout
from safeguard_desktop.forms.looks import NOTE, TITLE
from safeguard_desktop.forms.pages import About, Edges, make_pdf
from safeguard_desktop.forms.paper import Paper
from safeguard_desktop.forms.sections import Section as Printed
from safeguard_desktop.forms.sources import Sources
from safeguard_desktop.records.kinds import Kinds

QR_SIDE = 46.0


@dataclass(frozen=True)
class Heading(Whole):
    """The form's title, and at the right the QR code of the record that it was printed from."""

    title: str
    subtitle: str
    qr: str = ""

    def _texts(self) -> tuple[Text, ...]:
        title = Text(self.title, TITLE, tag="H1")
        return (title, Text(self.subtitle, NOTE)) if self.subtitle else (title,)

    def _inner(self, width: float) -> float:
        return width - (QR_SIDE + 12 if self.qr else 0)

    def height(self, width: float) -> float:
        """Return its height."""
        return max(sum(text.height(self._inner(width)) for text in self._texts()), QR_SIDE if self.qr else 0)

    def draw(self, paper: Paper, left: float, top: float, width: float) -> None:
        """Draw it."""
        if self.qr:
            paper.qr(self.qr, left + width - QR_SIDE, top, QR_SIDE)
        paper.bookmark(self.title)
        y = top
        for text in self._texts():
            text.draw(paper, left, y, self._inner(width))
            y += text.height(self._inner(width))


def print_form(
    layout: Layout,
    sources: Sources,
    copy: FormCopy,
    names: Mapping[str, str] | None = None,
    *,
    compress: bool = True,
) -> bytes:
    """Return the PDF of a form filled from records, made in memory; what is unanswered is left white and listed.

    `names` gives the name of each person or case that an answer refers to, by id.
    """
    builder = Builder(layout, sources, {}, Setting(names=names or {}))
    blocks: list[Block] = [Heading(layout.title, layout.subtitle, f"{copy.case_reference} {copy.head}")]
    blocks += builder.sections()
    blocks += _unanswered(layout, sources)
    if layout.closing:
        blocks.append(Text(layout.closing, NOTE))
    edges = Edges(copy.marking, layout.handling, copy.footer)
    return make_pdf(blocks, edges, About(f"Form {copy.case_reference}", copy.printed_at), compress=compress)


def _unanswered(layout: Layout, sources: Sources) -> Iterator[Block]:
    gaps = missing_on(layout, sources)
    if gaps:
        words = "\n".join(gap.sentence for gap in gaps)
        yield Printed("Not answered when this was printed", (note_row(words),))


def print_blank(layout: Layout, kinds: Kinds, organisation: str = "", *, compress: bool = True) -> bytes:
    """Return the PDF of an empty form with boxes to write in, for a visit without a computer."""
    known = {source: kinds[layout.kind_of(source)] for source in layout.source_names()}
    builder = Builder(layout, {}, known, Setting(blank=True))
    blocks: list[Block] = [Heading(layout.title, layout.subtitle), *builder.sections()]
    if layout.closing:
        blocks.append(Text(layout.closing, NOTE))
    footer = ("Blank form" + (f"   {organisation}" if organisation else ""),)
    edges = Edges(f"{layout.marking} once filled in", layout.handling, footer)
    return make_pdf(blocks, edges, About(f"Blank form: {layout.title}"), compress=compress)
