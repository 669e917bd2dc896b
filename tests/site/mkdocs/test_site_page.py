"""Items show the line of the contract that defines them."""

from __future__ import annotations

from revi_docs.site.mkdocs.builder import build_site
from tests.site.small_site import CONFIG, Repository
from tests.support.small_built import article


def test_items_show_their_line_and_code_spans_link_to_them(repository: Repository) -> None:
    root = repository()
    build_site(root)
    # `open` is a plain word, too, and nothing says that a status is meant.
    assert "<code>open</code></a>" not in article(root, "statuses/in-review/index.html")
    assert "Defined at <code>revi.yml:4</code>" in article(root, "statuses/in-review/index.html")
    assert '<a class="revi-item" href="statuses/in-review/"><code>in-review</code></a>' in article(root, "index.html")


def test_the_line_is_a_link_if_the_repository_is_known(repository: Repository) -> None:
    root = repository(config=CONFIG + "repo_url: https://github.com/o/r\n")
    build_site(root)
    link = '<a href="https://github.com/o/r/blob/HEAD/revi.yml#L4"><code>revi.yml:4</code></a>'
    assert f"Defined at {link}" in article(root, "statuses/in-review/index.html")
