"""The tables of a text, with every cell at its exact place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.markdown.markdown_tables import find_tables
from revi_docs.files.markdown.table_cells import parse_tables
from revi_docs.prose.page_structure import ProseTable, split_page
from revi_docs.records.log_tables import find_log_tables

# Text → the texts of all rows, the header first. The line-based readers split some of these rows differently.
SAMPLES: dict[str, tuple[str, list[list[str]]]] = {
    "outer pipes": ("| a | b |\n|---|---|\n| 1 | 2 |\n", [["a", "b"], ["1", "2"]]),
    "no outer pipes": ("a | b\n--- | ---\n1 | 2\n", [["a", "b"], ["1", "2"]]),
    "an escaped pipe": ("| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n", [["a", "b"], ["1 | 2", "3"]]),
    "an escaped backslash": ("| a | b |\n|---|---|\n| 1\\\\ | 2 |\n", [["a", "b"], ["1\\", "2"]]),
    "a pipe in a code span": ("| a | b |\n|---|---|\n| `1 | 2` |\n", [["a", "b"], ["`1", "2`"]]),
    "an empty cell": ("| a | b |\n|---|---|\n| | 2 |\n", [["a", "b"], ["", "2"]]),
    "in a quotation": ("> | a | b |\n> |---|---|\n> | 1 | 2 |\n", [["a", "b"], ["1", "2"]]),
    "in a quotation, without outer pipes": ("> a | b\n> --- | ---\n> 1 | 2\n", [["a", "b"], ["1", "2"]]),
    "in a list item": ("- | a | b |\n  |---|---|\n  | 1 | 2 |\n", [["a", "b"], ["1", "2"]]),
    "in a numbered item": ("1. a | b\n   --- | ---\n   1 | 2\n", [["a", "b"], ["1", "2"]]),
    "in an item of a quotation": ("> - | a | b |\n>   |---|---|\n>   | 1 | 2 |\n", [["a", "b"], ["1", "2"]]),
    "in an admonition": ("!!! note\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n", [["a", "b"], ["1", "2"]]),
    "Windows line ends": ("| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n", [["a", "b"], ["1", "2"]]),
    "a tab around a cell": ("| a | b |\n|---|---|\n|\t1\t| 2 |\n", [["a", "b"], ["1", "2"]]),
    "no rows": ("| a | b |\n|---|---|\n", [["a", "b"]]),
    "a row that is too short": ("| a | b |\n|---|---|\n| 1 |\n", [["a", "b"], ["1"]]),
    "a text that follows at once": ("| a |\n|---|\n| 1 |\n> more\n", [["a"], ["1"]]),
    "four spaces before it": ("a\n\n    | a |\n    |---|\n", []),
    "in a fence": ("```\n| a |\n|---|\n```\n", []),
    "in a comment": ("<!--\n| a |\n|---|\n-->\n", []),
    "another number of columns": ("| a | b |\n|---|\n", []),
    "in front matter": ("---\ntext: |\n  | a |\n  |---|\n---\n", []),
}


@pytest.mark.parametrize(("text", "expected"), SAMPLES.values(), ids=SAMPLES)
def test_every_reader_sees_the_same_cells(text: str, expected: list[list[str]]) -> None:
    source = text.replace("\r\n", "\n")
    logs = [
        [list(table.columns), *(list(row.cells) for row in table.rows)] for table in find_log_tables(text.split("\n"))
    ]
    adopted = [[[cell.text for cell in row] for row in (table.headers, *table.rows)] for table in parse_tables(source)]
    pages = [
        [[cell.text for cell in row] for row in (table.headings, *table.rows)]
        for table in split_page(source)
        if isinstance(table, ProseTable)
    ]
    raw = [[[cell.text for cell in row] for row in (table.header, *table.rows)] for table in find_tables(source)]

    assert logs == ([expected] if expected else [])
    assert pages == raw
    # Adopt reads through formatting, and logs through escapes; neither changes how a row is split.
    shapes = [[len(row) for row in table] for table in logs]
    assert [[len(row) for row in table] for table in raw] == shapes
    assert [[len(row) for row in table] for table in adopted] == shapes


@given(
    rows=st.lists(st.lists(st.text("ab`*\\|<>- \t", max_size=6), min_size=2, max_size=3), min_size=1, max_size=4),
    prefix=st.sampled_from(["", "> ", "> > "]),
)
def test_a_cell_is_where_it_says(rows: list[list[str]], prefix: str) -> None:
    lines = ["| a | b |", "|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    text = "".join(f"{prefix}{line}\n" for line in lines)

    for table in find_tables(text):
        for row in (table.header, *table.rows):
            for cell in row:
                assert text[cell.start : cell.end] == cell.text
                assert cell.text == cell.text.strip()
