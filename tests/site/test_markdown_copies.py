"""Markdown copies of pages."""

from __future__ import annotations

import pytest

from revi_docs.site.markdown_copies import LlmsTxtEntry, MarkdownCopies, copy_path, render_llms_txt

BUILT_PATHS = {
    "index.md": "index.html",
    "guide/start.md": "guide/start/index.html",
    "guide/other.md": "guide/other/index.html",
    "img/a.svg": "img/a.svg",
}
COPIES = MarkdownCopies(
    BUILT_PATHS.get,
    {"defined": lambda item, _page: "Defined at `revi.yml:7`." if item == "statuses.open" else ""},
)


def render_copy(markdown: str, page: str = "guide/start.md") -> str:
    return COPIES.render(markdown, page)


def test_the_copy_is_next_to_the_page() -> None:
    assert copy_path("guide/start/index.html") == "guide/start/index.html.md"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("[x](other.md)", "[x](../other/index.html.md)", id="a page"),
        pytest.param("[x](other.md#part)", "[x](../other/index.html.md#part)", id="a part of a page"),
        pytest.param("[x](<other.md> 'T')", "[x](<../other/index.html.md> 'T')", id="in angle brackets"),
        pytest.param("[x](../index.md)", "[x](../../index.html.md)", id="upwards"),
        pytest.param("![x](../img/a.svg)", "![x](../../img/a.svg)", id="an image"),
        pytest.param("[x]: other.md", "[x]: ../other/index.html.md", id="a reference"),
        pytest.param("[`other.md`](other.md)", "[`other.md`](../other/index.html.md)", id="around code"),
    ],
)
def test_a_link_leads_to_the_render_copy(link: str, expected: str) -> None:
    assert render_copy(link) == f"{expected}\n"


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://example.org/other.md)",
        "[x](#part)",
        "[x](mailto:a@example.org)",
        "[x](gone.md)",
        "`[x](other.md)`",
        "```text\n[x](other.md)\n<!-- stays -->\n```",
        "`<!-- stays -->`",
    ],
)
def test_is_unchanged(text: str) -> None:
    assert render_copy(text) == f"{text}\n"


def test_a_diagram_keeps_its_source_and_links_to_copies() -> None:
    source = '```dot\ndigraph { a [URL="%s"] }\n```\n'
    assert render_copy(source % "other.md") == source % "../other/index.html.md"


def test_placeholders_become_text_and_comments_are_removed() -> None:
    page = "# Open {#open}\n<!-- revi:defined statuses.open -->\n\nText.\n\n<!-- made: abc -->\n"
    assert render_copy(page) == "# Open\n\nDefined at `revi.yml:7`.\n\nText.\n"


def test_llms_txt_has_a_title_a_description_and_sections() -> None:
    text = render_llms_txt(
        "Site", "What it is.", [("Guide", [LlmsTxtEntry("One", "one.md", "The first."), LlmsTxtEntry("Two", "two.md")])]
    )
    assert text == "# Site\n\n> What it is.\n\n## Guide\n\n- [One](one.md): The first.\n- [Two](two.md)\n"
