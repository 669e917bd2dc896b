"""Git's conflict markers: the two files that stand in one."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MARKS = {"<": "ours", "|": "base", "=": "theirs", ">": ""}
_MARK = re.compile(r"([<|=>])\1{6}(?: .*)?\r?\n?")
_NEXT = {"": "<", "ours": "|=", "base": "=", "theirs": ">"}


def sides(text: str, shown: str) -> tuple[str, str] | None:
    """Our file and theirs; None where the text holds no conflict, or marks that git did not set.

    `shown` is the same text with spaces in the place of code: a mark there is an example.
    """
    ours: list[str] = []
    theirs: list[str] = []
    side, seen = "", False
    for found in _LINE.finditer(text):
        line = found[0]
        mark = _MARK.fullmatch(line) if line[0] in "<|=>" and shown[found.start()] == line[0] else None
        if mark and mark[1] in _NEXT[side]:
            side, seen = _MARKS[mark[1]], True
            continue
        if side in ("", "ours"):
            ours.append(line)
        if side in ("", "theirs"):
            theirs.append(line)
    return ("".join(ours), "".join(theirs)) if seen and not side else None
