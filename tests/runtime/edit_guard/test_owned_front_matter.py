"""Owned fields of front matter are denied with the value that the contract has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runtime_repository import edit, line, use


def test_a_new_agent_file_that_agrees(root: Path) -> None:
    text = "---\nname: one\ndescription: Reads the first part.\nmodel: sonnet\n---\n"
    assert use(root, "Write", file_path=str(root / ".claude/agents/more/one.md"), content=text) == ""


@pytest.mark.parametrize(
    ("old", "new", "text", "name", "expected_value"),
    [
        ("model: haiku  # small", "model: opus", "    model: haiku", "agents.two.model", "haiku"),
        ("model: haiku  # small\n", "", "    model: haiku", "agents.two.model", "haiku"),
        ("second part.", "last.", "description: Reads the second", "agents.two.description", "Reads the second part."),
    ],
    ids=["another", "none", "a text"],
)
def test_an_owned_field(root: Path, old: str, new: str, text: str, name: str, expected_value: str) -> None:
    field = name.rpartition(".")[2].replace("description", "description")
    expected = (
        f"the field '{field}' of .claude/agents/two.md is owned by revi.yml:{line(root, text)} ({name}), "
        f"where its value is {expected_value}: change it there and run 'revi-docs sync'; "
        "the other lines of the file may be edited"
    )
    assert edit(root, ".claude/agents/two.md", old, new) == expected


def test_a_new_file_with_a_wrong_field(root: Path) -> None:
    text = "---\nname: one\nmodel: opus\n---\n"
    answer = use(root, "Write", file_path=str(root / ".claude/agents/x.md"), content=text)
    assert answer.startswith(
        f"the field 'model' of .claude/agents/x.md is owned by revi.yml:{line(root, 'makers: {')} "
    )
