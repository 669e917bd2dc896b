"""Contradictions are asked and never guessed; what is broken or unclear is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.adopt.adoption_writer import write_adoption
from tests.adopt.adopt_repo import contents, errors, plan, planner, problem_text, proposal_text, write_files
from tests.support.sample_repo import edit, write
from tests.support.workspaces import open_workspace, sync_and_check

WRITER = "---\nname: writer\ndescription: Writes.\nmodel: haiku\n---\n"
EDITOR = "---\nname: editor\ndescription: Edits.\n---\n"
LIST = "agents:\n  writer: sonnet\n  editor: opus\n"
AGENTS = {".claude/agents/writer.md": WRITER, ".claude/agents/editor.md": EDITOR}

CONFLICTS = (
    ".claude/agents/editor.md:2:7: warning: contradiction: conflicting values of agents.editor.model: "
    ".claude/agents/editor.md:2 says nothing, models.yml:3 says 'opus'\n"
    "  also: models.yml:3:11\n"
    "  fix: make these places agree, then run 'revi-docs adopt' again\n"
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
    assert "    # model: nothing (.claude/agents/editor.md:2) or 'opus' (models.yml:3)?\n" in text
    assert "    model:" not in text.partition("owns:")[0]


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
    edit(tmp_path, "models.yml", "writer: sonnet\n  editor: opus\n", "writer: haiku\n")
    assert problem_text(tmp_path) == ""
    added = "    model: haiku  # .claude/agents/writer.md:4\n"
    claim = '    model: "agents.{name}.model"\n'
    assert proposal_text(tmp_path) == f'agents:\n  writer:\n{added}\nowns:\n  ".claude/agents/*.md":\n{claim}'
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert result.paths == ("revi.yml", "templates/regions/models-1.yml.j2", "models.yml")
    after = (tmp_path / "revi.yml").read_text(encoding="utf-8")
    assert after.replace(added, "").replace(claim, "") == before
    assert open_workspace(tmp_path).check() == ()
    assert plan(tmp_path).is_empty


TABLE = "| Agent | Model |\n|---|---|\n| writer | {} |\n"
FAULTS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "two agents of one name": (
        {".claude/agents/a.md": WRITER, ".claude/agents/b.md": WRITER},
        (
            ".claude/agents/a.md:2:7: doubled-agent: 2 agent files are named 'writer'; "
            "Claude Code loads only one of them\n"
            "  also: .claude/agents/b.md:2:7\n"
            "  fix: rename all but one, or delete them\n"
        ),
    ),
    "an agent without a name": (
        {".claude/agents/a.md": "---\nmodel: haiku\n---\n"},
        (
            ".claude/agents/a.md:1:1: agent-without-name: the agent has no 'name', so Claude Code "
            "ignores it\n"
            "  fix: add 'name: …' to its front matter\n"
        ),
    ),
    "an agent without a description": (
        {".claude/agents/a.md": "---\nname: a\n---\n"},
        (
            ".claude/agents/a.md:1:1: agent-without-description: the agent has no 'description', "
            "so Claude Code ignores it\n"
            "  fix: add 'description: …' to its front matter; say when to use the agent\n"
        ),
    ),
    "front matter without an end": (
        {".claude/agents/a.md": "---\nname: a\n"},
        (
            ".claude/agents/a.md:1:1: unclosed-front-matter: the front matter that starts here "
            "has no closing line '---'\n"
            "  fix: write '---' on its own line after the last field\n"
        ),
    ),
    "a name with a space": (
        {".claude/agents/a.md": "---\nname: My Agent\ndescription: d\n---\n"},
        (
            ".claude/agents/a.md:2:7: warning: left-alone: 'My Agent' is not a valid name\n"
            "  fix: use letters, digits and hyphens\n"
        ),
    ),
    "a table that names nobody": (
        {".claude/agents/writer.md": WRITER, "t.md": TABLE.format("haiku").replace("writer", "ghost")},
        (
            "t.md:3:3: warning: left-alone: the table of models is ambiguous: there is no agent 'ghost'\n"
            "  fix: add its values to revi.yml yourself\n"
        ),
    ),
    "a list that names nobody": (
        {".claude/agents/writer.md": WRITER, "m.yml": "models: {writer: haiku, ghost: opus}\n"},
        (
            "m.yml:1:25: warning: left-alone: 'opus' is assigned to 'ghost', which is not an agent\n"
            "  fix: correct the name, or remove the line\n"
        ),
    ),
    "transitions that nobody makes": (
        {"t.md": "| From | To |\n|---|---|\n| a | b |\n"},
        (
            "t.md:3:3: warning: left-alone: the table of transitions is ambiguous: no column names "
            "the command that moves a story\n"
            "  fix: add its values to revi.yml yourself\n"
        ),
    ),
    "transitions that are not sound": (
        {"t.md": "| From | To | By | Event |\n|---|---|---|---|\n| a | b | `/go` | |\n"},
        (
            "warning: left-alone: the transitions are skipped: the transition from "
            "'a' to 'b' by 'go' has neither an event nor a verdict (unfit-trigger; t.md:3)\n"
            "  fix: correct that place and run 'revi-docs adopt' again, or add the values "
            "to revi.yml yourself\n"
        ),
    ),
    "a list of models that is no YAML": (
        {".claude/agents/writer.md": WRITER, "models.yml": "agents: {writer: [\n"},
        "",
    ),
    "arguments that cannot be told": (
        {".claude/commands/run.md": "---\nargument-hint: [a] | [b]\ndescription: x\n---\n"},
        (
            ".claude/commands/run.md:2:16: warning: left-alone: the arguments are ambiguous\n"
            "  fix: add 'arguments' and 'flags' of the command to revi.yml\n"
            ".claude/commands/run.md:2:22: warning: front-matter-no-yaml: the front matter is not valid YAML: "
            "did not find expected comment or line break\n"
            "  fix: quote the value; until then, Claude Code may silently ignore this file\n"
        ),
    ),
    "two commands of one name": (
        {".claude/commands/run.md": "x", ".claude/skills/run/SKILL.md": "x"},
        (
            ".claude/commands/run.md:1:1: doubled-command: 2 files define the command 'run'\n"
            "  also: .claude/skills/run/SKILL.md:1:1\n"
            "  fix: rename all but one, or delete them\n"
        ),
    ),
    "nothing at all": (
        {"README.md": "# Hello\n\n| Feature | Status |\n|---|---|\n| a | done |\n"},
        (
            "nothing-to-adopt: no agents, commands, workflow tables or model lists found\n"
            "  fix: pass their location with --agents, --commands or --documents, or start with 'revi-docs init'\n"
        ),
    ),
}


@pytest.mark.parametrize(("files", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_said(tmp_path: Path, files: dict[str, str | bytes], expected: str) -> None:
    write_files(tmp_path, files)
    assert problem_text(tmp_path) == expected


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


def test_names_and_models_compare_without_case(tmp_path: Path) -> None:
    table = "# Team\n\n| Agent | Model |\n|---|---|\n| Writer | **Haiku** |\n"
    write_files(tmp_path, {".claude/agents/writer.md": WRITER, "TEAM.md": table})
    assert [problem.code for problem in plan(tmp_path).problems] == ["left-alone"]  # the table keeps its spelling
    assert "  haiku: {}  # .claude/agents/writer.md:4\n" in proposal_text(tmp_path)
    assert write_adoption(tmp_path, planner(tmp_path), sync_and_check).paths == ("revi.yml",)


def test_a_new_file_is_added_to_an_adopted_repository(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/writer.md": WRITER, ".claude/agents/bad.md": "---\nmodel: x\n---\n"})
    write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    write(tmp_path, ".claude/agents/new.md", WRITER.replace("writer", "new"))
    assert [problem.code for problem in errors(open_workspace(tmp_path).check())] != []
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert (result.paths, result.problems) == (("revi.yml",), ())
    assert errors(open_workspace(tmp_path).check()) == ()
    assert sorted(open_workspace(tmp_path).loaded.contract.agents) == ["new", "writer"]
    assert write_adoption(tmp_path, planner(tmp_path), sync_and_check).paths == ()


def test_a_problem_that_was_there_before_does_not_stop_the_adoption(tmp_path: Path) -> None:
    write_files(tmp_path, {".claude/agents/writer.md": WRITER, "CLAUDE.md": "a\u202eb\n"})
    result = write_adoption(tmp_path, planner(tmp_path), sync_and_check)
    assert (result.paths, [problem.code for problem in result.remaining]) == (("revi.yml",), ["hidden-unicode"])


def test_a_file_saved_meanwhile_is_kept(tmp_path: Path) -> None:
    from revi_docs.problems.revi_error import ReviError

    write_files(tmp_path, {**AGENTS, "t.md": TABLE.format("haiku")})
    adoption_plan = plan(tmp_path)
    write(tmp_path, "t.md", TABLE.format("opus"))
    before = contents(tmp_path)
    with pytest.raises(ReviError, match="concurrent-change"):
        write_adoption(tmp_path, lambda _excluded: adoption_plan, sync_and_check)
    assert contents(tmp_path) == before
