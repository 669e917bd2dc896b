"""The warm check: says "clean" again where nothing that could change the answer has changed.

The memory is a digest in `.revi/cache/`, which git ignores. It is by content, so it cannot say clean
when it is not; where it does not match, the whole check runs. Standard library only.
"""

from __future__ import annotations

from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.files.digest import digest

_SEPARATOR = "\n\0\n"

CacheInputs = tuple[list[str], list[str], list[str]]
"""Files and folders to any depth; folders whose files count; folders of which only the names in them do."""


def load_result(root: str, name: str) -> str | None:
    """What was said the last time, if everything it rests on is as it was then; else None."""
    parts = (read_cached(root, name) or "").split(_SEPARATOR)
    if len(parts) != 5:
        return None
    saved_digest, result, trees, folders, listings = parts
    try:
        current_digest = digest(root, _split_paths(trees), _split_paths(folders), _split_paths(listings))
    except ValueError:  # a path that no file can have
        return None
    return result if current_digest == saved_digest else None


def save_result(root: str, name: str, result: str, input_digest: str, inputs: CacheInputs) -> None:
    """Keeps an answer and the digest of the inputs that it rests on."""
    write_cached(root, name, _SEPARATOR.join([input_digest, result, *map("\n".join, inputs)]))


def _split_paths(text: str) -> list[str]:
    return text.split("\n") if text else []
