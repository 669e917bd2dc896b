"""Append-only checks against real git: merges, renames, a shallow clone, and the cache."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.stories.history import CACHE_NAME, LostLine, lost_lines
from revi_docs.stories.rules.story_lint import lint_stories
from revi_docs.stories.story_layout import StoryLayout
from tests.stories.repo_files import CONTRACTS, commit, git

FILE = "plans/stories/AB-001/LEDGER.jsonl"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    shutil.copy(CONTRACTS / "log.yml", tmp_path / "revi.yml")
    write_lines(tmp_path, "one", "two", "three")
    commit(tmp_path)
    return tmp_path


def write_lines(root: Path, *lines: str, file: str = FILE) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text("".join(f'{{"step": "{line}"}}\n' for line in lines))


def lost(root: Path) -> list[tuple[str, int, str, bool]]:
    lines = lost_lines(root, StoryLayout(root, load(root).contract))
    return [(line.path, line.line, line.text.split('"')[3], line.is_reordered) for line in lines]


def merge(root: Path, *branches: str, lines: tuple[str, ...]) -> None:
    """Merge branches, and commit these lines as the result."""
    subprocess.run(
        ["git", "merge", "-q", "--no-commit", "--no-ff", *branches], cwd=root, check=False, capture_output=True
    )
    write_lines(root, *lines)
    commit(root)


def branch(root: Path, name: str, *lines: str, start: str = "main") -> None:
    git(root, "switch", "-q", "-c", name, start)
    write_lines(root, *lines)
    commit(root)


def test_lines_are_added(repository: Path) -> None:
    write_lines(repository, "one", "two", "three", "four")
    assert lost(repository) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(("one", "2", "three"), [(FILE, 2, "two", False)], id="edited"),
        pytest.param(("one", "three", "two"), [(FILE, 4, "three", True)], id="reordered"),
        pytest.param(("one", "three"), [(FILE, 2, "two", False)], id="deleted"),
        pytest.param(("one", "two"), [(FILE, 3, "three", False)], id="the last one deleted"),
        pytest.param((), [(FILE, 0, "one", False), (FILE, 0, "two", False), (FILE, 0, "three", False)], id="emptied"),
    ],
)
@pytest.mark.parametrize("saved", ["in the working tree", "in a commit"])
def test_lines_are_lost(repository: Path, lines: tuple[str, ...], expected: list[object], saved: str) -> None:
    write_lines(repository, *lines)
    if saved == "in a commit":
        commit(repository)
    assert lost(repository) == expected


def test_a_merge_may_put_lines_between(repository: Path) -> None:
    branch(repository, "side", "one", "two", "three", "side")
    branch(repository, "other", "one", "two", "three", "other")
    merge(repository, "side", lines=("one", "two", "three", "side", "other"))
    assert lost(repository) == []


def test_a_merge_loses_the_line_of_one_side(repository: Path) -> None:
    branch(repository, "side", "one", "two", "three", "side")
    branch(repository, "other", "one", "two", "three", "other")
    merge(repository, "side", lines=("one", "two", "three", "other"))
    assert lost(repository) == [(FILE, 4, "side", False)]


def test_a_criss_cross_merge(repository: Path) -> None:
    branch(repository, "a", "one", "two", "three", "a")
    branch(repository, "b", "one", "two", "three", "b")
    git(repository, "tag", "first-b")
    merge(repository, "a", lines=("one", "two", "three", "a", "b"))
    git(repository, "switch", "-q", "a")
    merge(repository, "first-b", lines=("one", "two", "three", "a", "b", "more"))
    merge(repository, "b", lines=("one", "two", "three", "a", "b", "more"))
    assert lost(repository) == []


def test_an_octopus_merge(repository: Path) -> None:
    for name in ("a", "b"):
        branch(repository, name, "one", "two", "three")
        write_lines(repository, name, file=f"plans/stories/AB-00{name}/LEDGER.jsonl")
        commit(repository)
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "-m", "all", "a", "b")
    assert lost(repository) == []


def test_a_line_that_a_side_branch_rewrote(repository: Path) -> None:
    branch(repository, "side", "one", "zwei", "three")
    write_lines(repository, "one", "zwei", "three", "four")
    commit(repository)
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "merged", "side")
    assert lost(repository) == [(FILE, 2, "two", False)]
    write_lines(repository, "one", "two", "zwei", "three", "four")
    assert lost(repository) == []


@pytest.mark.parametrize("how", ["in a commit", "added", "moved"])
def test_a_folder_is_renamed(repository: Path, how: str) -> None:
    (repository / "plans/stories/AB-001").rename(repository / "plans/stories/AB-002")
    if how != "moved":
        git(repository, "add", "--all")
    if how == "in a commit":
        commit(repository)
    assert lost(repository) == []
    write_lines(repository, "one", "three", file=FILE.replace("AB-001", "AB-002"))
    expected = [(2, "two", False)] if how != "moved" else [(0, text, False) for text in ("one", "two", "three")]
    assert [line[1:] for line in lost(repository)] == expected


def test_a_folder_is_deleted(repository: Path) -> None:
    shutil.rmtree(repository / "plans")
    assert [line[2] for line in lost(repository)] == ["one", "two", "three"]


def test_a_shallow_clone_is_a_warning(repository: Path, tmp_path: Path) -> None:
    write_lines(repository, "one", "two", "three", "four")
    commit(repository)
    clone = tmp_path / "clone"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    result = lint_stories(clone, load(clone))
    assert result is not None
    history_problems = [problem for problem in result.problems if problem.code.startswith("history")]
    assert [(problem.code, problem.severity) for problem in history_problems] == [("history-unknown", "warning")]
    assert read_cached(str(clone), CACHE_NAME) is None


def test_clean_commits_are_cached(repository: Path) -> None:
    write_lines(repository, "one", "two", "three", "four")
    clean_commit = commit(repository)
    assert lost(repository) == []
    assert (read_cached(str(repository), CACHE_NAME) or "").splitlines()[-1] == clean_commit
    write_lines(repository, "one", "two", "four")
    commit(repository)
    assert lost(repository) == [(FILE, 3, "three", False)]
    assert lost(repository) == [(FILE, 3, "three", False)]
    assert (read_cached(str(repository), CACHE_NAME) or "").splitlines()[-1] == clean_commit


def test_a_cache_from_another_history_is_ignored(repository: Path) -> None:
    assert lost(repository) == []
    text = read_cached(str(repository), CACHE_NAME) or ""
    write_cached(str(repository), CACHE_NAME, text.replace(git(repository, "rev-parse", "HEAD").strip(), "f" * 40))
    write_lines(repository, "one", "three")
    commit(repository)
    assert lost(repository) == [(FILE, 2, "two", False)]


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    shutil.copy(CONTRACTS / "log.yml", tmp_path / "revi.yml")
    write_lines(tmp_path, "one")
    git(tmp_path, "init", "-q")
    assert lost(tmp_path) == []


def test_names_of_any_kind(repository: Path) -> None:
    odd = 'plans/stories/ÄB "1"\t\n/LEDGER.jsonl'
    write_lines(repository, "one", "two", file=odd)
    commit(repository)
    write_lines(repository, "one", file=odd)
    (lost_line,) = lost_lines(repository, StoryLayout(repository, load(repository).contract))
    assert lost_line == LostLine(odd, 2, '{"step": "two"}', lost_line.blob, is_reordered=False)
