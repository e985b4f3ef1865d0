"""Reads a PDF in memory: its text, its pages, and a picture of a page for the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from pypdfium2 import PdfDocument

_LINE_END_HYPHEN = "\ufffe"
_ONE_AT_A_TIME = Lock()
"""PDFium may not be used by two threads at once: the worker reads text while the window draws a page."""


@dataclass(frozen=True)
class PagePicture:
    """A page drawn: `width` and `height` in pixels, four bytes a pixel (blue, green, red, unused), no row padding."""

    width: int
    height: int
    bgrx: bytes


@contextmanager
def _opened(data: bytes, passphrase: str | None = None) -> Iterator[PdfDocument]:
    with _ONE_AT_A_TIME:
        document = PdfDocument(data, password=passphrase)
        try:
            yield document
        finally:
            document.close()


def text_of(data: bytes, passphrase: str | None = None) -> tuple[str, ...]:
    """Return the text of each page, in the order in which it is read; a box is ☒ or ☐ before its words."""
    with _opened(data, passphrase) as document:
        return tuple(_page_text(document, index) for index in range(len(document)))


def _page_text(document: PdfDocument, index: int) -> str:
    page = document[index]
    words = page.get_textpage()
    text = words.get_text_range()
    words.close()
    page.close()
    return text.replace(_LINE_END_HYPHEN, "-").replace("\r\n", "\n")


def page_picture(data: bytes, page: int, scale: float = 1.0, passphrase: str | None = None) -> PagePicture:
    """Return a picture of a page, counted from 0; at scale 1 a point is a pixel (A4 is 596 × 842).

    Raises IndexError for a page that there is not.
    """
    with _opened(data, passphrase) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        bitmap = sheet.render(scale=scale, prefer_bgrx=True)
        rows = bytes(bitmap.buffer)
        used = bitmap.width * 4
        if bitmap.stride != used:
            rows = b"".join(rows[i : i + used] for i in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        picture = PagePicture(bitmap.width, bitmap.height, rows)
        bitmap.close()
        sheet.close()
    return picture
