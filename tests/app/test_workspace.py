"""What a workspace depends on: changes of story files and of the plan invalidate cached results."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.digest import digest
from tests.stories.repo_files import write_files
from tests.support.workspaces import open_workspace

TREE = """\
=== revi.yml
revi: 1
project: {prefix: AB, stories: "plans/stories/{id}", story_id: "AB-[0-9]{3,}"}
artifacts:
  story: {file: "{id}.md"}
  plan_exec: {file: "{prefix}.plan.exec.md", scope: project}
default_outputs: false
=== plans/AB.plan.exec.md
### Phase 1: all
=== plans/stories/AB-001/AB-001.md
---
status: open
---
=== plans/stories/AB-001/LEDGER.jsonl
=== plans/stories/AB-001/work/TOKENS.md
=== notes.txt
"""


def inputs_digest(root: Path) -> str:
    return digest(str(root), *open_workspace(root).check_inputs)


@pytest.mark.parametrize(
    "name", ["AB.plan.exec.md", *(f"stories/AB-001/{name}" for name in ("AB-001.md", "LEDGER.jsonl", "work/TOKENS.md"))]
)
def test_a_changed_story_or_plan_changes_the_digest(tmp_path: Path, name: str) -> None:
    root = write_files(TREE, tmp_path)
    before = inputs_digest(root)
    with (root / "plans" / name).open("a", encoding="utf-8") as stream:
        stream.write("\n")

    assert inputs_digest(root) != before


def test_a_new_story_changes_the_digest(tmp_path: Path) -> None:
    root = write_files(TREE, tmp_path)
    before = inputs_digest(root)
    write_files("=== plans/stories/AB-002/AB-002.md\n", root)

    assert inputs_digest(root) != before


def test_other_files_do_not_change_the_digest(tmp_path: Path) -> None:
    root = write_files(TREE, tmp_path)
    before = inputs_digest(root)
    (root / "notes.txt").write_text("more", "utf-8")

    assert inputs_digest(root) == before
