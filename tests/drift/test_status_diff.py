"""The difference between a file and what it should be."""

from __future__ import annotations

import pytest

from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.drift.status_diff import format_diff

HEAD = "--- a.md (on disk)\n+++ a.md (expected)\n"


def diff(state: DriftState, actual: str | None, expected: str | None) -> str:
    old, new = (None if text is None else text.encode() for text in (actual, expected))
    return format_diff(FileStatus("a.md", state, old, new))


def test_a_changed_line() -> None:
    assert diff(DriftState.TAMPERED, "a\nb\n", "a\nc\n") == f"{HEAD}@@ -1,3 +1,3 @@\n a\n-b\n+c\n \n"


def test_one_side_is_missing() -> None:
    assert diff(DriftState.MISSING, None, "a") == diff(DriftState.ORPHANED, "a", None) == ""


@pytest.mark.parametrize(("state", "is_equal"), [(DriftState.STALE, True), (DriftState.TAMPERED, False)])
def test_line_ends_of_windows(state: DriftState, is_equal: bool) -> None:
    assert (diff(state, "a\r\nb\r\n", "a\nb\n") == "") is is_equal


def test_a_long_one_is_cut() -> None:
    lines = diff(DriftState.TAMPERED, "", "x\n" * 100).splitlines()
    assert (len(lines), lines[-1]) == (61, "… 44 more lines")
