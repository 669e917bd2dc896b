"""A story begins, with a folder that keeps every rule; one that is there gets its ledger; its log grows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.files.atomic_write import atomic_create, atomic_write
from revi_docs.records.agent_log import COLUMNS, AgentLogRecord, append_log_record
from revi_docs.records.command_errors import CommandError, UnavailableError
from revi_docs.records.markdown_tables import format_header, format_row
from revi_docs.records.story_front_matter import quote_value
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.claims.files import FileStore
from revi_docs.runtime.claims.protocol import LockedStory, StoryStore
from revi_docs.runtime.story_files.projections import sync_story_file


class NewStory(NamedTuple):
    """What a new story begins with; `status` "" is the first in which the contract lets one begin."""

    title: str
    depends_on: tuple[str, ...] = ()
    status: str = ""
    actor: str = ""


def create_story(
    story: StoryPaths, new_story: NewStory, store: StoryStore | None = None, *, dry: bool = False
) -> str:
    """Makes a story: its file and, where it has none, its ledger. Answers the status it stands in.

    Raises RefusalError where a story file is there already, or the contract lets no story begin so.
    """
    contract = story.repository.contract
    initial = tuple(name for name, facts in contract.statuses.items() if facts.initial)
    status = resolve_id(contract, "status", new_story.status) if new_story.status else initial[0]
    if status not in initial:
        fix = f"use one of {', '.join(initial)}"
        raise CommandError("not-initial", f"no story begins in '{status}'", fix)
    for other in new_story.depends_on:
        story.repository.story(other)
    if os.path.exists(story.story):
        raise _already_exists_error(story.story)
    if dry:
        return status
    with (store or FileStore(story.repository)).lock(story.id) as locked_story:
        ledger = locked_story.read_ledger()
        status = ledger.status or status
        timestamp = format_time(now_ms(), story.repository.zone)
        actor = new_story.actor or "revi"
        if not ledger.entries:
            locked_story.append(
                _first_entry(story, timestamp, {"event": "created", "actor": actor, "status": status})
            )
        _create_file(story.story, _story_text(story, new_story, status, (timestamp, actor, "created")))
    return status


def _create_file(path: str, text: str) -> None:
    """A new file; never one that is there already, however it came there meanwhile."""
    try:
        atomic_create(path, text.encode())
    except FileExistsError:
        raise _already_exists_error(path) from None
    except OSError as error:
        raise _write_error(path, error) from None


def _already_exists_error(path: str) -> CommandError:
    fix = "choose another id, or go on with the story that is there"
    return CommandError("story-exists", f"{os.path.basename(path)} is there already", fix)


def _write_error(path: str, error: Exception) -> UnavailableError:
    message = f"{os.path.basename(path)} cannot be written: {error}"
    return UnavailableError("unwritable-file", message, "see that the file may be written, then run it again")


def _missing_file_error(story: StoryPaths) -> CommandError:
    fix = f"begin it with 'revi story new {story.id} --title TITLE'"
    return CommandError("no-story-file", f"there is no {os.path.basename(story.story)}", fix)


def _first_entry(story: StoryPaths, timestamp: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"timestamp": timestamp, "storyId": story.id, **fields}


def _story_text(story: StoryPaths, new_story: NewStory, status: str, log_cells: tuple[str, str, str]) -> str:
    data = story.repository.data
    artifact = data["artifacts"].get("story") or {}
    lines = ["---", f"id: {story.id}", f"title: {quote_value(new_story.title)}", f"status: {status}"]
    lines += (
        [f"created_at: {quote_value(log_cells[0])}"]
        if "created_at" in artifact.get("front_matter", {})
        else []
    )
    lines += [f"depends_on: [{', '.join(new_story.depends_on)}]"] if new_story.depends_on else []
    lines += ["---", "", f"# {story.id}: {' '.join(new_story.title.split())}", ""]
    log_section = story.repository.log_section
    for section in artifact.get("sections") or ([log_section] if log_section else []):
        lines += [f"## {section}", "", *_placeholder_lines(story, section, log_cells), ""]
    return "\n".join(lines[:-1]) + "\n"


def _placeholder_lines(story: StoryPaths, section: str, log_cells: tuple[str, str, str]) -> Iterator[str]:
    """What a section begins with: said plainly to be open, so that nobody takes it for an answer."""
    budgets = story.repository.contract.budgets
    if section == story.repository.log_section:
        yield from format_header(COLUMNS).splitlines()
        yield format_row(AgentLogRecord(*log_cells))
    elif "budget" in section.lower() and budgets is not None and budgets.phases:
        yield from format_header(("Phase", "Warning", "Hard limit")).splitlines()
        for phase_name in (phase for phase in story.repository.data["phases"] if phase in budgets.phases):
            limits = budgets.phases[phase_name]
            yield format_row((phase_name, f"{limits.warning:,}", f"{limits.hard:,}"))
    else:
        yield f"Open: nobody has written down the {section.lower()} yet."


class StoryAdoption(NamedTuple):
    """A story that is there gets its ledger: where it stands by now, who says so, and what shows it."""

    status: str
    actor: str
    evidence: tuple[str, ...]


def adopt_story(story: StoryPaths, adoption: StoryAdoption, store: StoryStore | None = None) -> str:
    """Begins the ledger of a story that is there. Answers why the story file did not follow, "" where it did.

    Raises RefusalError where it has a ledger, no file, or nothing shows its status.
    """
    status = resolve_id(story.repository.contract, "status", adoption.status)
    if not adoption.evidence:
        fix = "add --evidence with a file, a commit or an address"
        raise CommandError("no-evidence", "nothing shows that status", fix)
    if not os.path.exists(story.story):
        raise _missing_file_error(story)
    with (store or FileStore(story.repository)).lock(story.id) as locked_story:
        ledger = locked_story.read_ledger()
        if ledger.entries or ledger.issues:
            fix = "move it with 'revi move'; what the ledger holds stays"
            raise CommandError("ledger-exists", f"{story.id} has a ledger, and a ledger begins once", fix)
        timestamp = format_time(now_ms(), story.repository.zone)
        fields = {"actor": adoption.actor, "status": status, "evidence": list(adoption.evidence)}
        locked_story.append(_first_entry(story, timestamp, {"event": "adopted", **fields}))
        return sync_story_file(story, status, (timestamp, adoption.actor, f"adopted in {status}"))


class AgentLogEntry(NamedTuple):
    """What is added to an Agent Log: who, what was done, and the files that show it."""

    actor: str
    action: str
    files: tuple[str, ...] = ()


def append_to_agent_log(story: StoryPaths, log_entry: AgentLogEntry, store: StoryStore | None = None) -> str:
    """Adds a row to the Agent Log. Answers the time that it got.

    Raises RefusalError where there is no story file, BrokenError where it cannot be written.
    """
    section = story.repository.log_section
    if not section:
        fix = "name its section in artifacts.story.append_only of revi.yml"
        raise CommandError("no-log", "the contract has no log of a story", fix)
    with (store or FileStore(story.repository)).lock(story.id):
        timestamp = format_time(now_ms(), story.repository.zone)
        try:
            with open(story.story, encoding="utf-8", newline="") as stream:
                text = stream.read()
            log_row = AgentLogRecord(timestamp, log_entry.actor, log_entry.action, ", ".join(log_entry.files))
            atomic_write(story.story, append_log_record(text, section, log_row).encode())
        except FileNotFoundError:
            raise _missing_file_error(story) from None
        except (OSError, UnicodeError) as error:
            raise _write_error(story.story, error) from None
    return timestamp


def sync_with_ledger(story: StoryPaths, store: StoryStore | None = None) -> str:
    """Brings the story file in line with the ledger. Answers why that was not possible, "" where it was."""
    with (store or FileStore(story.repository)).lock(story.id) as locked_story:
        return _sync_status(story, locked_story)


def _sync_status(story: StoryPaths, locked_story: LockedStory) -> str:
    status = locked_story.read_ledger().status
    if not status:
        return "the ledger says nothing"
    return sync_story_file(story, status)
