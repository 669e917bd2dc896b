"""What git cannot show is said once for all texts, and is a warning."""

from __future__ import annotations

from revi_docs.drift.file_status import DriftState, FileStatus
from revi_docs.drift.unknown_edits import unknown_edits
from tests.support.sample_repo import render_problems


def status(path: str, state: DriftState, unknown: str) -> FileStatus:
    return FileStatus(path, state, b"old", b"new", unknown=unknown)


def test_nothing_is_unknown() -> None:
    assert unknown_edits([status("a.md", DriftState.STALE, ""), status("b.md", DriftState.TAMPERED, "no git")]) == ()


def test_all_texts_are_one_warning() -> None:
    texts = [status(path, DriftState.STALE, "the clone is shallow") for path in ("b.md", "a.md", "a.md")]
    assert render_problems(unknown_edits(texts)) == (
        "a.md: warning: edits-unknown: the clone is shallow, so earlier commits may have edited what is out of date\n"
        "  also: b.md\n"
        "  fix: fetch the complete history: git fetch --unshallow\n"
    )
