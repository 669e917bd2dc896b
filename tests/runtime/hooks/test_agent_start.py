"""The start of an agent: its model, and no start after a hard limit."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from revi_docs.drift.sync import sync
from tests.support.runtime_repository import call, hold, line, revi, use
from tests.support.sample_repo import edit as change
from tests.support.sample_repo import write
from tests.support.workspaces import open_workspace


def append(root: Path, **entry: Any) -> None:
    """Append an entry to the ledger of the ticket."""
    path = root / "tickets/TKT-7/LEDGER.jsonl"
    head = {"timestamp": "2026-02-11T14:40:00.000+01:00", "storyId": "TKT-7", "actor": "ada"}
    path.write_text(path.read_text(encoding="utf-8") + json.dumps({**head, **entry}) + "\n", encoding="utf-8")


def start(root: Path, agent: str, model: str | None = None, tool: str = "Agent") -> str:
    names = {} if model is None else {"model": model}
    return use(root, tool, description="Reads", prompt="Read it.", subagent_type=agent, **names)


@pytest.mark.parametrize(
    ("agent", "model"),
    [
        ("one", "sonnet"),
        ("one", None),
        ("tkt:one", "sonnet"),
        ("third", "sonnet"),
        ("two", "haiku"),
        ("two", "small"),
        ("one", "claude-sonnet-4-5-20250929"),
        ("general-purpose", "opus"),
        ("other:one", "opus"),
    ],
)
def test_an_agent_on_its_own_model(still: Path, agent: str, model: str | None) -> None:
    assert start(still, agent, model) == ""


@pytest.mark.parametrize("tool", ["Agent", "Task"])
@pytest.mark.parametrize(
    ("agent", "model", "name", "expected_model", "text", "key_path"),
    [
        ("two", "opus", "two", "haiku", "    model: haiku", "agents.two.model"),
        ("tkt:one", "opus", "one", "sonnet", "makers: {description", "groups.makers.model"),
        ("third", "inherit", "three", "sonnet", "makers: {description", "groups.makers.model"),
    ],
)
def test_an_agent_on_another_model(
    still: Path, tool: str, agent: str, model: str, name: str, expected_model: str, text: str, key_path: str
) -> None:
    assert start(still, agent, model, tool) == (
        f"revi.yml:{line(still, text)} ({key_path}) assigns {name} the model {expected_model}, not {model}: "
        f"start it with the model '{expected_model}', or without a model"
    )


def test_the_variable_decides_after_the_call_and_the_file_of_the_agent(still: Path) -> None:
    arguments = {"subagent_type": "one", "prompt": "x"}
    hook_input = call(still, "PreToolUse", tool_name="Agent", tool_input=arguments)
    process = revi(still, "hook", "PreToolUse", arguments=hook_input, env={"CLAUDE_CODE_SUBAGENT_MODEL": "haiku"})
    assert (process.returncode, process.stderr, process.stdout) == (0, "", "")


BREACH = {"event": "budget-breached", "phase": "make", "tokens": 7000, "limit": 6000}


def test_no_agent_starts_after_a_hard_limit(root: Path) -> None:
    hold(root)
    assert start(root, "one") == ""
    append(root, **BREACH)
    expected = (
        "TKT-7 has used 7,000 tokens in phase make, over the limit of 6,000 in "
        f"revi.yml:{line(root, 'make: {warning: 300')} (budgets.phases.make.hard): "
        "the phase has failed, and no further agent may start in it"
    )
    assert start(root, "one") == expected
    assert start(root, "general-purpose") == expected


def test_a_breach_of_an_earlier_phase_or_of_another_session_blocks_nothing(root: Path) -> None:
    append(root, **BREACH)
    assert start(root, "one") == ""  # nobody holds the ticket
    hold(root, session="session-2")
    assert start(root, "one") == ""  # another does
    hold(root, startedAt="2026-02-11T14:41:00.000+01:00")
    assert start(root, "one") == ""  # it was in an earlier phase


def test_a_breach_blocks_nothing_if_its_level_does_not_or_the_limit_was_raised(root: Path) -> None:
    hold(root)
    append(root, **BREACH, cause="advisory")
    assert start(root, "one") == ""
    append(root, **BREACH, cause="hard_gate")
    assert start(root, "one") != ""
    change(root, "revi.yml", "hard: 6000", "hard: 7001")
    assert start(root, "one") == ""


def test_what_revi_budget_notes_stops_the_next_agent(root: Path) -> None:
    env = {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    words = ("TKT-7", "--phase", "make")
    assert revi(root, "lock", "acquire", *words, "--command", "begin", env=env).returncode == 0
    (root / "tickets/TKT-7/_implementation/TOKEN-LOG.md").unlink()
    assert revi(root, "budget", "record", *words, "--tokens", "5999", env=env).returncode == 0
    assert start(root, "one") == ""
    process = revi(root, "budget", "record", *words, "--tokens", "6000", env=env)
    assert revi(root, "budget", "check", *words, env=env).returncode == 1, process.stderr
    assert start(root, "one").endswith("the phase has failed, and no further agent may start in it")


def test_an_invalid_lock_belongs_to_no_session(root: Path) -> None:
    append(root, **BREACH)
    write(root, "tickets/TKT-7/_implementation/.phase-lock", "sessionId: session-1\n&x\n")
    assert start(root, "one") == ""


def starter(root: Path, agent: str, caller: str = "") -> str:
    names = {"agent_type": caller} if caller else {}
    hook_input = call(root, "PreToolUse", tool_name="Agent", tool_input={"subagent_type": agent}, **names)
    process = revi(root, "hook", "PreToolUse", arguments=hook_input)
    return str(json.loads(process.stdout)["hookSpecificOutput"]["permissionDecisionReason"]) if process.stdout else ""


def test_only_the_contract_says_who_starts_an_agent(root: Path) -> None:
    change(
        root,
        "revi.yml",
        "  three: {description",
        "  four: {description: Reads more., spawns: [two]}\n  three: {description",
    )
    change(
        root,
        "revi.yml",
        "  tell: {description",
        "  part: {description: X., phase: make, spawns: {a: four}, rerun: {mode: anew}}\n  tell: {description",
    )
    workspace = open_workspace(root)
    sync(root, workspace.file_statuses, force=True)
    assert starter(root, "four") == ""  # without a lock the command is not known
    hold(root)
    assert [starter(root, agent) for agent in ("one", "two", "three", "general-purpose")] == [""] * 4
    assert starter(root, "four") == (
        f"revi.yml:{line(root, '    spawns: {read: one}')} (commands.begin.spawns) does not let /begin start four, "
        "which belongs to /part"
    )
    assert [starter(root, agent, "four") for agent in ("two", "tkt:two", "general-purpose")] == [""] * 3
    assert starter(root, "one", "tkt:four") == (
        f"revi.yml:{line(root, '  four: {')} (agents.four.spawns) does not let four start one: "
        "return to the command that started four"
    )
    assert starter(root, "one", "general-purpose") == ""
