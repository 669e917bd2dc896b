"""Identify the columns of a table by their headers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from revi_docs.adopt.table_parser import ParsedTable

_HEADERS: dict[str, tuple[str, ...]] = {
    "status": ("status", "state"),
    "description": ("meaning", "description", "means", "what it means"),
    "stage": ("stage", "column"),
    "terminal": ("terminal", "final"),
    "from": ("from", "from status", "source"),
    "to": ("to", "to status", "target"),
    "by": ("by", "who", "moved by", "command", "triggered by"),
    "trigger": ("trigger",),
    "event": ("event",),
    "verdict": ("verdict", "outcome"),
    "phase": ("phase",),
    "warning": ("warning", "warn", "soft"),
    "hard": ("hard", "max", "maximum"),
    "agent": ("agent", "subagent"),
    "model": ("model",),
}
_COLUMN_BY_HEADER = {header: name for name, headers in _HEADERS.items() for header in headers}
_TABLE_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("transitions", ("from", "to")),
    ("limits", ("phase", "warning", "hard")),
    ("models", ("agent", "model")),
    ("statuses", ("status", "description")),
    ("statuses", ("status", "stage")),
    ("statuses", ("status", "terminal")),
)


def column_indexes(table: ParsedTable) -> Mapping[str, int]:
    """Return column name → index of the known columns."""
    indexes: dict[str, int] = {}
    for index, header in enumerate(table.headers):
        name = _COLUMN_BY_HEADER.get(_normalize_header(header.text))
        if name:
            indexes.setdefault(name, index)
    return indexes


def table_kind(table: ParsedTable, indexes: Mapping[str, int]) -> str | None:
    """Return the kind of a table, or None if it is not a workflow table."""
    for kind, required_columns in _TABLE_KINDS:
        if all(name in indexes for name in required_columns):
            is_first = kind == "transitions" or indexes[required_columns[0]] == 0
            return kind if is_first and table.rows else None
    return None


def _normalize_header(header: str) -> str:
    header = re.sub(r"\(.*?\)|[*_`]", "", header.casefold())
    return re.sub(r"\b(?:tokens?|limits?)\b", "", header).strip() or header.strip()
