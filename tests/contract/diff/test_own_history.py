"""Every contract that this project ever had is compared with the one before it, whatever its format was."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from revi_docs.app.compared_contract import ComparedContract, read_compared
from revi_docs.contract.diff.contract_diff import compare_contracts, diff_contracts
from revi_docs.files import git_history
from revi_docs.files.git_process import git_output
from tests.support import require
from tests.support.soak import rounds


@pytest.fixture(scope="module")
def contracts(root: Path) -> list[ComparedContract]:
    """The first commit, and those that changed the contract, oldest first; only some of them in `make test`."""
    if not git_history.has_history(root) or git_history.is_shallow(root):
        require.missing("history", "the history of this clone is not complete: run 'git fetch --unshallow'")
    first = git_output(root, "rev-list", "--max-parents=0", "HEAD").split()[-1]
    changed = git_output(root, "rev-list", "--full-history", "--reverse", "HEAD", "--", "revi.yml").split()
    step = max(1, len(changed) // rounds(6, len(changed)))
    return [read_compared(root, commit) for commit in (first, *changed[::step], changed[-1])]


def test_the_first_commit_has_no_contract(contracts: list[ComparedContract]) -> None:
    assert contracts[0].loaded is None
    assert contracts[0].problems[0].message.endswith("has no revi.yml, so there is nothing to compare with")


def test_each_contract_is_compared_with_the_next(contracts: list[ComparedContract]) -> None:
    loaded = [item for item in contracts if item.loaded is not None]
    # A contract that cannot be read at all is a warning; in this history there is none.
    assert len(loaded) == len(contracts) - 1
    for old, new in pairwise(loaded):
        assert old.loaded is not None
        assert new.loaded is not None
        comparison = compare_contracts(old.loaded, new.loaded, old.skipped | new.skipped)
        assert all(change.subject and (change.old_place or change.new_place) for change in comparison.changes)
        assert diff_contracts(new.loaded, new.loaded) == ()


def test_old_formats_are_warnings(contracts: list[ComparedContract]) -> None:
    problems = [problem for item in contracts for problem in item.problems]
    assert {problem.code for problem in problems} == {"not-comparable"}
    assert {problem.severity for problem in problems} == {"warning"}
