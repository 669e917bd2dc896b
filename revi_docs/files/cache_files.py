"""The folder `.revi/cache/`, which git ignores: what is kept there only ever saves time.

Imported at every warm check: standard library only, and little of it.
"""

from __future__ import annotations

import os
from contextlib import suppress

from revi_docs.files.temp_files import temp_name

CACHE_FOLDER = os.path.join(".revi", "cache")


def read_cached(root: str, name: str) -> str | None:
    """What is kept under a name; None where there is nothing that can be read."""
    try:
        with open(os.path.join(root, CACHE_FOLDER, name), encoding="utf-8", newline="\n") as stream:
            return stream.read()
    except (OSError, ValueError):
        return None


def write_cached(root: str, name: str, text: str) -> None:
    """Keeps a text, if the disk lets it be kept."""
    folder = os.path.join(root, CACHE_FOLDER)
    temp_path = os.path.join(folder, temp_name(name))
    with suppress(OSError, ValueError):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as stream:
            stream.write("*\n")
        with open(temp_path, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(temp_path, os.path.join(folder, name))
