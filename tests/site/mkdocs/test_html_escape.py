"""Texts of front matter and configuration are escaped in built pages, Markdown copies and llms.txt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from revi_docs.site.markdown_copies import LlmsTxtEntry, render_llms_txt
from revi_docs.site.mkdocs.builder import build_site
from tests.site.small_site import CONFIG, Repository

HOSTILE = [
    '"><script>alert(1)</script>',
    'It is "quoted" & <b>bold</b>',
    "</title><script>alert(1)</script>",
    "&quot;&gt;&lt;script&gt;",
]


def parsed(root: Path, page: str) -> LexborHTMLParser:
    return LexborHTMLParser((root / "site" / page).read_bytes())


def texts(tree: LexborHTMLParser, selector: str) -> set[str]:
    return {" ".join(node.text().split()) for node in tree.css(selector)}


def attributes(tree: LexborHTMLParser, selector: str, name: str) -> list[str | None]:
    return [node.attributes[name] for node in tree.css(selector)]


def scripts(root: Path) -> dict[str, int]:
    return {
        path.relative_to(root).as_posix(): len(LexborHTMLParser(path.read_bytes()).css("script"))
        for path in (root / "site").rglob("*.html")
    }


@pytest.mark.parametrize("hostile", HOSTILE)
def test_front_matter_is_escaped(repository: Repository, hostile: str) -> None:
    hostile_json = json.dumps(hostile)
    fields = "".join(f"{name}: {hostile_json}\n" for name in ("title", "description", "author", "subtitle"))
    front = f"---\n{fields}---\n"
    text = f"{front}Text.\n\n## Part\n\nMore.\n"
    folder = {"sub/index.md": text, "sub/page.md": text.replace("Text", "Other")}
    root = repository(folder, config=CONFIG + "nav: [index.md, sub/index.md]\n")
    build_site(root)
    for page in ("sub/index.html", "sub/page/index.html"):
        tree = parsed(root, page)
        assert attributes(tree, "meta[name=description], meta[name=author]", "content") == [hostile] * 2
        assert texts(tree, "title") == {f"{hostile} - Small"}
        assert hostile in texts(tree, ".md-header__topic .md-ellipsis")
        assert f"{hostile} {hostile}" in texts(tree, ".md-nav__link--active .md-ellipsis")
        assert hostile in texts(tree, ".md-nav__link--active small")
        assert texts(tree, "h1") == {hostile}
    counts = scripts(root)
    assert set(counts.values()) == {counts["site/statuses/done/index.html"]}
    index = json.loads((root / "site/search/search_index.json").read_text(encoding="utf-8"))
    titles = {entry["title"] for entry in index["docs"] if entry["location"] in ("sub/", "sub/page/")}
    assert {text for title in titles for text in texts(LexborHTMLParser(f"<p>{title}</p>"), "p")} == {hostile}


@pytest.mark.parametrize("hostile", HOSTILE[:3])
def test_the_configuration_is_escaped(repository: Repository, hostile: str) -> None:
    hostile_json = json.dumps(hostile)
    config = CONFIG.replace("site_name: Small", f"site_name: {hostile_json}\nsite_author: {hostile_json}")
    root = repository(config=config.replace("Three statuses.", hostile_json))
    build_site(root)
    tree = parsed(root, "statuses/done/index.html")
    assert attributes(tree, "meta[name=description], meta[name=author]", "content") == [hostile] * 2
    assert texts(tree, "title") == {f"done - {hostile}"}
    assert attributes(tree, ".md-header .md-logo", "aria-label") == [hostile]
    assert len({*scripts(root).values()} - {scripts(root)["site/404.html"]}) <= 1
    assert "alert(1)" not in "".join(node.text() for node in tree.css("script"))


def test_an_entity_in_the_configuration_is_kept(repository: Repository) -> None:
    root = repository(config=CONFIG.replace("site_name: Small", "site_name: This &amp; that"))
    build_site(root)
    assert texts(parsed(root, "index.html"), "title") == {"This & that"}


def test_a_heading_is_escaped_in_the_title(repository: Repository) -> None:
    root = repository({"evil.md": "# A &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; & `b`\n\nText.\n"})
    build_site(root)
    tree = parsed(root, "evil/index.html")
    assert texts(tree, "title") == {"A </title><script>alert(1)</script> & b - Small"}
    assert len(tree.css("script")) == len(parsed(root, "statuses/done/index.html").css("script"))


def test_llms_txt_and_the_markdown_copy_are_escaped(repository: Repository) -> None:
    hostile = "[x](javascript:alert(1)) <b> `c`"
    hostile_json = json.dumps(hostile)
    pages = {"index.md": f"---\ntitle: {hostile_json}\ndescription: {hostile_json}\n---\nText.\n"}
    root = repository(pages, config=CONFIG + "nav: [index.md]\n")
    build_site(root)
    escaped = "\\[x\\](javascript:alert(1)) &lt;b&gt; \\`c\\`"
    assert (root / "site/llms.txt").read_text(encoding="utf-8") == (
        f"# Small\n\n> Three statuses.\n\n## Pages\n\n- [{escaped}](index.html.md): {escaped}\n"
    )
    assert (root / "site/index.html.md").read_text(encoding="utf-8") == f"# {escaped}\n\nText.\n"


def test_every_text_of_llms_txt_is_escaped() -> None:
    text = render_llms_txt("[n](x:)", "*d*", [("<s>", [LlmsTxtEntry("](y:)", "one.md", "[z](javascript:0)")])])
    assert text == ("# \\[n\\](x:)\n\n> \\*d\\*\n\n## &lt;s&gt;\n\n- [\\](y:)](one.md): \\[z\\](javascript:0)\n")
