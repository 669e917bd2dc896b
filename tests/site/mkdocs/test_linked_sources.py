"""Nothing outside the repository becomes part of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.site.mkdocs.builder import build_site
from tests.site.small_site import Repository

SECRET = "The secret of this machine."


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the repository, with a page and a file."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "deep").mkdir(parents=True)
    (folder / "deep/page.md").write_text(SECRET, encoding="utf-8")
    (folder / "file.txt").write_text(SECRET, encoding="utf-8")
    return folder


def published(root: Path) -> list[str]:
    files = (path for path in (root / "site").rglob("*") if path.is_file())
    return [path.name for path in files if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    ("link", "target", "reported"),
    [
        ("docs/page.md", "deep/page.md", ["docs/page.md"]),
        ("docs/file.txt", "file.txt", ["docs/file.txt"]),
        ("docs/all", "", ["docs/all/deep/page.md", "docs/all/file.txt"]),
        ("docs/statuses/more", "deep", ["docs/statuses/more/page.md"]),
    ],
)
def test_a_link_to_outside(repository: Repository, outside: Path, link: str, target: str, reported: list[str]) -> None:
    root = repository()
    (root / link).symlink_to(outside / target)
    problems = [problem for problem in build_site(root).problems if problem.code == "linked-page"]
    assert [str(problem.first_place) for problem in problems] == reported
    assert published(root) == []


def test_the_folder_of_pages_is_a_link(repository: Repository, outside: Path) -> None:
    root = repository({"page.md": SECRET})
    (root / "docs").rename(outside / "moved")
    (root / "docs").symlink_to(outside / "moved")
    codes = {problem.code for problem in build_site(root).problems}
    assert "linked-page" in codes
    assert published(root) == []


def test_a_link_into_git(repository: Repository) -> None:
    root = repository()
    (root / ".git").mkdir()
    (root / ".git/config").write_text(SECRET, encoding="utf-8")
    (root / "docs/config.txt").symlink_to("../.git/config")
    assert [str(problem.first_place) for problem in build_site(root).problems] == ["docs/config.txt"]
    assert published(root) == []


def test_links_inside_are_followed(repository: Repository) -> None:
    root = repository()
    (root / "shared").mkdir()
    (root / "shared/file.txt").write_text(SECRET, encoding="utf-8")
    (root / "docs/file.txt").symlink_to("../shared/file.txt")
    assert build_site(root).problems == ()
    assert published(root) == ["file.txt"]
