"""Items show the line of the contract that defines them."""

from __future__ import annotations

import re

from revi_docs.contract.extends import edition_content
from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.renderer import RenderResult
from revi_docs.site.definition_lines import files_by_item
from revi_docs.site.mkdocs.builder import BuildContext, build_site
from tests.site.small_site import CONFIG, Repository
from tests.support.small_built import article


def test_items_show_their_line_and_code_spans_link_to_them(repository: Repository) -> None:
    root = repository()
    build_site(root)
    # `open` is a plain word, too, and nothing says that a status is meant.
    assert "<code>open</code></a>" not in article(root, "statuses/in-review/index.html")
    line = 'Defined at <a href="../../reference/revi.yml/#L4"><code>revi.yml:4</code></a></p>'
    assert line in article(root, "statuses/in-review/index.html")
    assert '<a class="revi-item" href="statuses/in-review/"><code>in-review</code></a>' in article(root, "index.html")


def test_the_line_is_a_link_if_the_repository_is_known(repository: Repository) -> None:
    root = repository(config=CONFIG + "repo_url: https://github.com/o/r\n")
    build_site(root)
    link = '(<a href="https://github.com/o/r/blob/HEAD/revi.yml#L4">in the repository</a>)</p>'
    assert link in article(root, "statuses/in-review/index.html")


def test_the_contract_is_a_page_whose_names_and_keys_are_links(repository: Repository) -> None:
    keys = "# Keys\n\n<!-- revi:keys contract -->\n\n## statuses\n\n<span id='statuses-terminal'></span>End.\n"
    root = repository({"keys.md": keys})
    assert build_site(root).problems == ()
    page = article(root, "reference/revi.yml/index.html")
    assert '<span id="L4">  <a href="../../statuses/in-review/">in-review</a>: {' in page
    assert '<a href="../../keys/#statuses-terminal">terminal</a>: true}' in page
    copy = (root / "site/reference/revi.yml/index.html.md").read_text(encoding="utf-8")
    assert "```yaml\nstatuses:\n  open: {description: Started.}\n" in copy


def test_the_line_of_an_edition_is_on_its_page(repository: Repository) -> None:
    pages = {"x.md": "# uat\n<!-- revi:defined statuses.uat -->\n"}
    root = repository(pages, contract="revi: 1\nextends: revi/1\nstatuses: {open: {}, in-review: {}, done: {}}\n")
    build_site(root)
    match = re.search(
        r'Defined at <a href="\.\./reference/revi/1/#L(\d+)"><code>revi/1:\1</code>', article(root, "x/index.html")
    )
    assert match
    lines = edition_content("revi/1").decode().splitlines()
    assert lines[int(match[1]) - 1] == "  uat:"


def test_the_files_that_show_an_item_are_named(repository: Repository) -> None:
    root = repository()
    page = RenderResult(RenderTask("docs/statuses/open.md", "x"), b"", (), frozenset({("statuses", "in-review")}))
    build_site(root, context=BuildContext(files_by_item=lambda: files_by_item([page, page])))
    expected = 'Shown in 1 generated file</summary><ul><li><a href="../open/"><code>docs/statuses/open.md</code></a>'
    assert expected in article(root, "statuses/in-review/index.html")
