"""Create a story with all required files, adopt an existing one, and append to its Agent Log."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from revi_docs.decide.name_lookup import resolve_id
from revi_docs.files.atomic_write import create_file, write_file
from revi_docs.files.read_file import read_text
from revi_docs.files.yaml.yaml_scalars import to_json
from revi_docs.records.agent_log import COLUMNS, SECTION, AgentLogRecord, append_log_record
from revi_docs.records.command_errors import CommandError, file_error, file_errors
from revi_docs.records.log_tables import format_header, format_row, single_line
from revi_docs.records.time_formats import format_time, now_ms
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.fencing import require_current_fence
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_evidence import evidence_fields
from revi_docs.runtime.base.story_ledger import append_entry, exclusive_access, story_ledger
from revi_docs.runtime.story_files.projections import remove_status


class NewStory(NamedTuple):
    """What a new story starts with; `status` "" is the first initial status of the contract."""

    title: str
    depends_on: tuple[str, ...] = ()
    status: str = ""
    actor: str = ""


class StoryAdoption(NamedTuple):
    """A ledger for an existing story: its current status, the person responsible, and the evidence."""

    status: str
    actor: str
    evidence: tuple[str, ...]


class AgentLogEntry(NamedTuple):
    """A row of an Agent Log: who did what, and the files that show it. `fence` as in `MoveRequest`."""

    actor: str
    action: str
    files: tuple[str, ...] = ()
    fence: int = 0


def create_story(story: StoryPaths, new_story: NewStory, *, dry: bool = False) -> str:
    """Create the story file and, if there is none, the ledger. Returns the status.

    Raises CommandError if the story file exists, or the status is not an initial one.
    """
    contract = story.repository.contract
    initial = tuple(name for name, facts in contract.statuses.items() if facts.initial)
    status = resolve_id(contract, "status", new_story.status) if new_story.status else initial[0]
    if status not in initial:
        message = f"a new story cannot start in '{status}'"
        raise CommandError("not-initial", message, f"use one of: {', '.join(initial)}")
    for other in new_story.depends_on:
        story.repository.story_paths(other)
    if os.path.exists(story.story):
        raise _already_exists_error(story.story)
    _require_definite_folder(story)
    if dry:
        return status
    with exclusive_access(story):
        ledger = story_ledger(story)
        status = ledger.status or status
        now, actor = now_ms(), new_story.actor or "revi"
        timestamp = format_time(now, story.repository.zone)
        with all_or_nothing(story) as changes:
            if not ledger.entries:
                fields = {"actor": actor, "status": status, **evidence_fields(story)}
                changes.created(append_entry(story, "created", now, fields))
            # After the ledger: if revi is stopped here, the command can be repeated, and the ledger has the status.
            _create_file(story, _story_text(story, new_story, (timestamp, actor, "created")))
    return status


def _require_definite_folder(story: StoryPaths) -> None:
    """Raise CommandError if the contract does not say in which folder a new story is created."""
    repository = story.repository
    folder = repository.relative_path(story.folder)
    if "*" in folder:
        message = f"'{repository.story_layout}' does not say in which folder {story.id} is created"
        raise CommandError("no-story-folder", message, f"create the folder '{folder}' with a name for '*' first")


def _create_file(story: StoryPaths, text: str) -> None:
    """Create the story file, unless another process has created it in the meantime."""
    try:
        create_file(story.repository.root, story.story, text.encode())
    except FileExistsError:
        raise _already_exists_error(story.story) from None
    except OSError as error:
        raise file_error(story.story, error) from None


def _already_exists_error(path: str) -> CommandError:
    fix = "choose another id, or continue with the existing story"
    return CommandError("story-exists", f"{os.path.basename(path)} already exists", fix)


def _missing_file_error(story: StoryPaths) -> CommandError:
    fix = f"create it with 'revi story new {story.id} --title TITLE'"
    return CommandError("no-story-file", f"{os.path.basename(story.story)} does not exist", fix)


def _story_text(story: StoryPaths, new_story: NewStory, log_cells: tuple[str, str, str]) -> str:
    artifact = story.repository.section("artifacts").get("story") or {}
    lines = ["---", f"id: {story.id}", f"title: {to_json(single_line(new_story.title))}"]
    has_created_at = "created_at" in artifact.get("front_matter", {})
    lines += [f"created_at: {to_json(log_cells[0])}"] if has_created_at else []
    lines += [f"depends_on: [{', '.join(new_story.depends_on)}]"] if new_story.depends_on else []
    lines += ["---", "", f"# {story.id}: {' '.join(new_story.title.split())}", ""]
    for section in artifact.get("sections") or [_log_section(story)]:
        lines += [f"## {section}", "", *_section_lines(story, section, log_cells), ""]
    return "\n".join(lines[:-1]) + "\n"


def _log_section(story: StoryPaths) -> str:
    return story.repository.log_section or SECTION


def _section_lines(story: StoryPaths, section: str, log_cells: tuple[str, str, str]) -> Iterator[str]:
    """The initial content of a section; a placeholder notes that it is not written yet."""
    budgets = story.repository.contract.budgets
    if section == _log_section(story):
        yield from format_header(COLUMNS).splitlines()
        yield format_row(AgentLogRecord(*log_cells))
    elif "budget" in section.lower() and budgets is not None and budgets.phases:
        yield from format_header(("Phase", "Warning", "Hard limit")).splitlines()
        for phase in (name for name in story.repository.section("phases") if name in budgets.phases):
            limits = budgets.phases[phase]
            yield format_row((phase, f"{limits.warning:,}", f"{limits.hard:,}"))
    else:
        yield f"Open: {section} is not written yet."


def adopt_story(story: StoryPaths, adoption: StoryAdoption) -> str:
    """Create the ledger of an existing story. Returns why the story file was not updated, "" if it was.

    Raises CommandError if there is a ledger, no story file, or no evidence for the status.
    """
    status = resolve_id(story.repository.contract, "status", adoption.status)
    if not adoption.evidence:
        fix = "add --evidence with a file, a commit or a URL"
        raise CommandError("no-evidence", f"there is no evidence for status '{status}'", fix)
    if not os.path.exists(story.story):
        raise _missing_file_error(story)
    with exclusive_access(story):
        ledger = story_ledger(story)
        if ledger.entries or ledger.issues:
            message = f"{story.id} already has a ledger"
            raise CommandError("ledger-exists", message, f"run 'revi next {story.id}' to see how it can move on")
        now = now_ms()
        fields = {"actor": adoption.actor, "status": status, "evidence": list(adoption.evidence)}
        append_entry(story, "adopted", now, {**fields, **evidence_fields(story)})
        return remove_status(story)


def append_to_agent_log(story: StoryPaths, log_entry: AgentLogEntry) -> str:
    """Append a row to the Agent Log of the story file. Returns its timestamp.

    Raises CommandError without a story file, UnavailableError if it cannot be written.
    """
    section = _log_section(story)
    if not os.path.exists(story.story):
        raise _missing_file_error(story)
    with exclusive_access(story), file_errors(story.story):
        require_current_fence(story, log_entry.fence)
        timestamp = format_time(now_ms(), story.repository.zone)
        row = AgentLogRecord(timestamp, log_entry.actor, log_entry.action, ", ".join(log_entry.files))
        try:
            text = read_text(story.repository.root, story.story)
            write_file(story.repository.root, story.story, append_log_record(text, section, row).encode())
        except UnicodeError as error:
            raise file_error(story.story, error) from None
    return timestamp
