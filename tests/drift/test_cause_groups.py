"""The whole workflow: a number changed in `revi.yml` shows in every output that prints it, as one cause."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revi_docs.app.workspace import Workspace
from revi_docs.contract.model.declarations import Duration
from revi_docs.drift.drift_findings import drift_findings
from revi_docs.drift.output_status import compare_outputs
from revi_docs.drift.sync import sync
from revi_docs.problems.problem import Problem
from revi_docs.report.formats import render_text
from tests.support.sample_repo import (
    check_repository,
    copy_repository,
    edit,
    render_problems,
    run_docs,
    sync_repository,
    write,
)
from tests.support.workspaces import open_workspace
from tests.test_every_leaf import Leaf, leaves


@pytest.fixture(scope="module")
def model(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own contract and templates, in step."""
    copied = copy_repository(root, tmp_path_factory.mktemp("real") / "copy")
    sync_repository(copied, force=True)
    return copied


def outputs(root: Path) -> dict[str, bytes]:
    return {output.path: output.content for output in open_workspace(root).rendered_outputs.files}


def files(*problems: Problem) -> set[str]:
    return {place.file for problem in problems for place in problem.places}


def test_our_own_outputs_are_in_step(root: Path) -> None:
    assert render_problems(check_repository(root)) == ""


WITH_REGIONS = {"docs_src/questions.md", "docs_src/workflow.md"}
"""The hand-written pages with a table of the limits."""


def test_the_hard_limit_of_elaboration(model: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(model, tmp_path / "copy", symlinks=True))
    before = outputs(root)
    line = next(
        number
        for number, line in enumerate((root / "revi.yml").read_text(encoding="utf-8").splitlines(), start=1)
        if "elaboration: {warning: 30000, hard: 60000}" in line
    )
    edit(root, "revi.yml", "elaboration: {warning: 30000, hard: 60000}", "elaboration: {warning: 30000, hard: 61000}")
    after = outputs(root)
    changed = {path for path in before if before[path] != after[path]}
    assert "plugins/revi/commands/elab-story.md" in changed
    assert len(changed) > 3

    (problem,) = check_repository(root)
    assert (problem.code, problem.fix) == ("stale", "run 'revi-docs sync'")
    assert (
        problem.message
        == f"{len(changed | WITH_REGIONS)} files are out of date: budgets.phases.elaboration.hard changed"
    )
    assert [str(place) for place in problem.cause] == [f"revi.yml:{line}:41"]
    assert files(problem) == changed | WITH_REGIONS
    for place in problem.places:
        line_text = (root / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
        is_hash = re.search(r"\b[0-9a-f]{32}\b", line_text)  # of all that decides, so of this number, too
        assert is_hash or line_text[place.column - 1 :].lstrip(",").startswith("0"), line_text

    answer = run_docs(root, "check")
    assert answer.returncode == 1
    assert answer.stdout.startswith(render_text((problem,)))
    assert run_docs(root, "sync").returncode == 0
    assert [run_docs(root, "check").returncode for _ in range(2)] == [0, 0]
    assert {path: (root / path).read_bytes() for path in after} == after


class Numbers:
    """The repository in step, with every number and duration of its contract."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inputs = (root / "revi.yml").read_text(encoding="utf-8")
        self.workspace = open_workspace(root)
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
        head, tail = old[: place.column - 1], old[place.column - 1 :]
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


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_number_is_one_cause(repository: Numbers, data: st.DataObject) -> None:
    root = repository.root
    leaf = data.draw(st.sampled_from(repository.leaves))
    write(root, "revi.yml", repository.with_another(leaf, data.draw(st.integers(1, 97))))
    now = open_workspace(root)
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
