from typing import cast

from PySide6.QtTest import QTest

from tests.unit.ui_pages.conftest import Desk, Put
from ui.pages.entry_list import EntryList
from ui.pages.guidance import GuidancePage
from ui.pages.help_texts import notice, sections, terms
from ui.pages.panel_view import _ABOUT

_CLAUSES = (
    "6.1", "6.2", "6.3", "6.4", "6.5", "6.6.1", "6.6.2", "6.6.3", "6.6.4", "6.6.5", "6.6.6",
    "6.7.1", "6.7.2", "6.7.3", "6.7.4", "6.7.5",
)  # fmt: skip


def _titles(entries: EntryList) -> list[str]:
    return [entries.item(row).text() for row in range(entries.count())]


def test_every_clause_is_explained_and_every_key_is_its_own() -> None:
    assert {topic.detail for topic in sections()} == {f"Policy {clause}" for clause in _CLAUSES}
    keys = [topic.key for topic in (*sections(), *terms())]
    assert len(keys) == len(set(keys))


def test_it_says_that_it_is_not_legal_advice(desk: Desk, put: Put) -> None:
    page = cast(GuidancePage, put(GuidancePage(desk.shell)))
    assert "not legal advice" in notice()
    assert page.under_title.text() == notice()


def test_every_link_of_a_panel_leads_to_a_section() -> None:
    keys = {topic.key for topic in sections()}
    assert {around.section for around in _ABOUT.values() if around.question} <= keys


def test_a_search_narrows_the_list_and_opens_the_first(desk: Desk, put: Put) -> None:
    page = cast(GuidancePage, put(GuidancePage(desk.shell, section="nine-grounds")))
    assert page.list.open_key == "nine-grounds"
    QTest.keyClicks(page.search, "regulated activity")
    assert page.count.text().endswith("found")
    assert "Regulated activity" in _titles(page.list)
    assert "Why we share" not in _titles(page.list)
    page.search.clear()
    QTest.keyClicks(page.search, "zebra")
    assert _titles(page.list) == []
    assert page.count.text() == "Nothing found. Try another word."
