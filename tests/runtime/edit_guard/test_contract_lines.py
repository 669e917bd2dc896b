"""The line of the contract that a denial names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runtime.edit_guard.guarded_edits import SYNC
from tests.support.runtime_repository import edit, line


@pytest.mark.parametrize(
    ("old", "new", "text", "name"),
    [
        ("first part", "last part", "one: {description: Reads", "agents.one.description"),
        ('model: "sonnet"', 'model: "opus"', "makers: {description", "groups.makers.model"),
        ("name: ", "nom: ", "one: {description: Reads", "agents.one"),
    ],
    ids=["what it does", "the model of its group", "what the template says"],
)
def test_the_reason_names_the_line_of_the_value(root: Path, old: str, new: str, text: str, name: str) -> None:
    where = f"revi.yml:{line(root, text)} ({name})"
    template = "claude/agent.md.j2"
    expected = f"made/agents/one.md is generated from {where} with the template {template}: {SYNC}"
    assert edit(root, "made/agents/one.md", old, new) == expected


def test_a_value_on_a_line_of_its_own(root: Path) -> None:
    answer = edit(root, "made/agents/two.md", 'model: "haiku"', 'model: "opus"')
    assert answer.startswith(f"made/agents/two.md is generated from revi.yml:{line(root, '    model: haiku')} ")
