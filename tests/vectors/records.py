"""Sound and broken records and lines of a trace, made from their fields the slow and plain way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.vectors.reference import SECTIONS, Reference, as_list

PLAIN: dict[str, tuple[list[Any], list[Any]]] = {
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
"""Type → values that are of it, values that are not."""


def values(reference: Reference, written: str) -> tuple[list[Any], list[Any]]:
    """Values of a type and values that are not, for each type of the contract's language."""
    kind = written.rstrip("?")
    if kind.startswith("list of "):
        good, bad = values(reference, kind.removeprefix("list of "))
        return [[], good[:1], good], [*([one] for one in bad), {}, "none"]
    if kind in PLAIN:
        return PLAIN[kind]
    if kind in SECTIONS:
        names = list(reference.section(*SECTIONS[kind]))
        return names, ["nothing of the kind", "", 4, None]
    if kind == "story":
        return _stories(reference)
    if kind in reference.section("records"):
        fields = reference.section("records")[kind].get("fields", {})
        return [whole(reference, fields)], ["a text", None, {"x": 1}, *list(broken(reference, fields))[:3]]
    return kind.split("|"), ["nothing of the kind", "", None]


def _stories(reference: Reference) -> tuple[list[Any], list[Any]]:
    form = (reference.contract.get("project") or {}).get("story_id")
    prefix = (reference.contract.get("project") or {}).get("prefix", "X")
    tries = [f"{prefix}-001", f"{prefix}-12345", f"{prefix}1", f"x{prefix}-001", f"{prefix}-001\n", ""]
    good = [one for one in tries if not form or re.fullmatch(form, one)]
    return good, [one for one in tries if one not in good] + [7, None]


def whole(reference: Reference, fields: dict[str, str]) -> dict[str, Any]:
    """A record with every field."""
    return {name: values(reference, written)[0][0] for name, written in fields.items()}


def sound(reference: Reference, fields: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Records that are right: with all fields, with the needed alone, with each value of each field."""
    every = whole(reference, fields)
    yield every
    yield {name: value for name, value in every.items() if not fields[name].endswith("?")}
    for name, written in fields.items():
        for value in values(reference, written)[0]:
            yield {**every, name: value}


def broken(reference: Reference, fields: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Records that are wrong: a field too many, one too few, and each value that is not of a field's type."""
    every = whole(reference, fields)
    yield {**every, "noSuchField": 1}
    for name, written in fields.items():
        if not written.endswith("?"):
            yield {other: value for other, value in every.items() if other != name}
        for value in values(reference, written)[1]:
            yield {**every, name: value}


def lines(reference: Reference) -> Iterator[tuple[Any, bool]]:
    """Lines of a trace, and whether they are sound."""
    base = reference.section("trace", "fields")
    for event, says in reference.section("trace", "events").items():
        fields = {**base, **((says or {}).get("fields") or {})}
        fields.pop("event", None)
        for record in sound(reference, fields):
            yield {**record, "event": event}, True
        for record in broken(reference, fields):
            yield {**record, "event": event}, False
        yield whole(reference, fields), False
        for kind in ("no such event", "", 3, None, [event]):
            yield {**whole(reference, fields), "event": kind}, False
    nothing: list[Any] = [[], "text", None, 1, {}, {"event": "no such event"}]
    yield from ((line, False) for line in nothing)


def older_names(reference: Reference, fields: dict[str, str]) -> Iterator[tuple[Any, Any, str]]:
    """Records with one older name, the same as they are to be written, and the warning."""
    every = whole(reference, fields)
    needed = {name: value for name, value in every.items() if not fields[name].endswith("?")}
    for (field, written), record in product(fields.items(), (every, needed)):
        for read, made, warning in _older(reference, written.rstrip("?")):
            between = "" if warning.startswith((".", ":")) else "."
            yield {**record, field: read}, {**record, field: made}, f"{field}{between}{warning}"


def _older(reference: Reference, kind: str) -> Iterator[tuple[Any, Any, str]]:
    """A value with an older name in it, the same with the id, and the way to it with the warning."""
    if kind.startswith("list of "):
        good = values(reference, kind)[0][1]
        for read, made, warning in _older(reference, kind.removeprefix("list of ")):
            between = "" if warning.startswith(":") else "."
            yield [*good, read], [*good, made], f".{len(good)}{between}{warning}"
    elif kind in SECTIONS:
        for item, says in reference.section(*SECTIONS[kind]).items():
            for alias in as_list((says or {}).get("aliases")):
                yield alias, item, f": '{alias}' is an older name of the {kind} '{item}'"
    elif kind in reference.section("records"):
        yield from older_names(reference, (reference.section("records")[kind] or {}).get("fields", {}))
