"""Generated texts as git's HEAD has them, and the commits that wrote them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from revi_docs.drift.file_status import FileStatus, RegionPart
from revi_docs.files.git_folders import find_git_folders
from revi_docs.files.git_history import has_history, object_id, read_blobs
from revi_docs.files.git_process import NoGitError
from revi_docs.files.last_changes import CommitChanges, commit_changes
from revi_docs.files.markdown.regions import find_regions

_UNFINISHED_OPERATIONS = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
"""Files of the git directory: while one exists, git has written files that only its index has."""

_MAX_COMMITS = 200
"""Of each file with regions. Arbitrary: reading each takes some milliseconds, and HEAD has the text in any case."""


class CommittedTexts:
    """The committed content of `paths`; `sources` are what generated texts follow from. Each question runs git once."""

    def __init__(self, root: Path, paths: Sequence[str], sources: Sequence[str]) -> None:
        self._root = root
        self._paths = paths
        self._sources = sources

    def has(self, status: FileStatus) -> bool:
        """Whether HEAD has the text, so that it can be recovered; in a merge also whether git's index has it."""
        actual = _with_lf(status.actual or b"")
        return any(actual in _texts(status, content) for content in self._versions.get(status.path, ()))

    def has_another(self, status: FileStatus) -> bool:
        """Whether HEAD has another text in its place."""
        return any(_texts(status, content) for content in self._versions.get(status.path, ()))

    @property
    def reason_of_ignorance(self) -> str:
        """Why it is unknown who wrote a text that HEAD does not have."""
        missing_record = "there is no record that 'sync' wrote it here"
        if find_git_folders(str(self._root)) is None:
            return f"there is no git repository, and {missing_record}"
        try:
            reason = "it is not committed" if has_history(self._root) else "git has no commit yet"
        except NoGitError as error:
            reason = str(error)
        return f"{reason}, and {missing_record}"

    def last_change(self, status: FileStatus) -> CommitChanges | None:
        """The commit that wrote the text; None if git does not show it."""
        actual = _with_lf(status.actual or b"")
        changes = [change for change in self._changes if status.path in change.blobs]
        if status.part is None:
            versions = self._versions[status.path]
            return next((item for item in changes if _is_one_of(versions, item.blobs[status.path][1])), None)
        changes = changes[:_MAX_COMMITS]
        contents = read_blobs(self._root, (name for item in changes for name in item.blobs[status.path] if name))
        for change in changes:
            old, new = (_texts(status, contents.get(name, b"")) for name in change.blobs[status.path])
            if actual in new and actual not in old:
                return change
        return None

    @cached_property
    def _versions(self) -> dict[str, list[bytes]]:
        """Path → its content in HEAD, and in git's index while git is merging."""
        folders = find_git_folders(str(self._root))
        if folders is None:
            return {}
        is_merging = any(os.path.lexists(f"{folders.git_folder}/{name}") for name in _UNFINISHED_OPERATIONS)
        revisions = ("HEAD:", ":") if is_merging else ("HEAD:",)
        names = {f"{revision}./{path}": path for path in self._paths for revision in revisions}
        versions: dict[str, list[bytes]] = {}
        try:
            for name, content in read_blobs(self._root, names).items():
                versions.setdefault(names[name], []).append(content)
        except NoGitError:
            return {}
        return versions

    @cached_property
    def _changes(self) -> list[CommitChanges]:
        try:
            return list(commit_changes(self._root, self._paths, self._sources))
        except NoGitError:
            return []


def _texts(status: FileStatus, content: bytes) -> list[bytes]:
    """The texts in a version of a file in the place of the text of a status, with LF line ends."""
    if not isinstance(status.part, RegionPart):
        return [_with_lf(content)]
    text = content.decode("utf-8", "replace")
    regions, _ = find_regions(status.path, text)
    key = status.part.region.key
    return [
        _with_lf(text[region.content_start : region.content_end].encode("utf-8"))
        for region in regions
        if region.key == key
    ]


def _with_lf(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _is_one_of(contents: Sequence[bytes], name: str) -> bool:
    return any(object_id(content, len(name)) == name for content in contents)
