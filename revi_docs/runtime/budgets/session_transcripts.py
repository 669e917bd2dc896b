"""Where the transcript of a session of Claude Code stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress

from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude import user_folder


def session_transcript() -> str:
    """The transcript of the session that calls; "" where there is no session, or no transcript of it."""
    session_id = os.environ.get(CLAUDE.variables.session_id, "")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", session_id):
        return ""
    folder = os.path.join(user_folder(), CLAUDE.transcripts.folder)
    paths = list(_transcripts_named(folder, f"{session_id}{CLAUDE.transcripts.suffix}"))
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
    return os.path.basename(file).removesuffix(CLAUDE.transcripts.suffix)
