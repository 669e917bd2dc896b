"""A record of a story that stands in a file of YAML or JSON: its values, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from revi_docs.files import yaml_tree
from revi_docs.files.text import read_bytes
from revi_docs.files.yaml_tree import Node, Scalar, read_tree
from revi_docs.problems.problem import Place, Problem
from revi_docs.stories.document import unreadable

_WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record that was read: its fields, and the place of each value by its path, as `workers.0.status`."""

    path: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def at(self, way: str) -> Place:
        """Where a value stands, or what is nearest around it."""
        while way and way not in self.places:
            way = way.rpartition(".")[0]
        return self.places.get(way, Place(self.path, 1, 1))

    def text(self, field: str) -> str:
        """A field that holds a text; "" where it does not."""
        value = self.fields.get(field)
        return value if isinstance(value, str) else ""


def read_record_file(root: Path, path: str) -> RecordFile:
    """The record at a path; what cannot be read of it is among its problems."""
    content, problems = read_bytes(root / path, path)
    if problems:
        return RecordFile(path, problems=unreadable(*problems))
    node, problems = read_tree(content, path)
    broken = tuple(one for one in problems if one.code != "ambiguous-scalar")
    places: dict[str, Place] = {}
    value = _plain(node, "", places) if node is not None else {}
    if not isinstance(value, dict):
        fault = Problem(
            code="", message="is no mapping", fix="write `key: value` lines", places=(Place(path, 1, 1),)
        )
        return RecordFile(path, problems=unreadable(*broken, fault))
    return RecordFile(path, value, places, unreadable(*broken))


def _plain(node: Node, way: str, places: dict[str, Place]) -> Any:
    places.setdefault(way, node.place)
    if isinstance(node, Scalar):
        return scalar(node.text) if node.plain else node.text
    if isinstance(node, yaml_tree.Sequence):
        return [_plain(one, _further(way, number), places) for number, one in enumerate(node.items)]
    return {key.text: _plain(inner, _further(way, key.text), places) for key, inner in node.entries}


def _further(way: str, step: str | int) -> str:
    return f"{way}.{step}".removeprefix(".")


def scalar(text: str) -> Any:
    """What a scalar without quotes stands for; a time and whatever else is no number is a text."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) < 20 else float(text)
    return float(text) if _NUMBER.fullmatch(text) else text
