"""The Markdown twins of pages."""

from __future__ import annotations

import pytest

from revi_docs.site.markdown_copies import LlmsTxtEntry, MarkdownCopies, copy_path, render_llms_txt

BUILT = {
    "index.md": "index.html",
    "guide/start.md": "guide/start/index.html",
    "guide/other.md": "guide/other/index.html",
    "img/a.svg": "img/a.svg",
}
TWINS = MarkdownCopies(BUILT.get, lambda what: "Defined at `revi.yml:7`." if what == "statuses.open" else "")


def twin(markdown: str, page: str = "guide/start.md") -> str:
    return TWINS.render(markdown, page)


def test_the_twin_stands_beside_the_page() -> None:
    assert copy_path("guide/start/index.html") == "guide/start/index.html.md"


@pytest.mark.parametrize(
    ("written", "turned"),
    [
        pytest.param("[x](other.md)", "[x](../other/index.html.md)", id="a page"),
        pytest.param("[x](other.md#part)", "[x](../other/index.html.md#part)", id="a part of a page"),
        pytest.param("[x](<other.md> 'T')", "[x](<../other/index.html.md> 'T')", id="in angle brackets"),
        pytest.param("[x](../index.md)", "[x](../../index.html.md)", id="upwards"),
        pytest.param("![x](../img/a.svg)", "![x](../../img/a.svg)", id="a picture"),
        pytest.param("[x]: other.md", "[x]: ../other/index.html.md", id="a reference"),
        pytest.param("[`other.md`](other.md)", "[`other.md`](../other/index.html.md)", id="around code"),
    ],
)
def test_a_link_leads_to_the_twin(written: str, turned: str) -> None:
    assert twin(written) == f"{turned}\n"


@pytest.mark.parametrize(
    "written",
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
def test_stays_as_it_is(written: str) -> None:
    assert twin(written) == f"{written}\n"


def test_a_diagram_keeps_its_source_and_leads_to_twins() -> None:
    source = '```dot\ndigraph { a [URL="%s"] }\n```\n'
    assert twin(source % "other.md") == source % "../other/index.html.md"


def test_marks_say_where_and_comments_go() -> None:
    page = "# Open {#open}\n<!-- revi:defined statuses.open -->\n\nText.\n\n<!-- made: abc -->\n"
    assert twin(page) == "# Open\n\nDefined at `revi.yml:7`.\n\nText.\n"


def test_the_list_has_a_title_a_summary_and_sections() -> None:
    text = render_llms_txt(
        "Site",
        "What it is.",
        [("Guide", [LlmsTxtEntry("One", "one.md", "The first."), LlmsTxtEntry("Two", "two.md")])],
    )
    assert text == "# Site\n\n> What it is.\n\n## Guide\n\n- [One](one.md): The first.\n- [Two](two.md)\n"
