"""The settings file of Claude Code: read and edited in place, with places for problems."""

from __future__ import annotations

import json

from revi_docs.files.json_nodes import JsonNode, parse_with_offsets
from revi_docs.files.merge_conflicts import conflict_problem
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.revi_error import ReviError
from revi_docs.targets.claude import TARGET as CLAUDE

SETTINGS_PATH = CLAUDE.paths.settings[0]

_NEW_FILE = f'{{\n  "$schema": "{CLAUDE.settings.schema_url}"\n}}\n'
"""A new file: its only key says that `init` created it."""


def decode_settings(content: bytes) -> tuple[bytes, str]:
    """Return the byte order mark and the text of the settings; those of a new file if there is no content.

    Raises ReviError if the text is not UTF-8.
    """
    # Windows editors write a byte order mark. It is written back, because the file belongs to the user.
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = content.removeprefix(mark).decode("utf-8") if content.strip() else ""
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise settings_error("is not valid UTF-8", line, 1) from None
    return mark, text or _NEW_FILE


def is_new_file(content: bytes) -> bool:
    """Return whether the settings are those of a new file, so that it contains nothing of anyone else.

    Git may have changed the line ends.
    """
    return content.decode("utf-8", "replace").replace("\r\n", "\n") == _NEW_FILE


def parse_settings(text: str) -> JsonNode:
    """Parse the settings, an object, with offsets. Raises ReviError with the place of what is wrong."""
    try:
        root = parse_with_offsets(text)
    except json.JSONDecodeError as error:
        conflict = conflict_problem(text, SETTINGS_PATH)
        if conflict:
            raise ReviError(conflict) from None
        raise settings_error(f"is not valid JSON: {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise settings_error("is nested too deeply", 1, 1) from None
    if not isinstance(root.value, dict):
        raise settings_error("is not a JSON object", *line_and_column(text, root.start))
    return root


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset, both from 1."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def settings_error(message: str, line: int, column: int) -> ReviError:
    """The error for settings that cannot be edited; `message` is the predicate of a sentence."""
    return ReviError(
        Problem(
            code="unreadable-settings",
            message=message,
            fix="correct the file, then run the command again; nothing was written",
            places=(Place(SETTINGS_PATH, line, column),),
            subject=SETTINGS_PATH,
        )
    )
