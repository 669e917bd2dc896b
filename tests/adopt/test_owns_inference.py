"""Fields that were found are owned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.adopt_repo import adopt, write_files
from tests.support.adopted_files import ALL
from tests.support.sample_repo import edit, render_problems, write
from tests.support.workspaces import open_workspace

EDITS = {
    "a status in a table": ("docs/workflow.md", "`done` ", "`gone` ", 7),
    "a meaning in a table": ("docs/workflow.md", "Written down", "Drawn", 5),
    "a target in a table": ("docs/workflow.md", "| working | done |", "| working | planned |", 12),
    "a limit in a table": ("docs/workflow.md", "60K", "61K", 19),
    "a model in a list": ("models.yml", "writer: haiku", "writer: opus", 2),
    "a model in front matter": (".claude/agents/writer.md", "model: haiku", "model: opus", 4),
    "a tool in front matter": (".claude/agents/writer.md", "Read, Write", "Read", 5),
    "a description in front matter": (".claude/commands/plan.md", "Plans", "Draws", 2),
    "a hint in front matter": (".claude/commands/plan.md", "[--deep]", "[--flat]", 3),
}


@pytest.mark.parametrize(("path", "old", "new", "line"), EDITS.values(), ids=EDITS.keys())
def test_what_was_found_is_owned(tmp_path: Path, path: str, old: str, new: str, line: int) -> None:
    adopt(write_files(tmp_path, dict(ALL)))
    before = (tmp_path / path).read_bytes()
    edit(tmp_path, path, old, new)
    (problem,) = open_workspace(tmp_path).check()
    assert problem.first_place is not None
    assert (problem.first_place.file, problem.first_place.line) == (path, line), render_problems((problem,))
    write(tmp_path, path, before)
    assert open_workspace(tmp_path).check() == ()
