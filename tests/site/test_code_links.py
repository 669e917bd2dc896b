"""Links from code spans to definitions."""

from __future__ import annotations

import pytest

from revi_docs.site.code_links import link_code_spans
from revi_docs.site.definitions import Definition

OPEN = Definition(("statuses", "open"), "statuses/open.md", "", None)
AGENT = Definition(("agents", "read-all"), "agents.md", "read-all", None)
NAMES = {"open": OPEN, "read-all": AGENT, "/a&b": OPEN}


def add_links(content: str, page: str = "index.md") -> str:
    return link_code_spans(
        content, page, NAMES, lambda definition: f"{definition.page}#{definition.anchor}".removesuffix("#")
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<p>open</p>", id="no code"),
        pytest.param("<code>opened</code>", id="another word"),
        pytest.param("<code>open now</code>", id="more than the name"),
        pytest.param('<a href="x"><code>open</code></a>', id="in a link"),
        pytest.param("<h2 id='x'>The <code>open</code></h2>", id="in a heading"),
        pytest.param("<pre><code>open</code></pre>", id="in a block"),
        pytest.param(
            '<pre><span></span><code>a\n<span class="k">open</span></code></pre>', id="in a highlighted block"
        ),
        pytest.param("<svg><text><code>open</code></text></svg>", id="in an image"),
    ],
)
def test_is_unchanged(content: str) -> None:
    assert add_links(content) == content


def test_a_whole_span_becomes_a_link() -> None:
    assert add_links("<p>is <code>open</code>.</p>") == (
        '<p>is <a class="revi-item" href="statuses/open.md"><code>open</code></a>.</p>'
    )


def test_a_span_is_compared_as_text() -> None:
    assert add_links("<code>/a&amp;b</code>").startswith('<a class="revi-item" href="statuses/open.md">')


def test_a_span_does_not_link_to_its_own_page() -> None:
    assert add_links("<code>open</code>", "statuses/open.md") == "<code>open</code>"


def test_a_section_does_not_link_to_itself_but_others_do() -> None:
    content = (
        '<h1 id="agents">All</h1><code>read-all</code>'
        '<h2 class="x" id="read-all">read-all</h2><code>read-all</code>'
        '<h2 id="other">other</h2><code>read-all</code>'
    )
    link = '<a class="revi-item" href="agents.md#read-all"><code>read-all</code></a>'
    assert add_links(content, "agents.md") == (
        f'<h1 id="agents">All</h1>{link}'
        '<h2 class="x" id="read-all">read-all</h2><code>read-all</code>'
        f'<h2 id="other">other</h2>{link}'
    )
