"""What a file would hold after an edit, applied to its text in memory as Claude Code applies it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

TOOLS = ("Edit", "MultiEdit", "NotebookEdit", "Write")
"""The tools that change a file, as Claude Code calls them."""

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


class Edited(NamedTuple):
    """A file before and after. `before` is None where there is none, `after` where nobody can tell.

    Lines end in a line feed in both, however they do on disk.
    """

    path: str
    before: str | None
    after: str | None


def edited(tool: str, given: Mapping[str, Any], cwd: str) -> Edited | None:
    """The edit that a tool is about to make; None where it names no file or will fail by itself."""
    named = given.get("notebook_path" if tool == "NotebookEdit" else "file_path")
    if not isinstance(named, str) or not named or "\0" in named:
        return None
    path = os.path.realpath(os.path.join(cwd or ".", os.path.expanduser(named)))
    before = _text(path)
    if tool == "NotebookEdit":
        return Edited(path, before, None)
    if tool == "Write":
        content = given.get("content")
        return Edited(path, before, _unix(content)) if isinstance(content, str) else None
    steps = given.get("edits") if tool == "MultiEdit" else [given]
    after = _after(before or "", steps if isinstance(steps, list) else [])
    return None if after is None or after == before else Edited(path, before, after)


def _text(path: str) -> str | None:
    try:
        with open(path, "rb") as stream:
            return _unix(stream.read().decode("utf-8", "surrogateescape"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def _after(text: str, steps: list[Any]) -> str | None:
    """The text after all replacements, None where one of them finds nothing."""
    for step in steps:
        old = step.get("old_string") if isinstance(step, dict) else None
        new = step.get("new_string") if isinstance(step, dict) else None
        if not isinstance(old, str) or not isinstance(new, str):
            return None
        replaced = _replaced(text, _unix(old), _unix(new), everywhere=step.get("replace_all") is True)
        if replaced is None:
            return None
        text = replaced
    return text


def _replaced(text: str, old: str, new: str, *, everywhere: bool) -> str | None:
    """The text with the old part replaced; straight quotes stand for curly ones where those are meant."""
    if not old:
        return new if not text else None
    if old not in text:
        at = text.translate(_QUOTES).find(old.translate(_QUOTES))
        if at < 0:
            return None
        old = text[at : at + len(old)]
    return text.replace(old, new, -1 if everywhere else 1)
