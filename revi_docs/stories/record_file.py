"""Records of a story in YAML or JSON files: values with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from revi_docs.files.decoding import read_bytes
from revi_docs.files.yaml.yaml_records import read_record
from revi_docs.problems.problem import Place, Problem
from revi_docs.stories.document import story_file_problems


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
    """Read a record of the repository; read errors are in its `problems`."""
    content, problems = read_bytes(root, path)
    return RecordFile(path, problems=story_file_problems(*problems)) if problems else parse_record_file(content, path)


def parse_record_file(content: bytes, path: str) -> RecordFile:
    """Parse a record; `path` is what its places name."""
    data = read_record(content, path)
    if not isinstance(data.value, dict):
        place, fix = Place(path, 1, 1), "write `key: value` lines"
        data.problems.append(Problem(code="", message="is not a mapping", fix=fix, places=(place,)))
        return RecordFile(path, problems=story_file_problems(*data.problems))
    return RecordFile(path, data.value, data.places, story_file_problems(*data.problems))
