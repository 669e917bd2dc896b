"""From the source of a diagram to the HTML in the page."""

from __future__ import annotations

import re

from revi_docs.site.diagrams import Diagrams

SOURCE = """digraph "The end" {
  a [id="s-a" label="first\\nstep" class="status on-hold" URL="pages/a.md" tooltip="How it starts & goes"]
  b [URL="gone.md"]
  a -> b [id="t-a-b" class="transition" label="go"]
}"""


def resolve_href(path: str) -> str | None:
    return None if path == "gone.md" else path.removesuffix(".md") + "/"


def figure(source: str = SOURCE) -> str:
    return Diagrams(resolve_href).figure(source)[0]


def test_a_diagram_has_a_scrolling_frame_with_a_name() -> None:
    frame = '<div class="revi-scroll" tabindex="0" role="group" aria-label="The end">'
    assert figure().startswith(f'<figure class="revi-diagram" data-search-exclude>{frame}<svg ')


def test_it_has_no_color_of_its_own() -> None:
    colors = set(re.findall(r'(?:fill|stroke)="([^"]*)"', figure()))
    assert colors == {"none", "currentColor"}


def test_ids_and_classes_of_the_source_are_kept_and_others_removed() -> None:
    assert re.findall(r' id="([^"]*)"', figure()) == ["s-a", "t-a-b"]
    assert re.findall(r' class="((?:node|edge)[^"]*)"', figure()) == ["node status on-hold", "node", "edge transition"]


def test_a_second_diagram_of_a_page_has_unique_ids() -> None:
    diagrams = Diagrams(resolve_href)
    diagrams.figure(SOURCE)
    assert re.findall(r' id="([^"]*)"', diagrams.figure(SOURCE)[0]) == ["s-a-2", "t-a-b-2"]


def test_edges_with_the_same_id_are_one() -> None:
    first = 'a -> b [id=t class="transition go" label="x"]'
    joined = figure(f'digraph {{ {first} a -> b [id=t class="transition manual"] a -> b [id=t label="y"] }}')
    assert re.findall(r' class="(edge[^"]*)"', joined) == ["edge transition go manual"]
    assert re.findall(r"<text[^>]*>([^<]*)</text>", joined)[2:] == [" &#160;x &#160;", " &#160;y &#160;"]
    others = figure(f"digraph {{ {first} a -> b [id=other] a -> b a -> b }}")
    assert others.count('class="edge') == 4


def test_a_node_links_to_the_address_of_the_page() -> None:
    assert re.findall(r"<a[^>]*>", figure()) == ['<a href="pages/a/">', "<a>"]


def test_titles_have_the_displayed_labels() -> None:
    assert re.findall(r"<title>([^<]*)</title>", figure()) == ["How it starts &amp; goes", "b", "first step → b"]


def test_a_diagram_without_links_is_an_image() -> None:
    assert ' role="img" aria-label="x &amp; y"' in figure('digraph "x & y" { a -> b }')
    assert ' role="img"' not in figure()


def test_text_is_escaped() -> None:
    assert "&lt;b&gt;&amp;&quot;" in figure('digraph { a [label="<b>&\\""] }')
