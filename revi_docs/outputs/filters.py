"""The filters of templates. Each result is safe where it is meant to stand, and still traceable.

`Shown` marks text that needs no further escaping and remembers which parts of it come from which
value of the contract. Whatever is not `Shown` is escaped when it is printed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from revi_docs.contract.reading import Path
from revi_docs.contract.shape import Duration
from revi_docs.files.proof import BLANK
from revi_docs.outputs import escape


class Shown(Markup):
    """Finished text. `spans` are (start, end, path): what of it shows which value.

    `paths` are values that it shows somewhere, without saying where.
    """

    spans: tuple[tuple[int, int, Path], ...] = ()
    paths: tuple[Path, ...] = ()


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
    paths: list[Path] = []
    result = Shown(escape.unproven(json.dumps(_plain(value, paths), ensure_ascii=False, indent=2), "\\u003a"))
    result.paths = tuple(paths)
    return result


def _plain(value: Any, paths: list[Path]) -> Any:
    """The value as plain data; `paths` grows by what of it are values of the contract."""
    if hasattr(value, "path"):
        paths.append(value.path)
    if isinstance(value, Mapping):
        return {str(_plain(name, paths)): _plain(part, paths) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part, paths) for part in value]
    return value


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
}
