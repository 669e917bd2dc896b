"""Contradictions are asked and never guessed; what is broken or unclear is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import plan, planner, problem_text, proposal_text, write_files
from tests.support.resolved_facts import FAULTS
from tests.support.sample_repo import edit
from tests.support.saved_meanwhile import AGENTS
from tests.support.workspaces import open_workspace, sync_and_check

LIST = "agents:\n  writer: sonnet\n  editor: opus\n"


CONFLICTS = (
    ".claude/agents/writer.md:4:8: warning: contradiction: conflicting values of agents.writer.model: "
    ".claude/agents/writer.md:4 says 'haiku', models.yml:2 says 'sonnet'\n"
    "  also: models.yml:2:11\n"
    "  fix: make these places agree, then run 'revi-docs adopt' again\n"
)


def test_each_contradiction_is_a_question(tmp_path: Path) -> None:
    write_files(tmp_path, {**AGENTS, "models.yml": LIST})
    assert problem_text(tmp_path) == CONFLICTS
    text = proposal_text(tmp_path)
    assert "    # model: 'haiku' (.claude/agents/writer.md:4) or 'sonnet' (models.yml:2)?\n" in text
    # A file that says nothing contradicts no other.
    assert text.partition("owns:")[0].count("    model:") == 1
    assert "    model: opus  # models.yml:3\n" in text


def test_the_rest_is_written_and_the_question_comes_again(tmp_path: Path) -> None:
    write_files(tmp_path, {**AGENTS, "models.yml": LIST})
    assert write_adoption(tmp_path, planner(tmp_path), sync_and_check).paths == ("revi.yml",)
    assert open_workspace(tmp_path).check() == ()
    assert plan(tmp_path).is_empty
    assert problem_text(tmp_path) == CONFLICTS


def test_a_settled_question_is_added(tmp_path: Path) -> None:
    write_files(tmp_path, {**AGENTS, "models.yml": LIST})
    write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    before = (tmp_path / "revi.yml").read_text(encoding="utf-8")
    edit(tmp_path, "models.yml", "writer: sonnet\n", "writer: haiku\n")
    assert problem_text(tmp_path) == ""
    added = "    model: haiku  # .claude/agents/writer.md:4\n"
    claim = '  ".claude/agents/writer.md":\n    model: agents.writer.model\n'
    assert proposal_text(tmp_path) == f"agents:\n  writer:\n{added}\nowns:\n{claim}"
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert result.paths == ("revi.yml", "templates/regions/models-1.yml.j2", "models.yml")
    after = (tmp_path / "revi.yml").read_text(encoding="utf-8")
    assert after.replace("    model: haiku\n", "").replace(claim, "") == before
    assert open_workspace(tmp_path).check() == ()
    assert plan(tmp_path).is_empty


@pytest.mark.parametrize(("files", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_said(tmp_path: Path, files: dict[str, str | bytes], expected: str) -> None:
    write_files(tmp_path, files)
    assert problem_text(tmp_path) == expected
