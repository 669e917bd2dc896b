"""Tokens of a phase against the limits of its level; by real calls of `revi plumbing budget check`."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.budgets import usage_records
from revi_docs.runtime.budgets.token_counts import TokenSource
from revi_docs.runtime.budgets.token_deltas import PhaseRef
from tests.support import ledgers
from tests.support.phase_usage import PHASE, trace
from tests.support.runtime_fixtures import Revi
from tests.support.terminals import read_terminal

pytestmark = pytest.mark.usefixtures("started_story")


def ledger(story: StoryPaths) -> list[dict[str, Any]]:
    return ledgers.entries(Path(story.folder))


LEVELS = [
    # level, tokens, exit, code, action
    ("advisory", 49_999, 0, "within", "continue"),
    ("advisory", 100_000, 0, "over-hard", "continue"),
    ("warning", 50_000, 0, "over-warning", "warn"),
    ("warning", 100_000, 0, "over-hard", "warn"),
    ("soft_gate", 99_999, 0, "over-warning", "warn"),
    ("soft_gate", 100_000, 1, "confirm-needed", "confirm"),
    ("hard_gate", 99_999, 0, "over-warning", "warn"),
    ("hard_gate", 100_000, 1, "over-hard", "fail"),
]


@pytest.mark.parametrize(("level", "tokens", "exit_", "code", "action"), LEVELS)
def test_levels(revi: Revi, story: StoryPaths, level: str, tokens: int, exit_: int, code: str, action: str) -> None:
    revi("budget", "record", story.id, "--phase", PHASE, "--tokens", str(tokens - 1_000))
    revi("budget", "record", story.id, "--phase", PHASE, "--tokens", "1000")
    response = revi("budget", "check", story.id, "--phase", PHASE, "--level", level)
    assert (response.exit, response.code, response.document["action"]) == (exit_, code, action)
    assert response.document["tokens"] == tokens
    checked = trace(story)[-1]
    assert (checked["event"], checked["tokens"], checked["action"]) == ("budget_checked", tokens, action)
    assert (checked["warning"], checked["hard"], checked["complete"]) == (50_000, 100_000, True)
    breaches = [item for item in ledger(story) if item["event"] == "budget-breached"]
    printed_message = [(item["phase"], item["tokens"], item["limit"], item["cause"]) for item in breaches]
    assert printed_message == ([(PHASE, tokens, 100_000, level)] if tokens >= 100_000 else [])


def test_a_soft_gate_is_confirmed(revi: Revi, story: StoryPaths) -> None:
    revi("budget", "record", story.id, "--phase", PHASE, "--tokens", "100000")
    words = ("budget", "check", story.id, "--phase", PHASE, "--level", "soft_gate")
    assert revi(*words).exit == 1
    assert revi(*words, "--confirm").exit == 0
    assert sum(item["event"] == "budget-breached" for item in ledger(story)) == 1


@pytest.mark.parametrize(("answer", "exit_"), [("y", 0), ("n", 1), ("", 1)])
def test_a_soft_gate_asks_on_a_terminal(
    root: Path, repository: Path, story: StoryPaths, answer: str, exit_: int
) -> None:
    usage_records.record_usage(story, PhaseRef(PHASE, source=TokenSource(tokens=100_000)))
    words = ("budget", "check", story.id, "--phase", PHASE, "--level", "soft_gate")
    ours, other_session = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    process = subprocess.run(
        [sys.executable, "-m", "revi_docs.cli.agent.main", *words],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdin=other_session,
        stdout=subprocess.PIPE,
        stderr=other_session,
        check=False,
    )
    os.close(other_session)
    printed_text = read_terminal(ours)
    os.close(ours)
    assert "100,000 tokens in code_review, hard limit of 100,000 reached\r\nContinue? [y/N]" in printed_text
    assert process.returncode == exit_


@pytest.mark.parametrize(
    ("line", "hard"),
    [("2", 200_000), ("0.57", 57_000), ('"1.5" # for a migration', 150_000), ("", 100_000), ("null", 100_000)],
)
def test_the_multiplier_of_the_story(revi: Revi, story: StoryPaths, line: str, hard: int) -> None:
    file = Path(story.story)
    file.write_text(file.read_text().replace("---\n", f"---\ntoken_budget_multiplier: {line}\n", 1))
    assert revi("budget", "check", story.id, "--phase", PHASE).document["hard"] == hard


@pytest.mark.parametrize(("line", "code"), [("7", "not-in-contract"), ("much", "invalid-multiplier")])
def test_a_multiplier_that_is_none(revi: Revi, story: StoryPaths, line: str, code: str) -> None:
    file = Path(story.story)
    file.write_text(file.read_text().replace("---\n", f"---\ntoken_budget_multiplier: {line}\n", 1))
    response = revi("budget", "check", story.id, "--phase", PHASE)
    assert (response.exit, response.code) == (1, code)
