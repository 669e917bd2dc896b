"""Real builds of small sites."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from revi_docs.site.mkdocs.builder import build_site
from tests.site.small_site import Repository


def test_a_build_changes_no_source_and_prints_nothing(
    repository: Repository, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    root = repository({"bad.md": "[x](gone.md)\n"})
    contents_before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    build_site(root)
    assert {path: path.read_bytes() for path in contents_before} == contents_before
    assert (capfd.readouterr(), caplog.records) == (("", ""), [])
    assert (logging.getLogger("mkdocs").propagate, logging.getLogger("mkdocs").handlers) == (True, [])


def test_the_site_folder_can_be_passed(repository: Repository, tmp_path: Path) -> None:
    root = repository()
    build_site(root, site=tmp_path / "elsewhere")
    assert ((tmp_path / "elsewhere/index.html").is_file(), (root / "site").exists()) == (True, False)


def test_every_page_has_a_markdown_copy_with_valid_links(repository: Repository) -> None:
    root = repository()
    built = build_site(root)
    copies = [built.site / f"{page}.md" for page in built.sources]
    targets = [
        copy.parent / target
        for copy in copies
        for target in re.findall(r"\]\(([^)#]+)|URL=\"([^\"]+)\"", copy.read_text(encoding="utf-8"))
        for target in target
        if target
    ]
    assert len(targets) == 3
    assert [target for target in targets if not target.is_file()] == []
    html = (root / "site/index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate describedby" type="text/markdown" href="index.html.md"></head>' in html


def test_a_site_of_another_project_does_not_mention_this_one(repository: Repository) -> None:
    root = repository()
    build_site(root)
    texts = [path.read_text(encoding="utf-8") for path in (root / "site").rglob("*.md")]
    assert [text for text in texts if re.search(r"\brevi-docs\b|REVI", text)] == []
