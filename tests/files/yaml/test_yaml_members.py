"""Members of YAML lists and mappings: after an edit the text has the edited data, and every other byte is unchanged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from revi_docs.files.yaml.yaml_edits import TextEdit, apply_edits, root_mapping
from revi_docs.files.yaml.yaml_members import appended, emptied, removed_members

NAMES = st.sampled_from(["a", "b", "c", "d e", "f:g", "h-i"])
VALUES = st.recursive(
    st.sampled_from(["x", "a # b", "1", "over\nlines\n", "", "[y"]),
    lambda children: st.lists(children, min_size=1, max_size=3) | st.dictionaries(NAMES, children, max_size=3),
    max_leaves=8,
)
DATA = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


def find(node: Any, path: Iterable[int]) -> Any:
    """The value at these positions, in data or in nodes."""
    for index in path:
        if isinstance(node, yaml.Node):
            member = node.value[index]
            node = member[1] if isinstance(member, tuple) else member
        else:
            node = list(node.values())[index] if isinstance(node, dict) else node[index]
    return node


def collections(value: Any, path: tuple[int, ...] = ()) -> Iterable[tuple[int, ...]]:
    """The path of each list and mapping with a member."""
    if isinstance(value, (dict, list)) and value:
        yield path
        for index, child in enumerate(value.values() if isinstance(value, dict) else value):
            yield from collections(child, (*path, index))


def rendered(data: dict[str, Any], *, flow: bool | None, comments: bool, newline: str) -> str:
    """The data as YAML in block, flow or mixed style, with comments beside the simple entries."""
    text = yaml.safe_dump(data, default_flow_style=flow, sort_keys=False, width=10_000)
    if comments:
        lines = (f"{line}  # why" if line.endswith((" x", "-", "}", "]")) else line for line in text.splitlines())
        text = "".join(f"{line}\n" for line in lines)
    text = f"# before\n{text}# after\n"
    assert yaml.safe_load(text) == data
    return text.replace("\n", newline)


@given(DATA, st.data(), st.sampled_from([True, False, None]), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_members_are_removed(
    data: dict[str, Any], draw: st.DataObject, flow: bool | None, comments: bool, newline: str
) -> None:
    text = rendered(data, flow=flow, comments=comments, newline=newline)
    path = draw.draw(st.sampled_from(list(collections(data))))
    target = find(data, path)
    gone = draw.draw(st.sets(st.integers(0, len(target) - 1), min_size=1))
    node = find(yaml.compose(text, Loader=yaml.CSafeLoader), path)
    if len(gone) == len(target):
        return
    result = apply_edits(text, removed_members(text, node, gone))
    remaining = [
        item for index, item in enumerate(target.items() if isinstance(target, dict) else target) if index not in gone
    ]
    _replace(target, remaining)
    assert yaml.safe_load(result) == data
    assert result.startswith("# before")
    assert result.rstrip().endswith("# after")
    _assert_only_deleted(text, result)


@given(DATA, st.data(), st.sampled_from([True, False, None]), st.sampled_from(["\n", "\r\n"]))
def test_a_value_is_emptied(data: dict[str, Any], draw: st.DataObject, flow: bool | None, newline: str) -> None:
    text = rendered(data, flow=flow, comments=False, newline=newline)
    names = [name for name, value in data.items() if isinstance(value, (dict, list)) and value]
    if not names:
        return
    name = draw.draw(st.sampled_from(names))
    root = root_mapping(text)
    assert root is not None
    key, node = next(entry for entry in root.value if entry[0].value == name)
    result = apply_edits(text, emptied(text, key, node))
    assert yaml.safe_load(result) == data | {name: type(data[name])()}


@given(DATA, st.data(), st.sampled_from([True, False, None]), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_members_are_appended(
    data: dict[str, Any], draw: st.DataObject, flow: bool | None, comments: bool, newline: str
) -> None:
    text = rendered(data, flow=flow, comments=comments, newline=newline)
    path = draw.draw(st.sampled_from(list(collections(data))))
    node = find(yaml.compose(text, Loader=yaml.CSafeLoader), path)
    indent = " " * node.start_mark.column
    is_mapping = isinstance(node, yaml.MappingNode)
    new_text = "new: {v: 1}" if is_mapping else "new"
    result = apply_edits(text, [appended(text, node, [f"{indent}{'' if is_mapping else '- '}{new_text}"], new_text)])
    target = find(data, path)
    _replace(target, [*(target.items() if is_mapping else target), ("new", {"v": 1}) if is_mapping else "new"])
    assert yaml.safe_load(result) == data
    _assert_only_deleted(result, text)


def _replace(target: Any, members: list[Any]) -> None:
    target.clear()
    target.update(members) if isinstance(target, dict) else target.extend(members)


def _assert_only_deleted(text: str, shorter: str) -> None:
    """Expect that a text becomes the shorter one by deleting characters, all others in their order."""
    characters = iter(text)
    assert all(character in characters for character in shorter)


@pytest.mark.parametrize(
    ("text", "gone", "expected"),
    [
        ("- a: 1\n  b: 2\n", {0}, "- b: 2\n"),
        ("- a: 1\n  # about b\n  b: 2\n", {1}, "- a: 1\n  # about b\n"),
        ("- a: 1  # why\n    # more\n  b: 2\n", {0}, "- b: 2\n"),
        ("- {a: 1, b: 2, }\n", {1}, "- {a: 1, }\n"),
        ("- {a: 1, # x\n   b: 2}\n", {0}, "- {b: 2}\n"),
        ("- a: |\n    text\n\n  b: 2\n", {1}, "- a: |\n    text\n\n"),
        ("- a: 1\n  b:\n    c: 2\n    # inside\n\n  # outside\n  d: 3", {1}, "- a: 1\n\n  # outside\n  d: 3"),
    ],
)
def test_what_goes_with_a_member(text: str, gone: set[int], expected: str) -> None:
    node = find(yaml.compose(text, Loader=yaml.CSafeLoader), [0])
    assert apply_edits(text, removed_members(text, node, gone)) == expected


def test_insertions_at_one_place_keep_their_order() -> None:
    edits = [TextEdit(1, 1, "z"), TextEdit(1, 1, "a"), TextEdit(1, 2, "-"), TextEdit(1, 1, "z")]
    assert apply_edits("xyw", edits) == "xza-w"
