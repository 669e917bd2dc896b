"""Generate valid and invalid records and trace events from their declared fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.vectors.reference import SECTIONS, Reference, as_list

VALUES: dict[str, tuple[list[Any], list[Any]]] = {
    "string": (["", "words", "*/ ` ${x} \u2028 🚀"], [1, None, ["words"]]),
    "integer": ([0, 7, 2**53 - 1], [-1, 1.5, "7", True, None, 2**53]),
    "number": ([0, -1.5, 3], ["3", True, None]),
    "boolean": ([True, False], ["true", 0, None]),
    "datetime": (
        ["2026-03-01T09:30:00-07:00", "2026-03-01T16:30:00.123Z"],
        ["2026-03-01", "2026-03-01T09:30:00", "2026-13-01T09:30:00Z", "2026-03-01T09:30:00Z\n", "", 0],
    ),
    "uuid": (["0b9a5f0e-1d2c-4b3a-8f7e-6d5c4b3a2918"], ["0b9a5f0e1d2c4b3a8f7e6d5c4b3a2918", "", 5]),
    "object": ([{}, {"any": [1]}], [[], "{}", None]),
    "list": ([[], [1, "two"]], [{}, "[]", None]),
}
"""Type → valid values, invalid values."""


def values(reference: Reference, declared_type: str) -> tuple[list[Any], list[Any]]:
    """Valid and invalid values of a type in the contract's type syntax."""
    kind = declared_type.rstrip("?")
    if kind.startswith("list of "):
        good, bad = values(reference, kind.removeprefix("list of "))
        return [[], good[:1], good], [*([value] for value in bad), {}, "none"]
    if kind in VALUES:
        return VALUES[kind]
    if kind in SECTIONS:
        names = list(reference.section(*SECTIONS[kind]))
        return names, ["no such value", "", 4, None]
    if kind == "story":
        return _stories(reference)
    if kind in reference.section("records"):
        fields = reference.section("records")[kind].get("fields", {})
        return [full_record(reference, fields)], [
            "a text",
            None,
            {"x": 1},
            *list(invalid_records(reference, fields))[:3],
        ]
    return kind.split("|"), ["no such value", "", None]


def _stories(reference: Reference) -> tuple[list[Any], list[Any]]:
    pattern = (reference.contract.get("project") or {}).get("story_id")
    prefix = (reference.contract.get("project") or {}).get("prefix", "X")
    candidates = [f"{prefix}-001", f"{prefix}-12345", f"{prefix}1", f"x{prefix}-001", f"{prefix}-001\n", ""]
    good = [value for value in candidates if not pattern or re.fullmatch(pattern, value)]
    return good, [value for value in candidates if value not in good] + [7, None]


def full_record(reference: Reference, fields: dict[str, str]) -> dict[str, Any]:
    """A record with full field."""
    return {name: values(reference, declared_type)[0][0] for name, declared_type in fields.items()}


def valid_records(reference: Reference, fields: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Valid records: with all fields, with only the required ones, and with each value of each field."""
    full = full_record(reference, fields)
    yield full
    yield {name: value for name, value in full.items() if not fields[name].endswith("?")}
    for name, declared_type in fields.items():
        for value in values(reference, declared_type)[0]:
            yield {**full, name: value}


def invalid_records(reference: Reference, fields: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Invalid records: an unknown field, a missing field, and each invalid value of each field."""
    full = full_record(reference, fields)
    yield {**full, "noSuchField": 1}
    for name, declared_type in fields.items():
        if not declared_type.endswith("?"):
            yield {other: value for other, value in full.items() if other != name}
        for value in values(reference, declared_type)[1]:
            yield {**full, name: value}


def events(reference: Reference) -> Iterator[tuple[Any, bool]]:
    """Events of a trace, and whether they are valid."""
    base = reference.section("trace", "fields")
    for event, data in reference.section("trace", "events").items():
        fields = {**base, **((data or {}).get("fields") or {})}
        fields.pop("event", None)
        for record in valid_records(reference, fields):
            yield {**record, "event": event}, True
        for record in invalid_records(reference, fields):
            yield {**record, "event": event}, False
        yield full_record(reference, fields), False
        for kind in ("no such event", "", 3, None, [event]):
            yield {**full_record(reference, fields), "event": kind}, False
    not_events: list[Any] = [[], "text", None, 1, {}, {"event": "no such event"}]
    yield from ((value, False) for value in not_events)


def alias_records(reference: Reference, fields: dict[str, str]) -> Iterator[tuple[Any, Any, str]]:
    """Records with one alias, the same records with the id, and the warning."""
    full = full_record(reference, fields)
    required = {name: value for name, value in full.items() if not fields[name].endswith("?")}
    for (field, declared_type), record in product(fields.items(), (full, required)):
        for with_alias, with_id, warning in _alias_values(reference, declared_type.rstrip("?")):
            separator = "" if warning.startswith((".", ":")) else "."
            yield {**record, field: with_alias}, {**record, field: with_id}, f"{field}{separator}{warning}"


def _alias_values(reference: Reference, kind: str) -> Iterator[tuple[Any, Any, str]]:
    """A value with an alias in it, the same value with the id, and its location followed by the warning."""
    if kind.startswith("list of "):
        good = values(reference, kind)[0][1]
        for with_alias, with_id, warning in _alias_values(reference, kind.removeprefix("list of ")):
            separator = "" if warning.startswith(":") else "."
            yield [*good, with_alias], [*good, with_id], f".{len(good)}{separator}{warning}"
    elif kind in SECTIONS:
        for item, data in reference.section(*SECTIONS[kind]).items():
            for alias in as_list((data or {}).get("aliases")):
                yield alias, item, f": '{alias}' is an alias of the {kind} '{item}'"
    elif kind in reference.section("records"):
        yield from alias_records(reference, (reference.section("records")[kind] or {}).get("fields", {}))
