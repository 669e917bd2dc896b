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


def test_a_link_in_a_linked_folder(repository: Repository, outside: Path) -> None:
    root = repository()
    (root / "shared").mkdir()
    (root / "shared/deep").symlink_to(outside / "deep")
    (root / "shared/file.txt").symlink_to(outside / "file.txt")
    (root / "docs/all").symlink_to("../shared")
    problems = [problem for problem in build_site(root).problems if problem.code == "linked-page"]
    assert [str(problem.first_place) for problem in problems] == ["docs/all/deep/page.md", "docs/all/file.txt"]
    assert published(root) == []


def test_links_inside_are_followed(repository: Repository) -> None:
    root = repository()
    (root / "shared").mkdir()
    (root / "shared/file.txt").write_text(SECRET, encoding="utf-8")
    (root / "docs/file.txt").symlink_to("../shared/file.txt")
    assert build_site(root).problems == ()
    assert published(root) == ["file.txt"]
