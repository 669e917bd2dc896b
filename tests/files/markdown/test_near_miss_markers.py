"""Comments that a person takes for markers are reported, and nothing else is."""

from __future__ import annotations

import pytest

from revi_docs.files.markdown.near_miss_markers import NearMiss, near_miss_markers
from revi_docs.files.markdown.regions import find_regions

IN_MARKDOWN = (
    "<!-- revi: begin a -->",
    "<!-- Revi:begin a -->",
    "<!--- revi:begin a --->",
    "<!-- revi-begin a -->",
    "<!-- revi_begin a -->",
    "<!-- revi begin a -->",
    "<!-- revi::begin a -->",
    "<!-- revi-docs:begin a -->",
    "<!-- [revi:begin a] -->",
    "<!--\xa0revi:begin a -->",
    "<!--\u200brevi:begin a -->",
    "<!-- revi\uff1abegin a -->",
    "<!--\nrevi:begin a\n-->",
    "<!-- revi:begin a",
    "<!- revi:begin a ->",
    "<!\u2014 revi:begin a \u2014>",
    "{/* revi:begin a */}",
    "{# revi:begin a #}",
    "<?revi:begin a?>",
    "[//]: # (revi:begin a)",
    "- text {/* revi:begin a */}",
    "<!-- rivi:begin a -->",
    "<!-- reiv:begin a -->",
    "<!-- revit:begin a -->",
    "<!--rvi:begin a-->",
)


@pytest.mark.parametrize("text", IN_MARKDOWN)
def test_a_comment_like_a_marker_in_markdown(text: str) -> None:
    assert [(miss.keyword, miss.start) for miss in near_miss_markers("a.md", f"x\n\n{text}\n")] == [
        ("begin", 3 + max(text.find("{/*"), 0 if text[0] != "[" else 3))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- revi:begin a --><!-- revi:end -->",
        "<!\n<!-- revi:begin a -->\n<!-- revi:end -->",
        "`{/* revi:begin a */}`",
        "```\n{/* revi:begin a */}\n```",
        "    <!-- Revi:begin a -->",
        "<!-- the text `{/* revi:begin a */}` -->",
        "<!-- revi end REVI-001 ends the command -->",
        "<!-- revise: begin -->\n<!-- see revi:begin -->",
        "<!-- toc:begin a -->\n<!-- verify:begin a -->\n<!-- rivi:begin -->\n<!-- a rivi:begin a -->",
        "revi-end is a word, and so is revi:begin",
        "&lt;!-- revi:begin a --&gt;",
    ],
)
def test_other_text_in_markdown(text: str) -> None:
    assert near_miss_markers("a.md", f"{text}\n") == ()


@pytest.mark.parametrize(
    ("path", "text", "comment"),
    [
        ("a.py", "x = 1  # revi:begin a", "# revi:begin a"),
        ("a.py", "#: revi:begin a", "#: revi:begin a"),
        ("a.sh", "\ufeff## revi:begin a", "## revi:begin a"),
        ("a.yml", "# <!-- revi:begin a -->", "# <!-- revi:begin a -->"),
        ("a.ts", "/* revi:begin a */", "/* revi:begin a */"),
        ("a.tsx", "  {/* revi:begin a */}", "/* revi:begin a */}"),
        ("a.ts", "let a = 1; // Revi:Begin a", "// Revi:Begin a"),
        ("a.py", "# rivi:begin a", "# rivi:begin a"),
    ],
)
def test_a_comment_like_a_marker_in_code(path: str, text: str, comment: str) -> None:
    assert near_miss_markers(path, f"{text}\n") == (NearMiss(text.index(comment), comment, "begin"),)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'x = "  # revi: begin a"'),
        ("a.py", '"""\n# revi: begin a\n"""'),
        ("a.sh", "# revi end REVI-001"),
        ("a.ts", "let a = ` // revi: begin a`"),
    ],
)
def test_other_text_in_code(path: str, text: str) -> None:
    assert near_miss_markers(path, f"{text}\n") == ()


def test_one_problem_for_a_region_with_one_wrong_marker() -> None:
    begin, end = "<!-- revi:begin a -->", "<!-- revi:end -->"
    text = f"<!-- revi: begin a -->\n{end}\n\n{begin}\n<!-- Revi:end -->\n\n{begin}{end}\n"
    regions, problems = find_regions("a.md", text)

    assert [region.place.line for region in regions] == [7]
    assert [(problem.code, problem.places[0].line) for problem in problems] == [
        ("unknown-marker", 1),
        ("unknown-marker", 5),
    ]
