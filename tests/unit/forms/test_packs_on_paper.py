import io
from collections.abc import Callable
from datetime import datetime

import pikepdf
import pytest

from safeguard_desktop.forms import FormCopy, join_pdfs, layout_of, print_form, recovery_sheet, text_of
from safeguard_desktop.records.record import Record

Read = Callable[[bytes], str]


def test_joined_forms_keep_pages_structure_and_a_bookmark_each(outing: Record, form_copy: FormCopy) -> None:
    layout = layout_of(type(outing))
    short = print_form(layout, {"outing": outing}, form_copy)
    long = print_form(layout, {"outing": outing.with_answers({"story": "Rain. " * 5000})}, form_copy)
    joined = join_pdfs([short, long, short])
    assert text_of(joined) == (*text_of(short), *text_of(long), *text_of(short))
    with pikepdf.open(io.BytesIO(joined)) as opened:
        assert str(opened.docinfo["/Title"]) == "Form SG-2026-0031"
        assert opened.Root.Lang == "en-GB"
        assert len(opened.Root.StructTreeRoot.K) == 3
        numbers = [int(n) for n in list(opened.Root.StructTreeRoot.ParentTree.Nums)[::2]]
        assert numbers == list(range(len(text_of(joined))))
        assert [int(page.obj.StructParents) for page in opened.pages] == numbers
        with opened.open_outline() as outline:
            assert [item.title for item in outline.root] == ["An outing"] * 3


def test_one_form_is_joined_as_it_is_and_none_is_our_bug() -> None:
    assert join_pdfs([b"one"]) == b"one"
    with pytest.raises(ValueError, match="nothing to join"):
        join_pdfs([])


def test_the_recovery_sheet_holds_the_key_in_groups_on_one_page(words_of: Read) -> None:
    groups = ["AGE-SECRET-KEY-1", *(f"Q{number:02}X" for number in range(14)), "ZZ"]
    made = datetime(2026, 11, 22, 11, 4)  # noqa: DTZ001  # a sheet shows local time
    sheet = recovery_sheet("Willow Court", groups, "AGE-SECRET-KEY-1" + "".join(groups[1:]), made)
    text = words_of(sheet)
    assert len(text_of(sheet)) == 1
    assert " ".join(groups) in text
    assert "Willow Court. Made on 22 November 2026 at 11:04." in text
    assert "Put this sheet in a locked safe" in text
