"""Real builds of small sites."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from revi_docs.site.links.site_check import check_site
from revi_docs.site.links.source_locator import PageSources
from revi_docs.site.mkdocs.builder import build_site
from tests.site.small_site import CONFIG, NAV, Repository


def article(root: Path, page: str) -> str:
    html = (root / "site" / page).read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]


def test_a_valid_site_has_no_problems_and_its_sources(repository: Repository) -> None:
    root = repository(config=CONFIG + NAV)
    built = build_site(root)
    assert (built.site, built.pages, built.url, built.problems) == (root / "site", 5, "", ())
    assert built.sources["statuses/open/index.html"] == "docs/statuses/open.md"
    assert check_site(built.site, PageSources(root, built.sources)).problems == ()


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


def test_items_show_their_line_and_code_spans_link_to_them(repository: Repository) -> None:
    root = repository()
    build_site(root)
    assert "Defined at <code>revi.yml:4</code>" in article(root, "statuses/in-review/index.html")
    assert '<a class="revi-item" href="statuses/in-review/"><code>in-review</code></a>' in article(root, "index.html")
    assert '<a class="revi-item" href="../open/"><code>open</code></a>' in article(
        root, "statuses/in-review/index.html"
    )


def test_the_line_is_a_link_if_the_repository_is_known(repository: Repository) -> None:
    root = repository(config=CONFIG + "repo_url: https://github.com/o/r\n")
    build_site(root)
    link = '<a href="https://github.com/o/r/blob/HEAD/revi.yml#L4"><code>revi.yml:4</code></a>'
    assert f"Defined at {link}" in article(root, "statuses/in-review/index.html")


@pytest.mark.parametrize(
    ("directories", "link"), [("true", "../in-review/"), ("false", "in-review.html")], ids=["folders", "files"]
)
def test_a_diagram_links_to_the_address_of_a_page(repository: Repository, directories: str, link: str) -> None:
    root = repository(config=f"{CONFIG}use_directory_urls: {directories}\n")
    build_site(root)
    page = "statuses/open/index.html" if directories == "true" else "statuses/open.html"
    assert '<svg viewBox="0.00 0.00' in article(root, page)
    assert f'<a href="{link}"><path' in article(root, page)


def test_a_diagram_or_placeholder_in_a_code_block_is_code(repository: Repository) -> None:
    text = "# x\n\n````markdown\n```dot\ndigraph {}\n```\n<!-- revi:defined statuses.open -->\n````\n"
    assert build_site(repository({"how.md": text})).problems == ()


def test_a_folder_is_expanded_in_the_order_of_the_contract(repository: Repository) -> None:
    root = repository(config=CONFIG + NAV)
    build_site(root)
    assert (root / "site/llms.txt").read_text(encoding="utf-8") == (
        "# Small\n\n> Three statuses.\n\n"
        "## Pages\n\n- [Home](index.html.md): The start page.\n\n## Statuses\n\n"
        "- [Statuses](statuses/index.html.md)\n- [open](statuses/open/index.html.md)\n"
        "- [in-review](statuses/in-review/index.html.md)\n- [done](statuses/done/index.html.md)\n"
    )


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
