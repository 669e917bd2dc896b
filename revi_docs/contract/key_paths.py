"""Paths to values of the contract."""

from __future__ import annotations

KeyPath = tuple[str | int, ...]
"""The path to a value: section, id, key, or an index in a list."""


def format_key_path(path: KeyPath) -> str:
    """Return `statuses.pending.stage` for messages; the empty path is the contract itself."""
    return ".".join(str(part) for part in path) or "the contract"
