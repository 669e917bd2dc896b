"""Fields of front matter as people write it, with their exact places, also where it is no YAML."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.front_matter import FrontMatter, UnclosedError, read


def front(block: str, newline: str = "\n") -> FrontMatter:
    found = read(f"---\n{block}---\nBody.\n".replace("\n", newline))
    assert found is not None
    return found


def raw(text: str) -> list[tuple[str, str]]:
    """Each field's name and what is written as its value."""
    found = read(text)
    assert found is not None
    return [(field.name, text[field.start : field.end]) for field in found.fields]


FORMS = {
    "plain": ("a: some words\n", "some words", "some words", (2, 4, "")),
    "plain with a comment": ("a: x # why\n", "x", "x", (2, 4, "")),
    "plain with a mark that is no comment": ("a: x#y\n", "x#y", "x#y", (2, 4, "")),
    "plain on several lines": ("a: x\n  y\n", "x\n  y", "x y", (2, 4, "")),
    "single quotes": ("a: 'it''s' # why\n", "'it''s'", "it's", (2, 4, "'")),
    "double quotes": ('a: "x\\n: # y" # why\n', '"x\\n: # y"', "x\n: # y", (2, 4, '"')),
    "quotes on several lines": ('a: "x\n  y" # why\n', '"x\n  y"', "x y", (2, 4, '"')),
    "a block": ("a: |\n  x\n\n  y\n", "|\n  x\n\n  y", "x\n\ny\n", (2, 4, "|")),
    "a folded block": ("a: >- # why\n  x\n  # y\n\n# z\n", ">- # why\n  x\n  # y", "x # y", (2, 4, ">")),
    "a list in brackets": ("a: [x, 'y, z'] # why\n", "[x, 'y, z']", ("x", "y, z"), (2, 4, "[")),
    "a list on several lines": ("a: [x,\n  y]\n", "[x,\n  y]", ("x", "y"), (2, 4, "[")),
    "a list, one a line": ("a:\n  - x\n  - y\n", "- x\n  - y", ("x", "y"), (3, 3, "-")),
    "a list that is not indented": ("a:\n- x\n- y\n", "- x\n- y", ("x", "y"), (3, 1, "-")),
    "an empty list": ("a: []\n", "[]", (), (2, 4, "[")),
    "commas": ("a: x, y\n", "x, y", "x, y", (2, 4, "")),
    "a list of lists": ("a: [[x], y]\n", "[[x], y]", None, (2, 4, "[")),
    "a mapping": ("a:\n  b: 1\n  c: 2\n", "b: 1\n  c: 2", None, (3, 3, "{")),
    "a mapping in braces": ("a: {b: 1}\n", "{b: 1}", None, (2, 4, "{")),
    "nothing": ("a:\n", "", "", (2, 3, "")),
    "nothing with a comment": ("a: # why\n", "", "", (2, 3, "")),
    "nothing with spaces": ("a:   \n", "", "", (2, 3, "")),
    "null": ("a: ~\n", "~", "~", (2, 4, "")),
    "behind an emoji": ('a: "🚀 é"\n', '"🚀 é"', "🚀 é", (2, 4, '"')),
    "a name in quotes": ('"a" : x\n', "x", "x", (2, 7, "")),
    "a name in single quotes": ("'a': x\n", "x", "x", (2, 6, "")),
    "an anchor": ("a: &m x\n", "&m x", "x", (2, 4, "")),
    "a tag": ("a: !!str 1\n", "!!str 1", "1", (2, 4, "")),
    "indented": ("  a: x\n", "x", "x", (2, 6, "")),
    "a wide gap": ("a:\t x\n", "x", "x", (2, 5, "")),
}


@pytest.mark.parametrize(("block", "written", "value", "place"), FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["line feeds", "windows line ends"])
def test_a_field(block: str, written: str, value: object, place: tuple[int, int, str], newline: str) -> None:
    text = f"---\n{block}---\nBody.\n".replace("\n", newline)
    found = read(text)

    assert found is not None
    assert found.error is None
    assert raw(text) == [("a", written.replace("\n", newline))]
    (field,) = found.fields
    assert field.value == value
    assert (field.line, field.column, field.style) == place
    assert found.newline == newline
    assert text[found.end :] == f"---{newline}Body.{newline}"
    assert found.last_line == 2 + block.count("\n")


def test_an_alias_stands_where_it_is_written() -> None:
    text = "---\na: &m x\nb:  *m # why\nc:\n  *m\n---\n"
    found = read(text)

    assert found is not None
    assert raw(text) == [("a", "&m x"), ("b", "*m"), ("c", "*m")]
    assert [(one.value, one.line, one.column, one.style) for one in found.fields[1:]] == [
        ("x", 3, 5, "*"),
        ("x", 5, 3, "*"),
    ]


def test_a_byte_order_mark_is_no_part_of_it() -> None:
    assert raw("\ufeff---\na: x\n---\n") == [("a", "x")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="an empty file"),
        pytest.param("Body.\n", id="a body alone"),
        pytest.param("\n---\na: x\n---\n", id="a line before it"),
        pytest.param("---", id="three dashes alone"),
        pytest.param("----\na: x\n----\n", id="four dashes"),
        pytest.param("--- a: x\n---\n", id="something behind the dashes"),
    ],
)
def test_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n", id="nothing else"),
        pytest.param("---\na: x\n", id="no closing line"),
        pytest.param("---\na: x\n ---\n", id="indented"),
        pytest.param("---\na: x\n--- # end\n", id="with a comment"),
    ],
)
def test_unclosed(text: str) -> None:
    with pytest.raises(UnclosedError):
        read(text)


def test_the_first_closing_line_closes_it() -> None:
    found = read("---\na: x\n---\nBody.\n---\nb: y\n---\n")

    assert found is not None
    assert [field.name for field in found.fields] == ["a"]
    assert found.end == len("---\na: x\n")


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("", id="empty"),
        pytest.param("\n\n", id="empty lines"),
        pytest.param("# a: x\n", id="a comment"),
    ],
)
def test_without_fields(block: str) -> None:
    assert (front(block).fields, front(block).error) == ((), None)


def test_names_that_stand_there_twice() -> None:
    found = front("a: x\nb: y\n'a': z\nb: y\nc: w\n")

    assert found.doubled == ("a", "b")
    assert [field.value for field in found.named("a")] == ["x", "z"]


def test_fields_in_braces() -> None:
    found = front("{a: x, b: [y]}\n")

    assert [(field.name, field.value) for field in found.fields] == [("a", "x"), ("b", ("y",))]
    assert (found.braces, found.error) == (True, None)


NO_YAML = {
    "a colon in a text": (
        "name: x\ndescription: Use when: it fails # why\nmodel: opus\n",
        [("name", "x"), ("description", "Use when: it fails # why"), ("model", "opus")],
        (3, 22, "mapping values are not allowed in this context"),
    ),
    "brackets and a bar": (
        "argument-hint: [a] | [b]\nmodel: 'opus' # why\n",
        [("argument-hint", "[a] | [b]"), ("model", "'opus'")],
        (2, 22, "did not find expected comment or line break"),
    ),
    "it goes on": (
        "description: Use when: it fails.\n  And then: more.\n\n# why\nmodel: opus\n",
        [("description", "Use when: it fails.\n  And then: more."), ("model", "opus")],
        (2, 22, "mapping values are not allowed in this context"),
    ),
    "a list behind it": (
        "a: b: c\ntools:\n  - x\n  - y\nmodel:\n",
        [("a", "b: c"), ("tools", "- x\n  - y"), ("model", "")],
        (2, 5, "mapping values are not allowed in this context"),
    ),
    "a tab": (
        "a: x\n\tb: y\nc: z\n",
        [("a", "x\n\tb: y"), ("c", "z")],
        (3, 1, "found a tab character that violates indentation"),
    ),
    "a quote that nothing closes": (
        'a: "x\nb: y\n',
        [("a", '"x'), ("b", "y")],
        (4, 1, "found unexpected end of stream"),
    ),
    "an alias of nothing": (
        "a: *x\nb: y\n",
        [("a", "*x"), ("b", "y")],
        (2, 4, "found undefined alias"),
    ),
    "a control character": (
        "a: 🚀\0\nb: y\n",
        [("a", "🚀\0"), ("b", "y")],
        (2, 5, "it holds the character U+0000"),
    ),
    "what ends a line for some": (
        "a: x\u2028y\nb: y\n",
        [("a", "x\u2028y"), ("b", "y")],
        (2, 5, "it holds the character U+2028"),
    ),
    "a text": ("Some words.\n", [], (2, 1, "it holds no fields")),
    "a list": ("- a: x\n- b\n", [], (2, 1, "it holds no fields")),
    "an alias as a name": (
        "a: &m x\n*m : y\n",
        [("a", "&m x")],
        (3, 6, "an alias stands as a name"),
    ),
    "nested without end": (
        "a: " + "[" * 40 + "]" * 40 + "\n",
        [("a", "[" * 40 + "]" * 40)],
        (2, 1, "is nested deeper than 32 levels"),
    ),
}


@pytest.mark.parametrize(("block", "fields", "error"), NO_YAML.values(), ids=NO_YAML)
def test_what_is_no_yaml_is_read_line_by_line(
    block: str, fields: list[tuple[str, str]], error: tuple[int, int, str]
) -> None:
    assert raw(f"---\n{block}---\n") == fields
    assert front(block).error == error


def test_the_value_of_what_is_no_yaml() -> None:
    (field,) = front("description: Use when: it fails.\n  And then: more.\n").fields

    assert (field.value, field.style) == ("Use when: it fails. And then: more.", "?")


PIECES = "a: |b:|'c': |- |  |[x|]|{|}|\"|'|>|#|&m |*m|\t|x|🚀|: |? |!!str |<<: |---|\n|\n|\r|\x85|\u2028|\0"
LINES = st.lists(
    st.sampled_from([*PIECES.split("|"), "|"]) | st.text(max_size=2),
    max_size=25,
).map("".join)


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_no_block_is_too_odd(block: str, newline: str) -> None:
    text = f"---\n{block}\n---\nBody.\n".replace("\n", newline)
    found = read(text)

    assert found is not None
    for field in found.fields:
        assert 0 < field.start <= field.end <= field.after <= found.end
        assert field.line == text.count("\n", 0, field.start) + 1
        assert field.column == field.start - text.rfind("\n", 0, field.start)
    if found.error is None and found.fields:
        source = text[len(f"---{newline}") : found.end].replace("\r\n", "\n")
        node = yaml.compose(source, Loader=yaml.CSafeLoader)
        assert node is not None
        names = [key.value for key, _ in node.value]
        assert [field.name for field in found.fields] == list(map(str, names))
