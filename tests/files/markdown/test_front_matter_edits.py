"""Edits of single fields: only the value changes, or nothing."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from revi_docs.files.markdown.front_matter import parse_front_matter
from revi_docs.files.markdown.front_matter_edits import FieldEditError, field_equals, with_field
from revi_docs.files.yaml.yaml_nodes import FieldValue


def with_delimiters(block: str) -> str:
    return f"---\n{block}\n---\nmodel: body\n---\n"


# A block, the value for `model`, and the block afterwards.
EDITS: dict[str, tuple[str, FieldValue, str]] = {
    "plain": ("model: sonnet", "opus", "model: opus"),
    "plain with a comment": ("model: sonnet  # c", "opus", "model: opus  # c"),
    "spaces kept": ("model :  sonnet ", "opus", "model :  opus "),
    "single quotes": ("model: 'sonnet' # c", "it's", "model: 'it''s' # c"),
    "double quotes": ('model: "sonnet"', 'a "b"', 'model: "a \\"b\\""'),
    "over two lines": ("model: a\n  b\nz: y", "opus", "model: opus\nz: y"),
    "on the next line": ("model:\n  a\nz: y", "opus", "model:\n  opus\nz: y"),
    "quoted key": ("'model': a", "opus", "'model': opus"),
    "empty": ("model:\nz: y", "opus", "model: opus\nz: y"),
    "empty with a comment": ("model: # c", "opus", "model: opus # c"),
    "null": ("model: ~", "opus", "model: opus"),
    "tab": ("model:\ta", "opus", "model:\topus"),
    "alias": ("a: &x b\nmodel: *x # c", "opus", "a: &x b\nmodel: opus # c"),
    "a tag": ("model: !!str a", "opus", "model: opus"),
    "indented": ("  model: a\n  z: y", "opus", "  model: opus\n  z: y"),
    "emoji before": ("'🚀': 🚀 # 🚀\nmodel: a", "opus", "'🚀': 🚀 # 🚀\nmodel: opus"),
    "deep beside it": ("a: {b: {c: [d]}}\nmodel: a", "opus", "a: {b: {c: [d]}}\nmodel: opus"),
    "a flow list": ("model: [a, b] # c", ("c", "d, e", "f"), 'model: [c, "d, e", f] # c'),
    "a block list": ("model:\n  - a\n  - b\nz: y", ("c", "d: e"), 'model:\n  - c\n  - "d: e"\nz: y'),
    "a block list at the margin": ("model:\n- a\n# c\nz: y", ("c", "d"), "model:\n- c\n- d\n# c\nz: y"),
    "a list as text": ("model: a, b", ("c", "d"), "model: c, d"),
    "a list as text in quotes": ("model: 'a, b'", ("c", "d"), "model: 'c, d'"),
    "commas in parentheses": ("model: a, b", ("c(d, e)", "f"), "model: c(d, e), f"),
    "members with commas": ("model: a, b", ("c, d", "f"), 'model: ["c, d", f]'),
    "one for a list": ("model: [a, b]", "opus", "model: opus"),
    "one for a block list": ("model:\n  - a\n  - b\nz: y", "opus", "model: opus\nz: y"),
    "one for a block list at the margin": ("model:\n- a\nz: y", "opus", "model: opus\nz: y"),
    "none for a block list": ("model:\n  - a\nz: y", (), "model:\n  []\nz: y"),
    "none for a text": ("model: a", (), 'model: ""'),
    "missing": ("name: a # c", "opus", "name: a # c\nmodel: opus"),
    "a missing list": ("name: a", ("b", "c"), "name: a\nmodel: b, c"),
    "missing among indented ones": ("  name: a", "opus", "  name: a\n  model: opus"),
    "missing after comments": ("# name: a\n", "opus", "# name: a\n\nmodel: opus"),
    "taken away": ("a: b\nmodel: c # d\nz: y", None, "a: b\nz: y"),
    "a block taken away": ("a: b\nmodel: |\n  c\n\n  d\n\nz: y", None, "a: b\n\nz: y"),
    "one with a question mark taken away": ("a: b\n? model\n: c", None, "a: b"),
    "an indented one taken away": ("  a: b\n  model: c\n  z: y", None, "  a: b\n  z: y"),
    "removed although missing": ("a: b", None, "a: b"),
    "in quotes, for it is a truth value": ("model: a", "yes", 'model: "yes"'),
    "in quotes, for it is nothing": ("model: a", "null", 'model: "null"'),
    "in quotes, for it is a number to some": ("model: a", "1:20", 'model: "1:20"'),
    "in quotes, for it would be a mapping": ("model: a", "b: c", 'model: "b: c"'),
    "in quotes, for it would be a comment": ("model: a", "b #c", 'model: "b #c"'),
    "in quotes, for it is empty": ("model: a", "", 'model: ""'),
    "in quotes, for it contains a line break": ("model: 'a'", "b\nc", 'model: "b\\nc"'),
    "no YAML beside it": (
        "description: Use when: x\nmodel: 'a' # c",
        "opus",
        "description: Use when: x\nmodel: 'opus' # c",
    ),
    "lists that are none beside it": (
        "argument-hint: [a] | [b]\nmodel:",
        "opus",
        "argument-hint: [a] | [b]\nmodel: opus",
    ),
    "no YAML itself": ("model: a: b\nz: y", "opus", "model: opus\nz: y"),
    "no YAML over two lines": ("model: a: b\n  c\n\n# d\nz: y", "opus", "model: opus\n\n# d\nz: y"),
    "a tab in the next line": ("model: a\n\tb", "opus", "model: opus"),
    "missing in invalid YAML": ("description: Use when: x", "opus", "description: Use when: x\nmodel: opus"),
}


@pytest.mark.parametrize(("block", "value", "expected"), EDITS.values(), ids=EDITS)
def test_edited(block: str, value: FieldValue, expected: str) -> None:
    once = with_field(with_delimiters(block), "model", value)

    assert once == with_delimiters(expected)
    assert with_field(once, "model", value) == once


@pytest.mark.parametrize(("block", "value", "expected"), EDITS.values(), ids=EDITS)
def test_edited_with_windows_line_ends(block: str, value: FieldValue, expected: str) -> None:
    text = "\ufeff" + with_delimiters(block).replace("\n", "\r\n")

    assert with_field(text, "model", value) == "\ufeff" + with_delimiters(expected).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "---\nmodel: opus\n---\n\n", id="no text"),
        pytest.param("# Title\n", "---\nmodel: opus\n---\n\n# Title\n", id="a title"),
        pytest.param("# A\r\n", "---\r\nmodel: opus\r\n---\r\n\r\n# A\r\n", id="line ends of Windows"),
        pytest.param("\ufeff# A\n", "\ufeff---\nmodel: opus\n---\n\n# A\n", id="a byte order mark"),
        pytest.param("---\n---\nBody", "---\nmodel: opus\n---\nBody", id="an empty block"),
        pytest.param("---\na: b\n---", "---\na: b\nmodel: opus\n---", id="nothing after the block"),
    ],
)
def test_a_file_without_the_field(text: str, expected: str) -> None:
    assert with_field(text, "model", "opus") == expected
    assert with_field(text, "model", None) == text


# A text, the value for `model`, and why the edit is rejected.
REJECTED: dict[str, tuple[str, FieldValue, str]] = {
    "never closed": ("---\nmodel: a\n", "opus", "the front matter has no closing line '---'"),
    "twice": (with_delimiters("model: a\nmodel: b"), "opus", "'model' is defined twice"),
    "twice, to be taken away": (with_delimiters("model: a\nmodel: b"), None, "'model' is defined twice"),
    "a literal block": (
        with_delimiters("model: |\n  a"),
        "b",
        "'model' is a block or mapping; replace it with a single value",
    ),
    "a folded block": (
        with_delimiters("model: >\n  a"),
        "b",
        "'model' is a block or mapping; replace it with a single value",
    ),
    "a mapping": (
        with_delimiters("model: {a: b}"),
        "b",
        "'model' is a block or mapping; replace it with a single value",
    ),
    "comments in a list": (
        with_delimiters("model:\n  - a # b\n  - c"),
        ("d",),
        "'model' contains comments between its values, which would be lost",
    ),
    "comments in brackets": (
        with_delimiters("model: [a, # b\n  c]"),
        ("d",),
        "'model' contains comments between its values, which would be lost",
    ),
    "others depend on it": (
        with_delimiters("model: &x a\nb: *x"),
        "c",
        "'model' cannot be set without making the front matter invalid",
    ),
    "a flow mapping": (
        with_delimiters("{name: a}"),
        "b",
        "the front matter has no fields: not a mapping with one field per line",
    ),
    "a list": (
        with_delimiters("- name: a"),
        "b",
        "the front matter has no fields: not a mapping with one field per line",
    ),
    "tabs before the keys": (
        with_delimiters("\tmodel: a"),
        "b",
        "the front matter has no fields: found character that cannot start any token",
    ),
    "a comment before a list": (
        with_delimiters("model: # c\n  - a"),
        "b",
        "'model' would not be read back as the expected value",
    ),
}


@pytest.mark.parametrize(("text", "value", "reason"), REJECTED.values(), ids=REJECTED)
def test_rejected_edits(text: str, value: FieldValue, reason: str) -> None:
    with pytest.raises(FieldEditError) as refused:
        with_field(text, "model", value)

    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("block", "expected_value", "expected"),
    [
        pytest.param("model: a", "a", True, id="plain"),
        pytest.param("model: 'a' # c", "a", True, id="in quotes"),
        pytest.param("model: a", "b", False, id="another"),
        pytest.param("model: a\n  b", "a b", True, id="over two lines"),
        pytest.param("model:", "", True, id="empty"),
        pytest.param("model: [a]", "[a]", True, id="brackets that are meant"),
        pytest.param("model: [a]", "a", False, id="a list for a text"),
        pytest.param("model: [a, b]", ("a", "b"), True, id="a list"),
        pytest.param("tools: A(x,y) B", ("A(x, y)", "B"), True, id="tools with spaces"),
        pytest.param("tools: A(x) B", ("A(x, y)", "B"), False, id="other tools with spaces"),
        pytest.param("model: a b", ("a", "b"), False, id="spaces in other lists"),
        pytest.param("model:\n- a\n- b", ("a", "b"), True, id="a block list"),
        pytest.param("model: a,b", ("a", "b"), True, id="a text with commas"),
        pytest.param("model: [b, a]", ("a", "b"), False, id="another order"),
        pytest.param("model: {a: b}", "a", False, id="a mapping"),
        pytest.param("model: Use: b", "Use: b", True, id="no YAML"),
    ],
)
def test_field_equals(block: str, expected_value: str | tuple[str, ...], expected: bool) -> None:
    text = with_delimiters(block)
    front = parse_front_matter(text)
    assert front is not None

    assert field_equals(front.fields[0], text, expected_value) is expected


NAMES = st.sampled_from(["model", "name", "tools", "description", "'a b'", '"c"'])
PLAIN = st.from_regex(r"[a-z][a-z0-9.-]{0,6}( [a-z]{1,3})?", fullmatch=True).filter(
    lambda text: text not in ("y", "n", "on", "off", "yes", "no", "null", "true", "false")
)
VALUE_TEXTS = st.one_of(
    PLAIN,
    PLAIN.map(lambda text: f"{text} # c"),
    PLAIN.map(lambda text: f"'{text}'"),
    PLAIN.map(lambda text: f'"{text} 🚀" # c'),
    st.lists(PLAIN, min_size=1, max_size=3).map(lambda members: "[" + ", ".join(members) + "]"),
    st.lists(PLAIN, min_size=1, max_size=3).map(lambda members: "\n  - " + "\n  - ".join(members)),
    PLAIN.map(lambda text: f"|\n  {text}\n  : b"),
    PLAIN.map(lambda text: f"Use when: {text}"),
    st.just(""),
)
BLOCKS = st.lists(st.tuples(NAMES, VALUE_TEXTS), max_size=5, unique_by=lambda pair: pair[0]).map(
    lambda pairs: "".join(f"{name}: {value_text}\n# c\n" for name, value_text in pairs)
)
TEXTS = st.tuples(BLOCKS, st.sampled_from(["\n", "\r\n"])).map(
    lambda pair: f"---\n{pair[0]}---\n\nmodel: body\n---\n".replace("\n", pair[1])
)
ANYTHING = st.text(max_size=12) | st.lists(st.text(max_size=6), min_size=1, max_size=3).map(tuple)


def lines_without(text: str, name: str) -> list[str]:
    """The lines of the text without those of the field."""
    front = parse_front_matter(text)
    assert front is not None
    for field in front.fields_named(name):
        text = text[: field.key_start] + text[field.next_line_start :]
    return text.splitlines(keepends=True)


@given(text=TEXTS, name=NAMES.map(lambda name: name.strip("\"'")), value=ANYTHING)
def test_only_the_field_changes(text: str, name: str, value: str | tuple[str, ...]) -> None:
    try:
        edited = with_field(text, name, value)
    except FieldEditError:
        return
    front_before, front_after = parse_front_matter(text), parse_front_matter(edited)
    assert front_before is not None
    assert front_after is not None
    (field,) = front_after.fields_named(name)

    assert field_equals(field, edited, value)
    assert lines_without(edited, name) == lines_without(text, name)
    if front_before.error is None:
        block = yaml.load(text[4 : front_before.end], yaml.BaseLoader) or {}
        loaded = yaml.load(edited[4 : front_after.end], yaml.BaseLoader)
        assert {key: value_text for key, value_text in loaded.items() if key != name} == {
            key: value_text for key, value_text in block.items() if key != name
        }
        assert loaded[name] in (value, ", ".join(value), list(value))


@given(text=TEXTS, name=NAMES.map(lambda name: name.strip("\"'")), value=PLAIN)
def test_set_and_set_back(text: str, name: str, value: str) -> None:
    front = parse_front_matter(text)
    assert front is not None
    matches = front.fields_named(name)
    assume(not matches or (matches[0].style in ("", "'", '"') and matches[0].value))
    # In a block that is not valid YAML, a line is a field only if its name is one word in lower case.
    assume(front.error is None or re.fullmatch(r"[a-z][\w.-]*", name))
    old_value = matches[0].value if matches else None

    assert with_field(with_field(text, name, value), name, old_value) == text


@pytest.mark.parametrize("name", ["a: b", "# a", "a\nb", ""])
@pytest.mark.parametrize("text", ["---\nb: y\n---\n", "Body.\n"], ids=["front matter", "none"])
def test_invalid_name_is_rejected(name: str, text: str) -> None:
    with pytest.raises(FieldEditError):
        with_field(text, name, "x")
