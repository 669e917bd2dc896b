"""A page or a folder that is a link is reported before MkDocs copies what it leads to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.report.formats import render_text
from revi_docs.site.page_links import link_problems


def _link(target: str) -> Callable[[Path, Path], object]:
    return lambda path, outside: path.symlink_to(target.format(outside=outside))


OUT_OF_REPOSITORY = "linked-page: is a link that leads out of the repository, or not a regular file"
CASES: dict[str, tuple[str, Callable[[Path, Path], object], str]] = {
    "a page outside": ("docs/a.md", _link("{outside}/secret"), f"docs/a.md: {OUT_OF_REPOSITORY}"),
    "a relative way out": ("docs/a.md", _link("../../outside/secret"), f"docs/a.md: {OUT_OF_REPOSITORY}"),
    "a folder outside": ("docs/sub", _link("{outside}"), f"docs/sub: {OUT_OF_REPOSITORY}"),
    "a file of git": ("docs/a.md", _link("../.git/config"), f"docs/a.md: {OUT_OF_REPOSITORY}"),
    "a device": ("docs/a.md", _link("/dev/zero"), f"docs/a.md: {OUT_OF_REPOSITORY}"),
    "nothing": ("docs/a.md", _link("nowhere"), f"docs/a.md: {OUT_OF_REPOSITORY}"),
    "itself": ("docs/a.md", _link("a.md"), f"docs/a.md: {OUT_OF_REPOSITORY}"),
    "a pipe": ("docs/a.md", lambda path, _: os.mkfifo(path), f"docs/a.md: {OUT_OF_REPOSITORY}"),
    "a page inside": ("docs/a.md", _link("../README.md"), ""),
    "a file of the theme": ("theme/main.html", _link("/etc/passwd"), f"theme/main.html: {OUT_OF_REPOSITORY}"),
    "the theme": (
        "theme",
        _link("{outside}"),
        "theme: linked-page: is a symbolic link out of the repository, and the folder of the theme",
    ),
    "a file of the theme inside": ("theme/main.html", _link("../README.md"), ""),
    "the site": ("site", _link("{outside}"), "site: linked-output: is a symbolic link, and the site is written there"),
    "a file in the site": (
        "site/a.html",
        _link("{outside}/secret"),
        "site/a.html: linked-output: is a link or not a regular file, and the site is written there",
    ),
}


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret").write_text("secret")
    for folder in ("docs", ".git"):
        (tmp_path / "root" / folder).mkdir(parents=True)
    for file in ("README.md", ".git/config"):
        (tmp_path / "root" / file).write_text("x")
    return tmp_path / "root"


@pytest.mark.parametrize(("path", "create", "expected"), CASES.values(), ids=CASES)
def test_links_out_of_the_repository_are_reported(
    repo: Path, path: str, create: Callable[[Path, Path], object], expected: str
) -> None:
    (repo / path).parent.mkdir(exist_ok=True)
    create(repo / path, repo.parent / "outside")
    problems = tuple(link_problems(repo, str(repo / "docs"), str(repo / "site"), str(repo / "theme")))
    assert render_text(problems).partition("\n")[0] == expected


def test_the_folder_of_the_pages_is_a_link_to_outside(repo: Path) -> None:
    (repo / "docs").rmdir()
    (repo / "docs").symlink_to(repo.parent / "outside")
    (problem,) = link_problems(repo, str(repo / "docs"), str(repo / "site"))
    assert (problem.code, problem.message) == (
        "linked-page",
        "is a symbolic link out of the repository, and the folder of the pages",
    )


def test_the_folder_of_the_pages_is_a_link_inside(repo: Path) -> None:
    (repo / "docs").rename(repo / "handbook")
    (repo / "docs").symlink_to("handbook")
    assert list(link_problems(repo, str(repo / "docs"), str(repo / "site"))) == []
    (repo / "handbook/a.md").symlink_to(repo.parent / "outside/secret")
    (problem,) = link_problems(repo, str(repo / "docs"), str(repo / "site"))
    assert str(problem.first_place) == "handbook/a.md"
    (repo / "docs").unlink()
    (repo / "docs").symlink_to(".git")
    (problem,) = link_problems(repo, str(repo / "docs"), str(repo / "site"))
    assert problem.message == "is a symbolic link out of the repository, and the folder of the pages"


def test_folders_elsewhere_are_not_read(repo: Path) -> None:
    assert list(link_problems(repo, str(repo.parent / "outside"), "/tmp")) == []
