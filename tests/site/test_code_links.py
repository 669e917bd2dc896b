"""Links from code spans to definitions."""

from __future__ import annotations

import pytest

from revi_docs.site.code_links import link_code_spans
from revi_docs.site.definitions import Definition, ItemName

OPEN = Definition(("statuses", "open"), "statuses/open.md", "", None)
AGENT = Definition(("agents", "read-all"), "agents.md", "read-all", None)
NAMES = {"open": ItemName((OPEN,), needs_kind=True), "read-all": ItemName((AGENT,)), "/a&b": ItemName((OPEN,))}


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
    assert add_links("<p>status <code>open</code>.</p>") == (
        '<p>status <a class="revi-item" href="statuses/open.md"><code>open</code></a>.</p>'
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


LEVEL = Definition(("log_levels", "ERROR"), "traces.md", "log-ERROR", None)
MODE = Definition(("rerun.modes", "skip"), "reruns.md", "mode-skip", None)


@pytest.mark.parametrize(
    ("content", "is_linked"),
    [
        ("<p>A worker reports <code>ERROR</code>.</p>", False),
        ("<p>The log level <code>ERROR</code>.</p>", True),
        ("<p>A log.</p><p>A worker reports <code>ERROR</code>.</p>", False),
        ("<table><thead><tr><th>Worker status</th></tr></thead><tr><td><code>ERROR</code></td></tr></table>", False),
        ("<table><thead><tr><th>Log level</th></tr></thead><tr><td><code>ERROR</code></td></tr></table>", True),
        (
            (
                "<table><thead><tr><th>Log level</th><th>Result</th></tr></thead>"
                "<tr><td>x</td><td><code>ERROR</code></td></tr></table>"
            ),
            False,
        ),
        ("<ul><li>a level</li><li><code>ERROR</code></li></ul>", False),
        ("<p><code>log level</code> and <code>ERROR</code></p>", False),
        ("<p>The test is a <code>skip</code>.</p>", False),
        ("<p>The mode <code>skip</code>.</p>", True),
        ("<p>It is <code>open</code>.</p>", False),
        ("<p>The status <code>open</code>.</p>", True),
        ("<p>The story is <code>open</code>.</p>", True),
        ("<p>It calls <code>read-all</code>.</p>", True),
    ],
)
def test_a_plain_word_is_linked_only_if_the_place_names_its_kind(content: str, is_linked: bool) -> None:
    names = NAMES | {item.name: ItemName((item,), needs_kind=True) for item in (LEVEL, MODE)}
    assert ("revi-item" in link_code_spans(content, "index.md", names, lambda definition: definition.page)) == is_linked


PHASE = Definition(("phases", "code_review"), "phases.md", "code_review", None)
SET = Definition(("workers.sets", "code_review"), "workers.md", "set-code_review", None)


@pytest.mark.parametrize(
    ("content", "link"),
    [
        ("<p>The phase <code>code_review</code>.</p>", "phases.md"),
        ("<table><thead><tr><th>Worker set</th></tr></thead><tr><td><code>code_review</code></td></tr>", "workers.md"),
        ("<p>In the phase, the set <code>code_review</code> runs.</p>", "workers.md"),
        ("<p>It is the <code>code_review</code> phase.</p>", "phases.md"),
        ("<p>The result <code>code_review</code> sets what the phase does.</p>", ""),
        ("<p>The phase <code>code_review</code> set.</p>", ""),
        ("<p>It is <code>code_review</code>.</p>", ""),
    ],
)
def test_the_place_decides_between_items_of_one_name(content: str, link: str) -> None:
    names = {"code_review": ItemName((PHASE, SET), needs_kind=True)}
    linked = link_code_spans(content, "index.md", names, lambda definition: definition.page)
    assert linked.count("revi-item") == linked.count(f'href="{link}"') == bool(link)
