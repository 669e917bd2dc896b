"""Finished text: safe where it is meant to stand, and aware of which parts of it show which value.

Whatever is not `Shown` is escaped when it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from revi_docs.contract.reading import Path
from revi_docs.files.proof import BLANK


class Shown(Markup):
    """Finished text. `spans` are (start, end, path): what of it shows which value."""

    spans: tuple[tuple[int, int, Path], ...] = ()


class Proof(Shown):
    """The blank proof of ownership, the only text that a filter lets look like one."""


STAND_IN = BLANK.replace("0", "x")
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
