"""`lint` and the gate of a build judge the contract and the stories, and the exit code tells which failed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.stories.repo_files import write_files
from tests.support.sample_repo import run_docs

TREE = """\
=== revi.yml < status.yml
=== plans/stories/AB-001/AB-001.md
---
id: AB-001
status: STATUS
---
"""

TOLD = """\
plans/stories/AB-001/AB-001.md:3:9: unknown-story-status: 'opne' is not a status
  cause: revi.yml:3:1
  fix: write one of: pending, open, done, or did you mean 'open'?
"""

CONTRACT_FAULT = "commands: {close: {phase: none}}\n"
FORM_FAULT = "stages: {board: {description: Seen., colour: red}}\n"
UNREAD = "phases: {work: {description: [a, b]}}\n"


def made(root: Path, status: str, more: str = "") -> Path:
    write_files(TREE.replace("STATUS", status), root)
    contract = root / "revi.yml"
    contract.write_text(contract.read_text("utf-8") + more, "utf-8")
    return root


@pytest.mark.parametrize(
    ("status", "more", "wanted", "told"),
    [
        ("open", "", 0, False),
        ("opne", "", 1, True),
        ("open", CONTRACT_FAULT, 3, False),
        ("opne", CONTRACT_FAULT, 3, True),
        ("opne", FORM_FAULT, 3, True),
    ],
    ids=["clean", "stories", "contract", "both", "both, of form"],
)
def test_exit_codes(tmp_path: Path, status: str, more: str, wanted: int, told: bool) -> None:
    answer = run_docs(made(tmp_path, status, more), "lint")

    assert answer.returncode == wanted
    assert (TOLD in answer.stdout) == told


def test_nothing_is_said_of_stories_that_hang_on_a_value_that_could_not_be_read(tmp_path: Path) -> None:
    answer = run_docs(made(tmp_path, "opne", UNREAD), "lint")

    assert answer.returncode == 3
    assert "plans/stories" not in answer.stdout


def test_without_a_place_for_stories_none_is_read_or_mentioned(tmp_path: Path) -> None:
    root = made(tmp_path, "opne")
    contract = root / "revi.yml"
    contract.write_text(contract.read_text("utf-8").replace('stories: "plans/stories/{id}", ', ""), "utf-8")

    answer = run_docs(root, "lint")
    assert (answer.returncode, answer.stdout) == (0, "valid: 3 statuses\n")


def test_the_lint_gate_of_a_build_judges_the_stories_and_the_other_gates_run(tmp_path: Path) -> None:
    root = tmp_path / "work"
    root.mkdir()
    assert run_docs(root, "init").returncode == 0
    contract = root / "revi.yml"
    text = contract.read_text("utf-8")
    assert "artifacts:" not in text
    layout = 'project: {stories: "plans/stories/{id}"}\nartifacts: {story: {file: "{id}.md"}}\n'
    contract.write_text(re.sub(r"^project:\n(  .*\n)*", "", text, flags=re.MULTILINE) + layout, "utf-8")
    story = root / "plans/stories/AB-001/AB-001.md"
    story.parent.mkdir(parents=True)
    story.write_text("---\nstatus: nowhere\n---\n", "utf-8")
    assert run_docs(root, "sync").returncode == 0

    answer = run_docs(root, "build")
    assert answer.returncode == 1
    gates = re.sub(r"\d+", "N", answer.stdout).split("\n")[:4]
    assert [line.split()[:2] for line in gates] == [
        ["lint", "failed"],
        ["check", "ok"],
        ["site", "ok"],
        ["links", "ok"],
    ]

    story.write_text("---\nstatus: planned\n---\n", "utf-8")
    answer = run_docs(root, "build")
    assert answer.returncode == 0
    assert re.match(r"lint   ok       .*, 1 story  ", answer.stdout)
