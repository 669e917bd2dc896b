"""A folder in the navigation has the order of the contract."""

from __future__ import annotations

from revi_docs.site.mkdocs.builder import build_site
from tests.site.small_site import CONFIG, NAV, Repository


def test_a_folder_is_expanded_in_the_order_of_the_contract(repository: Repository) -> None:
    root = repository(config=CONFIG + NAV)
    build_site(root)
    assert (root / "site/llms.txt").read_text(encoding="utf-8") == (
        "# Small\n\n> Three statuses.\n\n"
        "## Pages\n\n- [Home](index.html.md): The start page.\n\n## Statuses\n\n"
        "- [Statuses](statuses/index.html.md)\n- [open](statuses/open/index.html.md)\n"
        "- [in-review](statuses/in-review/index.html.md)\n- [done](statuses/done/index.html.md)\n"
    )
