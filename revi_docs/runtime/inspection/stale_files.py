"""Temporary files that killed writers left in the folders that revi writes to."""

from __future__ import annotations

import os
from collections.abc import Iterator

from revi_docs.files.stale_temp_files import clean_folders
from revi_docs.files.temp_files import is_stale_temp_file
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.edit_guard.protected_files import read_output_index


def stale_files(repository: Repository) -> Iterator[str]:
    """The absolute paths of stale temporary files, folder by folder."""
    for folder in _written_folders(repository):
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            # The folder is created with its first file.
            continue
        yield from (os.path.join(folder, name) for name in names if is_stale_temp_file(name))


def remove_stale_files(repository: Repository) -> tuple[str, ...]:
    """Remove stale temporary files, except those that git tracks. Returns the paths of those that are gone."""
    paths = tuple(stale_files(repository))
    roots = {repository.root, *(story.state_file("guard").root for story in repository.stories())}
    for root in roots:
        clean_folders(root, [path for path in paths if path.startswith(os.path.join(root, ""))])
    return tuple(path for path in paths if not os.path.lexists(path))


def _written_folders(repository: Repository) -> list[str]:
    """The folders of outputs, stories and the state of this machine, with what is below the latter two."""
    root = repository.root
    folders = {root, *(os.path.join(root, os.path.dirname(path)) for path in read_output_index(root))}
    trees = {os.path.join(root, ".revi"), *(folder for _, folder in repository.story_folders())}
    trees |= {os.path.dirname(os.path.dirname(story.state_file("guard").path)) for story in repository.stories()}
    for tree in trees:
        folders |= {folder for folder, _, _ in os.walk(tree)}
    return sorted(folders)
