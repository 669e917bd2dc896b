"""The lines of logs that may never change."""

from __future__ import annotations

from revi_docs.stories.log_files import all_lines, section_rows, table_rows

PAGE = "# A\n\n## Goal\n\n| x |\n|---|\n| 1 |\n\n## Log\n\n| a | b |\n|---|---|\n| 2 | 3 |\r\n| 4 | 5 |\n"


def test_lines_without_a_torn_end() -> None:
    assert all_lines('{"a": 1}\n\n {"b": 2}\n') == ((1, '{"a": 1}'), (3, '{"b": 2}'))
    assert all_lines('{"a": 1}\n{"b": 2}') == ((1, '{"a": 1}'), (2, '{"b": 2}'))
    assert all_lines('{"a": 1}\n{"b": ') == ((1, '{"a": 1}'),)


def test_rows_of_all_tables_or_of_one_section() -> None:
    rows = ((13, "| 2 | 3 |"), (14, "| 4 | 5 |"))
    assert table_rows(PAGE) == ((7, "| 1 |"), *rows)
    assert section_rows(PAGE, "Log") == rows
    assert section_rows(PAGE, "Nothing") == ()
