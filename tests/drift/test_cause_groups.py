"""The whole workflow: a number changed in `revi.yml` shows in every output that prints it, as one cause."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest

from revi_docs.app.workspace import Workspace
from revi_docs.contract.model.declarations import Duration
from revi_docs.drift.drift_findings import drift_findings
from revi_docs.drift.output_status import compare_outputs
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem
from tests.support.sample_repo import (
    check_repository,
    copy_synced,
    edit,
    render_problems,
    run_docs,
    write,
)
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace
from tests.test_every_leaf import Leaf, leaves


@pytest.fixture(scope="module")
def model(own_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own contract and templates, in step."""
    return copy_synced(own_repository, tmp_path_factory.mktemp("real") / "copy")


def outputs(root: Path) -> dict[str, bytes]:
    """The outputs on the disk, with the pages that have regions."""
    paths = {*(root / ".revi/paths").read_text("utf-8").splitlines(), *WITH_REGIONS}
    return {path: (root / path).read_bytes() for path in paths}


def files(*problems: Problem) -> set[str]:
    return {place.file for problem in problems for place in problem.places}


def test_our_own_outputs_are_in_step(root: Path) -> None:
    assert render_problems(check_repository(root)) == ""


WITH_REGIONS = {"docs_src/questions.md", "docs_src/workflow.md"}
"""The hand-written pages with a table of the limits."""


def test_the_hard_limit_of_elaboration(model: Path, tmp_path: Path) -> None:
    root = copy_synced(model, tmp_path / "copy")
    before = outputs(root)
    line = next(
        number
        for number, line in enumerate((root / "revi.yml").read_text(encoding="utf-8").splitlines(), start=1)
        if "elaboration: {warning: 30000, hard: 60000}" in line
    )
    edit(root, "revi.yml", "elaboration: {warning: 30000, hard: 60000}", "elaboration: {warning: 30000, hard: 61000}")
    answer = run_docs(root, "check", "--format", "json")
    assert answer.returncode == 1
    (problem,) = json.loads(answer.stdout)["problems"]
    for place in problem["places"]:
        line_text = (root / place["file"]).read_text(encoding="utf-8").splitlines()[place["line"] - 1]
        is_hash = re.search(r"\b[0-9a-f]{32}\b", line_text)  # of all that decides, so of this number, too
        assert is_hash or line_text[place["column"] - 1 :].lstrip(",").startswith("0"), line_text

    assert run_docs(root, "sync").returncode == 0
    after = outputs(root)
    changed = {path for path in before if before[path] != after[path]}
    assert changed >= {"plugins/revi/skills/elab-story/SKILL.md", *WITH_REGIONS}
    assert len(changed) > 5
    assert (problem["code"], problem["fix"]) == ("stale", "run 'revi-docs sync'")
    assert problem["message"] == f"{len(changed)} files are out of date: budgets.phases.elaboration.hard changed"
    assert [(place["file"], place["line"], place["column"]) for place in problem["cause"]] == [("revi.yml", line, 41)]
    assert {place["file"] for place in problem["places"]} == changed
    assert [run_docs(root, "check").returncode for _ in range(2)] == [0, 0]


class Numbers:
    """The repository in step, with every number and duration of its contract."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inputs = (root / "revi.yml").read_text(encoding="utf-8")
        self.workspace = open_workspace(root, use_cache=True)
        loaded = self.workspace.loaded
        self.leaves = [
            leaf
            for leaf in leaves(loaded.contract, loaded.places)
            if isinstance(leaf.value, (int, float)) and not isinstance(leaf.value, bool) and leaf.path != ("revi",)
        ]
        assert problems_of(self.workspace) == ()

    def with_another(self, leaf: Leaf, amount: int) -> str:
        """The contract with another number there."""
        place = self.workspace.loaded.place_of(*leaf.path)
        lines = self.inputs.splitlines(keepends=True)
        old = lines[place.line - 1]
        start = place.column - 1
        if old.startswith(key := f"{leaf.path[-1]}: ", start):  # the place of an item of a mapping is its key
            start += len(key)
        head, tail = old[:start], old[start:]
        end = next(index for index, letter in enumerate(tail) if letter in ",}\n ")
        maximum = leaf.limits.get("maximum", leaf.value + amount)
        new = str(leaf.value + amount if leaf.value + amount <= maximum else leaf.value / 2)
        if isinstance(leaf.value, Duration):
            new = f"{amount}m"
        lines[place.line - 1] = f"{head}{new}{tail[end:]}"
        return "".join(lines)


def problems_of(workspace: Workspace) -> tuple[Problem, ...]:
    """The problems as the disk is now, whatever the workspace has seen before."""
    rendered = workspace.rendered_outputs
    return drift_findings(
        compare_outputs(workspace.root, workspace.loaded, rendered), workspace.loaded, rendered.renderer
    )


@pytest.fixture(scope="module")
def repository(model: Path) -> Numbers:
    return Numbers(model)


@pytest.mark.parametrize("seed", range(rounds(1, 12)))
def test_any_number_is_one_cause(repository: Numbers, seed: int) -> None:
    assert_one_cause(repository, Random(seed))


@pytest.mark.parametrize("seed", range(rounds(12, 60)))
def test_any_number_of_a_small_repository_is_one_cause(sample: Path, seed: int) -> None:
    assert_one_cause(Numbers(sample), Random(seed))


def assert_one_cause(repository: Numbers, random: Random) -> None:
    """Change any number, and look at what the check says before and after `sync`."""
    root = repository.root
    leaf = random.choice(repository.leaves)
    write(root, "revi.yml", repository.with_another(leaf, random.randint(1, 97)))
    now = open_workspace(root, use_cache=True)
    changed = {
        output.path for output in now.rendered_outputs.files if (root / output.path).read_bytes() != output.content
    }
    problems = problems_of(now)
    assert {problem.code for problem in problems} <= {"stale"}
    assert files(*problems) == changed
    by_value = [problem for problem in problems if problem.subject == ".".join(map(str, leaf.path))]
    assert len(by_value) == (1 if changed else 0)
    sync(root, now.file_statuses)
    assert problems_of(now) == ()

    write(root, "revi.yml", repository.inputs)
    sync(root, compare_outputs(root, repository.workspace.loaded, repository.workspace.rendered_outputs))
    assert problems_of(repository.workspace) == ()
