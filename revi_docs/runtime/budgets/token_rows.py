"""Read and append the rows of a story's token log, and sum them up by phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.files.atomic_write import write_file
from revi_docs.files.read_file import read_text
from revi_docs.records import token_log
from revi_docs.records.command_errors import file_error
from revi_docs.records.time_formats import format_time, parse_time_ms
from revi_docs.records.token_log import TokenRow
from revi_docs.records.usage import Usage
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.budgets.token_state import read_state

DEFAULT_KINDS = ("input", "output", "cache_creation")
"""The kinds of tokens that count if the contract has no budgets: all but reads of the cache."""


class PhaseUsage(NamedTuple):
    """The recorded usage of a phase.

    `tokens` count against a limit, None if nothing was counted; `usage` has them by kind, None if no kind is
    known. It is complete if there is at least one row and every row is complete.
    """

    usage: Usage | None = None
    tokens: int | None = None
    rows: int = 0
    complete: bool = False

    def plus(self, other: PhaseUsage) -> PhaseUsage:
        """The sum; complete if both are."""
        usage = self.usage.plus(other.usage) if self.usage and other.usage else self.usage or other.usage
        total = (self.tokens or 0) + (other.tokens or 0)
        tokens = None if self.tokens is None and other.tokens is None else total
        return PhaseUsage(usage, tokens, self.rows + other.rows, self.complete and other.complete)


def counted_kinds(repository: Repository) -> tuple[str, ...]:
    """The kinds of tokens that count against a limit."""
    budgets = repository.contract.budgets
    return budgets.counts if budgets is not None else DEFAULT_KINDS


def token_log_file(story: StoryPaths) -> str:
    """The path of the token log."""
    return story.artifact_file(token_log.ARTIFACT, token_log.DEFAULT_FILE)


def _read_text(story: StoryPaths) -> str:
    path = token_log_file(story)
    try:
        return read_text(story.repository.root, path)
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise file_error(path, error, "read") from None


def token_rows(story: StoryPaths) -> tuple[TokenRow, ...]:
    """The rows in order, and the pending row of a writer that was stopped. Raises UnavailableError."""
    rows = token_log.read_rows(_read_text(story), story.repository.contract, story.id)
    pending = read_state(story).row
    if pending and not any(token_log.is_same_record(row, pending) for row in rows):
        rows += (TokenRow(0, pending),)
    return rows


def add_row(story: StoryPaths, fields: Mapping[str, Any]) -> None:
    """Append a row, unless it is there. Raises UnavailableError and OSError."""
    text = _read_text(story)
    rows = token_log.read_rows(text, story.repository.contract, story.id)
    if not any(token_log.is_same_record(row, fields) for row in rows):
        write_file(story.repository.root, token_log_file(story), token_log.append_record(text, fields).encode())


def with_own_time(story: StoryPaths, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new record, a millisecond later if a row has the same fields: equal rows are one record.

    Raises UnavailableError.
    """
    rows, own_fields = token_rows(story), dict(fields)
    while any(token_log.is_same_record(row, own_fields) for row in rows):
        recorded_ms = parse_time_ms(own_fields["recordedAt"])
        assert recorded_ms is not None
        own_fields["recordedAt"] = format_time(recorded_ms + 1, story.repository.zone)
    return own_fields


def phase_usage(rows: Iterable[TokenRow], phase: str, kinds: Iterable[str]) -> PhaseUsage:
    """The sum of the rows of a phase."""
    usage, counted = PhaseUsage(complete=True), tuple(kinds)
    for row in rows:
        if row.phase == phase:
            usage = usage.plus(_row_usage(row, counted))
    return usage if usage.rows else PhaseUsage()


def _row_usage(row: TokenRow, counted: tuple[str, ...]) -> PhaseUsage:
    tokens = row.delta
    if tokens is None and row.usage is not None:
        tokens = row.usage.total_of(counted)
    return PhaseUsage(row.usage, tokens, 1, row.complete and tokens is not None)
