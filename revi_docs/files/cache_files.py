"""Cache files in `.revi/cache/`, ignored by git. Deleting them changes no result.

The cached check imports this module: standard library only, and as little of it as possible.
"""

from __future__ import annotations

import os
from contextlib import suppress

from revi_docs.files.temp_files import temp_name

CACHE_FOLDER = os.path.join(".revi", "cache")


def read_cached(root: str, name: str) -> str | None:
    """Read a cache file; None if it is missing or unreadable."""
    try:
        with open(os.path.join(root, CACHE_FOLDER, name), encoding="utf-8", newline="\n") as stream:
            return stream.read()
    except (OSError, ValueError):
        return None


def write_cached(root: str, name: str, text: str) -> None:
    """Write a cache file. Errors are ignored: the next run computes the result again."""
    folder = os.path.join(root, CACHE_FOLDER)
    temp_path = os.path.join(folder, temp_name())
    with suppress(OSError, ValueError):
        os.makedirs(folder, exist_ok=True)
        # The folder ignores itself, so that users need no entry in their own .gitignore.
        with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as stream:
            stream.write("*\n")
        with open(temp_path, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(temp_path, os.path.join(folder, name))
