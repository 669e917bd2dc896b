"""All problems of an invalid case are reported."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.tried_agent import run_try


def test_all_problems_of_an_invalid_case_are_reported(root: Path, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("agent: elab-analist\nstory: REVI-1\nmust_say: [a]\ncolour: red\n")
    result = run_try(root, str(tmp_path), "--", "true")
    lines = [line.partition("broken-case: ")[2] for line in result.stdout.splitlines() if "broken-case" in line]
    assert lines == [
        "'elab-analist' is not an agent",
        "'REVI-1' is not a story id",
        "there is no folder 'story'",
        "'colour' is not a key of a case",
        "'must_say' is not a mapping from artifact to words",
    ]
    assert result.returncode == 3


def test_a_case_outside_the_repository_without_its_file_is_named_by_its_path(root: Path, tmp_path: Path) -> None:
    result = run_try(root, str(tmp_path), "--", "true")
    path = os.path.relpath(tmp_path / "case.yaml", root)
    assert f"{path}: unreadable-story-file: cannot be read: No such file or directory\n" in result.stdout
    assert result.returncode == 3
