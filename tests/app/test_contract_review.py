"""Stories that a change of the contract strands: the command of each brings it back."""

from __future__ import annotations

import hashlib
import json
import shlex
import shutil
from pathlib import Path

import pytest

from tests.support.reviewed_contract import change, review, reviewed_repository
from tests.support.runtime_repository import revi
from tests.support.sample_repo import run_docs, write


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewed_repository(tmp_path_factory.mktemp("review") / "root")


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "root"))


def run_literally(root: Path, command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "revi"
    result = revi(root, *words)
    assert result.returncode == 0, result.stderr + result.stdout


REASONS = {
    "status-gone": (
        ("  working: {description", "  busy: {description"),
        ("from: open, to: working, by: begin", "from: open, to: busy, by: begin"),
        ("from: working, to: checking", "from: busy, to: checking"),
        ("to: working, by: check", "to: busy, by: check"),
        ("from: working, to: stuck", "from: busy, to: stuck"),
        ("from: stuck, to: working", "from: stuck, to: busy"),
    ),
    "no-way-out": (
        (
            "  - {from: working, to: checking, by: begin, event: finished}\n",
            "  - {from: open, to: checking, by: begin, event: finished}\n",
        ),
        ("  - {from: working, to: stuck, by: system, event: circuit-open}\n", ""),
    ),
    "evidence-required": (
        ("event: finished}", "event: finished, requires: {run: unit}}"),
        ("\noutputs:\n", "\nchecks:\n  unit: {description: The tests., command: [git, --version]}\noutputs:\n"),
    ),
    "command-gone": (
        ("to: working, by: begin", "to: working, by: build"),
        ("to: checking, by: begin", "to: checking, by: build"),
        ("  begin:\n    description: Makes it.", "  build:\n    description: Makes it."),
    ),
    "agent-gone": (
        ("  one: {description", "  four: {description"),
        ("workers: [one, two, three]", "workers: [four, two, three]"),
        ("spawns: {read: one}", "spawns: {read: four}"),
    ),
}
"""Reason → the edits that strand the story."""

COMMANDS = {
    "status-gone": "revi story reconcile TKT-7 --to open --actor NAME --reason TEXT",
    "no-way-out": "revi story reconcile TKT-7 --to open --actor NAME --reason TEXT",
    "evidence-required": "revi evidence run TKT-7 unit",
    "command-gone": "revi begin TKT-7 build",
    "agent-gone": "revi begin TKT-7 begin",
}


@pytest.mark.parametrize("reason", REASONS)
def test_the_command_brings_a_stranded_story_back(root: Path, reason: str) -> None:
    change(root, *REASONS[reason])
    (story,) = review(root, "--against", "HEAD~1")["strandedStories"]
    assert (story["story"], story["status"], story["reason"]) == ("TKT-7", "working", reason)
    assert story["place"]["file"] == "tickets/TKT-7/LEDGER.jsonl"
    assert story["command"] == COMMANDS[reason]
    run_literally(root, story["command"])
    finish(root, reason)


def finish(root: Path, reason: str) -> None:
    """Move the story on, which the change had made impossible."""
    command = "build" if reason == "command-gone" else "begin"
    if reason in ("status-gone", "no-way-out"):
        assert review(root, "--against", "HEAD~1")["strandedStories"] == []
        assert "'open'" in revi(root, "next", "TKT-7").stdout
    run_literally(root, f"revi begin TKT-7 {command}")
    run_literally(root, "revi end TKT-7 --event finished")
    assert "'checking'" in revi(root, "next", "TKT-7").stdout
    assert ledger_codes(root) <= {"ledger-name"}


def ledger_codes(root: Path) -> set[str]:
    """What lint finds in the ledger; a name that the contract dropped is reported until it is an alias or retired."""
    problems = json.loads(run_docs(root, "lint", "--format", "json").stdout)["problems"]
    return {problem["code"] for problem in problems if problem["code"].startswith("ledger-")}


def test_a_story_that_can_go_on_is_not_reconciled(root: Path) -> None:
    result = revi(root, "story", "reconcile", "TKT-7", "--to", "open", "--actor", "NAME", "--reason", "TEXT")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "nothing-to-reconcile: TKT-7 is 'working', from which the contract still has transitions\n"
        "  fix: run 'revi next TKT-7' to see what is allowed\n"
    )
    both = revi(root, "story", "reconcile", "TKT-7", "--to", "open", "--keep", "1", "--actor", "A", "--reason", "R")
    assert (both.returncode, both.stderr.partition("\n")[0]) == (
        2,
        "wrong-usage: --keep and --to are two decisions; use one of them",
    )
    nobody = revi(root, "story", "reconcile", "TKT-7", "--to", "open")
    assert "--actor and --reason are needed with --to" in nobody.stderr


def test_a_story_is_not_reconciled_into_a_dead_end(root: Path) -> None:
    change(root, *REASONS["status-gone"])
    result = revi(root, "story", "reconcile", "TKT-7", "--to", "closed", "--actor", "NAME", "--reason", "TEXT")
    assert result.returncode == 1
    assert result.stderr == (
        "no-way-out: no transition leads from 'closed' to an accepted status\n"
        "  fix: use one of: open, busy, checking, stuck\n"
    )


def test_an_entry_that_reconciles_a_story_which_is_not_stranded_is_reported(root: Path) -> None:
    """Otherwise a single line in the ledger could replace every move and its evidence."""
    change(root, *REASONS["status-gone"])
    run_literally(root, COMMANDS["status-gone"])
    assert ledger_codes(root) <= {"ledger-name"}
    (entry,) = (root / "tickets/TKT-7/ledger").glob("*.json")
    fields = json.loads(entry.read_bytes())
    digest = hashlib.sha256(entry.read_bytes().strip()).hexdigest()
    forged = {**fields, "seq": fields["seq"] + 1, "id": "0123456789ab", "prev": [digest], "status": "closed"}
    write(root, "tickets/TKT-7/ledger/0004-0123456789ab.json", json.dumps(forged) + "\n")
    assert "ledger-path" in ledger_codes(root)
    result = revi(root, "next", "TKT-7")
    assert "without a move" in revi(root, "plumbing", "can", "TKT-7", "open", "--by", "manual").stderr + result.stderr
