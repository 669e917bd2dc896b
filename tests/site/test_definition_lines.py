"""Where an item is defined, and which files show it."""

from __future__ import annotations

from revi_docs.outputs.output_plan import RenderTask
from revi_docs.outputs.renderer import RenderResult
from revi_docs.site.definition_lines import defined_at_html, files_by_item, shown_in_html


def rendered(path: str, *printed: tuple[str, ...]) -> RenderResult:
    return RenderResult(RenderTask(path, "x.md.j2"), b"", (), frozenset(printed))


def test_the_line_leads_to_the_site_and_to_the_repository() -> None:
    assert defined_at_html("revi.yml:4", "../revi.yml/#L4", "https://github.com/o/r/blob/HEAD/revi.yml#L4") == (
        '<p class="revi-defined" data-search-exclude>Defined at <a href="../revi.yml/#L4"><code>revi.yml:4</code></a>'
        ' (<a href="https://github.com/o/r/blob/HEAD/revi.yml#L4">in the repository</a>)</p>'
    )


def test_the_files_are_counted_and_named() -> None:
    html = shown_in_html(["a.md", "docs/b.md"], {"docs/b.md": "../b/"}.get)
    assert html == (
        '<details class="revi-shown" data-search-exclude><summary>Shown in 2 generated files</summary>'
        '<ul><li><code>a.md</code></li><li><a href="../b/"><code>docs/b.md</code></a></li></ul></details>'
    )
    assert "Shown in 1 generated file<" in shown_in_html(["a.md"], lambda _: None)
    assert shown_in_html([], lambda _: None) == ""


def test_a_file_shows_an_item_if_it_prints_one_of_its_values() -> None:
    results = [rendered("b.md", ("statuses", "open", "stage")), rendered("a.md", ("statuses", "open"))]
    assert files_by_item(results) == {
        ("statuses", "open"): ("a.md", "b.md"),
        ("statuses", "open", "stage"): ("b.md",),
    }
