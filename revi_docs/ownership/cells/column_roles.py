"""What the columns of workflow tables mean, by their headers."""

from __future__ import annotations

import re

# Each heading belongs to one role: `_ROLE_BY_HEADER` would silently keep the last of two.
_HEADERS: dict[str, tuple[str, ...]] = {
    "status": ("status", "state", "story status", "task status", "statuses"),
    "description": ("meaning", "description", "means", "what it means", "definition", "when"),
    "stage": ("stage", "column"),
    "terminal": ("terminal", "final", "end state", "is terminal"),
    "from": ("from", "from status", "from state", "source", "current status", "current state", "current"),
    "to": ("to", "to status", "to state", "target", "new status", "new state"),
    "targets": (
        "valid transitions",
        "allowed transitions",
        "possible transitions",
        "transitions",
        "transitions to",
        "can move to",
        "can transition to",
        "leads to",
        "next",
        "next status",
        "next statuses",
        "next state",
        "next states",
        "valid next statuses",
        "valid next states",
        "allowed next statuses",
        "allowed next states",
    ),
    "by": ("by", "who", "moved by", "command", "triggered by"),
    "trigger": ("trigger", "triggers"),
    "event": ("event",),
    "verdict": ("verdict", "outcome"),
    "phase": ("phase", "workflow phase"),
    "warning": ("warning", "warn", "soft", "warning level", "warn at"),
    "hard": ("hard", "max", "maximum", "hard stop"),
    "agent": ("agent", "subagent", "agent name"),
    "model": ("model", "llm", "model tier"),
}
_ROLE_BY_HEADER = {header: role for role, headers in _HEADERS.items() for header in headers}
# `Warning limit`, `Warning tokens` and `Warning` are headings of the same column.
_QUALIFIERS = re.compile(r"\b(?:tokens?|limits?|thresholds?|budgets?)\b")
_FORMATTING = re.compile(r"\([^()]*\)|[*_`]")


def column_role(header: str) -> str:
    """Return the role of a column, such as `from`; "" if its header is unknown."""
    text = _FORMATTING.sub("", header.casefold()).strip()
    text = re.sub(r"\s+", " ", text)
    short_text = re.sub(r"\s+", " ", _QUALIFIERS.sub("", text)).strip()
    return _ROLE_BY_HEADER.get(short_text or text, "")
