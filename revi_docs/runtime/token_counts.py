"""Where a count of tokens comes from: transcripts, the result of a run, or what somebody says."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.records.run_results import read_result
from revi_docs.records.transcripts import count_sessions
from revi_docs.records.usage import Count
from revi_docs.runtime.session_files import session_file, session_of

TRANSCRIPT, RESULT, STATED, UNRECORDED = "transcript", "result", "stated", "unrecorded"


class Source(NamedTuple):
    """What to count by; where nothing is given, by the transcript of the session that calls."""

    transcripts: tuple[str, ...] = ()
    result: str = ""
    tokens: int | None = None


class Found(NamedTuple):
    """What was counted. `session` names whose count goes on growing, "" for none; `said`: somebody asked."""

    source: str
    used: Count = Count()
    session: str = ""
    files: tuple[str, ...] = ()
    said: bool = False


def counted(source: Source) -> Found:
    """The count as it stands now; `unrecorded` where nothing is there to count by.

    Raises RefusalError for a source that contradicts itself, BrokenError where a file cannot be read.
    """
    given = [name for name, one in zip(Source._fields, source, strict=True) if one not in ((), "", None)]
    if len(given) > 1:
        what = f"the tokens are given twice, by {' and by '.join(given)}"
        raise RefusalError("two-sources", what, "give one of them")
    if source.tokens is not None:
        if source.tokens < 0:
            raise RefusalError("no-tokens", f"{source.tokens} is no number of tokens", "give 0 or more")
        return Found(STATED, said=True)
    try:
        if source.result:
            return Found(RESULT, read_result(source.result), said=True)
        files = source.transcripts or tuple(one for one in (session_file(),) if one)
        return of_sessions(files)._replace(said=bool(source.transcripts)) if files else Found(UNRECORDED)
    except OSError as error:
        what = f"{error.filename} cannot be read: {error.strerror}"
        raise BrokenError("unreadable-file", what, "give a file that is there") from None


def of_sessions(files: tuple[str, ...]) -> Found:
    """What these sessions used so far. Raises OSError."""
    names = sorted({session_of(file) for file in files})
    return Found(TRANSCRIPT, count_sessions(files), "+".join(names), files)
