"""Which value of the contract a changed stretch of made text shows, so that the right line is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from revi_docs.runtime.base.hook_context import HookContext, value_at
from revi_docs.runtime.edit_guard.contract_lines import contract_line, has_key_path

ContractKeyPath = tuple[str, ...]

_MAX_CHANGE_LENGTH = 20_000
"""Characters of a change within which a value is looked for."""

_MIN_VALUE_LENGTH = 3


class TextChange(NamedTuple):
    """The lines of the old text that an edit touches, and where in them it begins and ends.

    `at` is where these lines begin in the old text, `instead` is what stands in their place.
    """

    lines: str
    start: int
    end: int
    offset: int
    replacement: str


def find_change(old_text: str, new_text: str) -> TextChange:
    """What differs, as one stretch from the first difference to the last."""
    start = _common_prefix_length(old_text, new_text)
    max_suffix = min(len(old_text), len(new_text)) - start
    suffix_length = _common_prefix_length(old_text[::-1], new_text[::-1], max_suffix)
    end = len(old_text) - suffix_length
    first = old_text.rfind("\n", 0, start) + 1
    last = old_text.find("\n", end)
    last = last if last >= 0 else len(old_text)
    replacement = new_text[first : len(new_text) - (len(old_text) - last)]
    return TextChange(old_text[first:last], start - first, end - first, first, replacement)


def _common_prefix_length(text: str, other_text: str, limit: int | None = None) -> int:
    """How many characters two texts have in common from their beginnings."""
    low, high = 0, min(len(text), len(other_text)) if limit is None else limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] == other_text[:middle] else (low, middle - 1)
    return low


def find_location(context: HookContext, text_change: TextChange, scope: ContractKeyPath) -> str:
    """`revi.yml:41 (agents.reader.description)`: the value that is shown there, else what the scope leads to."""
    key_path = (
        _find_value_path(context.data, text_change, scope)
        or _find_value_path(context.data, text_change, ())
        or scope
    )
    return contract_location(context, key_path)


def contract_location(context: HookContext, key_path: Sequence[str]) -> str:
    """The line of a way and its name, where the contract writes the value that holds there."""
    yaml_path = tuple(step.removesuffix("_ms") for step in key_path)
    if not has_key_path(context.root, yaml_path):
        yaml_path = _inherited_path(context.data, yaml_path)
    return f"{contract_line(context.root, yaml_path)} ({'.'.join(yaml_path)})"


def _inherited_path(data: Mapping[str, Any], key_path: ContractKeyPath) -> ContractKeyPath:
    """Where a value stands that an item does not state itself: with its group, or with the defaults."""
    if key_path[:1] == ("agents",) and key_path[2:] == ("model",):
        group = value_at(data, ("agents", key_path[1], "group"))
        return ("groups", str(group), "model") if group else key_path
    return (
        ("workers", "defaults", key_path[3])
        if key_path[:2] == ("workers", "sets") and len(key_path) == 4
        else key_path
    )


def _find_value_path(
    data: Mapping[str, Any], text_change: TextChange, scope: ContractKeyPath
) -> ContractKeyPath:
    """The way to the longest text of the scope that the change touches; () where it is none or not one."""
    if len(text_change.lines) > _MAX_CHANGE_LENGTH or (scope and value_at(data, scope) is None):
        return ()
    lengths: dict[ContractKeyPath, int] = {}
    for key_path, text in _leaf_values(value_at(data, scope), scope):
        if len(text) >= _MIN_VALUE_LENGTH and text in text_change.lines and _overlaps(text_change, text):
            lengths[key_path] = max(lengths.get(key_path, 0), len(text))
    longest = [key_path for key_path, length in lengths.items() if length == max(lengths.values())]
    return longest[0] if len(longest) == 1 or (longest and scope) else ()


def _overlaps(text_change: TextChange, text: str) -> bool:
    pattern = (
        rf"(?<!\w){re.escape(text)}(?!\w)" if text[0].isalnum() and text[-1].isalnum() else re.escape(text)
    )
    return any(
        match.start() <= text_change.end and match.end() >= text_change.start
        for match in re.finditer(pattern, text_change.lines)
    )


def _leaf_values(value: Any, key_path: ContractKeyPath) -> Iterator[tuple[ContractKeyPath, str]]:
    """Every text and number below a value as pages show it; those of a list stand at the list."""
    if isinstance(value, Mapping):
        for key, child in value.items():
            if key not in ("_revi", "outputs", "owns"):
                yield from _leaf_values(child, (*key_path, key))
    elif isinstance(value, list):
        for child in value:
            yield from ((key_path, text) for _, text in _leaf_values(child, key_path))
    elif isinstance(value, str):
        yield key_path, value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield key_path, str(value)
        yield key_path, f"{value:,}"
