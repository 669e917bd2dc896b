"""Front matter of agents that Claude Code drops."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import contents, plan, write_files
from tests.support.resolved_facts import FAULTS, WRITER
from tests.support.sample_repo import render_problems
from tests.support.workspaces import sync_and_check


@pytest.mark.parametrize(
    "name",
    ["two agents of one name", "an agent without a name", "front matter without an end", "two commands of one name"],
)
def test_what_claude_drops_must_be_mended_before_anything_is_written(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {**FAULTS[name][0], ".claude/agents/ok.md": WRITER.replace("writer", "ok")})
    write_files(tmp_path, {".claude/commands/ok.md": "---\ndescription: Ok.\n---\n"})
    before = contents(tmp_path)
    result = write_adoption(tmp_path, plan(tmp_path), sync_and_check)
    assert result.paths == ()
    assert "\nrevi.yml: not-adopted: nothing was written: " in "\n" + render_problems(result.problems)
    assert contents(tmp_path) == before
