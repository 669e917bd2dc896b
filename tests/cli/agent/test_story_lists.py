"""After `revi story new` and `renumber`, the generated lists of stories are out of date: the answer says so."""

from __future__ import annotations

from pathlib import Path

from tests.support.runtime_repository import revi
from tests.support.sample_repo import git, run_docs

HINT = "  to list it in plans/WORK.roadmap.md and plans/WORK.stories.index.md: run 'revi-docs sync'\n"
NEW = ["story", "new", "WORK-001", "--title", "First"]


def test_the_workflow_that_lists_stories(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    run_docs(tmp_path, "init", "--workflow", "revi")
    assert revi(tmp_path, *NEW, "--dry-run").stdout == "WORK-001: would be created in pending\n"
    assert revi(tmp_path, *NEW).stdout == f"WORK-001: created in pending\n{HINT}"
    stale = run_docs(tmp_path, "check")
    assert (stale.returncode, "plans/WORK.stories.index.md" in stale.stdout) == (1, True)
    run_docs(tmp_path, "sync")
    assert run_docs(tmp_path, "check").returncode == 0
    words = ["story", "renumber", "WORK-001", "WORK-002", "--actor", "Ada", "--reason", "taken"]
    assert revi(tmp_path, *words).stdout.endswith(f" files)\n{HINT}")
    assert run_docs(tmp_path, "check").returncode == 1


def test_a_workflow_without_lists(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    run_docs(tmp_path, "init")
    assert revi(tmp_path, *NEW).stdout == "WORK-001: created in planned\n"
    assert run_docs(tmp_path, "check").returncode == 0
