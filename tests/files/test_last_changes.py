"""Which commits changed a file, and what else they changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.files.last_changes import commit_changes
from tests.support.sample_repo import git, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two commits: both files, then one of them."""
    git(tmp_path, "init", "-q")
    commit(tmp_path, {"a.md": "1\n", "revi.yml": "1\n", "docs/b.md": "1\n"})
    commit(tmp_path, {"a.md": "2\n"})
    return tmp_path


def commit(root: Path, files: dict[str, str]) -> None:
    for path, content in files.items():
        write(root, path, content)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "change")


def changes(root: Path, path: str) -> list[tuple[list[str], list[str], bool, bool]]:
    """Of each commit: what it changed, what it touched, whether the file is new, and whether it is a boundary."""
    return [
        (sorted(item.blobs), sorted(item.touched), item.blobs.get(path, ("", ""))[0] == "", item.is_boundary)
        for item in commit_changes(root, [path], ["revi.yml", "docs"])
    ]


def test_newest_first_with_the_sources(root: Path) -> None:
    everything = ["a.md", "docs/b.md", "revi.yml"]
    assert changes(root, "a.md") == [(["a.md"], ["a.md"], False, False), (everything, everything, True, False)]
    first, second = commit_changes(root, ["a.md"], ["revi.yml", "docs"])
    assert [item.touches(["revi.yml", "templates"]) for item in (first, second)] == [False, True]
    assert [item.touches(["docs"]) for item in (first, second)] == [False, True]
    assert first.blobs["a.md"][0] == second.blobs["a.md"][1]


def test_a_merge_changes_what_differs_from_every_side(root: Path) -> None:
    git(root, "checkout", "-qb", "topic", "HEAD~")
    commit(root, {"revi.yml": "2\n"})
    git(root, "checkout", "-q", "-")
    git(root, "merge", "-q", "--no-commit", "topic")
    commit(root, {"a.md": "3\n"})
    merge, *_ = changes(root, "a.md")
    assert merge == (["a.md"], ["a.md", "revi.yml"], False, False)


def test_a_shallow_clone_ends_at_its_boundary(root: Path) -> None:
    git(root, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    everything = ["a.md", "docs/b.md", "revi.yml"]
    assert changes(root / "shallow", "a.md") == [(everything, everything, True, True)]
