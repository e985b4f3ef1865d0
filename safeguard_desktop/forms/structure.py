"""Gives a PDF its structure for screen readers, its title and its language, and nobody's name."""

import io
from collections.abc import Sequence
from datetime import datetime

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from safeguard_desktop.forms.paper import Tag

PRODUCER = "Safeguard Desktop"
LANGUAGE = "en-GB"


def with_structure(data: bytes, tags: Sequence[Tag], title: str, made_at: datetime | None, *, compress: bool) -> bytes:
    """Return the PDF with a structure tree of its tagged pieces (a section for each second-level heading)."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        _add_tree(pdf, tags)
        describe(pdf, title, String(f"D:{made_at:%Y%m%d%H%M%S}" if made_at else ""))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, compress_streams=compress)
    return out.getvalue()


def describe(pdf: Pdf, title: str, made: String) -> None:
    """Give a file its title, language and time of making (blank for none), and nothing else about itself."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.docinfo["/Title"] = String(title)
    pdf.docinfo["/Producer"] = String(PRODUCER)
    if str(made):
        pdf.docinfo["/CreationDate"] = made
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = [LANGUAGE]
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _add_tree(pdf: Pdf, tags: Sequence[Tag]) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = _element(pdf, "Document", root)
    parents: list[list[Object]] = [[] for _ in pdf.pages]
    section = document
    for tag in tags:
        if tag.type == "H2":
            section = _element(pdf, "Sect", document)
        element = _element(pdf, tag.type, section)
        page = pdf.pages[tag.page].obj
        element.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=tag.number))
        if tag.alternative:
            element.Alt = String(tag.alternative)
        parents[tag.page].append(element)
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=_numbered(pdf, parents)))
    root.ParentTreeNextKey = len(parents)
    pdf.Root.StructTreeRoot = root


def _element(pdf: Pdf, kind: str, parent: Object) -> Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, K=Array()))
    if parent.get("/Type") == Name.StructElem:
        parent.K.append(element)
    return element


def _numbered(pdf: Pdf, parents: list[list[Object]]) -> Array:
    """Return the number tree from each page to its elements, and give each page its number."""
    numbers = Array()
    for index, elements in enumerate(parents):
        pdf.pages[index].obj.StructParents = index
        pdf.pages[index].obj.Tabs = Name.S
        numbers.append(index)
        numbers.append(pdf.make_indirect(Array(elements)))
    return numbers
