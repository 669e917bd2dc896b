"""JSON with offsets: members are added without another byte changing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.json_nodes import detect_indent, parse_with_offsets, with_member

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(VALUES, st.sampled_from([None, 1, "\t"]))
def test_the_value_and_its_offsets(value: Any, indent: int | str | None) -> None:
    text = f" {json.dumps(value, indent=indent)}\n"
    node = parse_with_offsets(text)
    assert node.value == value
    assert json.loads(text[node.start : node.end]) == value
    for name, member in node.members.items():
        assert json.loads(text[member.start : member.end]) == value[name]


def test_the_last_of_equal_keys_counts() -> None:
    assert parse_with_offsets('{"a": 1, "a": 2}').members["a"].value == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", '{\n  "b": 1\n}'),
        ('{"a": [1, 2]}', '{"a": [1, 2],\n  "b": 1}'),
        ('{\r\n\t"a": 1\r\n}', '{\r\n\t"a": 1,\r\n\t"b": 1\r\n}'),
    ],
)
def test_a_member_more(text: str, expected: str) -> None:
    assert with_member(text, parse_with_offsets(text), "b", 1, 0) == expected


def test_an_item_more() -> None:
    text = '{\n    "a": [\n        1\n    ]\n}'
    node = parse_with_offsets(text).members["a"]
    assert with_member(text, node, None, {"c": 2}, 1) == (
        '{\n    "a": [\n        1,\n        {\n            "c": 2\n        }\n    ]\n}'
    )


@pytest.mark.parametrize(("text", "indent"), [("{}", "  "), ("{\n\t1", "\t"), ("{\n\n   x", "   ")])
def test_indent(text: str, indent: str) -> None:
    assert detect_indent(text) == indent


@pytest.mark.parametrize("text", ["", "{", "{'a': 1}", "[1,]", "1 2"])
def test_invalid(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        parse_with_offsets(text)
