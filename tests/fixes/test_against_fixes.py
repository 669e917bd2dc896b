"""The fixes of `lint --against`: typed one after the other, they remove every problem of a forged history."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.app.base_lint import lint_against
from revi_docs.problems.problem import Problem, errors
from tests.fixes.typed_commands import type_commands
from tests.stories.against import test_base_judge
from tests.stories.against.test_base_judge import FORGERIES, LATER_FORGERIES, Forge
from tests.support.gated_branch import GatedBranch
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace

_REWRITTEN = [test_base_judge._altered_entry, test_base_judge._removed_entry]
ON_OPEN = [*_REWRITTEN, *(forge for forge, _ in FORGERIES)][: rounds(7, 20)]
ON_CLOSED = [forge for forge, _ in LATER_FORGERIES][: rounds(4, 10)]
AGAINST_CODES = {"changed-evidence", "unjustified-entry", "unproven-entry"}
"""The errors of forged histories; `history-rewritten` is a rule of its own."""

_LINES = re.compile(r"delete line (\d+) and the lines after it in (\S+?),")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> GatedBranch:
    return GatedBranch.create(tmp_path_factory.mktemp("forged") / "open")


@pytest.fixture(scope="module")
def prepared_closed(prepared: GatedBranch, tmp_path_factory: pytest.TempPathFactory) -> GatedBranch:
    branch = prepared.copy(tmp_path_factory.mktemp("forged") / "closed")
    branch.close()
    return branch


def problems(branch: GatedBranch) -> tuple[Problem, ...]:
    return errors(lint_against(open_workspace(branch.root), "main", run_checks=False))


def name(forge: Callable[..., None]) -> str:
    return forge.__name__.strip("_")


@pytest.mark.parametrize("forge", ON_OPEN, ids=name)
def test_forged_entries(forge: Forge, prepared: GatedBranch, tmp_path: Path) -> None:
    branch = prepared.copy(tmp_path / "work")
    forge(branch)
    type_every_fix(branch)


@pytest.mark.parametrize("forge", ON_CLOSED, ids=name)
def test_forged_evidence(forge: Forge, prepared_closed: GatedBranch, tmp_path: Path) -> None:
    branch = prepared_closed.copy(tmp_path / "work")
    forge(branch)
    type_every_fix(branch)


def type_every_fix(branch: GatedBranch) -> None:
    """Type the fix of the first problem until none is left; no problem may come back or be added."""
    remaining = problems(branch)
    assert remaining
    assert {problem.code for problem in remaining} <= AGAINST_CODES | {"history-rewritten"}
    messages = {problem.message for problem in remaining}
    while remaining:
        type_fix(branch.root, remaining[0].fix)
        after = problems(branch)
        assert remaining[0].message not in {problem.message for problem in after}, remaining[0]
        assert {problem.message for problem in after} <= messages
        remaining = after


def type_fix(root: Path, fix: str) -> None:
    if match := _LINES.search(fix):
        file = root / match[2]
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(lines[: int(match[1]) - 1]), "utf-8")
    type_commands(root, fix)
