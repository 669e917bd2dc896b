"""Where the transcript of a session of Claude Code stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress

SESSION, CONFIG = "CLAUDE_CODE_SESSION_ID", "CLAUDE_CONFIG_DIR"
"""The variables that Claude Code sets: the session's id, and the folder of its files where it was moved."""


def session_file() -> str:
    """The transcript of the session that calls; "" where there is no session, or no transcript of it."""
    session = os.environ.get(SESSION, "")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", session):
        return ""
    config = os.environ.get(CONFIG) or os.path.join(os.path.expanduser("~"), ".claude")
    found = list(_of(os.path.join(config, "projects"), f"{session}.jsonl"))
    return max(found, key=lambda one: (os.stat(one).st_mtime_ns, one), default="")


def _of(folder: str, name: str) -> Iterator[str]:
    """The files of that name in the folders of projects; a session that has moved has several."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            file = os.path.join(entry.path, name)
            if os.path.isfile(file):
                yield file


def session_of(file: str) -> str:
    """The name by which a transcript is known wherever it stands."""
    return os.path.basename(file).removesuffix(".jsonl")
