"""The commit with which a contract is compared, and contracts in the format of other versions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.reviewed_contract import change, commit, review, reviewed_repository
from tests.support.sample_repo import edit, git, run_docs, write


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewed_repository(tmp_path_factory.mktemp("review") / "root")


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "root"))


def test_by_default_a_branch_is_compared_with_its_merge_base(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD").strip()
    git(root, "switch", "--quiet", "-c", "feature")
    change(root, ("hard: 6000", "hard: 5000"))
    git(root, "switch", "--quiet", "main")
    change(root, ("hard: 6000", "hard: 9000"))
    git(root, "switch", "--quiet", "feature")
    document = review(root)
    assert document["base"] == {"commit": base, "description": f"{base[:9]} (merge base with main)"}
    assert [(item["kind"], item["old"], item["new"]) for item in document["changes"]] == [("lowered", "6000", "5000")]


def test_on_the_default_branch_what_is_not_committed_is_compared_with_head(root: Path) -> None:
    edit(root, "revi.yml", "hard: 6000", "hard: 7000")
    document = review(root)
    head = git(root, "rev-parse", "HEAD").strip()
    assert document["base"]["description"] == f"{head[:9]} (HEAD)"
    (item,) = document["changes"]
    assert (item["subject"], item["breaking"], item["impact"]) == ("budgets.phases.make.hard", False, "BEHAVIOR")
    assert item["oldPlace"]["file"] == f"{head[:9]}:revi.yml"
    assert item["oldPlace"]["line"] == item["newPlace"]["line"]


def test_an_unknown_commit_is_refused(root: Path) -> None:
    result = run_docs(root, "diff", "--against", "nowhere")
    assert result.returncode == 3
    assert result.stdout.startswith("revi.yml: unknown-ref: 'nowhere' is not a commit of this repository\n")


def test_without_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\n")
    result = run_docs(tmp_path, "diff")
    assert result.returncode == 3
    assert "unknown-ref" in result.stdout


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("revi: 2\n", "cannot be read: revi.yml uses format 2"),
        ("a: [\n", "cannot be read: "),
        ("revi: 1\nacceptance: {}\nstatuses: {a: {meaning: A.}}\n", "this version does not know: acceptance, meaning"),
        ("revi: 1\nbudgets: {phases: {make: none}}\n", "sections that are not valid, and not compared: budgets"),
        (None, "has no revi.yml, so there is nothing to compare with"),
    ],
)  # fmt: skip
def test_an_old_contract_in_another_format_is_no_error(tmp_path: Path, old: str | None, message: str) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    write(tmp_path, "other.txt", "")
    if old is not None:
        write(tmp_path, "revi.yml", old)
    commit(tmp_path, "Begin")
    write(tmp_path, "revi.yml", "revi: 1\nbudgets: {phases: {make: {warning: 1, hard: 2}}}\nphases: [make]\n")
    document = review(tmp_path)
    assert message in document["problems"][0]["message"]
    assert [problem["severity"] for problem in document["problems"]] == ["warning"]
    subjects = {item["subject"].partition(".")[0] for item in document["changes"]}
    assert ("budgets" in subjects) == (old is not None and "acceptance" in old)


def test_a_contract_with_problems_is_not_compared(root: Path) -> None:
    edit(root, "revi.yml", "to: closed, by: check", "to: gone, by: check")
    result = run_docs(root, "diff")
    assert result.returncode == 3
    assert "unknown-status" in result.stdout
