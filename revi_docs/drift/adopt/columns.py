"""What the columns of a table are about, by their heads."""

from __future__ import annotations

import re
from collections.abc import Mapping

from revi_docs.drift.adopt.tables import Table

_HEADS: dict[str, tuple[str, ...]] = {
    "status": ("status", "state"),
    "meaning": ("meaning", "description", "means", "what it means"),
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
_COLUMN = {head: name for name, heads in _HEADS.items() for head in heads}
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("transitions", ("from", "to")),
    ("limits", ("phase", "warning", "hard")),
    ("models", ("agent", "model")),
    ("statuses", ("status", "meaning")),
    ("statuses", ("status", "stage")),
    ("statuses", ("status", "terminal")),
)


def columns(table: Table) -> Mapping[str, int]:
    """Column → its number, from 0, of those that are known."""
    found: dict[str, int] = {}
    for number, head in enumerate(table.heads):
        name = _COLUMN.get(_plain(head.text))
        if name:
            found.setdefault(name, number)
    return found


def kind_of(table: Table, known: Mapping[str, int]) -> str | None:
    """What the table is about, None where it is nothing of ours."""
    for kind, needed in _KINDS:
        if all(name in known for name in needed):
            is_first = kind == "transitions" or known[needed[0]] == 0
            return kind if is_first and table.rows else None
    return None


def _plain(head: str) -> str:
    head = re.sub(r"\(.*?\)|[*_`]", "", head.casefold())
    return re.sub(r"\b(?:tokens?|limits?)\b", "", head).strip() or head.strip()
