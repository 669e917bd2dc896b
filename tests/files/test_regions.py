"""Where regions stand in files that people write, what stands in their markers, and what can be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.regions import MARKERS, Region, find
from revi_docs.problems.problem import Problem
from revi_docs.report.formats import text

BEGIN, END = "<!-- revi:begin limits -->", "<!-- revi:end -->"
MALFORMED = "write '<!-- revi:begin NAME key=value -->' … '<!-- revi:end -->', a value with spaces in quotes"
CLOSE = "write the marker 'revi:end', in a comment of its own, where the region ends"


def only(path: str, content: str) -> Region:
    found, problems = find(path, content)
    assert problems == ()
    assert len(found) == 1
    return found[0]


def written(content: str, region: Region, rendered: str) -> str:
    """The text after `sync`."""
    made = region.sealed(region.fitted(rendered))
    return content[: region.begin] + made + content[region.end :]


def proof(content: str) -> str:
    """The first proof in a text."""
    return content[content.index(" revi:", content.index("revi:begin") + 5) + 1 :][:21]


STANDING = {
    "a block": (
        "a.md",
        "# Mine\n<!-- revi:begin limits -->\nold\n<!-- revi:end -->\nMine.\n",
        "# Mine\n<!-- revi:begin limits PROOF -->\none\n\n  two\n<!-- revi:end -->\nMine.\n",
    ),
    "an empty block": (
        "a.md",
        "<!-- revi:begin limits -->\n<!-- revi:end -->\n",
        "<!-- revi:begin limits PROOF -->\none\n\n  two\n<!-- revi:end -->\n",
    ),
    "without spaces in the marker": (
        "a.md",
        "<!--revi:begin limits-->\n<!--revi:end-->",
        "<!--revi:begin limits PROOF -->\none\n\n  two\n<!--revi:end-->",
    ),
    "indented in a list": (
        "a.md",
        "- item\n\n  <!-- revi:begin limits -->\n  <!-- revi:end -->\n- next\n",
        "- item\n\n  <!-- revi:begin limits PROOF -->\n  one\n\n    two\n  <!-- revi:end -->\n- next\n",
    ),
    "the first thing of a list item": (
        "a.md",
        "1. <!-- revi:begin limits -->\n   <!-- revi:end -->\n2. next\n",
        "1. <!-- revi:begin limits PROOF -->\n   one\n\n     two\n   <!-- revi:end -->\n2. next\n",
    ),
    "in a block quote": (
        "a.md",
        "> Mine.\n> <!-- revi:begin limits -->\n> <!-- revi:end -->\n",
        "> Mine.\n> <!-- revi:begin limits PROOF -->\n> one\n>\n>   two\n> <!-- revi:end -->\n",
    ),
    "windows line ends": (
        "a.md",
        "Mine.\r\n<!-- revi:begin limits -->\r\n<!-- revi:end -->\r\nMine.\r\n",
        "Mine.\r\n<!-- revi:begin limits PROOF -->\r\none\r\n\r\n  two\r\n<!-- revi:end -->\r\nMine.\r\n",
    ),
    "a byte order mark": (
        "a.md",
        "\ufeff<!-- revi:begin limits -->\n<!-- revi:end -->\n",
        "\ufeff<!-- revi:begin limits PROOF -->\none\n\n  two\n<!-- revi:end -->\n",
    ),
    "YAML": (
        "a.yml",
        "jobs:\n  # revi:begin limits\n  # revi:end\n  mine: 1\n",
        "jobs:\n  # revi:begin limits PROOF\n  one\n\n    two\n  # revi:end\n  mine: 1\n",
    ),
    "YAML with a byte order mark": (
        "a.yaml",
        "\ufeff# revi:begin limits\n# revi:end\n",
        "\ufeff# revi:begin limits PROOF\none\n\n  two\n# revi:end\n",
    ),
    "YAML with windows line ends": (
        "a.yml",
        "# revi:begin limits\r\n# revi:end\r\n",
        "# revi:begin limits PROOF\r\none\r\n\r\n  two\r\n# revi:end\r\n",
    ),
    "TypeScript": (
        "a.ts",
        "class A {\n\t// revi:begin limits\n\t// revi:end\n}\n",
        "class A {\n\t// revi:begin limits PROOF\n\tone\n\n\t  two\n\t// revi:end\n}\n",
    ),
    "Python": (
        "a.py",
        "import x\n\n#revi:begin limits\n#revi:end\n",
        "import x\n\n#revi:begin limits PROOF\none\n\n  two\n#revi:end\n",
    ),
    "shell": (
        "a.sh",
        "#!/bin/sh\n# revi:begin limits\nold=1\n# revi:end",
        "#!/bin/sh\n# revi:begin limits PROOF\none\n\n  two\n# revi:end",
    ),
    "letters in the file's ending, and a name that is all ending": (
        "docs/.MD",
        "<!-- revi:begin limits -->\n<!-- revi:end -->\n",
        "<!-- revi:begin limits PROOF -->\none\n\n  two\n<!-- revi:end -->\n",
    ),
}


@pytest.mark.parametrize(("path", "before", "after"), STANDING.values(), ids=STANDING)
def test_a_block_is_filled_as_it_stands(path: str, before: str, after: str) -> None:
    made = written(before, only(path, before), "one\n\n  two\n")

    assert made.replace(proof(made), "PROOF") == after
    again = only(path, made)
    assert again.seal == again.proof(made[again.start : again.end])
    assert written(made, again, "one\n\n  two\n") == made


INLINE = {
    "in a sentence": ("At most <!-- revi:begin n -->1<!-- revi:end --> tokens.", (8, 29)),
    "in a table cell": ("| a | <!-- revi:begin n --> <!-- revi:end --> | b |\n", (6, 27)),
    "as a list item": ("- <!-- revi:begin n -->1<!-- revi:end -->\n", (2, 23)),
    "beside a code span": ("`x` <!-- revi:begin n -->1<!-- revi:end --> `y`\n", (4, 25)),
    "holding a code span": ("<!-- revi:begin n -->`x` `y`<!-- revi:end -->\n", (0, 21)),
}


@pytest.mark.parametrize(("before", "offsets"), INLINE.values(), ids=INLINE)
def test_between_markers_on_one_line_stands_a_part_of_that_line(
    before: str, offsets: tuple[int, int]
) -> None:
    region = only("a.md", before)
    made = written(before, region, "\n42\n")

    assert (region.inline, region.begin, region.start) == (True, *offsets)
    head, tail = before[: region.begin], before[region.end :]
    assert made == f"{head}<!-- revi:begin n {proof(made)} -->42{tail}"
    assert written(made, only("a.md", made), "42") == made


def test_two_in_one_line() -> None:
    row = "| <!-- revi:begin a -->1<!-- revi:end --> | <!-- revi:begin b x=2 -->3<!-- revi:end --> |"
    found, problems = find("a.md", row)

    assert problems == ()
    assert [(one.name, one.arguments, row[one.start : one.end]) for one in found] == [
        ("a", (), "1"),
        ("b", (("x", "2"),), "3"),
    ]
    assert [one.place.column for one in found] == [3, 45]


TEXT = {
    "in a fence": f"```\n{BEGIN}\n{END}\n```\n",
    "in a fence with a language": f"```markdown\n{BEGIN}\n```\n",
    "in a fence of waves": f"~~~\n{END}\n~~~\n",
    "in a longer fence": f"````\n```\n{BEGIN}\n```\n{END}\n````\n",
    "in a fence in a list": f"- ```\n  {BEGIN}\n  ```\n",
    "in a fence in a quote": f"> ```\n> {BEGIN}\n> ```\n",
    "in a fence that nothing closes": f"```\n{BEGIN}\n",
    "in a code span": f"Write `{BEGIN}` before and `{END}` behind it.\n",
    "in a longer code span": f"Write ``a ` {BEGIN}``.\n",
    "a proof": "<!-- revi:a1b2c3d4e5f60718 -->\n",
    "what judges of prose read": "<!-- revi:other-meaning -->\n<!-- revi:defined x -->\n",
    "no colon": "<!-- revi begin limits -->\n",
    "an output's own comment": "<!-- Made by revi: begin -->\n",
}


@pytest.mark.parametrize("content", TEXT.values(), ids=TEXT)
def test_what_is_only_text(content: str) -> None:
    assert find("a.md", content) == ((), ())


@pytest.mark.parametrize(
    ("path", "content"),
    [
        pytest.param("a.py", "x = 1  # revi:begin limits\n", id="behind code"),
        pytest.param("a.ts", 'const x = "// revi:begin limits"\n', id="in a string"),
        pytest.param("a.sh", "echo '<!-- revi:begin limits -->'\n", id="in another form"),
        pytest.param("a.py", "# revi:a1b2c3d4e5f60718\n", id="a proof"),
    ],
)
def test_what_is_only_text_in_code(path: str, content: str) -> None:
    assert find(path, content) == ((), ())


def test_a_fence_does_not_hide_the_regions_around_it() -> None:
    content = f"{BEGIN}\n```\n{END}\n```\n{END}\n"

    assert content[only("a.md", content).start :] == f"\n```\n{END}\n```\n{END}\n"


ARGUMENTS = {
    "none": ("", ()),
    "plain": ("phase=elaboration", (("phase", "elaboration"),)),
    "in quotes": ('title="All the limits"', (("title", "All the limits"),)),
    "empty": ('title=""', (("title", ""),)),
    "several, in their order": ("b=1   a-x=2/3", (("b", "1"), ("a-x", "2/3"))),
    "an equals sign in the value": ("way=a=b", (("way", "a=b"),)),
}


@pytest.mark.parametrize(("said", "expected"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_arguments(said: str, expected: tuple[tuple[str, str], ...]) -> None:
    for content in (
        f"<!-- revi:begin n {said} -->{END}",
        f"<!-- revi:begin n {said}  revi:{'0' * 16} -->{END}",
    ):
        region = only("a.md", content)

        assert (region.name, region.arguments, region.template) == ("n", expected, "regions/n.md.j2")


def test_an_argument_counts_the_same_with_and_without_quotes() -> None:
    plain, quoted = (only("a.md", f"<!-- revi:begin n {said} -->{END}") for said in ("a=b", 'a="b"'))

    assert plain.proof("x") == quoted.proof("x")


def test_a_moved_region_keeps_its_proof() -> None:
    made = written(f"{BEGIN}{END}", only("a.md", f"{BEGIN}{END}"), "x")
    moved = only("other/b.md", f"# Elsewhere\n\nAt most {made}.\n")

    assert moved.seal == moved.proof("x")


@pytest.mark.parametrize(
    "begin",
    [
        pytest.param("<!-- revi:begin limit -->", id="another name"),
        pytest.param("<!-- revi:begin limits phase=x -->", id="other arguments"),
    ],
)
def test_a_proof_is_taken_over_name_and_arguments(begin: str) -> None:
    assert only("a.md", f"{begin}{END}").proof("x") != only("a.md", f"{BEGIN}{END}").proof("x")


def test_a_proof_holds_whatever_git_makes_of_line_ends() -> None:
    region = only("a.md", f"{BEGIN}{END}")

    assert region.proof("\na\n") == region.proof("\r\na\r\n")


BROKEN = {
    "nested": (
        f"{BEGIN}\n  <!-- revi:begin other -->\n{END}\n{END}\n",
        (
            "a.md:2:3: nested-region: a region begins inside the one that begins on line 1\n"
            "  also: a.md:1:1\n"
            "  fix: write '<!-- revi:end -->' before it, or move it out\n"
            "a.md:4:1: doubled-marker: the end marker stands here for the second time, first on line 3\n"
            "  also: a.md:3:1\n"
            "  fix: remove one of the two markers\n"
        ),
    ),
    "unclosed": (
        f"Mine.\n\nMine {BEGIN}\n",
        f"a.md:3:6: unclosed-region: the region that begins here has no end\n  fix: {CLOSE}\n",
    ),
    "doubled begin": (
        f"{BEGIN}\n{BEGIN}\n{END}\n",
        (
            "a.md:2:1: doubled-marker: the marker stands here for the second time, first on line 1\n"
            "  also: a.md:1:1\n"
            "  fix: remove one of the two markers\n"
        ),
    ),
    "doubled end": (
        f"{BEGIN}\n{END}\nMine.\n{END}\n",
        (
            "a.md:4:1: doubled-marker: the end marker stands here for the second time, first on line 2\n"
            "  also: a.md:2:1\n"
            "  fix: remove one of the two markers\n"
        ),
    ),
    "reversed": (
        f"{END}\n{BEGIN}\n",
        (
            "a.md:1:1: reversed-region: a region ends here, and none has begun\n"
            "  fix: write the begin marker before it, or remove it\n"
            f"a.md:2:1: unclosed-region: the region that begins here has no end\n  fix: {CLOSE}\n"
        ),
    ),
    "unknown": (
        "Mine.\n| 🚀 | <!-- revi:begn limits --> |\n",
        (
            "a.md:2:7: unknown-marker: 'revi:begn' is no marker\n"
            "  fix: write 'revi:begin NAME' or 'revi:end', or did you mean 'begin'?\n"
        ),
    ),
    "without a name": (
        f"<!-- revi:begin -->{END}",
        f"a.md:1:1: malformed-marker: the marker names no template\n  fix: {MALFORMED}\n",
    ),
    "a name that leads elsewhere": (
        f"<!-- revi:begin ../x -->{END}",
        f"a.md:1:1: malformed-marker: the marker names no template\n  fix: {MALFORMED}\n",
    ),
    "a word that is no argument": (
        f"<!-- revi:begin limits a=1 elaboration -->{END}",
        (
            "a.md:1:1: malformed-marker: the marker says 'elaboration', which is no key=value\n"
            f"  fix: {MALFORMED}\n"
        ),
    ),
    "a quote that nothing closes": (
        f'<!-- revi:begin limits a="b c -->{END}',
        f"a.md:1:1: malformed-marker: the marker says 'a=\"b c', which is no key=value\n  fix: {MALFORMED}\n",
    ),
    "an argument twice": (
        f"<!-- revi:begin limits a=1 a=2 -->{END}",
        f"a.md:1:1: malformed-marker: the marker gives an argument twice\n  fix: {MALFORMED}\n",
    ),
    "an end that says something": (
        f"{BEGIN}\n<!-- revi:end limits -->\n{END}\n",
        f"a.md:2:1: malformed-marker: the marker ends with 'limits'\n  fix: {MALFORMED}\n",
    ),
    "several at once": (
        f"{BEGIN}\n<!-- revi:start x -->\n{END}\n{END}\n\ufeff<!-- revi:begin x -->",
        (
            "a.md:2:1: unknown-marker: 'revi:start' is no marker\n"
            "  fix: write 'revi:begin NAME' or 'revi:end'\n"
            "a.md:4:1: doubled-marker: the end marker stands here for the second time, first on line 3\n"
            "  also: a.md:3:1\n"
            "  fix: remove one of the two markers\n"
            f"a.md:5:1: unclosed-region: the region that begins here has no end\n  fix: {CLOSE}\n"
        ),
    ),
    "windows line ends": (
        f"Mine.\r\n  {BEGIN}\r\n",
        f"a.md:2:3: unclosed-region: the region that begins here has no end\n  fix: {CLOSE}\n",
    ),
}


@pytest.mark.parametrize(("content", "expected"), BROKEN.values(), ids=BROKEN)
def test_what_can_be_wrong_with_markers(content: str, expected: str) -> None:
    assert text(find("a.md", content)[1]) == expected


def test_the_cases_show_every_code_of_markers() -> None:
    shown = {problem.code for content, _ in BROKEN.values() for problem in find("a.md", content)[1]}

    assert shown == {
        "doubled-marker",
        "malformed-marker",
        "nested-region",
        "reversed-region",
        "unclosed-region",
        "unknown-marker",
    }


@pytest.mark.parametrize(
    ("path", "content", "place"),
    [
        pytest.param("a.py", "x = 1\n    # revi:begin n\n", "a.py:2:5", id="Python"),
        pytest.param("a.yml", "\ufeff  # revi:begin n\r\n", "a.yml:1:3", id="YAML with a byte order mark"),
        pytest.param("a.tsx", "\t// revi:begin n", "a.tsx:1:2", id="TypeScript"),
    ],
)
def test_the_place_of_a_marker_in_code(path: str, content: str, place: str) -> None:
    found, problems = find(path, content)

    assert found == ()
    assert [(str(one.places[0]), one.code) for one in problems] == [(place, "unclosed-region")]


LINES = st.text("ab `>#|*-\t🚀é.", max_size=12)
NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True)
VALUES = st.from_regex(r"[a-z0-9./]{1,5}", fullmatch=True)


@st.composite
def parts(draw: st.DrawFn) -> tuple[str, list[str], list[tuple[str, tuple[tuple[str, str], ...]]], str]:
    """A suffix, the lines around regions, what stands in the regions' markers, and how lines end."""
    regions = draw(st.lists(st.tuples(NAMES, st.dictionaries(NAMES, VALUES, max_size=2)), max_size=3))
    lines = st.lists(LINES.filter(lambda line: "```" not in line), max_size=3)
    around = ["".join(f"{line}\n" for line in draw(lines)).replace("`", "") for _ in range(len(regions) + 1)]
    return (
        draw(st.sampled_from(sorted(MARKERS))),
        around,
        [(name, tuple(given.items())) for name, given in regions],
        draw(st.sampled_from(["\n", "\r\n"])),
    )


def comment(suffix: str, words: str) -> str:
    """A marker as a file of this kind has it."""
    form = {"md": "<!-- {} -->", "yml": "# {}", "py": "# {}", "sh": "# {}", "ts": "// {}"}[MARKERS[suffix][0]]
    return form.format(words)


@given(parts(), st.lists(st.text("ab \n|#`", min_size=1, max_size=20), min_size=3, max_size=3))
def test_of_a_text_made_of_parts_the_parts_are_found(made, contents: list[str]) -> None:
    suffix, around, regions, newline = made
    pieces = [around[0]]
    for (name, arguments), behind in zip(regions, around[1:], strict=True):
        said = " ".join(["revi:begin", name, *(f"{key}={value}" for key, value in arguments)])
        pieces += [f"{comment(suffix, said)}\n{comment(suffix, 'revi:end')}\n", behind]
    content = "".join(pieces).replace("\n", newline)
    found, problems = find(f"a{suffix}", content)

    assert problems == ()
    assert [(one.name, one.arguments) for one in found] == regions
    outside = [content[end:begin] for end, begin in gaps(found, len(content))]
    for region, rendered in reversed(list(zip(found, contents, strict=False))):
        content = written(content, region, rendered.replace("`", ""))
    again, problems = find(f"a{suffix}", content)

    assert problems == ()
    assert [(one.name, one.arguments) for one in again] == regions
    assert [content[end:begin] for end, begin in gaps(again, len(content))] == outside
    assert all(one.seal == one.proof(content[one.start : one.end]) for one in again)
    assert all(line.endswith(newline[0]) for line in content.split("\n")[:-1] if newline == "\r\n")


def gaps(found: tuple[Region, ...], size: int) -> list[tuple[int, int]]:
    """The stretches around regions, from content to begin marker."""
    return list(zip((0, *(one.end for one in found)), (*(one.begin for one in found), size), strict=True))


HOSTILE = st.lists(
    st.sampled_from(
        [
            "<!--",
            "-->",
            " revi:begin ",
            "revi:end ",
            "revi:",
            "a",
            "=",
            '"',
            "`",
            "```",
            "\n",
            "\r",
            "# ",
            "// ",
        ]
    )
    | st.text(max_size=3),
    max_size=30,
).map("".join)


@given(st.sampled_from(sorted(MARKERS)), HOSTILE)
def test_no_text_is_too_odd(suffix: str, content: str) -> None:
    found, problems = find(f"a{suffix}", content)

    assert all(isinstance(problem, Problem) for problem in problems)
    assert all(one.begin < one.start <= one.end <= len(content) for one in found)
    assert sorted(one.begin for one in found) == [one.begin for one in found]
