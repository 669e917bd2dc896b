"""The rows of a story's token log, read and added; and what they come to by phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from revi_docs.files.atomic_write import atomic_write
from revi_docs.records import token_log
from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.token_log import TokenRow
from revi_docs.records.usage import Usage
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.budgets.token_state import read_state

DEFAULT_KINDS = ("input", "output", "cache_creation")
"""The kinds of tokens that count where the contract has no budgets."""


class PhaseUsage(NamedTuple):
    """What a phase used, as far as it is recorded.

    `tokens` are those that count against a limit, None where nobody counted; `usage` are those whose kind
    is known, None where no kind is. It is complete where there is a row, and none misses something.
    """

    usage: Usage | None = None
    tokens: int | None = None
    rows: int = 0
    complete: bool = False

    def plus(self, other: PhaseUsage) -> PhaseUsage:
        """Both together; complete where both are."""
        usage = self.usage.plus(other.usage) if self.usage and other.usage else self.usage or other.usage
        total = (self.tokens or 0) + (other.tokens or 0)
        tokens = None if self.tokens is None and other.tokens is None else total
        return PhaseUsage(usage, tokens, self.rows + other.rows, self.complete and other.complete)


def counted_kinds(repository: Repository) -> tuple[str, ...]:
    """The kinds of tokens that count against a limit."""
    budgets = repository.contract.budgets
    return budgets.counts if budgets is not None else DEFAULT_KINDS


def token_log_file(story: StoryPaths) -> str:
    """Where the token log of a story stands."""
    artifact = story.repository.data["artifacts"].get(token_log.ARTIFACT) or {}
    return story.file(artifact.get("file") or token_log.DEFAULT_FILE)


def _read_text(story: StoryPaths) -> str:
    path = token_log_file(story)
    try:
        with open(path, encoding="utf-8", newline="") as stream:
            return stream.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UnavailableError(
            "unreadable-file", f"{path} cannot be read: {error}", "mend the file"
        ) from None


def token_rows(story: StoryPaths) -> tuple[TokenRow, ...]:
    """The rows in order, with one that a stopped writer has kept and not added yet. Raises BrokenError."""
    rows = token_log.read_rows(_read_text(story), story.repository.contract, story.id)
    pending = read_state(story).row
    if pending and not any(dict(row.fields) == pending for row in rows):
        rows += (TokenRow(0, pending),)
    return rows


def add_row(story: StoryPaths, fields: Mapping[str, Any]) -> None:
    """Adds a row, unless it is there. Raises BrokenError and OSError."""
    text = _read_text(story)
    rows = token_log.read_rows(text, story.repository.contract, story.id)
    if not any(dict(row.fields) == dict(fields) for row in rows):
        atomic_write(token_log_file(story), token_log.append_record(text, fields).encode())


def phase_usage(rows: Iterable[TokenRow], phase: str, kinds: Iterable[str]) -> PhaseUsage:
    """What the rows of a phase come to."""
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
