"""The filters of templates. Each result is safe where it is meant to stand, and still traceable.

`Shown` marks text that needs no further escaping and remembers which parts of it come from which
value of the contract. Whatever is not `Shown` is escaped when it is printed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from revi_docs.contract.reading import Path
from revi_docs.files.proof import BLANK
from revi_docs.outputs import escape


class Shown(Markup):
    """Finished text. `spans` are (start, end, path): what of it shows which value."""

    spans: tuple[tuple[int, int, Path], ...] = ()


class Proof(Shown):
    """The blank proof of ownership, the only text that a filter lets look like one."""


_STAND_IN = BLANK.replace("0", "x")
"""Written like the blank proof, yet not held to be one by what escapes."""


def shown(text: str, *sources: Any) -> Shown:
    """The text as finished, all of it showing the first source that is a value of the contract."""
    result = Shown(text)
    for source in sources:
        path = getattr(source, "path", None)
        if path is not None:
            result.spans = ((0, len(text), path),)
            break
    return result


def joined(parts: Iterable[Shown | str], between: str) -> Shown:
    """The parts with `between` between them, each still showing what it showed."""
    text = ""
    spans: list[tuple[int, int, Path]] = []
    for number, part in enumerate(parts):
        text += between if number else ""
        spans += [
            (start + len(text), end + len(text), path) for start, end, path in getattr(part, "spans", ())
        ]
        text += str(part)
    result = Shown(text)
    result.spans = tuple(spans)
    return result


def _single(make: Callable[[str], str]) -> Callable[[Any], Shown]:
    def apply(value: Any) -> Shown:
        if isinstance(value, Proof):
            return Shown(make(_STAND_IN).replace(_STAND_IN, BLANK))
        return shown(make(str(value)), value)

    return apply


def _number(value: Any) -> Shown:
    """60000 → 60,000; 2.0 → 2."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,g}"
    return shown(text, value)


def _items(values: Any, form: str = "code", between: str = ", ") -> Shown:
    """A list, each member through the filter `form`, with `between` between them."""
    return joined((FILTERS[form](value) for value in values), between)


def _data(value: Any) -> Shown:
    """Any value as JSON, keys in the given order."""
    return joined(_json(value, "\n"), "")


def _json(value: Any, line: str) -> Iterator[Shown | str]:
    """The pieces of a value as JSON; `line` begins a new line as deep as the value stands."""
    if isinstance(value, Mapping):
        yield from _json_inside(
            "{}", ((_json_leaf(str(name), name), part) for name, part in value.items()), line
        )
    elif isinstance(value, (list, tuple)):
        yield from _json_inside("[]", (("", part) for part in value), line)
    else:
        yield BLANK.join('""') if isinstance(value, Proof) else _json_leaf(value, value)


def _json_inside(frame: str, entries: Iterable[tuple[Shown | str, Any]], line: str) -> Iterator[Shown | str]:
    begun = False
    for name, part in entries:
        yield f"{',' if begun else frame[0]}{line}  "
        begun = True
        if name:
            yield name
            yield ": "
        yield from _json(part, f"{line}  ")
    yield f"{line}{frame[1]}" if begun else frame


def _json_leaf(value: Any, source: Any) -> Shown:
    return shown(escape.unproven(json.dumps(value, ensure_ascii=False), "\\u003a"), source)


FILTERS: dict[str, Callable[..., Any]] = {
    "code": _single(escape.code),
    "comment": _single(escape.comment),
    "data": _data,
    "html": _single(escape.markup),
    "inside": _single(escape.inside),
    "items": _items,
    "number": _number,
    "quoted": _single(escape.quoted),
    "text": _single(escape.markdown),
}
