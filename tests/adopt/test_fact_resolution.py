"""Contradictions are asked and never guessed; what is broken or unclear is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import plan, planner, problem_text, proposal_text, write_files
from tests.support.resolved_facts import FAULTS
from tests.support.sample_repo import edit, run_docs
from tests.support.saved_meanwhile import AGENTS
from tests.support.workspaces import open_workspace, sync_and_check

LIST = "agents:\n  writer: sonnet\n  editor: opus\n"


CONFLICTS = (
    ".claude/agents/writer.md:4:8: warning: contradiction: conflicting values of agents.writer.model: "
    ".claude/agents/writer.md:4 says 'haiku', models.yml:2 says 'sonnet'\n"
    "  also: models.yml:2:11\n"
    "  fix: make these places agree, or run 'revi-docs adopt --write --trust .claude/agents/writer.md' or "
    "'revi-docs adopt --write --trust models.yml' if that source is right\n"
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
    claim = (
        '  ".claude/agents/writer.md":\n    model: agents.writer.model\n'
        '  models.yml:\n    "agents.{key}": "agents.{key}.model"\n    agents: agents\n'
    )
    list_claim = claim.partition("  models.yml:\n")[2]
    assert proposal_text(tmp_path) == f"agents:\n  writer:\n{added}\nowns:\n{claim}"
    assert write_adoption(tmp_path, planner(tmp_path), sync_and_check).paths == ("revi.yml",)
    after = (tmp_path / "revi.yml").read_text(encoding="utf-8")
    for added_lines in ("    model: haiku\n", claim.partition("  models.yml:\n")[0], list_claim):
        assert added_lines in after
        after = after.replace(added_lines, "", 1)
    assert after == before
    assert open_workspace(tmp_path).check() == ()
    assert plan(tmp_path).is_empty


@pytest.mark.parametrize(("files", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_said(tmp_path: Path, files: dict[str, str | bytes], expected: str) -> None:
    write_files(tmp_path, files)
    assert problem_text(tmp_path) == expected


def test_a_trusted_source_answers_all_questions_and_the_answer_is_kept(tmp_path: Path) -> None:
    names = ("one", "two", "three")
    agents = {f".claude/agents/{name}.md": f"---\nname: {name}\ndescription: D.\nmodel: haiku\n---\n" for name in names}
    write_files(tmp_path, {**agents, "models.yml": "agents: {one: opus, two: opus, three: opus}\n"})
    (question,) = plan(tmp_path).problems
    assert question.message == (
        ".claude/agents/*.md and models.yml disagree about 3 values, such as agents.one.model: "
        ".claude/agents/one.md:4 says 'haiku', models.yml:1 says 'opus'"
    )
    assert question.fix == (
        "make these places agree, or run 'revi-docs adopt --write --trust \".claude/agents/*.md\"' or "
        "'revi-docs adopt --write --trust models.yml' if that source is right"
    )
    result = run_docs(tmp_path, "adopt", "--write", "--trust", ".claude/agents/*.md")
    assert (result.returncode, "contradiction" in result.stdout) == (0, False)
    assert [agent.model for agent in open_workspace(tmp_path).loaded.contract.agents.values()] == ["haiku"] * 3
    assert plan(tmp_path).is_empty
    assert problem_text(tmp_path) == (
        "models.yml:1:15: warning: left-alone: 'opus' is not owned: the contract says 'haiku'\n"
        "  also: models.yml:1:26\n  also: models.yml:1:39\n"
        "  fix: run 'revi-docs adopt --write' after you corrected it\n"
    )


def test_descriptions_that_paraphrase_are_not_asked_about(tmp_path: Path) -> None:
    rows = "| {} | {} | b |\n| b | | |\n"
    tables = [f"| Status | Meaning | Next |\n|---|---|---|\n{rows.format('a', text)}" for text in ("New.", "Fresh.")]
    write_files(tmp_path, {"a.md": tables[0], "b.md": tables[1]})
    assert plan(tmp_path).problems == ()
    assert "    description: New.  # a.md:3\n" in proposal_text(tmp_path)


def test_a_hint_and_arguments_cannot_state_two_facts(tmp_path: Path) -> None:
    text = "---\nargument-hint: <story> [file]\narguments: [{}]\ndescription: x\n---\n"
    write_files(
        tmp_path, {".claude/commands/a.md": text.format("STORY, FILE"), ".claude/commands/b.md": text.format("ID")}
    )
    (question,) = plan(tmp_path).problems
    assert (question.message, question.first_place and question.first_place.file) == (
        "the arguments are ambiguous",
        ".claude/commands/b.md",
    )
