"""The folder `.revi/cache/`, which git ignores: what is kept there only ever saves time.

Imported at every warm check: standard library only, and little of it.
"""

from __future__ import annotations

import os
from contextlib import suppress

from revi_docs.files.leftovers import begun

FOLDER = os.path.join(".revi", "cache")


def kept(root: str, name: str) -> str | None:
    """What is kept under a name; None where there is nothing that can be read."""
    try:
        with open(os.path.join(root, FOLDER, name), encoding="utf-8", newline="\n") as stream:
            return stream.read()
    except (OSError, ValueError):
        return None


def keep(root: str, name: str, text: str) -> None:
    """Keeps a text, if the disk lets it be kept."""
    folder = os.path.join(root, FOLDER)
    temporary = os.path.join(folder, begun(name))
    with suppress(OSError, ValueError):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as stream:
            stream.write("*\n")
        with open(temporary, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(temporary, os.path.join(folder, name))
