"""Git's conflict markers: the two files that stand in one."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SIDE_BY_MARKER = {"<": "ours", "|": "base", "=": "theirs", ">": ""}
_MARKER = re.compile(r"([<|=>])\1{6}(?: .*)?\r?\n?")
_NEXT_MARKERS = {"": "<", "ours": "|=", "base": "=", "theirs": ">"}


def split_conflict(text: str, text_without_code: str) -> tuple[str, str] | None:
    """Our file and theirs; None where the text holds no conflict, or marks that git did not set.

    `shown` is the same text with spaces in the place of code: a mark there is an example.
    """
    ours: list[str] = []
    theirs: list[str] = []
    side, has_conflict = "", False
    for line_match in _LINE.finditer(text):
        line = line_match[0]
        marker_match = (
            _MARKER.fullmatch(line)
            if line[0] in "<|=>" and text_without_code[line_match.start()] == line[0]
            else None
        )
        if marker_match and marker_match[1] in _NEXT_MARKERS[side]:
            side, has_conflict = _SIDE_BY_MARKER[marker_match[1]], True
            continue
        if side in ("", "ours"):
            ours.append(line)
        if side in ("", "theirs"):
            theirs.append(line)
    return ("".join(ours), "".join(theirs)) if has_conflict and not side else None
