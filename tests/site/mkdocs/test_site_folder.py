"""A build empties the folder of the site: it must be a folder of the repository, and must not contain its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.problem import Place
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs.builder import build_site
from revi_docs.site.mkdocs.site_folder import site_folder_problem
from tests.site.small_site import Repository
from tests.support.sample_repo import git, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose folder `work` has a contract; the folders `plans` and `page` are tracked, `old` is not."""
    for path in ("plans/a.md", "page/index.html", "page/a.md", "work/plans/a.md"):
        write(tmp_path, f"top/{path}", "x")
    git(tmp_path / "top", "init", "-q")
    git(tmp_path / "top", "add", "-A")
    write(tmp_path, "top/old/a.txt", "x")
    write(tmp_path, "outside/a.txt", "x")
    return tmp_path / "top/work"


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("site", ""),
        ("a/b", ""),
        ("../page", "contains files that git tracks"),
        ("../old", ""),
        ("../plans", "contains files that git tracks"),
        ("plans", "contains files that git tracks"),
        ("../here/plans", "contains files that git tracks"),
        ("../.git", "is in the folder of git"),
        ("../.git/objects", "is in the folder of git"),
        ("..", "is not in the repository"),
        ("../../outside", "is not in the repository"),
        ("../../new", "is not in the repository"),
        ("../link", "is not in the repository"),
        ("../link/new", "is not in the repository"),
    ],
)
def test_folders(root: Path, folder: str, reason: str) -> None:
    (root.parent / "link").symlink_to(root.parents[1] / "outside")
    (root.parent / "here").symlink_to(root.parent)
    write(root, "mkdocs.yml", f"site_name: x\nsite_dir: {folder}\n")
    problem = site_folder_problem(root, str(root / folder))
    message = f"site_dir: '{folder}' {reason}, and a build deletes everything in it"
    expected = ("site-config", message, (Place("mkdocs.yml", 2, 1),))
    assert (problem and (problem.code, problem.message, problem.places)) == (expected if reason else None)


def test_without_git_the_folder_of_the_contract_is_the_repository(tmp_path: Path) -> None:
    write(tmp_path, "root/plans/a.md", "x")
    assert site_folder_problem(tmp_path / "root", str(tmp_path / "root/site")) is None
    assert site_folder_problem(tmp_path / "root", str(tmp_path / "site")) is not None


def test_nothing_outside_is_deleted(repository: Repository, tmp_path: Path) -> None:
    root = repository()
    file = write(tmp_path.with_name(f"{tmp_path.name}-outside"), "precious.txt", "x")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"site_dir: {file.parent}\n")
    with pytest.raises(ReviError) as raised:
        build_site(root)
    assert [problem.code for problem in raised.value.problems] == ["site-config"]
    assert [path.name for path in file.parent.iterdir()] == ["precious.txt"]
