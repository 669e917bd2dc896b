"""The fixes of the problems of one site: typed together, they remove all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs.build_runner import load_site_config
from revi_docs.site.mkdocs.builder import build_site
from revi_docs.site.mkdocs.mkdocs_log import MkdocsLog
from tests.fixes.edits import Edit, apply_edit, invented_words
from tests.fixes.site_edits import BAD_PAGE, SITE_EDITS
from tests.site.small_site import CONFIG, NAV, write


def test_each_fix_of_a_page_removes_its_problem(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {"bad.md": BAD_PAGE, "lost.md": "# Lost\n"},
        config=CONFIG.replace("material, font: false", "mkdocs") + NAV,
    )
    apply_edit(root, Edit("mkdocs.yml", "[index.md", "[index.md, bad.md"))
    problems = build_site(root).problems
    assert {problem.code for problem in problems} == set(SITE_EDITS)
    for problem in problems:
        edit = SITE_EDITS[problem.code]
        assert invented_words(root, edit, problem.fix) == set()
        apply_edit(root, edit)

    assert build_site(root).problems == ()


def test_the_fix_of_a_configuration_is_to_correct_what_it_names(tmp_path: Path) -> None:
    root = write(tmp_path, config=CONFIG.replace("docs_dir: docs", "docs_dir: gone"))
    log = MkdocsLog(root)
    with log.capture(), pytest.raises(ReviError) as caught:
        load_site_config(log, {})
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.first_place)) == ("site-config", "mkdocs.yml:3:1")
    apply_edit(root, Edit("mkdocs.yml", "docs_dir: gone", "docs_dir: docs"))

    assert load_site_config(MkdocsLog(root), {}).docs_dir == str(root / "docs")
