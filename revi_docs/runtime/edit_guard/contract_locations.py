"""Find the value of the contract that a changed part of a generated text shows, to name its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from revi_docs.runtime.base.contract_data import ContractKeyPath
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.contract_lines import contract_line, has_key_path

_MAX_CHANGE_LENGTH = 20_000
"""Characters of the longest change that is searched. Arbitrary: the search takes time with its length."""

_MIN_VALUE_LENGTH = 3
"""Characters of the shortest value that is searched for: shorter ones occur everywhere."""


class TextChange(NamedTuple):
    """The lines of the old text that an edit changes, and where in them the first and last difference are.

    `offset` is the offset of these lines in the old text, `replacement` the text that replaces them.
    """

    lines: str
    start: int
    end: int
    offset: int
    replacement: str


def find_change(old_text: str, new_text: str) -> TextChange:
    """The change between two texts, from the first difference to the last."""
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
    """The length of the common prefix, found by bisection: comparing slices is faster than a loop."""
    low, high = 0, min(len(text), len(other_text)) if limit is None else limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] == other_text[:middle] else (low, middle - 1)
    return low


def find_location(repository: Repository, text_change: TextChange, scope: ContractKeyPath) -> str:
    """`revi.yml:41 (agents.reader.description)`: the value that the change shows, else that at `scope`."""
    key_path = (
        _find_value_path(repository, text_change, scope) or _find_value_path(repository, text_change, ()) or scope
    )
    return contract_location(repository, key_path)


def contract_location(repository: Repository, key_path: Sequence[str]) -> str:
    """`revi.yml:41 (agents.reader.model)`: where the contract defines the value of a key path."""
    yaml_path = tuple(step.removesuffix("_ms") for step in key_path)
    if not has_key_path(repository.root, yaml_path):
        yaml_path = _inherited_path(repository, yaml_path)
    return f"{contract_line(repository.root, yaml_path)} ({'.'.join(yaml_path)})"


def _inherited_path(repository: Repository, key_path: ContractKeyPath) -> ContractKeyPath:
    """The key path of a value that an item inherits from its group or from the defaults."""
    if key_path[:1] == ("agents",) and key_path[2:] == ("model",):
        group = repository.value_at(("agents", key_path[1], "group"))
        return ("groups", str(group), "model") if group else key_path
    is_worker_setting = key_path[:2] == ("workers", "sets") and len(key_path) == 4
    return ("workers", "defaults", key_path[3]) if is_worker_setting else key_path


def _find_value_path(repository: Repository, text_change: TextChange, scope: ContractKeyPath) -> ContractKeyPath:
    """The key path of the longest value that the change touches; () if there is none, or more than one."""
    if len(text_change.lines) > _MAX_CHANGE_LENGTH or (scope and repository.value_at(scope) is None):
        return ()
    lengths: dict[ContractKeyPath, int] = {}
    for key_path, text in repository.leaf_values(scope):
        if len(text) >= _MIN_VALUE_LENGTH and text in text_change.lines and _overlaps(text_change, text):
            lengths[key_path] = max(lengths.get(key_path, 0), len(text))
    longest = [key_path for key_path, length in lengths.items() if length == max(lengths.values())]
    return longest[0] if len(longest) == 1 or (longest and scope) else ()


def _overlaps(text_change: TextChange, text: str) -> bool:
    pattern = rf"(?<!\w){re.escape(text)}(?!\w)" if text[0].isalnum() and text[-1].isalnum() else re.escape(text)
    return any(
        match.start() <= text_change.end and match.end() >= text_change.start
        for match in re.finditer(pattern, text_change.lines)
    )
