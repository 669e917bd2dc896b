"""The line of a value in `revi.yml`, which a denial names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from revi_docs.files.read_file import read_file
from revi_docs.files.yaml.yaml_tree import YamlMapping, YamlNode, read_tree
from revi_docs.runtime.base.contract_data import CONTRACT_YAML


def contract_line(root: str, key_path: Sequence[str]) -> str:
    """`revi.yml:41`: the line of the value, else of the deepest key of the path that is there.

    The line of `extends` if the first key is missing: then the value is in the extended contract. Without a line
    number if the file cannot be read, or has neither.
    """
    lines = _key_lines(root, key_path) or _key_lines(root, ("extends",))
    return f"{CONTRACT_YAML}:{lines[-1]}" if lines else CONTRACT_YAML


def has_key_path(root: str, key_path: Sequence[str]) -> bool:
    """Whether `revi.yml` has the whole key path."""
    return len(_key_lines(root, key_path)) == len(key_path)


def _key_lines(root: str, key_path: Sequence[str]) -> list[int]:
    """The lines of the keys of the path, as far as they are there."""
    try:
        node = _tree(read_file(root, CONTRACT_YAML))
    except OSError:
        return []
    lines: list[int] = []
    for name in key_path:
        entries = node.entries if isinstance(node, YamlMapping) else ()
        key, node = next(((key, value) for key, value in entries if key.text == name), (None, None))
        if key is None:
            break
        lines.append(key.place.line)
    return lines


@lru_cache(maxsize=1)
def _tree(content: bytes) -> YamlNode | None:
    return read_tree(content, CONTRACT_YAML)[0]
