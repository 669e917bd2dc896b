"""Records of a story in YAML or JSON files: values with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from revi_docs.files import yaml_tree
from revi_docs.files.decoding import read_bytes
from revi_docs.files.yaml_tree import YamlNode, YamlScalar, read_tree
from revi_docs.problems.problem import Place, Problem
from revi_docs.stories.document import story_file_problems

_CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A parsed record. `places`: dotted key path, such as `workers.0.status` → place of the value."""

    path: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place_of(self, key_path: str) -> Place:
        """Return the place of a value, or of its nearest parent."""
        while key_path and key_path not in self.places:
            key_path = key_path.rpartition(".")[0]
        return self.places.get(key_path, Place(self.path, 1, 1))

    def text_field(self, name: str) -> str:
        """Return a string field; "" if it is missing or not a string."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


def read_record_file(root: Path, path: str) -> RecordFile:
    """Read a record; read errors are in its `problems`."""
    content, problems = read_bytes(root, path)
    if problems:
        return RecordFile(path, problems=story_file_problems(*problems))
    node, problems = read_tree(content, path)
    errors = tuple(error for error in problems if error.code != "ambiguous-scalar")
    places: dict[str, Place] = {}
    value = _to_plain(node, "", places) if node is not None else {}
    if not isinstance(value, dict):
        place, fix = Place(path, 1, 1), "write `key: value` lines"
        problem = Problem(code="", message="is not a mapping", fix=fix, places=(place,))
        return RecordFile(path, problems=story_file_problems(*errors, problem))
    return RecordFile(path, value, places, story_file_problems(*errors))


def _to_plain(node: YamlNode, key_path: str, places: dict[str, Place]) -> Any:
    places.setdefault(key_path, node.place)
    if isinstance(node, YamlScalar):
        return parse_scalar(node.text) if node.is_plain else node.text
    if isinstance(node, yaml_tree.YamlSequence):
        children = [(str(index), item) for index, item in enumerate(node.items)]
    else:
        children = [(key.text, child) for key, child in node.entries]
    values = {key: _to_plain(child, f"{key_path}.{key}".removeprefix("."), places) for key, child in children}
    return list(values.values()) if isinstance(node, yaml_tree.YamlSequence) else values


def parse_scalar(text: str) -> Any:
    """Convert an unquoted scalar. Times and everything else that is not a constant or number stay strings."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        # Longer integers are floats in JSON parsers, too, and int() is slow and limited for very long ones.
        return int(text) if len(text) < 20 else float(text)
    return float(text) if _NUMBER.fullmatch(text) else text
