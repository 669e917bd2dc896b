"""Read YAML records of people and agents as plain data: dicts, lists, strings, numbers, booleans, None.

Strings stay as written, even if a YAML 1.1 reader sees a date or `yes` as a boolean.
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from revi_docs.files.yaml_nodes import compose_node
from revi_docs.files.yaml_scalars import ISO_TIME, YamlRecordError

# At most 19 digits, as in a 64-bit integer; a longer number becomes a float.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# Anything that some YAML reader could take for a number or a time.
_NUMERIC = re.compile(r"[-+]?\.?[0-9][0-9_.,:eExXoOa-fA-F+-]*")
_LITERALS = {"true": True, "false": False, "null": None, "~": None, "": None}


def parse_record(text: str) -> Any:
    """The data of one YAML or JSON document, `{}` for an empty one.

    Raises YamlRecordError, including for aliases, tags, duplicate keys and ambiguous numbers such as `012`.
    """
    source = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if source.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(source)
        except (ValueError, RecursionError):
            pass  # A flow collection of YAML, or invalid as both: the YAML reader has the better message.
    try:
        node = compose_node(source)
    except yaml.YAMLError as error:
        mark, message = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        # An unclosed collection is noticed at the end, after the last line break.
        last_line = source.rstrip("\n").count("\n") + 1
        raise YamlRecordError(min(mark.line + 1, last_line) if mark else 1, message or str(error)) from None
    return {} if node is None else _to_value(node, set())


def _to_value(node: yaml.Node, visited: set[int]) -> Any:
    line = node.start_mark.line + 1
    if id(node) in visited:
        raise YamlRecordError(line, "aliases are not supported; write the value again")
    visited.add(id(node))
    if node.tag.startswith("!"):
        raise YamlRecordError(line, f"the tag {node.tag} is not supported; remove it")
    if isinstance(node, yaml.SequenceNode):
        return [_to_value(item, visited) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _to_mapping(node, visited)
    assert isinstance(node, yaml.ScalarNode)
    return node.value if node.style else _to_scalar(node.value, line)


def _to_mapping(node: yaml.MappingNode, visited: set[int]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise YamlRecordError(line, "a key must be a string")
        if key.value in result:
            raise YamlRecordError(line, f"the key '{key.value}' occurs twice")
        result[key.value] = _to_value(value, visited)
    return result


def _to_scalar(text: str, line: int) -> Any:
    """A scalar without quotes: a JSON literal, a number or a string."""
    if text in _LITERALS:
        return _LITERALS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _NUMERIC.fullmatch(text) and not ISO_TIME.fullmatch(text):
        raise YamlRecordError(line, f"'{text}' is a number or a string; put it in double quotes")
    return text
