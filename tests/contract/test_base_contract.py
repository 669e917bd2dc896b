"""The contract of another commit: read as committed, for the folder of the repository, with what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.base_contract import load_base_contract
from revi_docs.problems.revi_error import ReviError
from tests.support.sample_repo import git, write

CONTRACT = "revi: 1\nstatuses:\n  open: {description: New.}\n"


def _commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "a change")
    return git(root, "rev-parse", "HEAD").strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def test_the_committed_contract_counts_and_not_the_one_on_disk(root: Path) -> None:
    write(root, "revi.yml", CONTRACT)
    base = _commit(root)
    git(root, "checkout", "-q", "-b", "work")
    write(root, "revi.yml", CONTRACT.replace("open", "new"))
    _commit(root)

    contract = load_base_contract(root, "main")
    assert (contract.commit, contract.merge_base) == (base, base)
    assert contract.loaded is not None
    assert list(contract.loaded.contract.statuses) == ["open"]
    assert str(contract.loaded.place_of("statuses", "open")) == "main:revi.yml:3:3"


def test_in_a_subfolder_and_with_a_base_that_moved_on(root: Path) -> None:
    folder = root / "tools" / "flow"
    write(folder, "revi.yml", CONTRACT)
    fork = _commit(root)
    git(root, "checkout", "-q", "-b", "work")
    write(root, "other.txt", "a\n")
    _commit(root)
    git(root, "checkout", "-q", "main")
    write(folder, "revi.yml", CONTRACT.replace("open", "later"))
    tip = _commit(root)
    git(root, "checkout", "-q", "work")

    contract = load_base_contract(folder, "main")
    assert (contract.commit, contract.merge_base) == (tip, fork)
    assert contract.loaded is not None
    assert list(contract.loaded.contract.statuses) == ["later"]


def test_a_commit_without_a_contract(root: Path) -> None:
    write(root, "other.txt", "a\n")
    _commit(root)
    write(root, "revi.yml", CONTRACT)
    assert load_base_contract(root, "HEAD").loaded is None


@pytest.mark.parametrize(
    ("ref", "fix"),
    [
        ("origin/main", "run 'git fetch origin main', or name another branch, tag or commit"),
        ("gone", "run 'git fetch --all', or name another branch, tag or commit"),
        ("--all", "run 'git fetch --all', or name another branch, tag or commit"),
    ],
)
def test_an_unknown_ref(root: Path, ref: str, fix: str) -> None:
    write(root, "revi.yml", CONTRACT)
    _commit(root)
    with pytest.raises(ReviError) as error:
        load_base_contract(root, ref)
    (problem,) = error.value.problems
    assert (problem.code, problem.message, problem.fix) == (
        "unknown-ref",
        f"'{ref}' is not a commit of this repository",
        fix,
    )


def test_an_unknown_ref_in_a_shallow_clone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    write(root, "revi.yml", CONTRACT)
    _commit(root)
    write(root, "revi.yml", CONTRACT.replace("open", "new"))
    _commit(root)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", root.as_uri(), ".")
    with pytest.raises(ReviError) as error:
        load_base_contract(clone, "gone")
    assert error.value.problems[0].fix == "run 'git fetch --unshallow', or name another branch, tag or commit"


def test_without_git(tmp_path: Path) -> None:
    with pytest.raises(ReviError, match="unknown-ref"):
        load_base_contract(tmp_path, "main")


def test_an_invalid_contract_has_the_place_of_its_commit(root: Path) -> None:
    write(root, "revi.yml", "revi: [\n")
    _commit(root)
    with pytest.raises(ReviError) as error:
        load_base_contract(root, "main")
    assert {place.file for problem in error.value.problems for place in problem.places} == {"main:revi.yml"}
