"""The baseline: listed problems do not fail lint, new ones do, and fixed ones are reported as warnings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.stories.repo_files import write_files
from tests.support.sample_repo import git, run_docs

TREE = """\
=== revi.yml < status.yml
=== plans/stories/AB-001/AB-001.md
---
id: AB-001
status: opne
---
=== plans/stories/AB-002/AB-002.md
---
id: AB-003
status: open
---
"""

UNKNOWN = "plans/stories/AB-001/AB-001.md: unknown-story-status: 'opne' is not a status"
DIFFERS = "plans/stories/AB-002/AB-002.md: story-id-differs: has the id 'AB-003', but is in the folder of AB-002"


NO_GIT = "; changed lines of logs cannot be found: there is no git repository"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(TREE, tmp_path / "work")


def baseline_lines(root: Path) -> list[str]:
    return (root / ".revi/baseline").read_text("utf-8").splitlines()


def test_listed_problems_do_not_fail_and_new_ones_do(root: Path) -> None:
    assert run_docs(root, "lint").returncode == 1

    result = run_docs(root, "lint", "--write-baseline")
    assert (result.returncode, result.stdout) == (0, f"valid: 3 statuses, 2 stories, 2 baseline problems{NO_GIT}\n")
    assert result.stderr == "2 problems listed in .revi/baseline\n"
    assert sorted(line.partition(" # ")[2] for line in baseline_lines(root)) == [UNKNOWN, DIFFERS]
    assert baseline_lines(root) == sorted(baseline_lines(root))

    story = root / "plans/stories/AB-002/AB-002.md"
    story.write_text(story.read_text("utf-8").replace("open", "draft"), "utf-8")
    result = run_docs(root, "lint")
    assert result.returncode == 1
    assert result.stdout.splitlines()[0] == (
        "plans/stories/AB-002/AB-002.md:3:9: unknown-story-status: "
        "'draft' is not a status: It could be pending or open."
    )
    assert result.stdout.splitlines()[-1] == "1 problem"


def test_a_problem_that_moves_to_another_line_is_still_listed(root: Path) -> None:
    run_docs(root, "lint", "--write-baseline")
    story = root / "plans/stories/AB-001/AB-001.md"
    story.write_text(story.read_text("utf-8").replace("id:", "own: 1\nid:"), "utf-8")

    assert run_docs(root, "lint").returncode == 0


def test_a_fixed_problem_is_a_warning(root: Path) -> None:
    run_docs(root, "lint", "--write-baseline")
    story = root / "plans/stories/AB-001/AB-001.md"
    story.write_text(story.read_text("utf-8").replace("opne", "open"), "utf-8")
    line = next(number for number, line in enumerate(baseline_lines(root), 1) if UNKNOWN in line)

    result = run_docs(root, "lint")
    assert result.returncode == 0
    assert result.stdout == (
        f".revi/baseline:{line}:1: warning: baseline-gone: "
        f"the problem listed here no longer occurs: {UNKNOWN}\n"
        "  fix: remove the line, or run 'revi-docs lint --write-baseline'\n"
        "\n"
        f"valid: 3 statuses, 2 stories, 1 baseline problem{NO_GIT}\n"
        "1 warning\n"
    )

    run_docs(root, "lint", "--write-baseline")
    assert [line.partition(" # ")[2] for line in baseline_lines(root)] == [DIFFERS]


def test_without_problems_there_is_no_baseline(root: Path) -> None:
    run_docs(root, "lint", "--write-baseline")
    for name, old, new in (("AB-001", "opne", "open"), ("AB-002", "AB-003", "AB-002")):
        story = root / f"plans/stories/{name}/{name}.md"
        story.write_text(story.read_text("utf-8").replace(old, new), "utf-8")

    result = run_docs(root, "lint", "--write-baseline")
    assert (result.returncode, result.stdout) == (0, f"valid: 3 statuses, 2 stories{NO_GIT}\n")
    assert not (root / ".revi/baseline").exists()


def test_a_malformed_line_is_a_problem(root: Path) -> None:
    run_docs(root, "lint", "--write-baseline")
    baseline = root / ".revi/baseline"
    baseline.write_text("# old faults\n\n" + baseline.read_text("utf-8") + "AB-001\n", "utf-8")

    result = run_docs(root, "lint", "--format", "json")
    assert result.returncode == 1
    (problem,) = json.loads(result.stdout)["problems"]
    assert (problem["code"], problem["places"][0]["line"]) == ("baseline-malformed", 5)


def test_problems_of_the_contract_are_never_listed(root: Path) -> None:
    contract = root / "revi.yml"
    contract.write_text(
        contract.read_text("utf-8") + "phases: [made]\nbudgets: {phases: {mad: {warning: 1, hard: 2}}}\n"
    )

    result = run_docs(root, "lint", "--write-baseline")
    assert result.returncode == 3
    assert len(baseline_lines(root)) == 2
    assert "unknown-phase" in result.stdout


def test_what_cannot_be_checked_without_a_commit_is_said(root: Path) -> None:
    run_docs(root, "lint", "--write-baseline")
    git(root, "init", "-q")
    assert run_docs(root, "lint").stdout.endswith("; changed lines of logs cannot be found: git has no commit yet\n")
    git(root, "add", "-A")
    git(root, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "all")
    assert run_docs(root, "lint").stdout.endswith("baseline problems\n")
