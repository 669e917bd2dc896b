"""The files that changed while a story was in its status, and those of them that its status leaves out.

A ledger entry records the state of the files with the commit and the object ids of all files that differ from it. Two
such states can be compared at any time, also after a merge. Without git, nothing is known, and nothing is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from revi_docs.decide.compiled_contract import ConditionSpec
from revi_docs.files import git_history
from revi_docs.files.git_process import NoGitError
from revi_docs.files.globs import match_groups, path_matches
from revi_docs.problems.shell_words import shell_path, short_id
from revi_docs.records.evidence.story_files import StoryFiles
from revi_docs.records.ledger import Ledger, LedgerEntry
from revi_docs.records.story_folders import belongs_to_stories

EDITED_FIELD, COMMIT_FIELD = "edited", "commit"
"""The fields of a ledger entry: path → object id of the files that differ from the commit, and the commit."""


EDITS = "edits"
"""The kind of condition."""


class FilesState(NamedTuple):
    """The files of a repository: those of a commit, except for `edited`: path → object id, "" for a deleted file."""

    commit: str
    edited: Mapping[str, str]


def current_state(root: str) -> FilesState | None:
    """The state of the files on disk; None without git or without a commit."""
    try:
        if not git_history.has_history(Path(root)):
            return None
        commit = git_history.head_commit(Path(root))
        return FilesState(commit, git_history.edited_files(Path(root)))
    except NoGitError:
        return None


def recorded_state(entry: LedgerEntry) -> FilesState | None:
    """The state that an entry records; None if it records none."""
    edited, commit = entry.fields.get(EDITED_FIELD), str(entry.fields.get(COMMIT_FIELD) or "")
    return FilesState(commit, edited) if isinstance(edited, dict) and commit else None


def entered_state(ledger: Ledger) -> FilesState | None:
    """The state when the story reached its status; None if its entry does not record it."""
    entry = next((entry for entry in reversed(ledger.main_line) if entry.status_after), None)
    return recorded_state(entry) if entry is not None else None


def outside_edits(
    story: StoryFiles, conditions: Iterable[ConditionSpec], before: FilesState | None, after: FilesState | None
) -> tuple[str, ...]:
    """The files that differ between two states and that a condition on edits leaves out, sorted."""
    patterns = next((item.names for item in conditions if item.kind == EDITS), None)
    if patterns is None or before is None or after is None:
        return ()
    try:
        changed = _changed_files(Path(story.root), before, after)
    except NoGitError:
        # For example, the commit of the first state is gone after a rebase.
        return ()
    return tuple(sorted(path for path in changed if not may_edit(story.data, patterns, path)))


def undo_command(root: str, before: FilesState, path: str) -> str:
    """The command that gives a file the content of an earlier state; "" if git does not have that content."""
    file = shell_path(path)
    if path in before.edited:
        return "" if before.edited[path] else f"rm {file}"
    try:
        is_committed = any(name == path for name, _ in git_history.files_of_commit(Path(root), before.commit, path))
    except NoGitError:
        return ""
    return f"git checkout {short_id(before.commit)} -- {file}" if is_committed else f"rm {file}"


def may_edit(data: Mapping[str, Any], patterns: Iterable[str], path: str) -> bool:
    """Whether a status with these patterns lets a command change a file; stories and generated files always."""
    return (
        belongs_to_stories(str(data["project"].get("stories") or ""), path)
        or any(match_groups(output, path) is not None for output in data.get("outputs") or ())
        or path in (".revi/paths", ".revi/overrides")
        or path_matches(patterns, path)
    )


def _changed_files(root: Path, before: FilesState, after: FilesState) -> Iterator[str]:
    old, new = _object_ids(root, before), _object_ids(root, after)
    return (path for path in old.keys() | new.keys() if old.get(path, "") != new.get(path, ""))


def _object_ids(root: Path, state: FilesState) -> dict[str, str]:
    return {**dict(git_history.files_of_commit(root, state.commit, ".")), **state.edited}
