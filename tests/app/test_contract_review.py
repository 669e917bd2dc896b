"""What a change of the contract means in a real repository: the commit it is compared with, and stories in flight."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from revi_docs.drift.sync import sync
from tests.support import runtime_repository
from tests.support.runtime_repository import revi, ticket
from tests.support.sample_repo import edit, git, run_docs, write
from tests.support.workspaces import open_workspace


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A committed repository with a story on which /begin works."""
    root = runtime_repository.repository(tmp_path_factory.mktemp("review") / "root")
    folder = ticket(root)
    (folder / "_implementation/TOKEN-LOG.md").unlink()
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "Begin")
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "root"))


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "-m", message)


def change(root: Path, *edits: tuple[str, str]) -> None:
    for old, new in edits:
        edit(root, "revi.yml", old, new)
    sync(root, open_workspace(root).file_statuses, force=True)
    commit(root, "Change the contract")


def review(root: Path, *words: str) -> dict[str, Any]:
    result = run_docs(root, "diff", "--format", "json", *words)
    assert (result.returncode, result.stderr) == (0, "")
    document: dict[str, Any] = json.loads(result.stdout)
    return document


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
        "nothing-to-reconcile: TKT-7 is 'working', which the contract still leads on from\n"
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


# --- the commit that the contract is compared with -------------------------------------------------


def test_by_default_a_branch_is_compared_with_its_merge_base(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    git(root, "switch", "--quiet", "-c", "feature")
    change(root, ("hard: 6000", "hard: 5000"))
    git(root, "switch", "--quiet", "main")
    change(root, ("hard: 6000", "hard: 9000"))
    git(root, "switch", "--quiet", "feature")
    document = review(root)
    assert document["base"] == {"commit": base, "description": f"{base[:9]} (merge base with main)"}
    assert [(item["kind"], item["old"], item["new"]) for item in document["changes"]] == [("lowered", "6000", "5000")]


def test_on_the_default_branch_what_is_not_committed_is_compared_with_head(root: Path) -> None:
    edit(root, "revi.yml", "hard: 6000", "hard: 7000")
    document = review(root)
    head = git(root, "rev-parse", "HEAD").strip()
    assert document["base"]["description"] == f"{head[:9]} (HEAD)"
    (item,) = document["changes"]
    assert (item["subject"], item["breaking"], item["impact"]) == ("budgets.phases.make.hard", False, "BEHAVIOR")
    assert item["oldPlace"]["file"] == f"{head[:9]}:revi.yml"
    assert item["oldPlace"]["line"] == item["newPlace"]["line"]


def test_an_unknown_commit_is_refused(root: Path) -> None:
    result = run_docs(root, "diff", "--against", "nowhere")
    assert result.returncode == 3
    assert result.stdout.startswith("revi.yml: unknown-ref: 'nowhere' is not a commit of this repository\n")


def test_without_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\n")
    result = run_docs(tmp_path, "diff")
    assert result.returncode == 3
    assert "unknown-ref" in result.stdout


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("revi: 2\n", "cannot be read: revi.yml uses format 2"),
        ("a: [\n", "cannot be read: "),
        ("revi: 1\nacceptance: {}\nstatuses: {a: {meaning: A.}}\n", "this version does not know: acceptance, meaning"),
        ("revi: 1\nbudgets: {phases: {make: none}}\n", "sections that are not valid, and not compared: budgets"),
        (None, "has no revi.yml, so there is nothing to compare with"),
    ],
)  # fmt: skip
def test_an_old_contract_in_another_format_is_no_error(tmp_path: Path, old: str | None, message: str) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    write(tmp_path, "other.txt", "")
    if old is not None:
        write(tmp_path, "revi.yml", old)
    commit(tmp_path, "Begin")
    write(tmp_path, "revi.yml", "revi: 1\nbudgets: {phases: {make: {warning: 1, hard: 2}}}\nphases: [make]\n")
    document = review(tmp_path)
    assert message in document["problems"][0]["message"]
    assert [problem["severity"] for problem in document["problems"]] == ["warning"]
    subjects = {item["subject"].partition(".")[0] for item in document["changes"]}
    assert ("budgets" in subjects) == (old is not None and "acceptance" in old)


def test_a_contract_with_problems_is_not_compared(root: Path) -> None:
    edit(root, "revi.yml", "to: closed, by: check", "to: gone, by: check")
    result = run_docs(root, "diff")
    assert result.returncode == 3
    assert "unknown-status" in result.stdout
