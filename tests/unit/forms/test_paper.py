import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from safeguard_desktop.forms import (
    FormCopy,
    layout_of,
    lock_pdf,
    page_picture,
    print_blank,
    print_form,
    text_of,
)
from safeguard_desktop.forms.blocks import Gap, Stack, Text, Ticks
from safeguard_desktop.forms.looks import INNER, SIDE
from safeguard_desktop.forms.pages import paginate
from safeguard_desktop.forms.sections import Cell, Row, Section, SubBand
from safeguard_desktop.records.kinds import Kinds
from safeguard_desktop.records.record import Record

WORDS = "heron-violin-thicket"


@pytest.fixture
def pdf(outing: Record, names: dict[str, str], form_copy: FormCopy) -> bytes:
    return print_form(layout_of(type(outing)), {"outing": outing}, form_copy, names)


def test_a_locked_pdf_is_aes_256_and_opens_with_its_passphrase_only(pdf: bytes) -> None:
    locked = lock_pdf(pdf, WORDS)
    with pikepdf.open(io.BytesIO(locked), password=WORDS) as opened:
        assert (opened.encryption.V, opened.encryption.R) == (5, 6)
        assert str(opened.encryption.stream_method).endswith("aesv3")
    for wrong in ("", "heron-violin-thicke"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)
    assert b"Littleborough" not in locked
    assert text_of(locked, WORDS) == text_of(pdf)


def test_the_file_names_nobody(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        info = {str(key): str(value) for key, value in opened.docinfo.items()}
        assert info == {
            "/Title": "Form SG-2026-0031",
            "/Producer": "Safeguard Desktop",
            "/CreationDate": "D:20261122110400",
        }
        metadata = bytes(opened.Root.Metadata.read_bytes()).decode()
    assert "Amina" not in metadata
    assert "creator" not in metadata


def test_a_screen_reader_is_told_language_order_and_headings(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.Lang == "en-GB"
        assert opened.Root.MarkInfo.Marked
        document = opened.Root.StructTreeRoot.K[0]
        kinds = [str(child.S) for child in document.K]
        assert kinds[0] == "/H1"
        assert kinds.count("/Sect") == 3
        assert str(document.K[-1].K[0].S) == "/H2"
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "An outing",
                "What was it like?",
                "Who was there?",
                "What could not be asked?",
            ]


def test_every_mark_in_the_pages_is_in_the_tree_once(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        numbered = opened.Root.StructTreeRoot.ParentTree.Nums
        for index, page in enumerate(opened.pages):
            marks = [int(one.operands[1].MCID) for one in pikepdf.parse_content_stream(page) if is_mark(one)]
            assert marks == list(range(len(numbered[2 * index + 1])))


def is_mark(instruction: Any) -> bool:
    return str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]


def test_every_typeface_is_in_the_file(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert all("/ToUnicode" in font for font in fonts)


def test_pages_are_a4_and_nothing_is_printed_in_the_margins(pdf: bytes, outing_kind: type[Record]) -> None:
    blank = print_blank(layout_of(outing_kind), Kinds([outing_kind]))
    for data in (pdf, blank):
        for number in range(len(text_of(data))):
            picture = page_picture(data, number)
            assert (picture.width, picture.height) == (596, 842)
            rows = list(ink_rows(picture.bgrx, picture.width))
            below_band = rows[30:]
            assert all(not row or (row[0] >= SIDE - 2 and row[-1] <= 596 - SIDE + 2) for row in below_band)
            assert not any(rows[-24:])


def ink_rows(pixels: bytes, width: int) -> Iterator[list[int]]:
    for start in range(0, len(pixels), width * 4):
        row = pixels[start : start + width * 4]
        yield [x for x in range(width) if row[4 * x : 4 * x + 3] != b"\xff\xff\xff"]


def test_a_picture_of_a_page_that_is_not_there_is_refused(pdf: bytes) -> None:
    with pytest.raises(IndexError):
        page_picture(pdf, 99)


def test_cells_of_a_row_are_of_one_height_and_fill_the_width() -> None:
    row = Row((Cell(Text("one\ntwo\nthree"), 4), Cell(Text("one"), 4), Cell(Gap(5), 4)))
    assert row.height(INNER) == Row((Cell(Text("one\ntwo\nthree")),)).height(INNER)


def test_no_band_is_left_without_a_row_below_it() -> None:
    section = Section("Title", (Row((Cell(Gap(300)),)), SubBand("Sub"), Row((Cell(Gap(100)),))))
    first, rest = section.split(INNER, 24 + 310 + 30) or (None, None)
    assert isinstance(first, Section)
    assert isinstance(rest, Section)
    assert [type(part) for part in first.parts] == [Row]
    assert [type(part) for part in rest.parts] == [SubBand, Row]
    assert rest.continued
    assert section.split(INNER, 100) is None


def test_choices_split_between_lines() -> None:
    ticks = Ticks(tuple((f"A rather long choice that takes a line of its own, number {n}", False) for n in range(9)))
    parts = ticks.split(300, 60)
    assert parts is not None
    assert sum(len(part.options) for part in parts if isinstance(part, Ticks)) == 9
    assert parts[0].height(300) <= 60


def test_a_label_stays_with_what_it_labels() -> None:
    text = Text("word " * 500)
    assert Stack((Text("A choice"), text)).split(200, 40) is not None
    assert Stack((Gap(30), Gap(900))).split(200, 10) is None


def test_a_thing_taller_than_a_page_that_cannot_be_divided_is_our_bug() -> None:
    with pytest.raises(ValueError, match="taller than a page"):
        paginate([Gap(2000)])
