"""Rows of the Agent Log: added at the end of their section, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.records.agent_log import COLUMNS, AgentLogRecord, append_log_record
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.log_tables import find_log_tables, format_header, format_row

ROW = AgentLogRecord("2026-02-11T14:32:05-07:00", "elab-story", "moved to in-elaboration", "")
TEXT = "| 2026-02-11T14:32:05-07:00 | elab-story | moved to in-elaboration |  |"
HEAD = "| Time | Actor | What | Files |\n|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("old_text", "new_text"),
    [
        pytest.param("## Agent Log\n", f"## Agent Log\n\n{HEAD}{TEXT}\n", id="empty section"),
        pytest.param("## Agent Log", f"## Agent Log\n\n{HEAD}{TEXT}\n", id="no last line end"),
        pytest.param(
            f"## Agent Log\n\n{HEAD}| a | b | c | d |\n",
            f"## Agent Log\n\n{HEAD}| a | b | c | d |\n{TEXT}\n",
            id="rows",
        ),
        pytest.param(
            f"## Agent Log\n\n{HEAD}| a | b | c | d |",
            f"## Agent Log\n\n{HEAD}| a | b | c | d |\n{TEXT}\n",
            id="open row",
        ),
        pytest.param(
            "## Agent Log\n\nWords.\n\n## After\nx\n",
            f"## Agent Log\n\nWords.\n\n{HEAD}{TEXT}\n\n## After\nx\n",
            id="words, and a section after",
        ),
        pytest.param(
            f"```\n## Agent Log\n```\n## Agent Log\n{HEAD}\nafter\n",
            f"```\n## Agent Log\n```\n## Agent Log\n{HEAD}{TEXT}\n\nafter\n",
            id="a heading in code",
        ),
        pytest.param(
            "## Agent Log\r\n\r\nx\r\n",
            f"## Agent Log\r\n\r\nx\r\n\r\n{HEAD}{TEXT}\n".replace("\r", "").replace("\n", "\r\n"),
            id="other line ends",
        ),
    ],
)
def test_a_row_more(old_text: str, new_text: str) -> None:
    assert append_log_record(old_text, "Agent Log", ROW) == new_text


def test_no_section() -> None:
    with pytest.raises(UnavailableError, match="there is no section 'Agent Log'"):
        append_log_record("# Agent Log\n", "Agent Log", ROW)


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a row as the last one of a table."""
    (table,) = find_log_tables([*format_header(("a", "b")).splitlines(), line])
    return table.rows[-1].cells


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_cell_stays_in_its_cell(cells: list[str]) -> None:
    line = format_row(cells)
    assert len(line.splitlines()) == 1
    assert len(cells_of(line)) == len(cells)


@given(st.lists(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)), min_size=1, max_size=5))
def test_a_cell_reads_as_it_was(cells: list[str]) -> None:
    assert cells_of(format_row(cells)) == tuple(" ".join(cell.split()) for cell in cells)


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1, max_size=4))
def test_rows_only_grow(row_values: list[tuple[str, str, str]]) -> None:
    text = "# A\n\n## Agent Log\n"
    for values in row_values:
        grown = append_log_record(text, "Agent Log", AgentLogRecord(ROW.time, *values))
        assert grown.startswith(text.rstrip("\n"))
        text = grown
    (table,) = find_log_tables(text.split("\n"))
    assert table.columns == COLUMNS
    assert len(table.rows) == len(row_values)
