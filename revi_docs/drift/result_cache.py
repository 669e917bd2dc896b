"""Cache of clean check results: repeat the answer while none of its inputs changed.

The cache is a digest of file contents (`files/cache_files.py` says where it is); if it does not match, the
whole check runs. Standard library only: this is the fast path of `revi-docs check`.
"""

from __future__ import annotations

from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.files.digest import digest

_SEPARATOR = "\n\0\n"

CacheInputs = tuple[list[str], list[str], list[str]]
"""Files and folders (recursive); folders whose files count; folders of which only the names count."""


def load_result(root: str, name: str) -> str | None:
    """Return the saved output of a command if none of its inputs changed, else None."""
    parts = (read_cached(root, name) or "").split(_SEPARATOR)
    # The parts that `save_result` joins.
    if len(parts) != 5:
        return None
    saved_digest, result, trees, folders, listings = parts
    try:
        current_digest = digest(root, _split_paths(trees), _split_paths(folders), _split_paths(listings))
    except ValueError:  # a path that no file can have
        return None
    return result if current_digest == saved_digest else None


def save_result(root: str, name: str, result: str, input_digest: str, inputs: CacheInputs) -> None:
    """Save the output of a command with the digest of its inputs."""
    write_cached(root, name, _SEPARATOR.join([input_digest, result, *map("\n".join, inputs)]))


def _split_paths(text: str) -> list[str]:
    return text.split("\n") if text else []
