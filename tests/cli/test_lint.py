"""`lint` and the gate of a build judge the contract and the stories, and the exit code tells which failed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.stories.repo_files import write_files
from tests.support.gated_branch import GATE, GatedBranch
from tests.support.sample_repo import run_docs

TREE = """\
=== revi.yml < status.yml
=== plans/stories/AB-001/AB-001.md
---
id: AB-001
status: STATUS
---
"""

EXPECTED_PROBLEM = """\
plans/stories/AB-001/AB-001.md:3:9: unknown-story-status: 'opne' is not a status
  cause: revi.yml:3:1
  fix: write 'open', or use one of: pending, open, done
"""

CONTRACT_PROBLEM = "commands: {close: {phase: none}}\n"
UNKNOWN_KEY = "stages: {board: {description: Seen., colour: red}}\n"
INVALID_VALUE = "phases: {work: {description: [a, b]}}\n"


def create_tree(root: Path, status: str, extra: str = "") -> Path:
    write_files(TREE.replace("STATUS", status), root)
    contract = root / "revi.yml"
    contract.write_text(contract.read_text("utf-8") + extra, "utf-8")
    return root


@pytest.mark.parametrize(
    ("status", "extra", "expected_code", "is_reported"),
    [
        ("open", "", 0, False),
        ("opne", "", 1, True),
        ("open", CONTRACT_PROBLEM, 3, False),
        ("opne", CONTRACT_PROBLEM, 3, True),
        ("opne", UNKNOWN_KEY, 3, True),
    ],
    ids=["clean", "stories", "contract", "both", "both, of form"],
)
def test_exit_codes(tmp_path: Path, status: str, extra: str, expected_code: int, is_reported: bool) -> None:
    result = run_docs(create_tree(tmp_path, status, extra), "lint")

    assert result.returncode == expected_code
    assert (EXPECTED_PROBLEM in result.stdout) == is_reported


def test_stories_that_depend_on_an_invalid_value_are_not_linted(tmp_path: Path) -> None:
    result = run_docs(create_tree(tmp_path, "opne", INVALID_VALUE), "lint")

    assert result.returncode == 3
    assert "plans/stories" not in result.stdout


def test_without_a_story_path_no_story_is_read(tmp_path: Path) -> None:
    root = create_tree(tmp_path, "opne")
    contract = root / "revi.yml"
    contract.write_text(contract.read_text("utf-8").replace('stories: "plans/stories/{id}", ', ""), "utf-8")

    result = run_docs(root, "lint")
    assert (result.returncode, result.stdout) == (0, "valid: 3 statuses\n")


def test_the_lint_gate_includes_stories_and_the_other_gates_run(tmp_path: Path) -> None:
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

    result = run_docs(root, "build")
    assert result.returncode == 1
    gates = re.sub(r"\d+", "N", result.stdout).split("\n")[:4]
    assert [line.split()[:2] for line in gates] == [
        ["lint", "failed"],
        ["check", "ok"],
        ["site", "ok"],
        ["links", "ok"],
    ]

    story.write_text("---\nstatus: planned\n---\n", "utf-8")
    result = run_docs(root, "build")
    assert result.returncode == 0
    assert re.match(r"lint   ok       .*, 1 story  ", result.stdout)


def test_against_a_base(tmp_path: Path) -> None:
    branch = GatedBranch.create(tmp_path / "work")
    branch.close()
    result = run_docs(branch.root, "lint", "--against", "main")
    assert (result.returncode, result.stdout.startswith("valid: 4 statuses, ")) == (0, True)

    branch.move("stuck", "TKT-2", by="manual", actor="Ada", reason="it waits")
    branch.write(GATE, "verdict: FAIL\n")
    branch.commit()
    summary = tmp_path / "summary.md"
    result = run_docs(branch.root, "lint", "--against", "main", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert result.returncode == 1
    place = branch.entry_file(-1).relative_to(branch.root)
    assert f"::error file={place},title=changed-evidence" in result.stdout
    assert "<code>changed-evidence</code>" in summary.read_text("utf-8")
    assert "<code>manual-entry</code> (warning)" in summary.read_text("utf-8")


def test_wrong_use_of_against(tmp_path: Path) -> None:
    root = create_tree(tmp_path, "open")
    result = run_docs(root, "lint", "--run-checks")
    assert (result.returncode, "--run-checks needs --against REF" in result.stderr) == (2, True)
    result = run_docs(root, "lint", "--against", "main")
    assert (result.returncode, "unknown-ref" in result.stdout + result.stderr) == (3, True)
