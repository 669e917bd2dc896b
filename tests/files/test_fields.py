"""Single fields are written, and nothing else changes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from revi_docs.files.fields import RefusedError, agrees, with_field
from revi_docs.files.front_matter import read

Value = str | tuple[str, ...] | None

EDITS: dict[str, tuple[str, Value, str]] = {
    "plain": ("a: x\nb: y\n", "opus", "a: opus\nb: y\n"),
    "a comment stays": ("a: x   # why\n", "opus", "a: opus   # why\n"),
    "single quotes stay": ("a: 'x' # why\n", "it's", "a: 'it''s' # why\n"),
    "double quotes stay": ('a: "x" # why\n', "opus", 'a: "opus" # why\n'),
    "quotes where they must be": ("a: x\n", "Use when: it fails", 'a: "Use when: it fails"\n'),
    "quotes around a number sign": ("a: x\n", "x # y", 'a: "x # y"\n'),
    "quotes around what is read otherwise": ("a: x\n", "no", 'a: "no"\n'),
    "quotes around nothing": ("a: x\n", "", 'a: ""\n'),
    "line breaks": ("a: 'x'\n", "x\ny\u2028\x85z", 'a: "x\\ny\\u2028\\u0085z"\n'),
    "other scripts": ("a: x\n", "é 🚀", 'a: "é 🚀"\n'),
    "a foreign model": ("a: x\n", "ollama:qwen2.5-coder:7b", "a: ollama:qwen2.5-coder:7b\n"),
    "several lines become one": ("a: x\n  y\nb: z\n", "opus", "a: opus\nb: z\n"),
    "nothing": ("a:\nb: y\n", "opus", "a: opus\nb: y\n"),
    "nothing with a comment": ("a: # why\n", "opus", "a: opus # why\n"),
    "null": ("a: null\n", "opus", "a: opus\n"),
    "a name in quotes": ('"a": x\n', "opus", '"a": opus\n'),
    "behind an emoji": ("b: 🚀\na: x\n", "opus", "b: 🚀\na: opus\n"),
    "an anchor that nobody uses": ("a: &m x\n", "opus", "a: opus\n"),
    "an alias": ("b: &m x\na: *m # why\n", "opus", "b: &m x\na: opus # why\n"),
    "a list in brackets": ("a: [x, y] # why\n", ("Read", "a, b"), 'a: [Read, "a, b"] # why\n'),
    "a list, one a line": ("a:\n  - x\n  - y\nb: z\n", ("Read",), "a:\n  - Read\nb: z\n"),
    "a list that grows": ("a:\n- x\nb: z\n", ("Read", "Edit"), "a:\n- Read\n- Edit\nb: z\n"),
    "commas": ("a: x, y\n", ("Read", "Edit"), "a: Read, Edit\n"),
    "commas in quotes": ('a: "x"\n', ("Read", "Edit"), 'a: "Read, Edit"\n'),
    "a list becomes a text": ("a:\n  - x\n  - y\nb: z\n", "opus", "a: opus\nb: z\n"),
    "a list in brackets becomes a text": ("a: [x]\n", "opus", "a: opus\n"),
    "inserted behind the last": ("b: y\n", "opus", "b: y\na: opus\n"),
    "inserted where the others are indented": ("  b: y\n", "opus", "  b: y\n  a: opus\n"),
    "inserted behind a block": ("b: |\n  y\n\n", "opus", "b: |\n  y\n\na: opus\n"),
    "inserted where there is none": ("", "opus", "a: opus\n"),
    "inserted behind a comment": ("# why\n", "opus", "# why\na: opus\n"),
    "removed": ("b: y\na: x # why\nc: z\n", None, "b: y\nc: z\n"),
    "removed with all its lines": ("a:\n  - x\n\n# why\nb: y\n", None, "\n# why\nb: y\n"),
    "removed where it is indented": ("  a: x\n  b: y\n", None, "  b: y\n"),
    "removed where there is none": ("b: y\n", None, "b: y\n"),
    "what is no YAML": ("a: Use when: x\nb: [c] | [d]\n", "opus", "a: opus\nb: [c] | [d]\n"),
    "beside what is no YAML": ("b: Use when: x\na: x # why\n", "opus", "b: Use when: x\na: opus # why\n"),
    "inserted beside what is no YAML": ("b: Use when: x\n", "opus", "b: Use when: x\na: opus\n"),
    "a line of nobody stays": ("a: Use when: x\nMore.\nb: y\n", "opus", "a: opus\nMore.\nb: y\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "value", "after"), EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["line feeds", "windows line ends"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
def test_an_edit(before: str, value: Value, after: str, newline: str, mark: str) -> None:
    text, wanted = (
        f"{mark}---\n{block}---\n\n---\na: x\n".replace("\n", newline) for block in (before, after)
    )
    made = with_field(text, "a", value)

    assert made == wanted
    assert with_field(made, "a", value) == made
    if value is not None:
        found = read(made)
        assert found is not None
        assert agrees(found.named("a")[0], made, value)


WITHOUT = {
    "an empty file": ("", "---\na: x\n---\n\n"),
    "a body": ("# Title\n", "---\na: x\n---\n\n# Title\n"),
    "windows line ends": ("# Title\r\n", "---\r\na: x\r\n---\r\n\r\n# Title\r\n"),
    "a byte order mark": ("\ufeff# Title\n", "\ufeff---\na: x\n---\n\n# Title\n"),
}


@pytest.mark.parametrize(("before", "after"), WITHOUT.values(), ids=WITHOUT)
def test_a_file_without_front_matter_gets_one(before: str, after: str) -> None:
    assert with_field(before, "a", "x") == after
    assert with_field(before, "a", None) == before


REFUSED = {
    "no closing line": ("---\na: x\n", "opus", "the front matter has no closing line '---'"),
    "twice": ("---\na: x\na: y\n---\n", "opus", "'a' stands there twice"),
    "twice, to be removed": ("---\na: x\na: y\n---\n", None, "'a' stands there twice"),
    "a block": ("---\na: |\n  x\n---\n", "opus", "'a' holds a block, and a single value belongs there"),
    "a mapping": ("---\na: {b: c}\n---\n", "opus", "'a' holds a block, and a single value belongs there"),
    "an anchor that is used": (
        "---\na: &m x\nb: *m\n---\n",
        "opus",
        "'a' cannot be set without breaking the front matter",
    ),
    "braces": ("---\n{a: x}\n---\n", "opus", "the fields stand in braces, not one a line"),
    "a text": ("---\nSome words.\n---\n", "opus", "the front matter holds no fields"),
    "comments in a list": (
        "---\na:\n  - x # why\n---\n",
        ("y",),
        "'a' holds comments between its members",
    ),
    "comments in brackets": (
        "---\na: [x, # why\n  y]\n---\n",
        ("y",),
        "'a' holds comments between its members",
    ),
    "a list with a comment behind its name": (
        "---\na: # why\n  - x\n---\n",
        "opus",
        "'a' holds a list, and a single value belongs there",
    ),
}


@pytest.mark.parametrize(("text", "value", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(text: str, value: Value, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        with_field(text, "a", value)

    assert str(refused.value) == said


@pytest.mark.parametrize("name", ["a: b", "# a", "a\nb", "", "[a]"])
@pytest.mark.parametrize("text", ["---\nb: y\n---\n", "Body.\n"], ids=["front matter", "none"])
def test_a_name_that_is_none_is_refused(name: str, text: str) -> None:
    with pytest.raises(RefusedError):
        with_field(text, name, "x")


AGREES = {
    "the same": ("a: x\n", "x", True),
    "in quotes": ("a: 'x'\n", "x", True),
    "another": ("a: y\n", "x", False),
    "what is meant as a text": ("a: [x]\n", "[x]", True),
    "a list where a text is wanted": ("a:\n  - x\n", "x", False),
    "nothing": ("a:\n", "x", False),
    "a list as a text": ("a: x, y\n", ("x", "y"), True),
    "a list as a text without spaces": ("a: x,y\n", ("x", "y"), True),
    "a list in brackets": ("a: [x, y]\n", ("x", "y"), True),
    "a list, one a line": ("a:\n  - x\n  - y\n", ("x", "y"), True),
    "in another order": ("a: y, x\n", ("x", "y"), False),
    "a comma in brackets": ("a: Bash(x, y), Read\n", ("Bash(x, y)", "Read"), True),
    "one member with a comma": ("a: x, y\n", ("x, y",), True),
    "what is no YAML": ("a: Use when: x\n", "Use when: x", True),
}


@pytest.mark.parametrize(("block", "wanted", "expected"), AGREES.values(), ids=AGREES)
def test_agrees(block: str, wanted: str | tuple[str, ...], expected: bool) -> None:
    text = f"---\n{block}---\n"
    found = read(text)

    assert found is not None
    assert agrees(found.named("a")[0], text, wanted) is expected


VALUES = st.sampled_from(
    """x;'it''s';"x: y" # why;x # why;;# why;[x, y];x, y;\n  - x\n  - y;\n- x;~;|\n  x\n;>-\n  x\n  # y\n;🚀;\
{b: c};x\n  y;Use when: x;[x] | [y];\n  b: c;"x""".split(";")
)
NAMES = st.sampled_from(["model", "tools", "name", "'other'", '"more"', "argument-hint"])
NEW = st.text(max_size=8) | st.sampled_from(["opus", "a, b", "no", "012", "-", "? x", "'", '"', "[x]"])


@st.composite
def files(draw: st.DrawFn) -> str:
    fields = draw(st.dictionaries(NAMES, VALUES, max_size=4))
    lines = [
        f"{draw(st.sampled_from(['', '', '# why', '  # in', '']))}\n{name}: {value}".lstrip("\n")
        for name, value in fields.items()
    ]
    block = "".join(f"{line}\n" for line in lines)
    body = draw(st.sampled_from(["", "Body.\n", "---\nmodel: x\n---\n", "\n# 🚀\n"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + f"---\n{block}---\n{body}"
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(files(), NEW | st.lists(st.text("xyz-()", min_size=1, max_size=3), min_size=1, max_size=3).map(tuple))
def test_setting_a_field_changes_that_field_only(text: str, value: str | tuple[str, ...]) -> None:
    before = read(text)
    assert before is not None
    try:
        made = with_field(text, "model", value)
    except RefusedError:
        return
    there = before.named("model")
    head, tail = (
        (text[: there[0].key], text[there[0].after :]) if there else (text[: before.end], text[before.end :])
    )
    assert made.startswith(head)
    assert made.endswith(tail)
    after = read(made)
    assert after is not None
    assert agrees(after.named("model")[0], made, value)
    if before.error is None:
        assert after.error is None
        assert without(text, "model") == without(made, "model")


def without(text: str, name: str) -> dict[object, object]:
    """What PyYAML reads, but for one field."""
    found = read(text)
    assert found is not None
    block = text[text.index("---") + 3 : found.end].replace("\r\n", "\n")
    return {key: value for key, value in (yaml.safe_load(block) or {}).items() if key != name}


PLAIN = st.sampled_from(["opus", "sonnet", "haiku", "claude-opus-4-1", "ollama:qwen2.5-coder:7b"])


@given(files(), PLAIN, PLAIN, st.sampled_from(["", "'", '"']), st.sampled_from(["", " # why"]))
def test_set_and_set_back(text: str, old: str, new: str, quote: str, behind: str) -> None:
    newline = "\r\n" if "\r\n" in text else "\n"
    found = read(text)
    assert found is not None
    assume(not found.named("model") and text.count("model") <= 1)
    field = f"model: {quote}{old}{quote}{behind}{newline}"
    start = text.index("---") + 3 + len(newline)
    text = text[:start] + field + text[start:]

    assert with_field(with_field(text, "model", new), "model", old) == text


@given(files(), PLAIN)
def test_insert_and_remove(text: str, value: str) -> None:
    found = read(text)
    assert found is not None
    assume(not found.named("model"))
    try:
        made = with_field(text, "model", value)
    except RefusedError:
        return

    assert with_field(made, "model", None) == text
