"""Record the tokens of a phase: store the count at its start, and append the difference at its end.

No token is recorded twice: for each session, a record starts at the count where the previous one ended.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.command_errors import file_errors
from revi_docs.records.time_formats import format_time, now_ms, parse_time_ms
from revi_docs.records.token_log import FIELD_BY_KIND, STATED, STATED_BY
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.fencing import require_current_fence
from revi_docs.runtime.base.repository import StoryPaths, missing_story_error
from revi_docs.runtime.base.story_ledger import exclusive_access
from revi_docs.runtime.budgets.token_counts import (
    TRANSCRIPT,
    UNRECORDED,
    TokenCount,
    count_session_files,
    count_tokens,
)
from revi_docs.runtime.budgets.token_deltas import PhaseRef, counted_total, usage_figures
from revi_docs.runtime.budgets.token_rows import add_row, token_log_file, with_own_time
from revi_docs.runtime.budgets.token_state import STATE_FILE, BudgetState, SessionSnapshot, read_state, write_state
from revi_docs.runtime.locks.lock_owner import current_owner
from revi_docs.runtime.locks.process_identity import current_identity


class UsageStart(NamedTuple):
    """The count at the start of a phase, None if there is nothing to count. `gaps`: why it may be too low.

    `flushed_record` is the record of an earlier phase that was started and never recorded, if there is one.
    """

    source: str
    tokens_before: int | None
    gaps: tuple[str, ...] = ()
    flushed_record: Mapping[str, Any] | None = None


class UsageRecord(NamedTuple):
    """An appended record, with the id of the story; `gaps`: why it is not complete."""

    record: Mapping[str, Any]
    gaps: tuple[str, ...] = ()
    flushed_record: Mapping[str, Any] | None = None


def start_count(story: StoryPaths, phase_ref: PhaseRef, *, dry: bool = False) -> UsageStart:
    """Store the count at the start of a phase, after recording an earlier phase that is still open.

    Raises CommandError for an unknown phase, UnavailableError if a file cannot be read or written.
    """
    with _open_state(story, phase_ref.fence, dry) as (commands, writes):
        phase = resolve_id(story.repository.contract, "phase", phase_ref.phase)
        token_count = count_tokens(phase_ref.source)
        state, flushed_record = _flush_open_phase(story, read_state(story), writes)
        new_state = state._replace(
            phase=phase,
            command=phase_ref.command or commands.get(phase, ""),
            session_id=token_count.session_id,
            tokens=phase_ref.source.tokens,
            snapshots=_update_snapshots(state, token_count),
        )
        if writes:
            write_state(story, new_state)
    tokens_before = (
        counted_total(story, token_count.usage) if token_count.source == TRANSCRIPT else phase_ref.source.tokens
    )
    return UsageStart(token_count.source, tokens_before, token_count.usage_count.gaps, flushed_record)


def record_usage(
    story: StoryPaths, phase_ref: PhaseRef, *, dry: bool = False, run_started_ms: int | None = None
) -> UsageRecord:
    """Append the usage of a phase since its start or since the previous record.

    Without anything to count, the record is `unrecorded` and has no figures. A run that started at `run_started_ms`
    and has a record gets another one only if tokens were counted since. Raises as `start_count` does.
    """
    with _open_state(story, phase_ref.fence, dry) as (commands, writes):
        phase = resolve_id(story.repository.contract, "phase", phase_ref.phase)
        token_count, state, flushed_record = count_tokens(phase_ref.source), read_state(story), None
        if (
            token_count.session_id
            and state.session_id
            and not token_count.explicit
            and state.session_id != token_count.session_id
        ):
            state, flushed_record = _flush_open_phase(story, state, writes)
        command = phase_ref.command or (state.command if state.phase == phase else "") or commands.get(phase, "")
        figures, gaps = usage_figures(story, phase_ref._replace(phase=phase), token_count, state)
        fields = _record_fields(story, (phase, command), token_count.source, figures, complete=not gaps)
        is_empty = token_count.source == UNRECORDED or (figures and not _has_tokens(figures))
        if is_empty and _is_recorded(state, fields, run_started_ms):
            return UsageRecord({"storyId": story.id, **state.row}, gaps, flushed_record)
        if token_count.source == STATED:
            fields[STATED_BY] = phase_ref.actor or _caller_name()
        if writes:
            fields = with_own_time(story, fields)
            new_state = BudgetState(snapshots=_update_snapshots(state, token_count), row=fields)
            # The state first: a writer killed in between leaves the row there, and the next one appends it.
            write_state(story, new_state)
            add_row(story, fields)
    return UsageRecord({"storyId": story.id, **fields}, gaps, flushed_record)


def _has_tokens(figures: Mapping[str, int]) -> bool:
    return any(figures.get(name) for name in ("delta", *FIELD_BY_KIND.values()))


def _is_recorded(state: BudgetState, fields: Mapping[str, Any], run_started_ms: int | None) -> bool:
    """Whether the last record is of the same phase and command, and no older than the run."""
    recorded_ms = parse_time_ms(state.row.get("recordedAt"))
    if state.phase or run_started_ms is None or recorded_ms is None:
        return False
    is_same = all(state.row.get(name) == fields.get(name) for name in ("phase", "command"))
    return is_same and recorded_ms >= run_started_ms


def _caller_name() -> str:
    """The session that calls, else the user of the machine."""
    identity = current_identity()
    try:
        return identity.session or getpass.getuser()
    except (KeyError, OSError):  # a container may have no user
        return identity.owner_id


@contextmanager
def _open_state(story: StoryPaths, fence: int, dry: bool) -> Iterator[tuple[Mapping[str, str], bool]]:
    """Exclusive access to the state. Yields phase → command of the lock, and whether to write."""
    owner = current_owner(story)
    # A command that creates the story counts its tokens before there is one; its lock shows that it runs.
    if not story.exists and owner is None and not dry:
        raise missing_story_error(story)
    commands = {owner.phase: owner.command} if owner is not None else {}
    if dry:
        yield commands, False
        return
    with exclusive_access(story), file_errors(token_log_file(story)), all_or_nothing(story) as changes:
        require_current_fence(story, fence)
        changes.replacing(story.file(STATE_FILE))
        changes.replacing(token_log_file(story))
        row = read_state(story).row
        if row:
            add_row(story, row)
        yield commands, True


def _update_snapshots(state: BudgetState, token_count: TokenCount) -> dict[str, SessionSnapshot]:
    """The snapshots with the new count."""
    if not token_count.session_id:
        return dict(state.snapshots)
    snapshot = SessionSnapshot(
        token_count.files, token_count.usage, token_count.usage_count.complete, token_count.sizes
    )
    return {**state.snapshots, token_count.session_id: snapshot}


def _flush_open_phase(
    story: StoryPaths, state: BudgetState, writes: bool
) -> tuple[BudgetState, Mapping[str, Any] | None]:
    """Record an open phase, such as that of a session that was killed."""
    closed_state = state._replace(phase="", command="", session_id="", tokens=None)
    snapshot = state.snapshots.get(state.session_id) if state.phase else None
    if snapshot is None:
        return closed_state, None
    try:
        token_count = count_session_files(snapshot.files)
    except OSError:
        # The transcript of a killed session may be gone; the phase is recorded without figures.
        token_count = TokenCount(UNRECORDED, session_id=state.session_id)
    figures, gaps = usage_figures(story, PhaseRef(state.phase), token_count, state)
    if figures and not _has_tokens(figures):
        return closed_state, None
    source = token_count.source if figures else UNRECORDED
    fields = _record_fields(story, (state.phase, state.command), source, figures, complete=not gaps)
    if writes:
        fields = with_own_time(story, fields)
        closed_state = closed_state._replace(snapshots=_update_snapshots(state, token_count), row=fields)
        write_state(story, closed_state)
        add_row(story, fields)
    return closed_state, {"storyId": story.id, **fields}


def _record_fields(
    story: StoryPaths, phase_command: tuple[str, str], source: str, figures: Mapping[str, int], *, complete: bool
) -> dict[str, Any]:
    usage_fields = {"phase": phase_command[0], "command": phase_command[1], **figures}
    source_fields = {"source": source if figures else UNRECORDED, "complete": complete}
    fields = {**usage_fields, **source_fields, "recordedAt": format_time(now_ms(), story.repository.zone)}
    return {name: value for name, value in fields.items() if value != ""}
