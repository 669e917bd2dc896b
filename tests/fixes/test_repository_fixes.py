"""The fix of each problem that `revi-docs check` reports removes the problem and adds no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from tests.fixes.repository_edits import CONTRACT, FILES, REPOSITORY_FIXES, Edit
from tests.fixes.typed_commands import type_commands
from tests.support.sample_repo import copy_synced, sync_repository, write
from tests.support.workspaces import open_workspace


@pytest.fixture(scope="module")
def synced_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("synced")
    for path, text in {"revi.yml": CONTRACT, **FILES}.items():
        write(root, path, text)
    sync_repository(root)
    assert check(root) == ()
    return root


def apply(root: Path, edit: Edit) -> None:
    file = root / edit.file
    if edit.new is None:
        file.unlink()
    elif not edit.old:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(edit.new, "utf-8")
    else:
        text = file.read_text("utf-8")
        assert text.count(edit.old) >= 1, edit
        file.write_text(text.replace(edit.old, edit.new, 1), "utf-8")


def check(root: Path) -> tuple[Problem, ...]:
    try:
        return open_workspace(root).check()
    except ReviError as error:
        return error.problems


def identities(problems: tuple[Problem, ...]) -> set[tuple[str, str, str]]:
    return {(problem.code, problem.message, problem.places[0].file if problem.places else "") for problem in problems}


@pytest.mark.parametrize("code", REPOSITORY_FIXES)
def test_the_fix_removes_the_problem_and_adds_no_other(code: str, synced_repository: Path, tmp_path: Path) -> None:
    root = copy_synced(synced_repository, tmp_path / "repository")
    for edit in REPOSITORY_FIXES[code].planted:
        apply(root, edit)
    before = check(root)
    targets = [problem for problem in before if problem.code == code]
    assert targets, f"not planted; there is {sorted({problem.code for problem in before})}"

    for edit in REPOSITORY_FIXES[code].typed:
        apply(root, edit)
    if not REPOSITORY_FIXES[code].typed:
        type_commands(root, targets[0].fix)

    after = identities(check(root))
    assert identities(tuple(targets)) & after == set()
    # An output that was not rendered because of the problem is written by the next sync.
    assert {item for item in after - identities(before) if item[0] not in ("stale", "missing")} == set()
