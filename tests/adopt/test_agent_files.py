"""Front matter of agents that Claude Code drops."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import contents, errors, plan, planner, write_files
from tests.support.resolved_facts import FAULTS, WRITER
from tests.support.workspaces import open_workspace, sync_and_check


@pytest.mark.parametrize(
    "name",
    ["two agents of one name", "an agent without a name", "front matter without an end", "two commands of one name"],
)
def test_what_cannot_be_owned_is_left_out_and_the_rest_is_written(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {**FAULTS[name][0], ".claude/agents/ok.md": WRITER.replace("writer", "ok")})
    write_files(tmp_path, {".claude/commands/ok.md": "---\ndescription: Ok.\n---\n"})
    before = contents(tmp_path)
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert (result.paths, result.problems) == (("revi.yml",), ())
    assert set(result.plan.excluded) <= set(FAULTS[name][0])
    assert result.plan.excluded
    assert errors(open_workspace(tmp_path).check()) == ()
    loaded = open_workspace(tmp_path).loaded.contract
    assert "ok" in (*loaded.agents, *loaded.commands)
    text = (tmp_path / "revi.yml").read_text(encoding="utf-8")
    for path, reason in result.plan.excluded.items():
        # A comment never contains three hyphens, which end one in HTML.
        assert f'  "!{path}": {{}}  # {reason.replace("---", "- --")}\n' in text
    assert {path: content for path, content in contents(tmp_path).items() if path != "revi.yml"} == before
    assert plan(tmp_path).is_empty
