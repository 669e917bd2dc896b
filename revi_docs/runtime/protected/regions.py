"""Regions: what stands between two markers is made, the rest of the file is its writer's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.runtime.ground import Ground
from revi_docs.runtime.protected.edits import Edited
from revi_docs.runtime.protected.made import MEND
from revi_docs.runtime.protected.sources import change, source, stated

_BEGIN, _END = "revi:begin", "revi:end"

_MARKS = ("revi:", "`", "~~~", "<!--", "-->")
"""What makes or hides a marker: only lines without any of these surely leave all of them as they are."""


class _Region(NamedTuple):
    """What stands between two markers, and what the first one says."""

    name: str
    content: str
    line: int


def of_regions(ground: Ground, path: str, edit: Edited) -> str:
    """Why an edit must leave a region alone that it changes; "" where it changes none.

    A region may be moved, and one that `sync` has not filled yet may be changed or go.
    """
    if not edit.before or _BEGIN not in edit.before or _is_apart(edit.before, edit.after or ""):
        return ""
    from revi_docs.files.globs import fits
    from revi_docs.files.markers import MARKERS, PATTERNS

    if not path.lower().endswith(tuple(MARKERS)) or not fits(ground.data.get("regions") or PATTERNS, path):
        return ""
    kept = Counter(region.content for region in _regions(path, edit.after or ""))
    for region in _regions(path, edit.before):
        if region.content.strip() and not kept[region.content]:
            where = _of_region(ground, region, edit)
            return (
                f"line {region.line} of {path} begins a region that is made from {where}: "
                f"{MEND}; what stands outside the markers is yours"
            )
        kept[region.content] -= 1
    return ""


def _is_apart(before: str, after: str) -> bool:
    """Whether an edit surely touches no region, without a closer look that takes its time."""
    changed = change(before, after)
    if any(mark in text for mark in _MARKS for text in (changed.lines, changed.instead)):
        return False
    opened = before.rfind(_BEGIN, 0, changed.at)
    return opened < 0 or 0 <= before.find(_END, opened) < changed.at


def _regions(path: str, text: str) -> Iterator[_Region]:
    from revi_docs.files.markers import Marker, markers

    opened: Marker | None = None
    for marker in markers(path, text):
        if marker.word == "begin" and opened is None:
            opened = marker
        elif marker.word == "end" and opened is not None:
            yield _Region(opened.rest.strip(), text[opened.end : marker.start], opened.line)
            opened = None


def _of_region(ground: Ground, region: _Region, edit: Edited) -> str:
    """The line that states what a region shows."""
    name, _, arguments = region.name.partition(" ")
    given: dict[str, str] = dict(re.findall(r"([\w-]+)=\"?([^\"\s]+)", arguments))
    way = tuple(given.get("of", name).split(",")[0].split("."))
    if way[0] not in ground.data:
        return f"the template regions/{name}"
    if "of" in given:
        return stated(ground, way)
    return source(ground, change(edit.before or "", edit.after or ""), way)
