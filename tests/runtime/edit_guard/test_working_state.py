"""What only revi writes is not edited: locks, guards, counters, results of checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runtime_repository import line, use
from tests.support.sample_repo import write

STORY = "tickets/TKT-7/_implementation"


@pytest.mark.parametrize(
    ("name", "mentioned", "writer"),
    [
        (".phase-lock", "locks: {file:", "revi plumbing lock"),
        (".phase-lock.guard", "locks: {file:", "revi plumbing lock"),
        (".phase-lock.mutex", "locks: {file:", "revi plumbing lock"),
        (".budget", "budgets:", "revi plumbing budget"),
        ("ERROR-LOG.yaml", "file: _implementation/ERROR-LOG.yaml", "revi error"),
    ],
)
@pytest.mark.parametrize("exists", [False, True])
def test_files_of_a_story(root: Path, name: str, mentioned: str, writer: str, *, exists: bool) -> None:
    path = root / STORY / name
    if exists:
        write(root, f"{STORY}/{name}", "fence: 3\n")
    place = f"revi.yml:{line(root, mentioned)}"
    assert use(root, "Write", file_path=str(path), content="fence: 4\n") == (
        f"only revi writes {STORY}/{name} (see {place}): use {writer}"
    )
    path.unlink(missing_ok=True)


def test_results_of_checks(root: Path) -> None:
    reason = use(root, "Write", file_path=str(root / STORY / "checks/tests.json"), content="{}")
    assert reason == f"only revi writes {STORY}/checks/tests.json (see revi.yml): use revi evidence run"


@pytest.mark.parametrize("path", [f"{STORY}/notes.md", "a/.phase-lock"])
def test_other_files_are_free(root: Path, path: str) -> None:
    assert use(root, "Write", file_path=str(root / path), content="x\n") == ""
