"""The fix of each link problem of a site: typed in the source, it removes the problem and adds no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import markdown
import pytest

from revi_docs.problems.problem import Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.links.external_links import check_external_links
from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources
from tests.fixes.edits import apply_edit, identities, invented_words
from tests.fixes.link_edits import LINK_EDITS, SITE
from tests.support.sample_repo import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in SITE.items():
        write(tmp_path, path, text)
    return tmp_path


def build(root: Path) -> PageSources:
    """Build the site as MkDocs does, without a theme and with pages next to their files."""
    shutil.copytree(root / "docs", root / "site", dirs_exist_ok=True)
    pages = {}
    for source in (root / "docs").rglob("*.md"):
        page = source.relative_to(root / "docs").with_suffix(".html")
        body = markdown.markdown(source.read_text("utf-8"), extensions=["attr_list"])
        (root / "site" / page).write_text(f"<html><body>{body}</body></html>", "utf-8")
        pages[page.as_posix()] = source.relative_to(root).as_posix()
    return PageSources(root, pages)


def problems(root: Path) -> tuple[Problem, ...]:
    report = check_site(root / "site", build(root))
    return (*report.problems, *check_external_links(report.external_links, root))


def test_the_site_has_no_problem(root: Path) -> None:
    assert problems(root) == ()


@pytest.mark.parametrize("code", LINK_EDITS)
def test_the_fix_removes_the_problem(code: str, root: Path) -> None:
    plant, fix = LINK_EDITS[code]
    apply_edit(root, plant)
    (target,) = problems(root)
    assert target.code == code
    assert invented_words(root, fix, target.fix) == set()

    apply_edit(root, fix)

    assert identities(problems(root)) == set()


def test_the_fix_of_a_site_without_pages_is_to_build_it(root: Path) -> None:
    (root / "site").mkdir()
    with pytest.raises(ReviError) as caught:
        check_site(root / "site")
    assert [problem.code for problem in caught.value.problems] == ["site-without-pages"]
    assert "run 'revi-docs build'" in caught.value.problems[0].fix

    assert check_site(root / "site", build(root)).problems == ()
