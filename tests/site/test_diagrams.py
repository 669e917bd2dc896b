"""From the source of a diagram to what stands in the page."""

from __future__ import annotations

import re

from revi_docs.site.diagrams import Diagrams

SOURCE = """digraph "The end" {
  a [id="s-a" label="first\\nstep" class="status held" URL="pages/a.md" tooltip="How it begins & goes"]
  b [URL="gone.md"]
  a -> b [id="t-a-b" class="transition" label="go"]
}"""


def addressed(written: str) -> str | None:
    return None if written == "gone.md" else written.removesuffix(".md") + "/"


def figure(source: str = SOURCE) -> str:
    return Diagrams(addressed).figure(source)[0]


def test_a_diagram_is_a_frame_that_scrolls_and_has_a_name() -> None:
    frame = '<div class="revi-scroll" tabindex="0" role="group" aria-label="The end">'
    assert figure().startswith(f'<figure class="revi-diagram">{frame}<svg ')


def test_it_brings_no_colour_of_its_own() -> None:
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', figure()))
    assert colours == {"none", "currentColor"}


def test_ids_and_classes_of_the_source_stay_and_others_go() -> None:
    assert re.findall(r' id="([^"]*)"', figure()) == ["s-a", "t-a-b"]
    assert re.findall(r' class="((?:node|edge)[^"]*)"', figure()) == [
        "node status held",
        "node",
        "edge transition",
    ]


def test_a_second_diagram_of_a_page_has_ids_of_its_own() -> None:
    diagrams = Diagrams(addressed)
    diagrams.figure(SOURCE)
    assert re.findall(r' id="([^"]*)"', diagrams.figure(SOURCE)[0]) == ["s-a-2", "t-a-b-2"]


def test_a_node_links_to_the_address_of_the_page() -> None:
    assert re.findall(r"<a[^>]*>", figure()) == ['<a href="pages/a/">', "<a>"]


def test_titles_say_what_the_picture_shows() -> None:
    assert re.findall(r"<title>([^<]*)</title>", figure()) == [
        "How it begins &amp; goes",
        "b",
        "first step → b",
    ]


def test_a_diagram_without_links_is_one_picture() -> None:
    assert ' role="img" aria-label="x &amp; y"' in figure('digraph "x & y" { a -> b }')
    assert ' role="img"' not in figure()


def test_text_stays_text() -> None:
    assert "&lt;b&gt;&amp;&quot;" in figure('digraph { a [label="<b>&\\""] }')
