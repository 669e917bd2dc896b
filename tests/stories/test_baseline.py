"""A baseline lists the faults that a repository began with: only new ones fail, and what is gone is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.drift.small import revi
from tests.stories.trees import unfold

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

UNKNOWN = "plans/stories/AB-001/AB-001.md: unknown-story-status: there is no status 'opne'"
DIFFERS = (
    "plans/stories/AB-002/AB-002.md: story-id-differs: "
    "says the id 'AB-003', and stands in the folder of AB-002"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return unfold(TREE, tmp_path / "work")


def listed(root: Path) -> list[str]:
    return (root / ".revi/baseline").read_text("utf-8").splitlines()


def test_faults_that_are_listed_fail_nothing_and_new_ones_do(root: Path) -> None:
    assert revi(root, "lint").returncode == 1

    answer = revi(root, "lint", "--write-baseline")
    assert (answer.returncode, answer.stdout) == (0, "sound: 3 statuses, 2 stories, 2 listed faults\n")
    assert answer.stderr == "2 faults listed in .revi/baseline\n"
    assert sorted(line.partition(" # ")[2] for line in listed(root)) == [UNKNOWN, DIFFERS]
    assert listed(root) == sorted(listed(root))

    story = root / "plans/stories/AB-002/AB-002.md"
    story.write_text(story.read_text("utf-8").replace("open", "draft"), "utf-8")
    answer = revi(root, "lint")
    assert answer.returncode == 1
    assert answer.stdout.splitlines()[0] == (
        "plans/stories/AB-002/AB-002.md:3:9: unknown-story-status: "
        "there is no status 'draft': It could be pending or open."
    )
    assert answer.stdout.splitlines()[-1] == "1 problem"


def test_a_fault_that_moves_to_another_line_is_still_listed(root: Path) -> None:
    revi(root, "lint", "--write-baseline")
    story = root / "plans/stories/AB-001/AB-001.md"
    story.write_text(story.read_text("utf-8").replace("id:", "own: 1\nid:"), "utf-8")

    assert revi(root, "lint").returncode == 0


def test_a_fault_that_is_gone_is_told_and_fails_nothing(root: Path) -> None:
    revi(root, "lint", "--write-baseline")
    story = root / "plans/stories/AB-001/AB-001.md"
    story.write_text(story.read_text("utf-8").replace("opne", "open"), "utf-8")
    line = next(number for number, line in enumerate(listed(root), 1) if UNKNOWN in line)

    answer = revi(root, "lint")
    assert answer.returncode == 0
    assert answer.stdout == (
        f".revi/baseline:{line}:1: warning: baseline-gone: the fault that is listed here is gone: {UNKNOWN}\n"
        "  fix: remove the line, or run 'revi-docs lint --write-baseline'\n"
        "\n"
        "sound: 3 statuses, 2 stories, 1 listed fault\n"
        "1 warning\n"
    )

    revi(root, "lint", "--write-baseline")
    assert [line.partition(" # ")[2] for line in listed(root)] == [DIFFERS]


def test_without_faults_there_is_no_baseline(root: Path) -> None:
    revi(root, "lint", "--write-baseline")
    for name, old, new in (("AB-001", "opne", "open"), ("AB-002", "AB-003", "AB-002")):
        story = root / f"plans/stories/{name}/{name}.md"
        story.write_text(story.read_text("utf-8").replace(old, new), "utf-8")

    answer = revi(root, "lint", "--write-baseline")
    assert (answer.returncode, answer.stdout) == (0, "sound: 3 statuses, 2 stories\n")
    assert not (root / ".revi/baseline").exists()


def test_a_line_that_lists_nothing_is_a_fault(root: Path) -> None:
    revi(root, "lint", "--write-baseline")
    baseline = root / ".revi/baseline"
    baseline.write_text("# old faults\n\n" + baseline.read_text("utf-8") + "AB-001\n", "utf-8")

    answer = revi(root, "lint", "--format", "json")
    assert answer.returncode == 1
    (problem,) = json.loads(answer.stdout)["problems"]
    assert (problem["code"], problem["places"][0]["line"]) == ("baseline-malformed", 5)


def test_faults_of_the_contract_are_never_listed(root: Path) -> None:
    contract = root / "revi.yml"
    contract.write_text(
        contract.read_text("utf-8") + "phases: [made]\nbudgets: {phases: {mad: {warning: 1, hard: 2}}}\n"
    )

    answer = revi(root, "lint", "--write-baseline")
    assert answer.returncode == 3
    assert len(listed(root)) == 2
    assert "unknown-phase" in answer.stdout
