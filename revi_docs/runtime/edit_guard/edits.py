"""Compute the text of a file after an edit, in memory and by the rules of Claude Code."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping

from revi_docs.files.read_file import read_outside
from revi_docs.files.size_limits import CODE, FIX, guarded_size_error
from revi_docs.problems.fast_record import FastRecord
from revi_docs.records.command_errors import UnavailableError
from revi_docs.targets.claude import TARGET as CLAUDE

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import Any

_FIELDS = CLAUDE.tool_fields

# Claude Code matches straight quotes in the old text with curly ones in the file.
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


class FileEdit(FastRecord):
    """A file before and after an edit. `old_text` is None for a new file, `new_text` None if it is unknown.

    Both have line feeds as line ends, whatever the file has.
    """

    path: str
    old_text: str | None
    new_text: str | None


def require_guardable(path: str, edit: FileEdit) -> None:
    """Raise UnavailableError for an edit that takes too long to compare."""
    error = guarded_size_error(edit.old_text or "") or guarded_size_error(edit.new_text or "")
    if error:
        raise UnavailableError(CODE, f"{path} {error}, before or after the edit", FIX)


def parse_edit(tool: str, tool_input: Mapping[str, Any], cwd: str) -> FileEdit | None:
    """The edit that a tool is about to make; None if it names no file, or the tool will reject it."""
    file_name = tool_input.get(_FIELDS.notebook if tool == CLAUDE.tools.notebook_edit else _FIELDS.file)
    if not isinstance(file_name, str) or not file_name or "\0" in file_name:
        return None
    path = os.path.realpath(os.path.join(cwd or ".", os.path.expanduser(file_name)))
    old_text = _read_text(path)
    if tool == CLAUDE.tools.notebook_edit:
        return FileEdit(path=path, old_text=old_text, new_text=None)
    if tool == CLAUDE.tools.write:
        content = tool_input.get(_FIELDS.content)
        if not isinstance(content, str):
            return None
        return FileEdit(path=path, old_text=old_text, new_text=_normalize_newlines(content))
    replacements = tool_input.get(_FIELDS.edits) if tool == CLAUDE.tools.multi_edit else [tool_input]
    new_text = _apply_replacements(old_text or "", replacements if isinstance(replacements, list) else [])
    if new_text is None or new_text == old_text:
        return None
    return FileEdit(path=path, old_text=old_text, new_text=new_text)


def has_other_names(edit: FileEdit) -> bool:
    """Whether the file has several hard links."""
    return edit.old_text is not None and os.stat(edit.path).st_nlink > 1


def _read_text(path: str) -> str | None:
    try:
        return _normalize_newlines(read_outside(path).decode("utf-8", "surrogateescape"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # no tool can create the file
            return None
        raise


def _normalize_newlines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _apply_replacements(text: str, replacements: list[Any]) -> str | None:
    """The text after all replacements; None if one of them has no match."""
    for replacement in replacements:
        old = replacement.get(_FIELDS.old_text) if isinstance(replacement, dict) else None
        new = replacement.get(_FIELDS.new_text) if isinstance(replacement, dict) else None
        if not isinstance(old, str) or not isinstance(new, str):
            return None
        replace_all = replacement.get(_FIELDS.replace_all) is True
        result = _replace_text(text, _normalize_newlines(old), _normalize_newlines(new), replace_all=replace_all)
        if result is None:
            return None
        text = result
    return text


def _replace_text(text: str, old: str, new: str, *, replace_all: bool) -> str | None:
    """The text with `old` replaced; None if there is no match."""
    if not old:
        return new if not text else None
    if old not in text:
        offset = text.translate(_QUOTES).find(old.translate(_QUOTES))
        if offset < 0:
            return None
        old = text[offset : offset + len(old)]
    return text.replace(old, new, -1 if replace_all else 1)
