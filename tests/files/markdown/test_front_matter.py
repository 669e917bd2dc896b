"""The fields of front matter: value, place and style, also in blocks that are not valid YAML."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.markdown.front_matter import FrontMatter, parse_front_matter
from revi_docs.files.markdown.front_matter_block import UnclosedError
from revi_docs.files.markdown.front_matter_edits import with_field
from revi_docs.files.yaml.yaml_fields import Field
from revi_docs.files.yaml.yaml_nodes import FieldValue

FieldDescription = tuple[str, FieldValue, str, str, str]


def front(text: str) -> FrontMatter:
    parsed = parse_front_matter(text)
    assert parsed is not None
    return parsed


def describe(text: str, field: Field) -> FieldDescription:
    """Name, value, the value as it is written, its place, its style."""
    return (field.name, field.value, text[field.start : field.end], f"{field.line}:{field.column}", field.style)


def fields(block: str) -> list[FieldDescription]:
    """The fields of a block that is YAML."""
    text = f"---\n{block}\n---\nBody\n---\n"
    parsed = front(text)
    assert parsed.error is None
    assert text[parsed.end :] == "---\nBody\n---\n"
    assert parsed.last_line == text.count("\n", 0, parsed.end) + 1
    return [describe(text, field) for field in parsed.fields]


DEEP = "[" * 32 + "]" * 32

READ: dict[str, tuple[str, list[FieldDescription]]] = {
    "plain": ("model: sonnet", [("model", "sonnet", "sonnet", "2:8", "")]),
    "plain with a comment": ("model: a b  # c", [("model", "a b", "a b", "2:8", "")]),
    "a hash within a word": ("model: a#b", [("model", "a#b", "a#b", "2:8", "")]),
    "single quotes": ("model: 'it''s' # c", [("model", "it's", "'it''s'", "2:8", "'")]),
    "double quotes": (r'model: "a\"b" # c', [("model", 'a"b', r'"a\"b"', "2:8", '"')]),
    "over two lines": ("model: a\n  b\nz: y", [("model", "a b", "a\n  b", "2:8", ""), ("z", "y", "y", "4:4", "")]),
    "quotes over two lines": ('model: "a\n  b"', [("model", "a b", '"a\n  b"', "2:8", '"')]),
    "on the next line": ("model:\n  a", [("model", "a", "a", "3:3", "")]),
    "literal block": (
        "model: |\n  a\n  b\n\nz: y",
        [("model", "a\nb\n", "|\n  a\n  b", "2:8", "|"), ("z", "y", "y", "6:4", "")],
    ),
    "folded block": ("model: >-  # c\n  a\n  b", [("model", "a b", ">-  # c\n  a\n  b", "2:8", ">")]),
    "flow list": ("model: [a, 'b'] # c", [("model", ("a", "b"), "[a, 'b']", "2:8", "[")]),
    "flow list over two lines": ("model: [a,\n  b]", [("model", ("a", "b"), "[a,\n  b]", "2:8", "[")]),
    "block list": (
        "model:\n  - a\n  - b\nz: y",
        [("model", ("a", "b"), "- a\n  - b", "3:3", "-"), ("z", "y", "y", "5:4", "")],
    ),
    "block list at the margin": (
        "model:\n- a\n- b # c\n# d\nz: y",
        [("model", ("a", "b"), "- a\n- b", "3:1", "-"), ("z", "y", "y", "6:4", "")],
    ),
    "comments after a block list": (
        "model:\n  - a\n  # b\n\nz: y",
        [("model", ("a",), "- a", "3:3", "-"), ("z", "y", "y", "6:4", "")],
    ),
    "text with commas": ("tools: a, b", [("tools", "a, b", "a, b", "2:8", "")]),
    "a mapping": ("model: {a: b}", [("model", None, "{a: b}", "2:8", "{")]),
    "a block mapping": (
        "model:\n  a: b\n  # c\nz: y",
        [("model", None, "a: b", "3:3", "{"), ("z", "y", "y", "5:4", "")],
    ),
    "a list of lists": ("model: [a, [b]]", [("model", None, "[a, [b]]", "2:8", "[")]),
    "quoted keys": ("'a': 1\n\"b\": 2", [("a", "1", "1", "2:6", ""), ("b", "2", "2", "3:6", "")]),
    "a space before the colon": ("model : a", [("model", "a", "a", "2:9", "")]),
    "a tab after the colon": ("model:\ta", [("model", "a", "a", "2:8", "")]),
    "a key with a question mark": ("? model\n: a", [("model", "a", "a", "3:3", "")]),
    "a list as key": ("[a]: b", [("[a]", "b", "b", "2:6", "")]),
    "empty": ("model:", [("model", "", "", "2:7", "")]),
    "empty with a comment": ("model: # c\nz: y", [("model", "", "", "2:7", ""), ("z", "y", "y", "3:4", "")]),
    "null": ("model: ~\nz: null", [("model", "~", "~", "2:8", ""), ("z", "null", "null", "3:4", "")]),
    "anchor and alias": ("a: &x b\nc: *x # d", [("a", "b", "&x b", "2:4", ""), ("c", "b", "*x", "3:4", "*")]),
    "alias of a list": (
        "a: &x\n  - b\nc: *x",
        [("a", ("b",), "&x\n  - b", "2:4", "-"), ("c", ("b",), "*x", "4:4", "*")],
    ),
    "a tag": ("a: !!str 1", [("a", "1", "!!str 1", "2:4", "")]),
    "emoji before the value": ("'🚀': 🚀 a # 🚀", [("🚀", "🚀 a", "🚀 a", "2:6", "")]),
    "indented": ("  a: b\n  c: d", [("a", "b", "b", "2:6", ""), ("c", "d", "d", "3:6", "")]),
    "twice": ("a: b\na: c", [("a", "b", "b", "2:4", ""), ("a", "c", "c", "3:4", "")]),
    "as deep as it may be": (f"a: {DEEP[1:-1]}", [("a", None, DEEP[1:-1], "2:4", "[")]),
    "line ends of Windows": (
        "a: b\r\nc:\r\n  - d\r\n  - e\r",
        [("a", "b", "b", "2:4", ""), ("c", ("d", "e"), "- d\r\n  - e", "4:3", "-")],
    ),
    "nothing": ("", []),
    "comments alone": ("# a: b", []),
}


@pytest.mark.parametrize(("block", "expected"), READ.values(), ids=READ)
def test_read(block: str, expected: list[FieldDescription]) -> None:
    assert fields(block) == expected


COLON = "mapping values are not allowed in this context"
TOKEN = "found character that cannot start any token"
NO_FIELDS = "not a mapping with one field per line"

NO_YAML: dict[str, tuple[str, tuple[int, int, str], list[FieldDescription]]] = {
    "a colon in the text": (
        "a: b\ndescription: Use when: x",
        (3, 22, COLON),
        [("a", "b", "b", "2:4", ""), ("description", "Use when: x", "Use when: x", "3:14", "?")],
    ),
    "after an emoji": (
        "description: 🚀 when: x",
        (2, 20, COLON),
        [("description", "🚀 when: x", "🚀 when: x", "2:14", "?")],
    ),
    "two lists": (
        "argument-hint: [a] | [b]\nmodel: 'x' # c",
        (2, 22, "did not find expected comment or line break"),
        [("argument-hint", "[a] | [b]", "[a] | [b]", "2:16", "?"), ("model", "x", "'x'", "3:8", "'")],
    ),
    "more lines": (
        "a: b: c\n  d\n\n  e\n\n# f\ng: h",
        (2, 5, COLON),
        [("a", "b: c d  e", "b: c\n  d\n\n  e", "2:4", "?"), ("g", "h", "h", "8:4", "")],
    ),
    "lists beside it": (
        "a: b: c\nd: [e]\nf:\n  - g\n  - h\ni:",
        (2, 5, COLON),
        [
            ("a", "b: c", "b: c", "2:4", "?"),
            ("d", ("e",), "[e]", "3:4", "["),
            ("f", ("g", "h"), "- g\n  - h", "5:3", "-"),
            ("i", "", "", "7:3", ""),
        ],
    ),
    "a block beside it": (
        "a: b: c\nd: |\n  e: f\ng: h",
        (2, 5, COLON),
        [("a", "b: c", "b: c", "2:4", "?"), ("d", "e: f", "|\n  e: f", "3:4", "|"), ("g", "h", "h", "5:4", "")],
    ),
    "line ends of Windows": (
        "a: b: c\r\n'd': e\r",
        (2, 5, COLON),
        [("a", "b: c", "b: c", "2:4", "?"), ("d", "e", "e", "3:6", "")],
    ),
    "an at sign": ("a: @b", (2, 4, TOKEN), [("a", "@b", "@b", "2:4", "?")]),
    "a percent sign": ("a: %b", (2, 4, TOKEN), [("a", "%b", "%b", "2:4", "?")]),
    "a tab before a key": ("\ta: b", (2, 1, TOKEN), []),
    "an unknown alias": ("a: *b", (2, 4, "found undefined alias"), [("a", "*b", "*b", "2:4", "?")]),
    "a quote that nothing closes": (
        "a: 'b\nc: d",
        (3, 5, "found unexpected end of stream"),
        [("a", "'b", "'b", "2:4", "?"), ("c", "d", "d", "3:4", "")],
    ),
    "two documents": ("a: b\n--- c", (3, 1, "but found another document"), [("a", "b", "b", "2:4", "")]),
    "a flow mapping": ("{a: b}", (2, 1, NO_FIELDS), []),
    "a list": ("- a: b", (2, 1, NO_FIELDS), []),
    "a word": ("a", (2, 1, NO_FIELDS), []),
    "too deep": (
        f"a: [{DEEP}]\nb: c",
        (2, 1, "nested deeper than 32 levels"),
        [("a", f"[{DEEP}]", f"[{DEEP}]", "2:4", "?"), ("b", "c", "c", "3:4", "")],
    ),
    "a line end of few": (
        "a: b\u2028\nc: d",
        (2, 5, "contains the line break U+2028"),
        [("a", "b", "b", "2:4", "?"), ("c", "d", "d", "3:4", "")],
    ),
    "an alias on a line of its own": (
        "a: &x b\nc:\n  *x",
        (3, 1, "an alias on its own line is not supported"),
        [("a", "b", "&x b", "2:4", ""), ("c", "*x", "\n  *x", "3:3", "?")],
    ),
}


@pytest.mark.parametrize(("block", "error", "expected"), NO_YAML.values(), ids=NO_YAML)
def test_no_yaml(block: str, error: tuple[int, int, str], expected: list[FieldDescription]) -> None:
    text = f"---\n{block}\n---\nBody\n"
    parsed = front(text)

    assert parsed.error == error
    assert [describe(text, field) for field in parsed.fields] == expected


@pytest.mark.parametrize(
    ("text", "names", "newline"),
    [
        pytest.param("---\na: b\n---", ["a"], "\n", id="nothing after it"),
        pytest.param("---\r\na: b\r\n---\r\nBody\r\n", ["a"], "\r\n", id="line ends of Windows"),
        pytest.param("\ufeff---\na: b\n---\n", ["a"], "\n", id="a byte order mark"),
        pytest.param("--- \na: b\n---\t\n", ["a"], "\n", id="spaces after the lines"),
        pytest.param("---\na: b\n...\nBody\n", ["a"], "\n", id="closed by dots"),
        pytest.param("---\n---\na: b\n---\n", [], "\n", id="empty, and a line in the body"),
        pytest.param("---\na: b\n---\nc: d\n---\n", ["a"], "\n", id="lines in the body"),
    ],
)
def test_end_of_the_block(text: str, names: list[str], newline: str) -> None:
    parsed = front(text)
    assert ([field.name for field in parsed.fields], parsed.newline) == (names, newline)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no text"),
        pytest.param("# Title\n", id="a title"),
        pytest.param("\n---\na: b\n---\n", id="not on the first line"),
        pytest.param("----\na: b\n---\n", id="four dashes"),
        pytest.param(" ---\na: b\n---\n", id="indented dashes"),
        pytest.param("---", id="one line and no more"),
    ],
)
def test_none(text: str) -> None:
    assert parse_front_matter(text) is None


def test_never_closed() -> None:
    with pytest.raises(UnclosedError):
        parse_front_matter("---\na: b\n ---\n----\n")


def test_names_that_stand_there_twice() -> None:
    parsed = front("---\na: 1\nb: 2\na: 3\n---\n")
    assert parsed.duplicate_names == ("a",)
    assert [field.value for field in parsed.fields_named("a")] == ["1", "3"]


LINES = st.lists(
    st.from_regex(r"""[a-c"']{1,2}: ?[a-c"'|>&*\[\]{},:#🚀\t -]{0,8}""", fullmatch=True)
    | st.text("ab: -#|>[]{}'\"&*!%@`~\r\t🚀\u2028", max_size=8),
    max_size=6,
)


@given(lines=LINES)
def test_any_block_can_be_read(lines: list[str]) -> None:
    text = "---\n" + "".join(f"{line}\n" for line in lines) + "---\nBody\n"
    parsed = front(text)

    for field in parsed.fields:
        assert field.key_start < field.start <= field.end <= field.next_line_start <= parsed.end or field.style == "?"
        assert text[: field.start].count("\n") + 1 == field.line
        assert field.start - text.rfind("\n", 0, field.start) == field.column
    if parsed.error is None:
        loaded = yaml.compose(text[4 : parsed.end], yaml.CSafeLoader)
        for field, (key, _) in zip(parsed.fields, loaded.value if loaded else (), strict=True):
            assert field.name == key.value or not isinstance(key, yaml.ScalarNode)


@pytest.mark.parametrize("block", ["? ", "? a", "b: c\n? a: ", "?"])
def test_a_question_mark_on_the_last_line_ends_within_the_block(block: str) -> None:
    parsed = front(f"---\n{block}\n---\nBody\n")

    assert [field.value for field in parsed.fields][-1] == ""
    assert all(field.start <= field.end <= field.next_line_start <= parsed.end for field in parsed.fields)


def test_parser_message_is_one_line() -> None:
    parsed = front("---\na: x\0y\n---\n")

    assert parsed.error == (2, 1, "unacceptable character #x0000: control characters are not allowed")


@pytest.mark.parametrize("line_break", ["\r", "\x85", "\u2028", "\u2029"])
def test_line_breaks_of_yaml_alone_do_not_shift_places(line_break: str) -> None:
    text = f"---\nname: a\ndescription: 'One{line_break}{line_break}two.'\nmodel: opus # ours\n---\nBody.\n"
    (field,) = front(text).fields_named("model")
    assert (field.name, field.line, text[field.start : field.end]) == ("model", 4, "opus")
    assert with_field(text, "model", "haiku") == text.replace("opus", "haiku")


def test_a_line_that_belongs_to_no_field_stays_in_an_invalid_block() -> None:
    text = "---\nname: a\nmodel: opus\nof people\ndescription: Use: when\n---\n"
    assert with_field(text, "model", "haiku") == text.replace("opus", "haiku")
