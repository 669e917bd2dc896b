"""Where the transcript of a session of Claude Code stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress

SESSION_VARIABLE, CONFIG_VARIABLE = "CLAUDE_CODE_SESSION_ID", "CLAUDE_CONFIG_DIR"
"""The variables that Claude Code sets: the session's id, and the folder of its files where it was moved."""


def session_transcript() -> str:
    """The transcript of the session that calls; "" where there is no session, or no transcript of it."""
    session_id = os.environ.get(SESSION_VARIABLE, "")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", session_id):
        return ""
    config = os.environ.get(CONFIG_VARIABLE) or os.path.join(os.path.expanduser("~"), ".claude")
    paths = list(_transcripts_named(os.path.join(config, "projects"), f"{session_id}.jsonl"))
    return max(paths, key=lambda path: (os.stat(path).st_mtime_ns, path), default="")


def _transcripts_named(folder: str, name: str) -> Iterator[str]:
    """The files of that name in the folders of projects; a session that has moved has several."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            path = os.path.join(entry.path, name)
            if os.path.isfile(path):
                yield path


def session_id_of(file: str) -> str:
    """The name by which a transcript is known wherever it stands."""
    return os.path.basename(file).removesuffix(".jsonl")
