"""Count tokens from transcripts, from the result of a run, or from a number that the caller passes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from revi_docs.records.command_errors import CommandError, file_error
from revi_docs.records.run_results import read_result
from revi_docs.records.token_log import STATED
from revi_docs.records.transcripts import count_files, file_sizes, session_of
from revi_docs.records.usage import Usage, UsageCount
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude import user_folder

TRANSCRIPT, RESULT, UNRECORDED = "transcript", "result", "unrecorded"


class TokenSource(NamedTuple):
    """What to count; by default the transcript of the calling session."""

    transcripts: tuple[str, ...] = ()
    result: str = ""
    tokens: int | None = None


class TokenCount(NamedTuple):
    """A count. `session_id`: the counted session, "" for none. `explicit`: the caller chose the source.

    `sizes` is each counted file → the bytes it had; `files` are the transcripts among them without those of subagents.
    """

    source: str
    usage_count: UsageCount = UsageCount()
    session_id: str = ""
    files: tuple[str, ...] = ()
    explicit: bool = False
    sizes: Mapping[str, int] = {}

    @property
    def usage(self) -> Usage:
        """The tokens by kind."""
        return self.usage_count.usage


def count_tokens(source: TokenSource) -> TokenCount:
    """The current count; with the source `unrecorded` if there is nothing to count.

    Raises CommandError for more than one source, UnavailableError if a file cannot be read.
    """
    source_names = [
        name for name, value in zip(TokenSource._fields, source, strict=True) if value not in ((), "", None)
    ]
    if len(source_names) > 1:
        message = f"the number of tokens comes from {' and by '.join(source_names)}"
        raise CommandError("two-sources", message, "pass only one of them")
    if source.tokens is not None:
        if source.tokens < 0:
            raise CommandError("invalid-token-count", f"{source.tokens} is not a number of tokens", "pass 0 or more")
        return TokenCount(STATED, explicit=True)
    try:
        if source.result:
            return TokenCount(RESULT, read_result(source.result), explicit=True)
        files = source.transcripts or tuple(value for value in (_session_transcript(),) if value)
        if not files:
            return TokenCount(UNRECORDED)
        return count_session_files(files)._replace(explicit=bool(source.transcripts))
    except OSError as error:
        raise file_error(error.filename, error, "read") from None


def count_session_files(files: tuple[str, ...]) -> TokenCount:
    """The usage of these sessions so far. Raises OSError."""
    names = sorted({session_of(file) for file in files})
    # A session may write while it is counted, so that only what is there now counts.
    sizes = file_sizes(files)
    return TokenCount(TRANSCRIPT, count_files(sizes, sizes), "+".join(names), files, sizes=sizes)


def count_increase(now: Mapping[str, int], before: Mapping[str, int], others: Mapping[str, int]) -> Usage | None:
    """The usage in the files `now` that was neither there `before` nor is in `others`; None if it decreased.

    Each is a file → how many of its bytes count. What a fork or a resumed session copied counts once,
    because a reply counts once in all files together. Raises OSError.
    """
    earlier, later = {**others, **before}, {**others, **now}
    return count_files(later, later).usage.minus(count_files(earlier, earlier).usage)


def _session_transcript() -> str:
    """The transcript of the calling session; "" if there is no session or no transcript."""
    session_id = os.environ.get(CLAUDE.variables.session_id, "")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", session_id):
        return ""
    folder = os.path.join(user_folder(), CLAUDE.transcripts.folder)
    # The newest one: a session that continued in another folder left a copy behind.
    paths = list(_transcripts_named(folder, f"{session_id}{CLAUDE.transcripts.suffix}"))
    return max(paths, key=lambda path: (os.stat(path).st_mtime_ns, path), default="")


def _transcripts_named(folder: str, name: str) -> Iterator[str]:
    """The files with that name in all project folders; a session that changed its folder has several."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            path = os.path.join(entry.path, name)
            if os.path.isfile(path):
                yield path
