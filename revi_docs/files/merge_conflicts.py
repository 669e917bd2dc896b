"""Split a file with git's conflict markers into its two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.problems.problem import Place, Problem

CONFLICT_CODE = "merge-conflict"
CONFLICT_MESSAGE = "unresolved merge conflict"
CONFLICT_FIX = "keep one side, then run 'revi-docs sync'"

# Only `\n` ends a line: `splitlines` would also split at characters that git does not.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SIDE_BY_MARKER = {"<": "ours", "|": "base", "=": "theirs", ">": ""}
# Git writes exactly seven characters; a longer run is a heading underline or a rule.
_MARKER = re.compile(r"([<|=>])\1{6}(?: .*)?\r?\n?")
# Side → the markers that may follow it. `base` appears only if merge.conflictStyle is (z)diff3.
_NEXT_MARKERS = {"": "<", "ours": "|=", "base": "=", "theirs": ">"}


# Seven signs, which is git's default; an attribute of git can change the number, and hardly anyone does.
_MARKER_LINE = re.compile(r"^([<=>])\1{6}(?:[ \t][^\n]*)?\r?$", re.MULTILINE)


def conflict_line(text: str) -> int:
    """The line of git's first conflict marker in a text that is not prose; 0 if the text has no conflict.

    A conflict has a marker at the start of a line for each side. To call this only for a text that cannot be
    parsed costs valid texts nothing, and a marker in a valid text is content.
    """
    markers = list(_MARKER_LINE.finditer(text))
    sides = "".join(marker[1] for marker in markers)
    start = sides.find("<")
    is_conflict = start >= 0 and ">" in sides[start:].partition("=")[2]
    return text.count("\n", 0, markers[start].start()) + 1 if is_conflict else 0


def conflict_problem(text: str, file: str) -> Problem | None:
    """Report git's conflict markers in a text that is not prose; None if it has no conflict."""
    line = conflict_line(text)
    place = Place(file, line, 1)
    return Problem(code=CONFLICT_CODE, message=CONFLICT_MESSAGE, fix=CONFLICT_FIX, places=(place,)) if line else None


class Conflict(NamedTuple):
    """The indexes of its first and last marker lines, of all its marker lines, and the lines of both sides."""

    first: int
    last: int
    marker_lines: tuple[int, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def find_conflicts(lines: Sequence[str]) -> Iterator[Conflict]:
    """Yield the conflicts among lines without line feeds, if their markers are in git's order."""
    side = ""
    sides: dict[str, list[str]] = {}
    markers: list[int] = []
    for number, line in enumerate(lines):
        match = _MARKER.fullmatch(line)
        if match and match[1] in _NEXT_MARKERS[side]:
            if not side:
                sides, markers = {"ours": [], "base": [], "theirs": []}, []
            markers.append(number)
            side = _SIDE_BY_MARKER[match[1]]
            if not side:
                yield Conflict(markers[0], number, tuple(markers), tuple(sides["ours"]), tuple(sides["theirs"]))
        elif side:
            sides[side].append(line)


def split_conflict(text: str, text_without_code: str) -> tuple[str, str] | None:
    """Our version and theirs; None without a conflict, or if the markers are not in git's order.

    `text_without_code` is the text with code replaced by spaces: a conflict marker in code is an example.
    """
    ours: list[str] = []
    theirs: list[str] = []
    side, has_conflict = "", False
    for line_match in _LINE.finditer(text):
        line = line_match[0]
        is_candidate = line[0] in "<|=>" and text_without_code[line_match.start()] == line[0]
        marker_match = _MARKER.fullmatch(line) if is_candidate else None
        if marker_match and marker_match[1] in _NEXT_MARKERS[side]:
            side, has_conflict = _SIDE_BY_MARKER[marker_match[1]], True
            continue
        if side in ("", "ours"):
            ours.append(line)
        if side in ("", "theirs"):
            theirs.append(line)
    return ("".join(ours), "".join(theirs)) if has_conflict and not side else None
