"""`revi story show`: show one story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.cli.agent.agent_command import agent_command, pass_repository, story_argument
from revi_docs.cli.agent.contract_loader import load_valid_contract
from revi_docs.cli.agent.planned_story import first_status, planned_story
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.decide.transition_check import allowed_targets
from revi_docs.records.time_formats import format_time
from revi_docs.runtime.base.repository import Repository

if TYPE_CHECKING:
    from revi_docs.records.ledger import LedgerEntry
    from revi_docs.stories.execution_plan import PlannedStory
    from revi_docs.stories.story import Story

_MAX_LOG_ROWS = 5
"""Rows of the log that are shown. Arbitrary: enough for the last session."""


@agent_command("revi story show REVI-016")
@story_argument
@pass_repository
def show(repository: Repository, story: str) -> CommandResult:
    """Show one story: status and next statuses, files, tokens, and the last entries of its ledger and log."""
    from revi_docs.stories.story_layout import StoryLayout
    from revi_docs.stories.story_reader import read_story

    paths = repository.story_paths(story)
    planned = planned_story(paths) if not paths.exists else None
    if planned is not None:
        return _describe_planned(repository, planned, first_status(paths))
    paths = repository.story(story)
    layout = StoryLayout(Path(repository.root), load_valid_contract(repository.root).contract)
    return _describe(repository, read_story(layout, paths.id))


def _describe_planned(repository: Repository, planned: PlannedStory, status: str) -> CommandResult:
    """A story without files: what the plan says, with the fields of any story."""
    next_statuses = allowed_targets(repository.contract, status)
    data: dict[str, object] = {"id": planned.id, "title": planned.delivers, "status": status, "since": None}
    data |= {"frontMatterStatus": "", "next": list(next_statuses), "dependsOn": list(planned.depends_on)}
    data |= {"artifacts": [], "tokens": {}, "log": [], "ledger": []}
    lines = [_format_row("status", f"{status} (only planned)"), _format_row("next", ", ".join(next_statuses) or "none")]
    lines += [_format_row("waits for", ", ".join(planned.depends_on))] if planned.depends_on else []
    lines.append(_format_row("plan", f"{planned.place.file}:{planned.place.line}"))
    return CommandResult("shown", f"{planned.id}: {planned.delivers}", data=data, lines=tuple(lines))


def _describe(repository: Repository, story: Story) -> CommandResult:
    entered_ms = story.ledger.last_entered_ms([story.status]) if story.status else None
    since = format_time(entered_ms, repository.zone) if entered_ms is not None else None
    next_statuses = allowed_targets(repository.contract, story.status)
    data = {
        "id": story.id,
        "title": story.title,
        "status": story.status,
        "frontMatterStatus": story.text_field("status"),
        "since": since,
        "next": list(next_statuses),
        "dependsOn": list(story.depends_on),
        "artifacts": [{"kind": entry.kind, "file": entry.path} for entry in story.artifacts],
        "tokens": recorded_tokens(story),
        "log": [
            {"time": entry.time, "actor": entry.actor, "summary": entry.summary} for entry in story.log[-_MAX_LOG_ROWS:]
        ],
    }
    entries = [_entry_data(repository, entry) for entry in story.ledger.entries[-_MAX_LOG_ROWS:]]
    message, lines = f"{story.id}: {story.title or 'no title'}", _lines(story, since, next_statuses, entries)
    return CommandResult("shown", message, data={**data, "ledger": entries}, lines=tuple(lines))


def recorded_tokens(story: Story) -> dict[str, int | None]:
    """Return the recorded tokens by phase; None if a record of the phase has no count."""
    totals: dict[str, int | None] = {}
    for row in story.tokens:
        delta, subtotal = row.number("delta"), totals.get(row.phase, 0)
        totals[row.phase] = None if delta is None or subtotal is None else subtotal + delta
    return totals


def _entry_data(repository: Repository, entry: LedgerEntry) -> dict[str, str]:
    target = f" {'to' if entry.event == 'moved' else 'in'} {entry.status_after}" if entry.status_after else ""
    time = format_time(entry.timestamp_ms, repository.zone)
    return {"time": time, "actor": str(entry.fields["actor"]), "event": f"{entry.event}{target}"}


def _lines(
    story: Story, since: str | None, next_statuses: tuple[str, ...], entries: Sequence[Mapping[str, str]]
) -> Iterator[str]:
    """Yield one line for each value; only the first of several is labeled."""
    file_status = story.text_field("status")
    mismatch = f" (its file says {file_status})" if file_status and file_status != story.status else ""
    yield _format_row("status", f"{story.status or 'unknown (no ledger)'}{mismatch}")
    if len(story.ledger.tips) > 1:
        yield _format_row("choose", f"run 'revi story reconcile {story.id}': two branches moved the story")
    if since is not None:
        yield _format_row("since", since)
    yield _format_row("next", ", ".join(next_statuses) or "none")
    if story.depends_on:
        yield _format_row("waits for", ", ".join(story.depends_on))
    phase_tokens = (
        (phase, "unrecorded" if count is None else format(count, ","))
        for phase, count in recorded_tokens(story).items()
    )
    yield from _format_list("tokens", (f"{phase}: {count}" for phase, count in phase_tokens))
    yield from _format_list("files", (artifact.name for artifact in story.artifacts))
    yield from _format_list("ledger", (f"{entry['time']}  {entry['actor']}: {entry['event']}" for entry in entries))
    yield from _format_list("log", (f"{row.time}  {row.actor}: {row.summary}" for row in story.log[-_MAX_LOG_ROWS:]))


def _format_list(name: str, values: Iterable[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield _format_row("" if number else name, value)


def _format_row(name: str, value: str) -> str:
    return f"  {name:<10} {value}"
