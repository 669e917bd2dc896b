"""The phases and stories of the plan."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.stories.execution_plan import read_plan
from tests.stories.repo_files import write_files
from tests.support.small_stories import CONTRACT


def test_the_plan(tmp_path: Path) -> None:
    write_files(
        CONTRACT + "=== plans/AB.plan.exec.md\n# Plan\n\n### Phase 1: the base\n\n"
        "| Story | Delivers | Depends on |\n|---|---|---|\n| AB-001 | A \\| B | – |\n"
        "| AB-1000 | C | AB-001, AB-002 |\n\n**Gate:** all of it\ndone.\n\n## Order\n\n"
        "| Story | Delivers | Depends on |\n|---|---|---|\n| AB-009 | X | |\n",
        tmp_path,
    )

    plan = read_plan(tmp_path, load(tmp_path))
    (phase,) = plan.phases
    assert (phase.number, phase.title, phase.gate, phase.place.line) == (1, "the base", "all of it done.", 3)
    assert [(story.id, story.delivers, story.depends_on, story.place.line) for story in plan.stories] == [
        ("AB-001", "A | B", (), 7),
        ("AB-1000", "C", ("AB-001", "AB-002"), 8),
    ]
