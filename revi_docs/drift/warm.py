"""The warm check: says "clean" again where nothing that could change the answer has changed.

The memory is a digest in `.revi/cache/`, which git ignores. It is by content, so it cannot say clean
when it is not; where it does not match, the whole check runs. Standard library only.
"""

from __future__ import annotations

import os
from contextlib import suppress

from revi_docs.files.digest import digest

Inputs = tuple[list[str], list[str], list[str]]
"""Files and folders to any depth; folders whose files count; folders of which only the names in them do."""

CACHE = os.path.join(".revi", "cache")


def recall(root: str, name: str) -> str | None:
    """What was said the last time, if everything it rests on is as it was then; else None."""
    try:
        with open(os.path.join(root, CACHE, name), encoding="utf-8") as stream:
            seen, said, *inputs = stream.read().split("\n\0\n")
    except (OSError, ValueError):
        return None
    if len(inputs) != 3:
        return None
    trees, folders, listings = map(_paths, inputs)
    return said if digest(root, trees, folders, listings) == seen else None


def remember(root: str, name: str, said: str, seen: str, inputs: Inputs) -> None:
    """Keeps an answer and the digest of the inputs that it rests on: trees, folders, listings."""
    parts = [seen, said, *map("\n".join, inputs)]
    with suppress(OSError):
        folder = os.path.join(root, CACHE)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as stream:
            stream.write("*\n")
        temporary = os.path.join(folder, f".{name}.{os.getpid()}")
        with open(temporary, "w", encoding="utf-8", newline="\n") as stream:
            stream.write("\n\0\n".join(parts))
        os.replace(temporary, os.path.join(folder, name))


def _paths(text: str) -> list[str]:
    return text.split("\n") if text else []
