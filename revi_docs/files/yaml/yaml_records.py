"""YAML records of people and agents as plain data: dicts, lists, strings, numbers, booleans, None.

Strings stay as written, even if a YAML 1.1 reader sees a date or `yes` as a boolean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from revi_docs.files.yaml.yaml_scalars import YamlRecordError, has_unusual_number_format, plain_scalar_value
from revi_docs.files.yaml.yaml_tree import YamlNode, YamlScalar, YamlSequence, read_tree
from revi_docs.problems.problem import Place, Problem

_ACCEPTED = ("ambiguous-scalar", "hidden-unicode")


@dataclass(slots=True)
class RecordData:
    """The data of one document, and what makes it invalid.

    `value` is `{}` for an empty document. `places`: dotted key path, such as `workers.0.status` → place of the value.
    """

    value: Any = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_record(content: bytes, file: str) -> RecordData:
    """Read a record. Aliases, tags, duplicate keys and numbers that are ambiguous, such as `012`, are problems.

    Invisible characters are accepted, as they are in a record in JSON.
    """
    node, problems = read_tree(content, file)
    data = RecordData(problems=[problem for problem in problems if problem.code not in _ACCEPTED])
    if node is not None:
        data.value = _to_plain(node, "", data)
    return data


def parse_yaml_record(source: str) -> Any:
    """The data of one document. Raises YamlRecordError."""
    data = read_record(source.encode("utf-8", "surrogatepass"), "")
    for problem in sorted(data.problems, key=lambda problem: problem.places[:1])[:1]:
        line = problem.first_place.line if problem.first_place else 1
        raise YamlRecordError(line, problem.message)
    return data.value


def _to_plain(node: YamlNode, key_path: str, data: RecordData) -> Any:
    data.places.setdefault(key_path, node.place)
    if isinstance(node, YamlScalar):
        if node.is_plain and has_unusual_number_format(node.text):
            message, fix = f"'{node.text}' is a number or a string", "put it in double quotes"
            data.problems.append(Problem(code="ambiguous-scalar", message=message, fix=fix, places=(node.place,)))
        return plain_scalar_value(node.text) if node.is_plain else node.text
    if isinstance(node, YamlSequence):
        return [_to_plain(item, _child_path(key_path, str(index)), data) for index, item in enumerate(node.items)]
    return {key.text: _to_plain(child, _child_path(key_path, key.text), data) for key, child in node.entries}


def _child_path(key_path: str, key: str) -> str:
    return f"{key_path}.{key}".removeprefix(".")
