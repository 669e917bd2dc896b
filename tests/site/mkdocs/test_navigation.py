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


def test_stories_and_project_pages_are_optional(repository: Repository) -> None:
    nav = "nav: [{Project: [project/index.md, other.md]}, index.md, stories/index.md, {Link: 'https://example.org/'}]\n"
    pages = {path: f"# {path}\n" for path in ("project/index.md", "other.md", "stories/index.md")}
    root = repository(pages, config=CONFIG + nav)
    build_site(root)
    assert (
        (root / "site/llms.txt")
        .read_text(encoding="utf-8")
        .endswith(
            "## Pages\n\n- [Home](index.html.md): The start page.\n\n## Optional\n\n"
            "- [project/index.md](project/index.html.md)\n- [other.md](other/index.html.md)\n"
            "- [stories/index.md](stories/index.html.md)\n"
        )
    )
