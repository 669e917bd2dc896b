"""Tables with the exact offsets of their cells, without formatting."""

from __future__ import annotations

import pytest

from revi_docs.files.markdown.table_cells import Cell, parse_tables, strip_formatting

TEXT = "# A\n\n| **Status** | Means |\n|---|---|\n| `open` | _New._ |\n| ***over*** | |\n\n```\n| a |\n|---|\n```\n"


def test_cells_and_their_offsets() -> None:
    (table,) = parse_tables(TEXT)
    assert [cell.text for cell in table.headers] == ["Status", "Means"]
    assert [[cell.text for cell in row] for row in table.rows] == [["open", "New."], ["over", ""]]
    for cell in (*table.headers, *table.rows[0], table.rows[1][0]):
        assert TEXT[cell.start : cell.end] == cell.text
    assert TEXT[table.start : table.end].startswith("| **Status**")
    assert TEXT[table.start : table.end].endswith("***over*** | |\n")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("open", Cell("open", 5, 9)),
        ("`open`", Cell("open", 6, 10, is_code=True)),
        ("**`open`**", Cell("open", 8, 12, is_code=True)),
        ("*a* and *b*", Cell("*a* and *b*", 5, 16)),
        ("", Cell("", 5, 5)),
    ],
)
def test_formatting(raw: str, expected: Cell) -> None:
    assert strip_formatting(raw, 5) == expected
