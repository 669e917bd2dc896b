"""Paths and ids of git objects as they are typed in the command of a fix."""

from __future__ import annotations

import shlex

_ID_DIGITS = 12  # unambiguous in any repository, and short enough to read


def shell_path(path: str) -> str:
    """A path as one word of a shell, quoted if it must be; no command takes it for an option."""
    return shlex.quote(f"./{path}" if path.startswith("-") else path)


def short_id(object_id: str) -> str:
    """The start of the id of a commit or a blob, by which git finds the object."""
    return object_id[:_ID_DIGITS]
