"""Format a file status as a unified diff from the file on disk to the expected content."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from revi_docs.drift.file_status import DriftState, FileStatus

_MAX_LINES = 60
"""Lines of a diff; arbitrary: about one screen."""


def format_diff(status: FileStatus) -> str:
    """Return a unified diff, truncated after `_MAX_LINES`; empty if either side is missing."""
    if status.actual is None or status.expected is None:
        return ""
    lines = list(_diff_lines(status))
    if len(lines) > _MAX_LINES:
        omitted = len(lines) - _MAX_LINES
        lines = [*lines[:_MAX_LINES], f"… {omitted} more lines\n"]
    return "".join(lines)


def _diff_lines(status: FileStatus) -> Iterator[str]:
    actual, expected = to_text(status.actual), to_text(status.expected)
    if status.state is DriftState.STALE:
        actual = actual.replace("\r\n", "\n")
    for line in unified_diff(
        _split_lines(actual), _split_lines(expected), f"{status.path} (on disk)", f"{status.path} (expected)", n=1
    ):
        yield line if line.endswith("\n") else f"{line}\n"


def _split_lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")]


def to_text(content: bytes | None) -> str:
    """Decode bytes for display; None is an empty text."""
    return (content or b"").decode("utf-8", errors="replace")
