"""A page as tables, headings and passages, with offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from revi_docs.prose.page_structure import ProseTable, TextPassage, split_page

PAGE = "# Title #\n\none\ntwo\n- three\n  four\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> ## Quoted {#id}\n"


def test_parts() -> None:
    title, first, item, table, quoted = split_page(PAGE)
    assert isinstance(table, ProseTable)
    passages = [part for part in (title, first, item, quoted) if isinstance(part, TextPassage)]
    assert [(part.text, part.is_heading) for part in passages] == [
        ("Title", True),
        ("one\ntwo", False),
        ("- three\n  four", False),
        ("Quoted", True),
    ]
    assert ([cell.text for cell in table.headings], [[cell.text for cell in row] for row in table.rows]) == (
        ["a", "b"],
        [["1", "2"]],
    )


@given(st.text(alphabet="#-| a\n>1.", max_size=60))
def test_each_text_is_at_its_offset(page: str) -> None:
    for part in split_page(page):
        rows = (part.headings, *part.rows) if isinstance(part, ProseTable) else ((part,),)
        for passage in (passage for row in rows for passage in row):
            assert page[passage.start : passage.end] == passage.text
