"""A region in a list item, an admonition, a quotation or another container renders as what it is on the built site."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from revi_docs.site.mkdocs.builder import build_site
from tests.site.small_site import CONTRACT
from tests.support.sample_repo import sync_repository
from tests.support.workspaces import open_workspace

CONFIG = """\
site_name: S
theme: mkdocs
plugins: [search, revi]
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tasklist
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.blocks.admonition
"""
REGION = "<!-- revi:begin statuses -->\n<!-- revi:end -->\n"


def indented(prefix: str, text: str = REGION) -> str:
    """The text with a prefix before each line."""
    return "".join(f"{prefix}{line}\n" for line in text.splitlines())


CONTAINERS: dict[str, tuple[str, str]] = {
    "top": (REGION, "[role=main] > .revi-table"),
    "bullet": ("- one\n\n" + indented("    ") + "\n- two\n", "ul > li > .revi-table"),
    "ordered": ("1. one\n\n" + indented("    ") + "\n2. two\n", "ol > li > .revi-table"),
    "nested": (
        "- one\n\n    1. deep\n\n" + indented("        ") + "\n    2. more\n",
        "ul > li > ol > li > .revi-table",
    ),
    "three-deep": (
        "- a\n\n    - b\n\n        - c\n\n" + indented("            ") + "\n",
        "ul > li > ul > li > ul > li > .revi-table",
    ),
    "task": ("- [x] done\n\n" + indented("    ") + "\n- [ ] open\n", "li.task-list-item > .revi-table"),
    "tight": ("- one\n" + indented("    ") + "- two\n", "ul > li > .revi-table"),
    "after-marker": ("- <!-- revi:begin statuses -->\n    <!-- revi:end -->\n", "ul > li > .revi-table"),
    "admonition": ("!!! note\n\n    Text.\n\n" + indented("    "), ".admonition > .revi-table"),
    "admonition-first": ("!!! note\n" + indented("    "), ".admonition > .revi-table"),
    "admonition-in-list": ("- a\n\n    !!! tip\n\n" + indented("        "), "li > .admonition > .revi-table"),
    "details": ("??? note\n\n" + indented("    "), "details > .revi-table"),
    "html-details": (
        '<details markdown="1"><summary>S</summary>\n\n' + REGION + "\n</details>\n",
        "details .revi-table",
    ),
    "div": ('<div class="x" markdown>\n\n' + REGION + "\n</div>\n", "div.x .revi-table"),
    "tab": ('=== "A"\n\n' + indented("    ") + '\n=== "B"\n\n    b\n', ".tabbed-block > .revi-table"),
    "tab-in-list": ('- a\n\n    === "A"\n\n' + indented("        "), "li .tabbed-block > .revi-table"),
    "quote": ("> Text.\n>\n" + indented("> "), "blockquote > .revi-table"),
    "quote-first": (indented("> "), "blockquote > .revi-table"),
    "quote-nested": ("> > Text.\n> >\n" + indented("> > "), "blockquote > blockquote > .revi-table"),
    "quote-in-list": ("- a\n\n    > Text.\n    >\n" + indented("    > "), "li > blockquote > .revi-table"),
    "list-in-quote": ("> - a\n>\n" + indented(">     "), "blockquote > ul > li > .revi-table"),
    "definition": ("Term\n:   Text.\n\n" + indented("    "), "dd > .revi-table"),
    "footnote": ("Text.[^1]\n\n[^1]:\n    Note.\n\n" + indented("    "), ".footnote li > .revi-table"),
    "block": ("/// note | T\n\n" + REGION + "\n///\n", ".admonition > .revi-table"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of all containers, one page each."""
    root = tmp_path_factory.mktemp("containers")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    contract = f"{CONTRACT}default_outputs: false\nregions: ['docs/*.md']\n"
    (root / "revi.yml").write_text(contract, encoding="utf-8")
    (root / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    for name, (text, _) in CONTAINERS.items():
        (root / f"docs/{name}.md").write_text(f"# T\n\nText.\n\n{text}\nThe end.\n", encoding="utf-8")
    sync_repository(root)
    assert open_workspace(root).check() == ()
    assert build_site(root).problems == ()
    return root / "site"


@pytest.mark.parametrize("name", CONTAINERS)
def test_the_table_is_a_table_in_its_container(name: str, site: Path) -> None:
    page = LexborHTMLParser((site / name / "index.html").read_bytes())
    content = page.css_first("[role=main]")
    assert content is not None
    assert "| Status |" not in content.text()
    assert "revi:" not in content.text()
    tables = page.css(CONTAINERS[name][1])
    assert len(tables) == 1, content.html
    assert len(tables[0].css("tr")) == 4
