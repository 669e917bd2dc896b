"""What is made of stories is judged anew when one of their files, or the plan, has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.digest import digest
from tests.stories.trees import unfold
from tests.support.workspaces import open_workspace

TREE = """\
=== revi.yml
revi: 1
project: {prefix: AB, stories: "plans/stories/{id}", story_id: "AB-[0-9]{3,}"}
artifacts:
  story: {file: "{id}.md"}
  plan_exec: {file: "{prefix}.plan.exec.md", scope: project}
outputs: {}
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


def seen(root: Path) -> str:
    return digest(str(root), *open_workspace(root).check_inputs)


@pytest.mark.parametrize(
    "name",
    [
        "AB.plan.exec.md",
        *(f"stories/AB-001/{name}" for name in ("AB-001.md", "LEDGER.jsonl", "work/TOKENS.md")),
    ],
)
def test_a_change_of_a_story_or_of_the_plan_is_seen(tmp_path: Path, name: str) -> None:
    root = unfold(TREE, tmp_path)
    before = seen(root)
    with (root / "plans" / name).open("a", encoding="utf-8") as stream:
        stream.write("\n")

    assert seen(root) != before


def test_a_new_story_is_seen(tmp_path: Path) -> None:
    root = unfold(TREE, tmp_path)
    before = seen(root)
    unfold("=== plans/stories/AB-002/AB-002.md\n", root)

    assert seen(root) != before


def test_other_files_are_not_looked_at(tmp_path: Path) -> None:
    root = unfold(TREE, tmp_path)
    before = seen(root)
    (root / "notes.txt").write_text("more", "utf-8")

    assert seen(root) == before
