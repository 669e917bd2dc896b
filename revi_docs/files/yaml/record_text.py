"""Read and write records: any YAML or JSON that people and agents write is read, a minimal subset is written.

Written are block mappings and lists; scalars in JSON notation, or unquoted if every YAML reader interprets
them as strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from revi_docs.files.yaml.yaml_scalars import ISO_TIME, to_json

_WORD = re.compile(r"[A-Za-z_/][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9_./@+(),;'-]+)*")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
# Words that some YAML reader converts to a boolean, null or number.
_RESERVED_WORDS = frozenset("y n yes no on off true false null none nan inf infinity".split())


def format_record(record: Mapping[str, Any]) -> str:
    """Format a record, with its keys in order."""
    return "".join(f"{line}\n" for line in _dump_mapping(record, 0)) or "{}\n"


def _dump_mapping(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key, inner in value.items():
        is_plain = _NAME.fullmatch(key) and key.lower() not in _RESERVED_WORDS
        yield from _dump_entry(f"{'  ' * depth}{key if is_plain else to_json(key)}:", inner, depth)


def _dump_entry(prefix: str, value: object, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield prefix
        yield from _dump_mapping(value, depth + 1)
    elif isinstance(value, (list, tuple)) and value:
        yield prefix
        yield from _dump_list(value, depth + 1)
    else:
        yield f"{prefix} {_dump_scalar(value)}"


def _dump_list(value: Sequence[Any], depth: int) -> Iterator[str]:
    dash = "  " * depth + "- "
    for item in value:
        if isinstance(item, Mapping) and item:
            first, *rest = _dump_mapping(item, depth + 1)
            yield dash + first.lstrip()
            yield from rest
        else:
            yield dash + _dump_scalar(item)


def _dump_scalar(value: object) -> str:
    if isinstance(value, str) and (
        ISO_TIME.fullmatch(value) or (_WORD.fullmatch(value) and value.lower() not in _RESERVED_WORDS)
    ):
        return value
    return to_json(value)


def parse_record(text: str) -> Any:
    """The data of one YAML or JSON document, `{}` for an empty one. Raises YamlRecordError."""
    source = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if source.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(source)
        except (ValueError, RecursionError):
            pass  # A flow collection of YAML, or invalid as both: the YAML reader has the better message.
    # Imported late: a hook or a guard that reads a record in JSON must not pay for the YAML library.
    from revi_docs.files.yaml.yaml_records import parse_yaml_record

    return parse_yaml_record(source)
