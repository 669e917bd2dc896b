"""Which value of the contract a changed stretch of made text shows, so that the right line is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from revi_docs.runtime.ground import Ground, value_at
from revi_docs.runtime.protected.contract_lines import is_written, line_of

Way = tuple[str, ...]

_WIDEST = 20_000
"""Characters of a change within which a value is looked for."""

_SHORTEST = 3


class Change(NamedTuple):
    """The lines of the old text that an edit touches, and where in them it begins and ends.

    `at` is where these lines begin in the old text, `instead` is what stands in their place.
    """

    lines: str
    start: int
    end: int
    at: int
    instead: str


def change(before: str, after: str) -> Change:
    """What differs, as one stretch from the first difference to the last."""
    start = _same(before, after)
    rest = min(len(before), len(after)) - start
    back = _same(before[::-1], after[::-1], rest)
    end = len(before) - back
    first = before.rfind("\n", 0, start) + 1
    last = before.find("\n", end)
    last = last if last >= 0 else len(before)
    instead = after[first : len(after) - (len(before) - last)]
    return Change(before[first:last], start - first, end - first, first, instead)


def _same(one: str, other: str, most: int | None = None) -> int:
    """How many characters two texts have in common from their beginnings."""
    low, high = 0, min(len(one), len(other)) if most is None else most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def source(ground: Ground, changed: Change, scope: Way) -> str:
    """`revi.yml:41 (agents.reader.meaning)`: the value that is shown there, else what the scope leads to."""
    way = _shown(ground.data, changed, scope) or _shown(ground.data, changed, ()) or scope
    return stated(ground, way)


def stated(ground: Ground, way: Sequence[str]) -> str:
    """The line of a way and its name, where the contract writes the value that holds there."""
    spelled = tuple(step.removesuffix("_ms") for step in way)
    if not is_written(ground.root, spelled):
        spelled = _inherited(ground.data, spelled)
    return f"{line_of(ground.root, spelled)} ({'.'.join(spelled)})"


def _inherited(data: Mapping[str, Any], way: Way) -> Way:
    """Where a value stands that an item does not state itself: with its group, or with the defaults."""
    if way[:1] == ("agents",) and way[2:] == ("model",):
        group = value_at(data, ("agents", way[1], "group"))
        return ("groups", str(group), "model") if group else way
    return ("workers", "defaults", way[3]) if way[:2] == ("workers", "sets") and len(way) == 4 else way


def _shown(data: Mapping[str, Any], changed: Change, scope: Way) -> Way:
    """The way to the longest text of the scope that the change touches; () where it is none or not one."""
    if len(changed.lines) > _WIDEST or (scope and value_at(data, scope) is None):
        return ()
    found: dict[Way, int] = {}
    for way, text in _leaves(value_at(data, scope), scope):
        if len(text) >= _SHORTEST and text in changed.lines and _touches(changed, text):
            found[way] = max(found.get(way, 0), len(text))
    longest = [way for way, size in found.items() if size == max(found.values())]
    return longest[0] if len(longest) == 1 or (longest and scope) else ()


def _touches(changed: Change, text: str) -> bool:
    word = rf"(?<!\w){re.escape(text)}(?!\w)" if text[0].isalnum() and text[-1].isalnum() else re.escape(text)
    return any(
        one.start() <= changed.end and one.end() >= changed.start for one in re.finditer(word, changed.lines)
    )


def _leaves(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    """Every text and number below a value as pages show it; those of a list stand at the list."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("_revi", "outputs", "owns"):
                yield from _leaves(inner, (*way, key))
    elif isinstance(value, list):
        for inner in value:
            yield from ((way, text) for _, text in _leaves(inner, way))
    elif isinstance(value, str):
        yield way, value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield way, str(value)
        yield way, f"{value:,}"
