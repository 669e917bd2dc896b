"""What git has of stories: the ledger entries of other commits, and every committed version of an artifact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from revi_docs.files import git_history
from revi_docs.records.evidence.story_files import text_digest
from revi_docs.records.ledger import entry_digest
from revi_docs.stories.story_layout import StoryLayout


class ArtifactVersion(NamedTuple):
    """A committed version of an artifact: its text, the id of its blob in git, and its path in the repository."""

    text: str
    blob: str
    path: str


Versions = Mapping[str, Mapping[str, ArtifactVersion]]
"""Artifact → digest → version."""


def committed_entries(root: Path, layout: StoryLayout, commits: Iterable[str]) -> frozenset[str]:
    """The digests of all ledger entries in some commits. Raises NoGitError."""
    ids = {
        object_id
        for commit in commits
        for path, object_id in git_history.files_of_commit(root, commit, layout.stories_folder or ".")
        if _is_ledger(layout, path)
    }
    texts = git_history.read_objects(root, sorted(ids)).values()
    return frozenset(entry_digest(line.encode()) for text in texts for line in text.split("\n") if line.strip())


def _is_ledger(layout: StoryLayout, path: str) -> bool:
    return f"/{path}".endswith(f"/{layout.ledger_name}") or f"/{layout.entry_folder}/" in f"/{path}"


def changed_paths(root: Path, layout: StoryLayout, since: str) -> frozenset[str]:
    """The files of stories that were changed after a commit, committed or not. Raises NoGitError."""
    folder = layout.stories_folder or "."
    changes = (
        *git_history.uncommitted_changes(root, folder, lambda _: True),
        *git_history.committed_changes(root, folder, since),
    )
    return frozenset(path for change in changes for path in (change.old_path, change.new_path))


def artifact_versions(root: Path, layout: StoryLayout, folder: str) -> Versions:
    """Every committed version of the artifacts in the folder of a story. Raises NoGitError."""
    paths: dict[str, dict[str, str]] = {}
    for change in git_history.committed_changes(root, folder):
        name = layout.artifact_names.parse(change.new_path.removeprefix(f"{folder}/"))
        if name is not None and name.is_exact and change.new_object_id != git_history.NULL_OBJECT_ID:
            paths.setdefault(change.new_object_id, {})[name.kind] = change.new_path
    versions: dict[str, dict[str, ArtifactVersion]] = {}
    for object_id, content in git_history.read_objects(root, paths).items():
        # Line ends do not count, as in `artifact_digests`.
        text = content.replace("\r\n", "\n")
        for kind, path in paths[object_id].items():
            versions.setdefault(kind, {})[text_digest(text)] = ArtifactVersion(text, object_id, path)
    return versions
