"""The fix of each problem that `revi-docs check` reports removes the problem and adds no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.inspection.health_checks import check_health
from tests.fixes.edits import Edit, apply_edit, identities, invented_words
from tests.fixes.repository_edits import CONTRACT, DOCTOR_FIXES, FILES, REPOSITORY_FIXES, RepositoryFix
from tests.fixes.typed_commands import type_commands
from tests.support.sample_repo import copy_synced, sync_repository, write
from tests.support.workspaces import open_workspace

OWN_WORDS = {"Reads"}
"""What a person invents: a description."""


@pytest.fixture(scope="module")
def synced_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("synced")
    for path, text in {"revi.yml": CONTRACT, **FILES}.items():
        write(root, path, text)
    sync_repository(root)
    assert check(root) == ()
    return root


def check(root: Path) -> tuple[Problem, ...]:
    try:
        return open_workspace(root).check()
    except ReviError as error:
        return error.problems


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings and caches of the user."""
    monkeypatch.setenv("HOME", str(tmp_path))


def examine(root: Path) -> tuple[Problem, ...]:
    """What `revi doctor` reports."""
    return check_health(open_repository(str(root)))


@pytest.mark.parametrize("code", REPOSITORY_FIXES)
def test_the_fix_removes_the_problem_and_adds_no_other(code: str, synced_repository: Path, tmp_path: Path) -> None:
    follow(copy_synced(synced_repository, tmp_path / "repository"), code, REPOSITORY_FIXES[code], check)


@pytest.mark.parametrize("code", DOCTOR_FIXES)
def test_the_fix_of_the_doctor_works(code: str, synced_repository: Path, tmp_path: Path) -> None:
    follow(copy_synced(synced_repository, tmp_path / "repository"), code, DOCTOR_FIXES[code], examine)


def follow(root: Path, code: str, fix: RepositoryFix, problems: Callable[[Path], tuple[Problem, ...]]) -> None:
    """Plant the problem, type its fix, and compare the problems before and after."""
    for edit in fix.planted:
        apply_edit(root, edit)
    before = problems(root)
    targets = [problem for problem in before if problem.code == code]
    assert targets, f"not planted; there is {sorted({problem.code for problem in before})}"

    for edit in fix.typed:
        if isinstance(edit, Edit):
            assert invented_words(root, edit, targets[0].fix) <= OWN_WORDS
        apply_edit(root, edit)
    if not fix.typed:
        type_commands(root, targets[0].fix.partition(", or ")[0])

    after = identities(problems(root))
    assert identities(targets) & after == set()
    # An output that was not rendered because of the problem is written by the next sync.
    assert {item for item in after - identities(before) if item[0] not in ("stale", "missing")} == set()
