"""Joins printed forms into one pack; each keeps its own footer, page numbers and structure."""

import io
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from safeguard_desktop.forms.structure import describe


def join_pdfs(forms: Sequence[bytes]) -> bytes:
    """Return printed forms as one file, each keeping its page numbers, structure and a bookmark of its own.

    Raises ValueError when there is nothing to join.
    """
    if len(forms) < 2:
        if not forms:
            raise ValueError("nothing to join")
        return forms[0]
    with Pdf.new() as joined:
        tree = joined.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        tree.ParentTree = joined.make_indirect(Dictionary(Nums=Array()))
        joined.Root.StructTreeRoot = tree
        titles = [_append(joined, form) for form in forms]
        tree.ParentTreeNextKey = len(joined.pages)
        with joined.open_outline() as outline:
            outline.root.extend(OutlineItem(title, page) for title, page in titles)
        with Pdf.open(io.BytesIO(forms[0])) as first:
            describe(joined, str(first.docinfo["/Title"]), String(str(first.docinfo.get("/CreationDate", ""))))
        out = io.BytesIO()
        joined.save(out, deterministic_id=True)
    return out.getvalue()


def _append(joined: Pdf, form: bytes) -> tuple[str, int]:
    """Add a form's pages and its structure; return its title and its first page."""
    start = len(joined.pages)
    with Pdf.open(io.BytesIO(form)) as pdf:
        joined.pages.extend(pdf.pages)
        for index in range(start, len(joined.pages)):
            joined.pages[index].obj.StructParents = index
        copied = joined.copy_foreign(pdf.Root.StructTreeRoot)
        tree = joined.Root.StructTreeRoot
        for child in copied.K:
            child.P = tree
            tree.K.append(child)
        numbers = copied.ParentTree.Nums
        for place in range(0, len(numbers), 2):
            tree.ParentTree.Nums.append(start + int(numbers[place]))
            tree.ParentTree.Nums.append(numbers[place + 1])
        with pdf.open_outline() as outline:
            return outline.root[0].title, start
