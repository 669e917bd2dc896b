"""What revi keeps on one machine: outside the story folders, so that a change of branch leaves nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import NamedTuple

from revi_docs.files.git_folders import find_git_folders, private_git_folder

_GIT_FOLDER = "revi/state"
_LOCAL_FOLDER = ".revi/state"
"""Without git. Everything in it is ignored, in case the folder becomes a git repository."""


class StateFile(NamedTuple):
    """A file below `root`; both paths are absolute, and neither need exist."""

    root: str
    path: str


def story_state_file(root: str, story_id: str, name: str) -> StateFile:
    """A file for a story of the repository at `root`: in the git directory of the work tree, if it has one.

    A work tree can contain several contracts; the files of each are in a folder of their own.
    """
    folders = find_git_folders(root)
    git_folder = private_git_folder(folders) if folders is not None else ""
    if folders is None or not git_folder:
        return StateFile(root, os.path.join(root, _LOCAL_FOLDER, story_id, name))
    contract = os.path.relpath(os.path.realpath(root), folders.work_tree).replace("%", "%25").replace(os.sep, "%2F")
    folder = "%" if contract == "." else contract
    base = os.path.realpath(git_folder)
    return StateFile(base, os.path.join(base, _GIT_FOLDER, folder, story_id, name))


def ignore_local_state(state: StateFile) -> None:
    """Let git ignore the file if it is in the repository. Errors are ignored: nothing depends on it."""
    from revi_docs.files.atomic_write import create_file
    from revi_docs.files.read_file import exists

    local, ignore = os.path.join(state.root, _LOCAL_FOLDER, ""), os.path.join(state.root, _LOCAL_FOLDER, ".gitignore")
    if state.path.startswith(local) and not exists(state.root, ignore):
        with suppress(OSError):
            create_file(state.root, ignore, b"*\n")
