"""Agents and commands whose files are gone leave the contract; every other line stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.removed_items import without_items
from tests.adopt.adopt_repo import adopt, errors, write_files
from tests.support.sample_repo import render_problems, run_docs
from tests.support.workspaces import open_workspace

AGENT = "---\nname: {}\ndescription: Does it.\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("agents:\n  a:\n    model: x\n    # why\n  b: {}\n", "agents:\n  b: {}\n"),
        ("agents:\n  b: {}\n  a:  # first\n    model: x\n\n# end\n", "agents:\n  b: {}\n\n# end\n"),
        ("agents:\n  a: {}\nx: 1\n", "agents: {}\nx: 1\n"),
        (
            "agents:\n  a: {}\n  b: {}\ncommands:\n  c:\n    spawns:\n      - a\n      - b\n  d:\n    spawns:\n      - a\n",
            "agents:\n  b: {}\ncommands:\n  c:\n    spawns:\n      - b\n  d: {}\n",
        ),
        ("agents: {a: {}}\n", "agents: {}\n"),
        ("agents: {a: {}, b: {spawns: [a]}}\n", "agents: {b: {}}\n"),
        ("agents: {b: {spawns: [b, a]}, a: {}}  # all\n", "agents: {b: {spawns: [b]}}  # all\n"),
        ("owns: {a.md: {model: agents.a.model}, b.md: {}}\nagents: {a: {}}\n", "owns: {b.md: {}}\nagents: {}\n"),
        (
            "agents:\n  a: {}\n  b: {}\nowns:\n  a.md:\n    model: agents.a.model\n  x.md: {model: agents.b.model}\n",
            "agents:\n  b: {}\nowns:\n  x.md: {model: agents.b.model}\n",
        ),
        ("agents:\r\n  a:\r\n    model: x\r\n  b: {}\r\n", "agents:\r\n  b: {}\r\n"),
    ],
)
def test_only_the_lines_of_the_item_go(before: str, after: str) -> None:
    assert without_items(before, {("agents", "a")}) == after


def test_a_deleted_and_a_renamed_file(tmp_path: Path) -> None:
    agents: dict[str, str | bytes] = {f".claude/agents/{name}.md": AGENT.format(name) for name in ("a", "b", "c")}
    adopt(write_files(tmp_path, {**agents, ".claude/commands/go.md": "---\ndescription: Goes.\n---\n@agent-a\n"}))
    (tmp_path / ".claude/agents/b.md").unlink()
    (tmp_path / ".claude/agents/c.md").rename(tmp_path / ".claude/agents/d.md")
    write_files(tmp_path, {".claude/agents/d.md": AGENT.format("d")})
    problems = render_problems(errors(open_workspace(tmp_path).check()))
    assert problems.count("run 'revi-docs adopt --write'") == 3
    result = run_docs(tmp_path, "adopt", "--write")
    assert "removed agents.b\nremoved agents.c\n" in result.stdout
    assert sorted(open_workspace(tmp_path).loaded.contract.agents) == ["a", "d"]
    assert run_docs(tmp_path, "check").returncode == 0
    assert run_docs(tmp_path, "adopt").stdout.startswith("nothing to add: ")


def test_nothing_is_removed_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    adopt(write_files(tmp_path, {f".claude/agents/{name}.md": AGENT.format(name) for name in ("a", "b")}))
    write_files(tmp_path, {".claude/agents/b.md": b"---\nname: \xff\n---\n"})
    run_docs(tmp_path, "adopt", "--write")
    assert sorted(open_workspace(tmp_path).loaded.contract.agents) == ["a", "b"]
