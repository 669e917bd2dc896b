"""Merge the logs of a story after `git merge` left conflict markers in them: the lines of both sides are kept.

A log only grows, so keeping both sides loses nothing, and keeping one side would lose what the other recorded.
Conflicts outside logs must be resolved by a person.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revi_docs.decide.records import check_record
from revi_docs.files.atomic_write import write_file
from revi_docs.files.globs import match_groups
from revi_docs.files.merge_conflicts import find_conflicts, split_conflict
from revi_docs.files.read_file import is_folder, list_names, read_text
from revi_docs.files.yaml.record_text import format_record, parse_record
from revi_docs.files.yaml.yaml_scalars import YamlRecordError
from revi_docs.records.agent_log import SECTION
from revi_docs.records.command_errors import file_errors
from revi_docs.records.former_names import with_any_names
from revi_docs.records.markdown_sections import find_sections
from revi_docs.records.time_formats import parse_time_ms
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_ledger import exclusive_access
from revi_docs.runtime.edit_guard.append_only_logs import story_logs
from revi_docs.runtime.error_handling.error_log import LOG_RECORD, log_path


class MergedLogs(NamedTuple):
    """The files in which both sides were kept, and `path:line` of each conflict that a person must resolve."""

    merged: tuple[str, ...]
    unresolved: tuple[str, ...]


def merge_logs(story: StoryPaths, *, dry: bool = False) -> MergedLogs:
    """Keep both sides of each conflict in a log.

    Raises UnavailableError without any change if a log cannot be written.
    """
    merged: list[str] = []
    unresolved: list[str] = []
    root = story.repository.root
    with exclusive_access(story), all_or_nothing(story) as changes:
        for path, text in _files_with_conflicts(root, os.path.relpath(story.folder, root)):
            new_text = _merged_text(story, path, text)
            unresolved += [f"{path}:{conflict.first + 1}" for conflict in find_conflicts(new_text.split("\n"))]
            if new_text == text:
                continue
            merged.append(path)
            if not dry:
                with file_errors(path):
                    changes.replacing(path)
                    write_file(root, path, new_text.encode())
    return MergedLogs(tuple(merged), tuple(unresolved))


def _files_with_conflicts(root: str, folder: str) -> Iterator[tuple[str, str]]:
    """The path and the text of each file in a folder with git's markers."""
    for name in list_names(root, folder):
        path = os.path.join(folder, name)
        if is_folder(root, path):
            yield from _files_with_conflicts(root, path)
            continue
        try:
            text = read_text(root, path)
        except (OSError, UnicodeDecodeError):
            continue  # Not a text; `lint` reports a file that it needs and cannot read.
        if "<<<<<<< " in text and any(find_conflicts(text.split("\n"))):
            yield path, text


def _merged_text(story: StoryPaths, path: str, text: str) -> str:
    repository = story.repository
    if path == os.path.relpath(log_path(story), repository.root):
        return _merged_error_log(story, text)
    for log in story_logs(repository):
        if match_groups(f"{repository.story_layout}/{log.file}", path) is not None:
            # The section in which `revi log` writes, if the contract names none.
            sections = log.sections if log.sections != ("",) else (SECTION,)
            return _with_both_sides(text, sections)
    is_story = path == os.path.relpath(story.story, repository.root)
    return _with_both_sides(text, (repository.log_section or SECTION,)) if is_story else text


def _with_both_sides(text: str, sections: Sequence[str] | None) -> str:
    """The text without the conflicts in which both sides only have lines of a log.

    These are rows of tables; any lines if `sections` is None.
    """
    lines = text.split("\n")
    conflicts = list(find_conflicts(lines))
    markers = {line for conflict in conflicts for line in conflict.marker_lines}
    content = ["" if number in markers else line for number, line in enumerate(lines)]
    in_log = {
        number for section in find_sections(content) if section.name in (sections or ())
        for number in range(section.line, section.end)
    }  # fmt: skip
    for conflict in reversed(conflicts):
        both = [line for line in (*conflict.ours, *conflict.theirs) if line.strip()]
        is_rows = all(line.startswith("|") for line in both) and (not sections or conflict.first in in_log)
        if sections is None or is_rows:
            first_side = [line for line in conflict.ours if line.strip()]
            second_side = [line for line in conflict.theirs if line.strip() and line not in first_side]
            lines[conflict.first : conflict.last + 1] = [*first_side, *second_side]
    return "\n".join(lines)


def _merged_error_log(story: StoryPaths, text: str) -> str:
    """The error log with the errors of both sides by time; unchanged if a side is not a valid log."""
    sides = []
    for side in split_conflict(text, text) or ():
        try:
            sides.append(parse_record(side))
        except YamlRecordError:
            return text
    if not sides or any(check_record(with_any_names(story.repository.contract), LOG_RECORD, side) for side in sides):
        return text
    older, newer = sorted(sides, key=lambda side: _time_ms(side["updatedAt"]))
    errors = [*older["errors"], *(error for error in newer["errors"] if error not in older["errors"])]
    open_side = next((side for side in (newer, older) if side["requiresIntervention"]), newer)
    decided = {key: open_side[key] for key in ("circuitState", "requiresIntervention") if key in open_side}
    record = {**older, **newer, **decided, "createdAt": min(older["createdAt"], newer["createdAt"], key=_time_ms)}
    return format_record({**record, "errors": sorted(errors, key=lambda error: _time_ms(error["timestamp"]))})


def _time_ms(text: str) -> int:
    return parse_time_ms(text) or 0
