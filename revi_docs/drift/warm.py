"""The warm check: says "clean" again where nothing that could change the answer has changed.

The memory is a digest in `.revi/cache/`, which git ignores. It is by content, so it cannot say clean
when it is not; where it does not match, the whole check runs. Standard library only.
"""

from __future__ import annotations

from revi_docs.files.cache import keep, kept
from revi_docs.files.digest import digest

_BETWEEN = "\n\0\n"

Inputs = tuple[list[str], list[str], list[str]]
"""Files and folders to any depth; folders whose files count; folders of which only the names in them do."""


def recall(root: str, name: str) -> str | None:
    """What was said the last time, if everything it rests on is as it was then; else None."""
    parts = (kept(root, name) or "").split(_BETWEEN)
    if len(parts) != 5:
        return None
    seen, said, trees, folders, listings = parts
    try:
        now = digest(root, _paths(trees), _paths(folders), _paths(listings))
    except ValueError:  # a path that no file can have
        return None
    return said if now == seen else None


def remember(root: str, name: str, said: str, seen: str, inputs: Inputs) -> None:
    """Keeps an answer and the digest of the inputs that it rests on."""
    keep(root, name, _BETWEEN.join([seen, said, *map("\n".join, inputs)]))


def _paths(text: str) -> list[str]:
    return text.split("\n") if text else []
