"""Reject edits of logs: existing lines never change, and some logs are written by revi only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.files.globs import match_groups
from revi_docs.records.ledger_files import entry_folder
from revi_docs.records.story_folders import may_be_in_story
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.contract_locations import contract_location
from revi_docs.runtime.edit_guard.edits import FileEdit, require_guardable
from revi_docs.runtime.edit_guard.owned_front_matter import check_status_field

TOKEN_LOG = "token_log"
STORY_ARTIFACT = "story"
LEDGER = ("ledger_entry", "LEDGER.jsonl", "revi plumbing move, revi log and other commands of revi")


class AppendOnlyLog(NamedTuple):
    """A log of a story: its file within the story's folder, its key path, and the command that writes it.

    `sections` are append-only; () means every table of the file, None that agents may not edit it at all.
    """

    file: str
    key_path: tuple[str, ...]
    writer: str
    sections: tuple[str, ...] | None


def check_story_file(repository: Repository, path: str, edit: FileEdit) -> str:
    """Why the edit of a story's file is rejected; "" if it changes no existing log line and no status."""
    layout = repository.story_layout
    if not may_be_in_story(layout, path):
        return ""
    for log in story_logs(repository):
        placeholders = match_groups(f"{layout}/{log.file}", path)
        if placeholders is not None:
            reason = _check_log(repository, log, path, edit)
            if not reason and log.key_path == ("artifacts", STORY_ARTIFACT, "append_only"):
                reason = check_status_field(repository, placeholders["id"], path, edit)
            if reason:
                return reason
    return ""


def story_logs(repository: Repository) -> Iterator[AppendOnlyLog]:
    """The logs of a story: the ledger, the trace, and the artifacts that only grow."""
    record, default_file, writer = LEDGER
    ledger = repository.record_file(record, default_file)
    for file in (ledger, f"{entry_folder(ledger)}/*"):
        yield AppendOnlyLog(file, ("records", record, "file"), writer, None)
    trace = repository.section("trace")
    if trace:
        yield AppendOnlyLog(trace["file"], ("trace", "file"), "revi plumbing trace emit", None)
    for name, artifact in repository.section("artifacts").items():
        if artifact["scope"] != "story":
            continue
        if artifact["append_only"] or name == STORY_ARTIFACT:
            grown_sections = tuple(artifact["append_only"]) or ("",)
            yield AppendOnlyLog(artifact["file"], ("artifacts", name, "append_only"), "revi log", grown_sections)
        if name == TOKEN_LOG:
            yield AppendOnlyLog(artifact["file"], ("artifacts", name, "file"), "revi plumbing budget record", ())


def _check_log(repository: Repository, log: AppendOnlyLog, path: str, edit: FileEdit) -> str:
    location = contract_location(repository, log.key_path)
    if log.sections is None:
        return f"{path} is a log (see {location}) that only revi writes: use {log.writer}"
    require_guardable(path, edit)
    old_lines, new_lines = (edit.old_text or "").split("\n"), (edit.new_text or "").split("\n")
    for name in log.sections or (None,):
        number = _first_lost_line(old_lines, new_lines, name)
        if number:
            kind = f"of the section '{name}' of {path}" if name else f"of {path}"
            return (
                f"line {number} {kind} belongs to an append-only log (see {location}): "
                f"leave it unchanged, and append a line with '{log.writer}'"
            )
    return ""


def _first_lost_line(old_lines: Sequence[str], new_lines: Sequence[str], section: str | None) -> int:
    """The number of the first row that moved or changed, or line that was deleted; 0 if there is none."""
    old_rows, old_other_lines = _log_content(old_lines, section)
    new_rows, new_other_lines = _log_content(new_lines, section)
    for index, (number, row) in enumerate(old_rows):
        if index >= len(new_rows) or new_rows[index][1] != row:
            return number
    remaining = iter([line for _, line in new_other_lines])
    return next((number for number, line in old_other_lines if line not in remaining), 0)


_NumberedLines = list[tuple[int, str]]


def _log_content(text: Sequence[str], section: str | None) -> tuple[_NumberedLines, _NumberedLines]:
    """The rows of a log's tables, and its other lines that are not blank, each with its number from 1."""
    from revi_docs.records.log_tables import find_log_tables
    from revi_docs.records.markdown_sections import find_sections

    first, last = 0, len(text)
    if section is not None:
        match = next((candidate for candidate in find_sections(text) if candidate.name == section), None)
        first, last = (match.line, match.end - 1) if match else (0, 0)
    log_tables = list(find_log_tables(text[first:last], first + 1))
    rows = [(row.line, text[row.line - 1].rstrip()) for table in log_tables for row in table.rows]
    table_line_numbers = {number for table in log_tables for number in range(table.line, table.end)}
    lines = [
        (number, text[number - 1].rstrip())
        for number in range(first + 1, last + 1)
        if section is not None and number not in table_line_numbers and text[number - 1].strip()
    ]
    return rows, lines
