"""Tables as logs: rows with their lines, and one row more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.records.log_tables import TableRow, find_log_tables, format_header, format_row, insert_row, single_line

LINES = ["# Log", "", "| a | b |", "|---|---|", "| 1 | x \\| y |", "| 2 | &lt;z&gt; |", "", "end"]


def test_rows_and_their_lines() -> None:
    (table,) = find_log_tables(LINES, 11)
    assert (table.line, table.columns, table.end) == (13, ("a", "b"), 17)
    assert table.rows == (TableRow(15, ("1", "x | y")), TableRow(16, ("2", "<z>")))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_row_more(newline: str) -> None:
    text = newline.join(LINES)
    (table,) = find_log_tables(text.split("\n"))
    lines = insert_row(text, table, ("3", "w")).split(newline)
    assert lines == [*LINES[:6], "| 3 | w |", *LINES[6:]]


def test_a_row_after_a_last_row_without_an_end() -> None:
    text = "| a |\n|---|\n| 1 |"
    (table,) = find_log_tables(text.split("\n"))
    assert insert_row(text, table, ("2",)) == f"{text}\n| 2 |\n"


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_cells_are_read_as_they_were_written(cells: list[str]) -> None:
    text = format_header([f"c{number}" for number in range(len(cells))]) + format_row(cells)
    (table,) = find_log_tables(text.split("\n"))
    assert table.rows[0].cells == tuple(single_line(cell) for cell in cells)
