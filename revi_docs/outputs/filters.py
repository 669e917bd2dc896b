"""The filters of templates. Each result is safe where it is meant to stand, and still traceable."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from revi_docs.contract.shape import Duration
from revi_docs.files.proof import BLANK
from revi_docs.outputs import escape
from revi_docs.outputs.code import CODE_FILTERS
from revi_docs.outputs.shown import STAND_IN, Proof, Shown, joined, shown


def _single(make: Callable[[str], str]) -> Callable[[Any], Shown]:
    def apply(value: Any) -> Shown:
        if isinstance(value, Proof):
            return Shown(make(STAND_IN).replace(STAND_IN, BLANK))
        return shown(make(str(value)), value)

    return apply


def _number(value: Any) -> Shown:
    """60000 → 60,000; 2.0 → 2."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,g}"
    return shown(text, value)


def _said(value: Any, form: str = "") -> Shown:
    """A single value as one says it: names as code, numbers with their thousands, truths as yes and no.

    `form` names another filter for it.
    """
    if isinstance(value, bool):
        return Shown("yes" if value else "no")
    is_number = isinstance(value, (int, float)) and not isinstance(value, Duration)
    kind = "number" if is_number else "text" if isinstance(value, Duration) else "code"
    return shown(FILTERS[form or kind](value), value)


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
    "said": _said,
    "text": _single(escape.markdown),
    **CODE_FILTERS,
}
