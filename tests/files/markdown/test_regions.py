"""Regions: positions, problems with their markers, and filled content."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from revi_docs.files.codes import FILE_CODES
from revi_docs.files.generated_marker import former_checksum
from revi_docs.files.markdown.markers import SYNTAX_BY_SUFFIX
from revi_docs.files.markdown.regions import Region, find_regions
from revi_docs.problems.problem import sorted_problems
from revi_docs.report.formats import render_text as shown
from tests.support.region_cases import filled

BEGIN = "<!-- revi:begin a -->"
END = "<!-- revi:end -->"
FORM = "write '<!-- revi:begin NAME key=value -->' and '<!-- revi:end -->'; quote values with spaces"


def only(path: str, text: str) -> Region:
    regions, problems = find_regions(path, text)
    assert problems == ()
    (region,) = regions
    return region


def bare(text: str) -> str:
    """The text without the proofs in its markers."""
    return re.sub(r" revi:[0-9a-f]{16}", "", text)


# Text → (name, line, column, content) of each region.
FOUND = {
    "a block": (f"# Title\n\n{BEGIN}\nx\n{END}\n", [("a", 3, 1, "\nx\n")]),
    "nothing inside": (f"{BEGIN}{END}", [("a", 1, 1, "")]),
    "on one line": (f"At most {BEGIN}600{END} tokens.\n", [("a", 1, 9, "600")]),
    "two on one line": (f"{BEGIN}1{END} and <!-- revi:begin b -->2{END}\n", [("a", 1, 1, "1"), ("b", 1, 45, "2")]),
    "in the cells of a table": (
        f"| a | b |\n|---|---|\n| {BEGIN}1{END} | {BEGIN}2{END} |\n",
        [("a", 3, 3, "1"), ("a", 3, 45, "2")],
    ),
    "in a list": (f"- one\n  {BEGIN}\n  x\n  {END}\n", [("a", 2, 3, "\n  x\n  ")]),
    "first in a list": (f"1. {BEGIN}\n   x\n   {END}\n", [("a", 1, 4, "\n   x\n   ")]),
    "in a quote": (f"> {BEGIN}\n> x\n> {END}\n", [("a", 1, 3, "\n> x\n> ")]),
    "without spaces": ("<!--revi:begin a-->x<!--revi:end-->", [("a", 1, 1, "x")]),
    "after a byte order mark": (f"\ufeff{BEGIN}x{END}", [("a", 1, 2, "x")]),
    "after an emoji": (f"🚀 {BEGIN}x{END}", [("a", 1, 3, "x")]),
    "line ends of Windows": (f"y\r\n{BEGIN}\r\nx\r\n{END}\r\n", [("a", 2, 1, "\r\nx\r\n")]),
    "a tick before and one after": (f"a ` b\n\n{BEGIN}x{END}\n\nc ` d\n", [("a", 3, 1, "x")]),
    "on a line of its own between ticks": (f"a `\n{BEGIN}\nx\n{END}\nb `\n", [("a", 2, 1, "\nx\n")]),
    "after escaped backticks": (f"\\`{BEGIN}x{END}\\`\n", [("a", 1, 3, "x")]),
    "after a fence": (f"```\n```\n{BEGIN}x{END}\n", [("a", 3, 1, "x")]),
    "a fence inside": (f"{BEGIN}\n```\ny\n```\n{END}\n", [("a", 1, 1, "\n```\ny\n```\n")]),
    "in a fence": (f"```md\n{BEGIN}\n```\n", []),
    "in a fence of waves": (f"~~~\n{BEGIN}\n~~~\n", []),
    "in a longer fence": (f"````\n```\n{BEGIN}\n```\n{END}\n````\n", []),
    "in a fence that nothing closes": (f"```\n{BEGIN}\n", []),
    "in a fence in a list": (f"- ```\n  {BEGIN}\n  ```\n", []),
    "in a fence in a quote": (f"> ```\n> {BEGIN}\n> ```\n", []),
    "in a code span": (f"Write `{BEGIN}` and `{END}`.\n", []),
    "in a code span of two ticks": (f"Write `` {BEGIN}`x` ``.\n", []),
    "other words for people": ("<!-- revi:other-meaning -->\n<!-- revi:defined -->\n", []),
    "a proof of a whole file": ("<!-- revi:abcdef0123456789 -->\n<!--revi:abcdefabcdefabcd-->\n", []),
    "other comments": ("<!-- revise: begin -->\n<!-- see revi:begin -->\n", []),
    "between backticks in HTML": (f"<div>\n` {BEGIN}{END} `\n</div>\n", [("a", 2, 3, "")]),
    "in code in HTML with Markdown": (f"<div markdown>\n`{BEGIN}{END}`\n</div>\n", []),
    "between tags with backticks": (f'<a title="`"> {BEGIN}{END} <b title="`">\n', [("a", 1, 15, "")]),
    "between links with backticks": (f"<https://a.b/`> {BEGIN}{END} <https://a.b/`>\n", [("a", 1, 17, "")]),
    "no text": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_found_in_markdown(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    regions, problems = find_regions("docs/a.md", text)

    assert problems == ()
    assert [
        (item.name, item.place.line, item.place.column, text[item.content_start : item.content_end]) for item in regions
    ] == expected


@pytest.mark.parametrize(
    ("path", "sign"), [("a.yml", "#"), ("a.yaml", "#"), ("a.py", "#"), ("a.sh", "#"), ("a.ts", "//"), ("a.TSX", "//")]
)
def test_found_in_code(path: str, sign: str) -> None:
    text = f"x\n  {sign} revi:begin limits phase=make\n  y\n  {sign} revi:end\nz\n"
    region = only(path, text)

    assert str(region.place) == f"{path}:2:3"
    assert (region.name, region.arguments, region.indent) == ("limits", (("phase", "make"),), "  ")
    assert text[region.content_start : region.content_end] == "\n  y\n  "
    assert bare(filled(path, text, "a\n\nb\n")) == text.replace("  y\n", "  a\n\n  b\n")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("a.py", 'x = "  # revi:begin a"\ny = "# revi:end"\n', id="in a string"),
        pytest.param("a.yml", f"a: 1\n{BEGIN}\n{END}\n", id="the form of another file"),
        pytest.param("a.ts", "# revi:begin a\n", id="the sign of another file"),
        pytest.param("a.md", "# revi:begin a\n", id="a title"),
    ],
)
def test_text_that_is_no_marker(path: str, text: str) -> None:
    assert find_regions(path, text) == ((), ())


def test_the_template_is_named_after_the_region_and_the_file() -> None:
    assert [only(f"a{suffix}", "# revi:begin a\n# revi:end\n").template for suffix in (".yaml", ".py", ".sh")] == [
        "regions/a.yml.j2",
        "regions/a.py.j2",
        "regions/a.sh.j2",
    ]
    assert only("a.tsx", "// revi:begin a\n// revi:end").template == "regions/a.ts.j2"
    assert only("A.MD", BEGIN + END).template == "regions/a.md.j2"
    assert {form for form, _ in SYNTAX_BY_SUFFIX.values()} == {"md", "yml", "py", "sh", "ts"}


ARGUMENTS = {
    "none": ("", ()),
    "a word": (" phase=make", (("phase", "make"),)),
    "several in their order": (" b=1 a=2", (("b", "1"), ("a", "2"))),
    "in quotes": (' title="Two words" n=1', (("title", "Two words"), ("n", "1"))),
    "nothing in quotes": (' title=""', (("title", ""),)),
    "with punctuation": (" at=a/b.c:d=e,f", (("at", "a/b.c:d=e,f"),)),
    "tabs between": ("\ta=1\tb=2", (("a", "1"), ("b", "2"))),
    "and a proof": (" a=1 revi:0123456789abcdef", (("a", "1"),)),
}


@pytest.mark.parametrize(("suffix", "expected"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_arguments(suffix: str, expected: tuple[tuple[str, str], ...]) -> None:
    region = only("a.md", f"<!-- revi:begin a{suffix} -->{END}")

    assert region.arguments == expected
    assert region.former_checksum == ("0123456789abcdef" if "revi:" in suffix else "")
    assert region.marker == f"<!-- revi:begin a{suffix.removesuffix(' revi:0123456789abcdef')} -->"


WRONG = {
    "nested-region": (
        f"{BEGIN}\n  <!-- revi:begin b -->\n{END}\n{END}\n",
        (
            "a.md:2:3: nested-region: this region starts inside the region that starts on line 1\n"
            "  also: a.md:1:1\n"
            "  fix: write '<!-- revi:end -->' before it, or move it out of the other region\n"
        ),
    ),
    "an end forgotten": (
        f"{BEGIN}\n<!-- revi:begin b -->\n{END}\n{BEGIN}{END}\n",
        (
            "a.md:2:1: nested-region: this region starts inside the region that starts on line 1\n"
            "  also: a.md:1:1\n"
            "  fix: write '<!-- revi:end -->' before it, or move it out of the other region\n"
        ),
    ),
    "unclosed-region": (
        f"x {BEGIN}\n",
        (
            "a.md:1:3: unclosed-region: the region that starts here has no end marker\n"
            "  fix: write the marker 'revi:end', in a comment of its own, at the end of the region\n"
        ),
    ),
    "an end in a fence": (
        f"{BEGIN}\n```\n{END}\n```\n",
        (
            "a.md:1:1: unclosed-region: the region that starts here has no end marker\n"
            "  fix: write the marker 'revi:end', in a comment of its own, at the end of the region\n"
        ),
    ),
    "doubled-marker": (
        f"{BEGIN}\n{BEGIN}\n{END}\n",
        (
            "a.md:2:1: doubled-marker: this begin marker repeats the one on line 1\n"
            "  also: a.md:1:1\n"
            "  fix: remove one of the two markers\n"
        ),
    ),
    "a doubled end": (
        f"{BEGIN}\n{END}\n {END}\n",
        (
            "a.md:3:2: doubled-marker: this end marker repeats the one on line 2\n"
            "  also: a.md:2:1\n"
            "  fix: remove one of the two markers\n"
        ),
    ),
    "reversed-region": (
        f"{END}\n{BEGIN}\n",
        (
            "a.md:1:1: reversed-region: this end marker has no begin marker before it\n"
            "  fix: write the begin marker before it, or remove it\n"
            "a.md:2:1: unclosed-region: the region that starts here has no end marker\n"
            "  fix: write the marker 'revi:end', in a comment of its own, at the end of the region\n"
        ),
    ),
    "unknown-marker": (
        "| <!-- revi:begn a --> |\n",
        ("a.md:1:3: unknown-marker: 'revi:begn' is not a marker\n  fix: write 'revi:begin NAME'\n"),
    ),
    "an unknown one that is like no other": (
        "<!-- revi:start a -->\n",
        ("a.md:1:1: unknown-marker: 'revi:start' is not a marker\n  fix: write 'revi:begin NAME' or 'revi:end'\n"),
    ),
    "an unknown begin with an end": (
        f"<!-- revi:begn a -->\n{END}\n<!-- revi:start a -->\n{END}\n<!-- rivi:begin a -->\n{END}\n",
        (
            "a.md:1:1: unknown-marker: 'revi:begn' is not a marker\n  fix: write 'revi:begin NAME'\n"
            "a.md:3:1: unknown-marker: 'revi:start' is not a marker\n  fix: write 'revi:begin NAME' or 'revi:end'\n"
            "a.md:5:1: unknown-marker: '<!-- rivi:begin a -->' looks like a region marker, but is not read as one\n"
            f"  fix: write '<!-- revi:begin NAME -->' and '{END}', or put the comment into a code span\n"
        ),
    ),
    "an unknown end": (
        f"{BEGIN}\n<!-- revi:ende -->\n{BEGIN}\n<!-- revi:stop -->\n{BEGIN}{END}\n",
        (
            "a.md:2:1: unknown-marker: 'revi:ende' is not a marker\n  fix: write 'revi:end'\n"
            "a.md:4:1: unknown-marker: 'revi:stop' is not a marker\n  fix: write 'revi:begin NAME' or 'revi:end'\n"
        ),
    ),
    "malformed-marker": (
        f"<!-- revi:begin a b -->\n{END}\n",
        f"a.md:1:1: malformed-marker: the marker contains 'b', which is not key=value\n  fix: {FORM}\n",
    ),
    "no name": (
        f"<!-- revi:begin -->\n{END}\n",
        f"a.md:1:1: malformed-marker: the marker names no template\n  fix: {FORM}\n",
    ),
    "an argument for a name": (
        f"<!-- revi:begin k=v -->\n{END}\n",
        f"a.md:1:1: malformed-marker: the marker names no template\n  fix: {FORM}\n",
    ),
    "an argument twice": (
        f"<!-- revi:begin a k=1 k=2 -->\n{END}\n",
        f"a.md:1:1: malformed-marker: the marker repeats an argument\n  fix: {FORM}\n",
    ),
    "an argument without value": (
        f"<!-- revi:begin a k= -->\n{END}\n",
        f"a.md:1:1: malformed-marker: the marker contains 'k=', which is not key=value\n  fix: {FORM}\n",
    ),
    "a quote that nothing closes": (
        f'<!-- revi:begin a j=1 k="1 2 -->\n{END}\n',
        f"a.md:1:1: malformed-marker: the marker contains 'k=\"1 2', which is not key=value\n  fix: {FORM}\n",
    ),
    "a proof of another length": (
        f"<!-- revi:begin a revi:0123 -->\n{END}\n",
        (f"a.md:1:1: malformed-marker: the marker contains 'revi:0123', which is not key=value\n  fix: {FORM}\n"),
    ),
    "an end with a name": (
        f"{BEGIN}\n<!-- revi:end a -->\n",
        f"a.md:2:1: malformed-marker: the marker has unexpected text after 'revi:end': 'a'\n  fix: {FORM}\n",
    ),
    "several at once": (
        f"{END}\n{BEGIN}{END} <!-- revi:stop -->\n<!-- revi:begin -->{END}\n\r\n🚀 {BEGIN}\n",
        (
            "a.md:1:1: reversed-region: this end marker has no begin marker before it\n"
            "  fix: write the begin marker before it, or remove it\n"
            "a.md:2:40: unknown-marker: 'revi:stop' is not a marker\n"
            "  fix: write 'revi:begin NAME' or 'revi:end'\n"
            f"a.md:3:1: malformed-marker: the marker names no template\n  fix: {FORM}\n"
            "a.md:5:3: unclosed-region: the region that starts here has no end marker\n"
            "  fix: write the marker 'revi:end', in a comment of its own, at the end of the region\n"
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG)
def test_wrong_markers(text: str, expected: str) -> None:
    assert shown(sorted_problems(find_regions("a.md", text)[1])) == expected


def test_wrong_markers_in_code() -> None:
    text = "a: 1\n  # revi:begin b\nc: 1\n# revi:ends\n"
    assert shown(sorted_problems(find_regions("a.yml", text)[1])) == (
        "a.yml:4:1: unknown-marker: 'revi:ends' is not a marker\n  fix: write 'revi:end'\n"
    )


CODES = sorted(code for code in FILE_CODES if code.endswith(("-marker", "-region")))


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_case_and_an_example_that_shows_it(code: str) -> None:
    example = re.search(r"^Example:\n\n(.*?)\n\nFix: ", FILE_CODES[code], re.DOTALL | re.MULTILINE)
    assert example

    assert code in {problem.code for problem in find_regions("a.md", textwrap.dedent(example[1]))[1]}
    assert code in {problem.code for problem in find_regions("a.md", WRONG[code][0])[1]}


# Text, what is rendered, and the text afterwards without the proofs.
FITTED = {
    "a block": (f"{BEGIN}\nold\n{END}\n", "a\n\nb\n", f"{BEGIN}\na\n\nb\n{END}\n"),
    "nothing inside yet": (f"{BEGIN}\n{END}\n", "\na\n\n", f"{BEGIN}\na\n{END}\n"),
    "on one line": (f"x {BEGIN}old{END} y\n", " a \n", f"x {BEGIN}a{END} y\n"),
    "a table on one line": (f"{BEGIN}{END}\n", "| a |\n|---|\n", f"{BEGIN}\n| a |\n|---|\n{END}\n"),
    "in a list": (f"-\n  {BEGIN}\n  {END}\n", "a\n b\n\nc\n", f"-\n  {BEGIN}\n  a\n   b\n\n  c\n  {END}\n"),
    "first in a list": (f"1. {BEGIN}\n   {END}\n", "a\n\nb\n", f"1. {BEGIN}\n   a\n\n   b\n   {END}\n"),
    "in a quote": (f"> {BEGIN}\n> {END}\n", "a\n\nb\n", f"> {BEGIN}\n> a\n>\n> b\n> {END}\n"),
    "in a list in a quote": (f"> - {BEGIN}\n>   {END}\n", "a\n", f"> - {BEGIN}\n>   a\n>   {END}\n"),
    "line ends of Windows": (f"{BEGIN}\r\n{END}\r\n", "a\nb\n", f"{BEGIN}\r\na\r\nb\r\n{END}\r\n"),
    "nothing rendered": (f"{BEGIN}\nold\n{END}\n", "", f"{BEGIN}\n\n{END}\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rendered", "expected"), FITTED.values(), ids=FITTED)
def test_what_is_rendered_is_fitted_in(text: str, rendered: str, expected: str) -> None:
    once = filled("a.md", text, rendered)

    assert bare(once) == expected
    assert filled("a.md", once, rendered) == once


def test_the_marker_stays_as_it_is() -> None:
    assert filled("a.md", '<!--revi:begin a k="1 2"-->x<!--revi:end-->', "new") == (
        '<!--revi:begin a k="1 2"-->new<!--revi:end-->'
    )
    assert filled("a.py", "# revi:begin a k=1\n# revi:end\n", "new") == "# revi:begin a k=1\nnew\n# revi:end\n"


def test_a_checksum_of_version_0_1_0_is_removed() -> None:
    """The checksums are those that earlier versions wrote."""
    assert only("a.md", "<!-- revi:begin a revi:0123456789abcdef -->x<!-- revi:end -->").key == "a"
    text = '<!--revi:begin a k="1 2" revi:161120db5d136f9f -->new<!--revi:end-->'
    region = only("a.md", text)
    assert region.former_checksum == former_checksum(region.checksum_subject, b"new") == "161120db5d136f9f"
    assert filled("a.md", text, "new") == '<!--revi:begin a k="1 2" -->new<!--revi:end-->'
    assert (
        filled("a.sh", "# revi:begin a revi:0123456789abcdef\n# revi:end\n", "x") == "# revi:begin a\nx\n# revi:end\n"
    )


WORDS = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True)
VALUES = st.text("abcXYZ019 =/.,:-_é🚀", max_size=9).filter(lambda text: "--" not in text)
ATTRIBUTES = st.dictionaries(WORDS, VALUES, max_size=3)
PROSE = st.text("ab |>-*#.<!é🚀\n", max_size=30).map(lambda text: text.replace("<!--", "<!"))
PARTS = st.lists(st.tuples(PROSE, WORDS, ATTRIBUTES, PROSE), max_size=4)


def marked(name: str, attributes: dict[str, str]) -> str:
    return f"<!-- revi:begin {name}" + "".join(f' {key}="{value}"' for key, value in attributes.items()) + " -->"


def built(parts: list[tuple[str, str, dict[str, str], str]], last: str) -> str:
    """A text of these parts. The `x` prevents a comment from starting in the part before."""
    return "".join(f"{before}x{marked(name, g)}{inside}x{END}" for before, name, g, inside in parts) + last


@given(parts=PARTS, last=PROSE)
def test_a_text_gives_back_the_parts_it_was_built_from(
    parts: list[tuple[str, str, dict[str, str], str]], last: str
) -> None:
    text = built(parts, last)
    regions, problems = find_regions("a.md", text)

    assert problems == ()
    assert [(item.name, dict(item.arguments), text[item.content_start : item.content_end]) for item in regions] == [
        (name, attributes, f"{inside}x") for _, name, attributes, inside in parts
    ]


@given(
    parts=PARTS,
    last=PROSE,
    rendered=st.text("ab |>-é🚀 \n", max_size=30),
    indent=st.sampled_from(["", "  ", "> ", "- "]),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_filling_changes_nothing_outside_and_is_stable(
    parts: list[tuple[str, str, dict[str, str], str]], last: str, rendered: str, indent: str, newline: str
) -> None:
    text = f"{built(parts, last)}\n{indent}{BEGIN}\n{indent}{END}\n".replace("\n", newline)
    # A line '---' in the content would end front matter that starts here.
    assume(not text.startswith("---"))
    once = filled("a.md", text, rendered)
    before, regions = find_regions("a.md", text)[0], find_regions("a.md", once)[0]

    assert outside(once, regions) == outside(text, before)
    for region in regions:
        content = once[region.content_start : region.content_end]
        assert content == region.format_content(rendered)
    assert filled("a.md", once, rendered) == once


def outside(text: str, regions: tuple[Region, ...]) -> list[str]:
    """The text before, between and after the regions."""
    starts = [0, *(region.content_end for region in regions)]
    ends = [*(region.marker_start for region in regions), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


PIECES = st.sampled_from(
    [BEGIN, END, "<!--", " revi:", "begin", "end", " a=", '"', "`", "```\n", "> ", "# ", "//", "\n", "\r\n"]
)  # fmt: skip


@given(
    suffix=st.sampled_from(sorted(SYNTAX_BY_SUFFIX)),
    text=st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join),
)
def test_any_text_can_be_read(suffix: str, text: str) -> None:
    regions, problems = find_regions(f"a{suffix}", text)

    assert list(regions) == sorted(regions, key=lambda region: region.marker_start)
    assert all(item.marker_start < item.content_start <= item.content_end for item in regions)
    assert all(item.content_end <= next_region.marker_start for item, next_region in pairwise(regions))
    assert all(1 <= problem.places[0].line <= text.count("\n") + 1 for problem in problems)
