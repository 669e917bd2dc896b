"""Contracts that a test reads again and again."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from revi_docs.contract.loader import LoadedContract, load


def load_once(root: Path) -> LoadedContract:
    """Load the contract of a repository, once for each content; it extends no file."""
    return _load(root, (root / "revi.yml").read_bytes())


@cache
def _load(root: Path, _content: bytes) -> LoadedContract:
    return load(root)
