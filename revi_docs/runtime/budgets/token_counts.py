"""Where a count of tokens comes from: transcripts, the result of a run, or what somebody says."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.run_results import read_result
from revi_docs.records.transcripts import count_sessions
from revi_docs.records.usage import UsageCount
from revi_docs.runtime.budgets.session_transcripts import session_id_of, session_transcript

TRANSCRIPT, RESULT, STATED, UNRECORDED = "transcript", "result", "stated", "unrecorded"


class TokenSource(NamedTuple):
    """What to count by; where nothing is given, by the transcript of the session that calls."""

    transcripts: tuple[str, ...] = ()
    result: str = ""
    tokens: int | None = None


class TokenCount(NamedTuple):
    """What was counted. `session` names whose count goes on growing, "" for none; `said`: somebody asked."""

    source: str
    usage_count: UsageCount = UsageCount()
    session_id: str = ""
    files: tuple[str, ...] = ()
    explicit: bool = False


def count_tokens(source: TokenSource) -> TokenCount:
    """The count as it stands now; `unrecorded` where nothing is there to count by.

    Raises RefusalError for a source that contradicts itself, BrokenError where a file cannot be read.
    """
    source_names = [
        name for name, value in zip(TokenSource._fields, source, strict=True) if value not in ((), "", None)
    ]
    if len(source_names) > 1:
        message = f"the tokens are given twice, by {' and by '.join(source_names)}"
        raise CommandError("two-sources", message, "give one of them")
    if source.tokens is not None:
        if source.tokens < 0:
            raise CommandError(
                "invalid-token-count", f"{source.tokens} is no number of tokens", "give 0 or more"
            )
        return TokenCount(STATED, explicit=True)
    try:
        if source.result:
            return TokenCount(RESULT, read_result(source.result), explicit=True)
        files = source.transcripts or tuple(value for value in (session_transcript(),) if value)
        return (
            count_session_files(files)._replace(explicit=bool(source.transcripts))
            if files
            else TokenCount(UNRECORDED)
        )
    except OSError as error:
        message = f"{error.filename} cannot be read: {error.strerror}"
        raise UnavailableError("unreadable-file", message, "give a file that is there") from None


def count_session_files(files: tuple[str, ...]) -> TokenCount:
    """What these sessions used so far. Raises OSError."""
    names = sorted({session_id_of(file) for file in files})
    return TokenCount(TRANSCRIPT, count_sessions(files), "+".join(names), files)
