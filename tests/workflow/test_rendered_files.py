"""What the rendered files of the REVI workflow must say: who writes, in which form, who commits, where to go on."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from revi_docs.contract.loader import load_valid
from tests.workflow.rendered import Agent, Command, read_agent, read_command, section, shell_lines

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "plugins/revi"
CONTRACT = load_valid(ROOT).contract
COMMANDS = [read_command(PLUGIN, name) for name in CONTRACT.commands]
AGENTS = [read_agent(PLUGIN, name) for name in CONTRACT.agents]
WRITING = [command for command in COMMANDS if CONTRACT.commands[command.id].writes or command.calls.before]


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command.id)
def test_a_command_says_who_commits_and_when(command: Command) -> None:
    lines = shell_lines(section(command.text, "Commit"))
    if lines:
        assert "Only you commit, not the agents" in section(command.text, "Commit")
        assert [line.split(" --")[0] for line in lines[-2:]] == ["git add", "git commit"]
    else:
        assert re.search(r"commits (?:it|the file)\b|and commit it", command.steps), command.id


def test_a_run_that_changes_stories_or_the_plan_updates_the_index_before_it_commits() -> None:
    synced = {command.id for command in COMMANDS if "revi-docs sync" in command.commit_lines()}
    assert synced == {
        *("pm-bootstrap-workflow", "elab-epic", "pm-generate-story", "pm-generate-story-000-harness"),
        *("pm-story", "pm-fix-story"),
    }


def test_every_artifact_has_one_writer() -> None:
    """Stories are written by the PM leader of the run that has the lock."""
    writers: dict[str, list[str]] = defaultdict(list)
    for name, agent in CONTRACT.agents.items():
        for artifact in agent.writes:
            writers[artifact].append(name)
    assert all(name.startswith("pm-") for name in writers.pop("story"))
    # The plan is written once and then changed by decisions; a checkpoint belongs to the agent that works.
    assert {artifact: names for artifact, names in writers.items() if len(names) > 1} == {
        "plan_meta": ["pm-bootstrap-generation-leader", "elab-epic-updates-leader"],
        "plan_exec": ["pm-bootstrap-generation-leader", "elab-epic-updates-leader"],
        "checkpoint": ["dev-execute-leader", "dev-fix-fix-leader"],
    }


@pytest.mark.parametrize("artifact", ["stories_index", "roadmap", "token_log", "verification", "token_summary"])
def test_what_a_program_writes_no_agent_writes(artifact: str) -> None:
    assert [name for name, agent in CONTRACT.agents.items() if artifact in agent.writes] == []


def test_an_artifact_has_one_form_in_the_files_of_all_its_writers() -> None:
    forms: dict[str, set[str]] = defaultdict(set)
    for agent in AGENTS:
        for file, text in agent.files.items():
            forms[file].add("".join(re.findall(r" (?:Optional front matter|Front matter|Sections?)\b.*", text)[:1]))
    assert {file: texts for file, texts in forms.items() if len(texts) > 1} == {}


@pytest.mark.parametrize("agent", AGENTS, ids=lambda agent: agent.id)
def test_a_writer_is_told_what_lint_demands(agent: Agent) -> None:
    for name in CONTRACT.agents[agent.id].writes:
        artifact = CONTRACT.artifacts[name]
        folder = "plans/" if artifact.scope == "project" else ""
        text = agent.files[folder + artifact.file.replace("{prefix}", "REVI")]
        for item in (*artifact.sections, *artifact.append_only, artifact.doc_type or ""):
            assert item in text, (agent.id, item)
        for status in CONTRACT.statuses.values():
            for condition in status.requires:
                if name in condition.artifact and condition.rows:
                    assert "columns Check, Command and Result" in text
                    assert all(f"`{row}`" in text for row in condition.rows)
                if name in condition.artifact and condition.plan:
                    assert "columns What, Result, Why" in text


RESUMED = [command for command in COMMANDS if "**Rerun** (`resume`)" in command.text]


def test_two_commands_resume() -> None:
    assert {command.id for command in RESUMED} == {"dev-implement-story", "dev-fix-story"}


@pytest.mark.parametrize("command", RESUMED, ids=lambda command: command.id)
def test_a_command_that_resumes_has_agents_that_name_the_step(command: Command) -> None:
    assert "If it prints `resume`, continue at the step that it names" in section(command.text, "Before")
    writers = [agent for agent in AGENTS if "checkpoint" in CONTRACT.agents[agent.id].writes]
    started = [agent for agent in writers if command.starts(agent.id)]
    assert started, "an agent of the run writes the checkpoint"
    assert all(re.search(r"^resumeFrom: \w+$", agent.text, re.MULTILINE) for agent in started)


CODERS = {"dev-implement-backend-coder", "dev-implement-frontend-coder", "dev-fix-fix-leader"}


def test_coders_and_only_they_may_write_code() -> None:
    assert {agent.id for agent in AGENTS if re.search(r"You may write the files .*tests", agent.text)} == CODERS
    for name in CODERS:
        assert {"Write", "Edit", "Bash"} <= read_agent(PLUGIN, name).tools
    rules = (PLUGIN / "docs/working-rules.md").read_text("utf-8")
    assert "Write only the files that your agent file names" in rules
