"""Hand-written files that become prompts contain no invisible characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sample_repo import edit, run_docs, write
from tests.support.workspaces import open_workspace

HIDDEN = "# Mine\n\nPlease é \U000e0041\U000e0042.\n"


@pytest.mark.parametrize(
    "path",
    [
        ".claude/agents/a.md",
        ".claude/commands/deep/a.md",
        ".claude/skills/x/SKILL.md",
        ".claude/rules.md",
        "plugins/p/agents/a.md",
        "skills/x/SKILL.md",
        "AGENTS.md",
        "sub/CLAUDE.md",
        "templates/parts/x.md.j2",
    ],
)
def test_a_prompt(sample: Path, path: str) -> None:
    write(sample, path, HIDDEN)
    problems = [problem for problem in open_workspace(sample).lint() if problem.code == "hidden-unicode"]
    assert [(str(problem.first_place), problem.message) for problem in problems] == [
        (
            f"{path}:3:10",
            "contains the invisible character U+E0041 (tag latin capital letter a) and 1 more invisible character",
        )
    ]


@pytest.mark.parametrize("path", ["docs/mine.md", "notes.md", "agents.md"])
def test_another_file(sample: Path, path: str) -> None:
    write(sample, path, HIDDEN)
    assert open_workspace(sample).lint() == ()


def test_emoji_and_scripts(sample: Path) -> None:
    write(sample, ".claude/agents/a.md", "👩‍👩‍👧 ❤️ می‌خواهم क्‍ष\n")
    assert open_workspace(sample).lint() == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nobody has begun.", '"Nobody.\\u202e"'),
        ("Nobody has begun.", "Nobody.\u202e"),
        ("{open, ", "{open: 1, "),
    ],
)
def test_the_contract(sample: Path, old: str, new: str) -> None:
    if old.startswith("{"):
        edit(sample, "revi.yml", "  helper: {", '  "help\\u200ber": {')
    else:
        edit(sample, "revi.yml", old, new)
    result = run_docs(sample, "lint")
    assert result.returncode == 1
    assert ": hidden-unicode: the text contains the invisible character U+20" in result.stdout
