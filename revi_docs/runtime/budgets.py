"""The tokens of a phase: the count before it is kept, and what it used is recorded for good.

A count never goes into two records: each begins where the one before it ended, session by session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from revi_docs.decide.names import known
from revi_docs.records.refusal import BrokenError, RefusalError
from revi_docs.records.times import now_ms, written
from revi_docs.records.token_log import FIELDS
from revi_docs.runtime.file_store import FileStore
from revi_docs.runtime.store import Store
from revi_docs.runtime.token_counts import TRANSCRIPT, UNRECORDED, Found, counted, of_sessions
from revi_docs.runtime.token_figures import Work, figures_of, total_of
from revi_docs.runtime.token_rows import add_row
from revi_docs.runtime.token_state import Seen, State, read_state, write_state
from revi_docs.runtime.workflow import StoryPaths


class Started(NamedTuple):
    """The count before a phase: None where nothing is there to count by. `why`: why it may be too little.

    `settled` is the record of a phase that began earlier and was never recorded, if there is one.
    """

    source: str
    before: int | None
    why: tuple[str, ...] = ()
    settled: Mapping[str, Any] | None = None


class Recorded(NamedTuple):
    """A record that was added, with the story's id; `why` says why it is not complete."""

    record: Mapping[str, Any]
    why: tuple[str, ...] = ()
    settled: Mapping[str, Any] | None = None


def start(story: StoryPaths, work: Work, *, dry: bool = False, store: Store | None = None) -> Started:
    """Keeps the count before a phase. What began earlier and was never recorded is recorded first.

    Raises RefusalError for a phase that the contract does not have, BrokenError where a file cannot be
    read or written.
    """
    with _alone(story, dry, store) as (command, keeps):
        phase = known(story.workflow.contract, "phase", work.phase)
        found = counted(work.source)
        state, settled = _settled(story, read_state(story), keeps)
        begun = state._replace(
            phase=phase,
            command=work.command or command.get(phase, ""),
            session=found.session,
            tokens=work.source.tokens,
            seen=_seen(state, found),
        )
        if keeps:
            write_state(story, begun)
    before = total_of(story, found.used.usage) if found.source == TRANSCRIPT else work.source.tokens
    return Started(found.source, before, found.used.why, settled)


def record(story: StoryPaths, work: Work, *, dry: bool = False, store: Store | None = None) -> Recorded:
    """Adds the record of what a phase used since it began, or since the record before.

    Where nothing is there to count by, the record says so, and states no figure. Raises as `start` does.
    """
    with _alone(story, dry, store) as (commands, keeps):
        phase = known(story.workflow.contract, "phase", work.phase)
        found, state, settled = counted(work.source), read_state(story), None
        if found.session and state.session and not found.said and state.session != found.session:
            state, settled = _settled(story, state, keeps)
        command = work.command or (state.command if state.phase == phase else "") or commands.get(phase, "")
        figures, why = figures_of(story, work._replace(phase=phase), found, state)
        fields = _record(story, (phase, command), found.source, figures, complete=not why)
        if keeps:
            closed = State(seen=_seen(state, found), row=fields)
            write_state(story, closed)
            add_row(story, fields)
    return Recorded({"storyId": story.id, **fields}, why, settled)


@contextmanager
def _alone(story: StoryPaths, dry: bool, store: Store | None) -> Iterator[tuple[Mapping[str, str], bool]]:
    """Nobody else counts for the story meanwhile. Gives phase → command by the lock, and whether to write."""
    kept = store or FileStore(story.workflow)
    if not story.exists and not dry:
        raise RefusalError("no-story", f"{story.id} has no folder", f"begin it: 'revi story new {story.id}'")
    lock = kept.lock(story.id)
    commands = {lock["phase"]: lock["command"]} if lock else {}
    try:
        if dry:
            yield commands, False
            return
        with kept.hold(story.id):
            row = read_state(story).row
            if row:
                add_row(story, row)
            yield commands, True
    except OSError as error:
        what = f"the count cannot be kept: {error.strerror or error}"
        raise BrokenError("disk-refused", what, "see that the disk has room, then run it again") from None


def _seen(state: State, found: Found) -> dict[str, Seen]:
    """The sessions as they are counted by now."""
    if not found.session:
        return dict(state.seen)
    return {**state.seen, found.session: Seen(found.files, found.used.usage, found.used.complete)}


def _settled(story: StoryPaths, state: State, keeps: bool) -> tuple[State, Mapping[str, Any] | None]:
    """Records what began and was never recorded, such as by a session that was killed."""
    closed = state._replace(phase="", command="", session="", tokens=None)
    before = state.seen.get(state.session) if state.phase else None
    if before is None:
        return closed, None
    try:
        found = of_sessions(before.files)
    except OSError:
        found = Found(UNRECORDED, session=state.session)
    figures, why = figures_of(story, Work(state.phase), found, state)
    if figures.get("delta") == 0 and not any(figures.get(name) for name in FIELDS.values()):
        return closed, None
    source = found.source if figures else UNRECORDED
    fields = _record(story, (state.phase, state.command), source, figures, complete=not why)
    if keeps:
        closed = closed._replace(seen=_seen(state, found), row=fields)
        write_state(story, closed)
        add_row(story, fields)
    return closed, {"storyId": story.id, **fields}


def _record(
    story: StoryPaths, of: tuple[str, str], source: str, figures: Mapping[str, int], *, complete: bool
) -> dict[str, Any]:
    said = {"phase": of[0], "command": of[1], **figures}
    ends = {"source": source if figures else UNRECORDED, "complete": complete}
    told = {**said, **ends, "recordedAt": written(now_ms(), story.workflow.zone)}
    return {name: value for name, value in told.items() if value != ""}
