"""Find the root of the repository. Standard library only: the cached check imports it."""

from __future__ import annotations

import os


def find_root(start: str) -> str:
    """The nearest folder with `revi.yml`, from `start` upwards; else the one with `.git`; else `start`."""
    folder = os.path.abspath(start)
    git_root = ""
    while True:
        if os.path.isfile(os.path.join(folder, "revi.yml")):
            return folder
        if not git_root and os.path.exists(os.path.join(folder, ".git")):
            git_root = folder
        parent = os.path.dirname(folder)
        # Stop at the repository boundary: a `revi.yml` above it belongs to another repository.
        if parent == folder or git_root:
            return git_root or os.path.abspath(start)
        folder = parent
