"""Check that logs and ledgers are append-only, against every version in git.

For each commit reachable from HEAD and its parents, and for HEAD and the working tree: each line of the older
version must be in the newer one, unchanged and in order. A merge may insert lines between them. If a line
was lost in an old commit but has been restored, nothing is reported. The last commit up to which the history
is clean is cached, so that each commit is checked once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from revi_docs.files import git_history
from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.files.git_history import FileChange
from revi_docs.files.read_file import list_names, read_text
from revi_docs.stories.log_files import LogFiles, NumberedLines, all_lines
from revi_docs.stories.story_layout import StoryLayout

CACHE_NAME = "history"


class LostLine(NamedTuple):
    """A line that a file had in a commit, and that is now missing or out of order.

    `path` and `line` are the place where it belongs; `blob` is a git object that contains it. `is_reordered`: the line
    still exists, in another position.
    """

    path: str
    line: int
    text: str
    blob: str
    is_reordered: bool


def lost_lines(root: Path, layout: StoryLayout, *, use_cache: bool = True) -> Iterator[LostLine]:
    """Yield all lost lines; nothing if there is no history. Raise git_history.NoGitError if git cannot be run.

    With `use_cache`, commits that were clean in an earlier run are not checked again.
    """
    if not git_history.has_history(root):
        return
    log_files = LogFiles(layout)
    verified_commit = _verified_commit(root, layout) if use_cache else ""
    folder = layout.stories_folder or "."
    changes = (
        *git_history.uncommitted_changes(root, folder, log_files.line_reader),
        *git_history.committed_changes(root, folder, verified_commit),
    )
    log_changes = [change for change in changes if log_files.line_reader(change.old_path)]
    lost = list(_compare_changes(root, log_files, log_changes))
    # A shallow clone does not show all commits, so it verifies nothing.
    if use_cache and not lost and not git_history.is_shallow(root):
        write_cached(str(root), CACHE_NAME, f"{_cache_key(layout)}\n{git_history.head_commit(root)}\n")
    yield from lost


def _cache_key(layout: StoryLayout) -> str:
    """Identify which files are checked: a change invalidates the cached commit."""
    files = sorted(LogFiles(layout).line_readers)
    return " ".join([layout.contract.project.stories, *files, layout.log_section])


def _verified_commit(root: Path, layout: StoryLayout) -> str:
    """Return the commit up to which the history is known to be clean; "" if there is none."""
    cache_key, _, commit = (read_cached(str(root), CACHE_NAME) or "").strip().partition("\n")
    return commit if cache_key == _cache_key(layout) and commit and git_history.is_commit(root, commit) else ""


def _compare_changes(root: Path, log_files: LogFiles, changes: list[FileChange]) -> Iterator[LostLine]:
    ids = {name for change in changes for name in (change.old_object_id, change.new_object_id)}
    blobs = git_history.read_objects(root, sorted(ids - {git_history.NULL_OBJECT_ID}))
    # Git lists the newest change first, and the newest rename of a path must win.
    paths = ((change.old_path, change.new_path) for change in reversed(changes))
    renames = {old: new for old, new in paths if old != new}
    reported: set[tuple[str, str]] = set()
    current_entries = _CurrentEntries(root, log_files)
    for change in changes:
        old_lines = _log_lines(log_files, change.old_path, blobs.get(change.old_object_id))
        new_text = blobs.get(change.new_object_id) if change.commit else _read_text(root, change.new_path)
        if not old_lines or _is_append_only(old_lines, _log_lines(log_files, change.new_path, new_text)):
            continue
        if log_files.is_entry(change.old_path):
            # An entry may move to the file of a story that ended, or to the folder of a story that was renumbered.
            old_lines = tuple(line for line in old_lines if line[1] not in current_entries.texts)
        path = _current_path(root, change.new_path, renames, old_lines, log_files)
        current_lines = _log_lines(log_files, path, _read_text(root, path))
        for text, line, is_reordered in _missing_lines(old_lines, current_lines):
            if (path, text) not in reported:
                reported.add((path, text))
                yield LostLine(path, line, text, change.old_object_id, is_reordered)


@dataclass(frozen=True)
class _CurrentEntries:
    """The ledger entries in the working tree."""

    root: Path
    log_files: LogFiles

    @cached_property
    def texts(self) -> frozenset[str]:
        """The lines of all entry files of all stories."""
        layout = self.log_files.layout
        folders = (f"{layout.folder(story)}/{layout.entry_folder}" for story in layout.story_ids())
        paths = (f"{folder}/{name}" for folder in folders for name in list_names(str(self.root), folder))
        return frozenset(text for path in paths for _, text in all_lines(_read_text(self.root, path) or ""))


def _log_lines(log_files: LogFiles, path: str, text: str | None) -> NumberedLines:
    reader = log_files.line_reader(path)
    return reader(text) if reader is not None and text is not None else ()


def _read_text(root: Path, path: str) -> str | None:
    try:
        return read_text(root, path, "replace")
    except OSError:
        return None


def _current_path(root: Path, path: str, renames: dict[str, str], old_lines: NumberedLines, log_files: LogFiles) -> str:
    """Return a file's current path: after all committed renames, and after one in the working tree."""
    visited: set[str] = set()
    while path in renames and path not in visited:
        visited.add(path)
        path = renames[path]
    if (root / path).exists():
        return path
    for candidate in git_history.present_files(root, log_files.layout.stories_folder or "."):
        if log_files.line_reader(candidate) and _is_append_only(
            old_lines, _log_lines(log_files, candidate, _read_text(root, candidate))
        ):
            return candidate
    return path


def _is_append_only(old_lines: Iterable[tuple[int, str]], new_lines: NumberedLines) -> bool:
    """Return whether the new lines contain all old lines in order."""
    remaining = iter(text for _, text in new_lines)
    # The search continues after the last match, so it also checks the order.
    return all(any(text == other for other in remaining) for _, text in old_lines)


def _missing_lines(old_lines: NumberedLines, current_lines: NumberedLines) -> Iterator[tuple[str, int, bool]]:
    """Yield each line that is missing or out of order, where it belongs, and whether it still exists."""
    indexes_by_text: dict[str, list[int]] = {}
    for index, (_, text) in enumerate(current_lines):
        indexes_by_text.setdefault(text, []).append(index)
    last_index = -1
    for _, text in old_lines:
        indexes = indexes_by_text.get(text, [])
        index = bisect_left(indexes, last_index + 1)
        if index < len(indexes):
            last_index = indexes[index]
            continue
        if last_index + 1 < len(current_lines):
            line = current_lines[last_index + 1][0]
        else:
            line = current_lines[-1][0] + 1 if current_lines else 0
        yield text, line, bool(indexes)
