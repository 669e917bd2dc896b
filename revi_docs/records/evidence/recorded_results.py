"""Read what an artifact records: a verdict, the results of checks, the result of planned reuse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from revi_docs.files.yaml.record_text import parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError
from revi_docs.records.log_tables import LogTable, find_log_tables
from revi_docs.records.markdown_sections import find_sections

VERDICT_FIELDS = ("verdict", "result")
"""The fields of a record that contain its verdict, the most specific first."""

VERDICT_SECTION = "Verdict"
"""The section of a report that starts with its verdict."""

_FAILURE_RESULTS = frozenset({"fail", "failed", "error", "timeout", "skipped", "not run"})
_FAILURE_COUNT = re.compile(r"(?<![0-9,.])(?!0+ )[0-9][0-9,]* (?:failed|failures?|errors?)\b")
"""A nonzero failure count in a summary such as `1 failed, 16 passed`."""

_NOT_APPLICABLE = re.compile(r"not applicable: *\S.*", re.IGNORECASE)


def recorded_verdict(text: str, path: str, verdicts: Mapping[str, Any]) -> str:
    """The verdict in a record or a report; "" if there is none. `verdicts` are the verdict sets of the contract."""
    if path.endswith((".yaml", ".yml", ".json")):
        try:
            record = parse_record(text)
        except YamlRecordError:
            return ""
        values = [record.get(name) for name in VERDICT_FIELDS] if isinstance(record, dict) else []
        return next((str(value) for value in values if value), "")
    names = {value for verdict_set in verdicts.values() for value in verdict_set["values"]}
    line = next(_section_lines(text, VERDICT_SECTION), "").strip("*_`. ")
    # The longest, so that `FAIL` is not read in `FAIL LATER`.
    matches = [name for name in names if re.match(rf"{re.escape(name)}(?![A-Za-z0-9_-])", line)]
    return max(matches, key=len, default="")


def _section_lines(text: str, name: str) -> Iterator[str]:
    """The lines of a section that are not blank, without its heading."""
    lines = text.split("\n")
    for section in find_sections(lines):
        if section.name == name:
            yield from (line for line in lines[section.line : section.end - 1] if line.strip())


def section_tables(text: str, name: str) -> Iterator[LogTable]:
    """The tables of a section; their line numbers are those of the file."""
    lines = text.split("\n")
    for section in find_sections(lines):
        if section.name == name:
            yield from find_log_tables(lines[section.line : section.end - 1], section.line + 1)


def check_rows(text: str, section: str) -> dict[str, str]:
    """Check in lower case → what is wrong with its row, "" if nothing. One bad row of several counts."""
    problems: dict[str, str] = {}
    for table in section_tables(text, section):
        for row in table.rows:
            name, command, result, *_ = (*row.cells, "", "", "")
            key = name.strip("`").lower()
            problems[key] = problems.get(key) or row_problem(command, result)
    return problems


def row_problem(command: str, result: str) -> str:
    """What is wrong with the row of a check; "" if nothing."""
    if _NOT_APPLICABLE.fullmatch(result) or (command and result and not is_failure(result)):
        return ""
    return f"has the result '{result}'" if command and result else "has no command or no result"


def is_failure(result: str) -> bool:
    """Whether a result is a failure or counts at least one."""
    return result.lower() in _FAILURE_RESULTS or bool(_FAILURE_COUNT.search(result.lower()))


def first_cells(text: str, section: str) -> list[str]:
    """The first cell of each row of a section's tables."""
    return [row.cells[0] for table in section_tables(text, section) for row in table.rows if row.cells]
