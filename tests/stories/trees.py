"""Repositories in one text: `=== path` begins a file, and what follows up to the next is what it holds.

`=== path < name` takes the file from `rules/_contracts/name`. A line that begins with `===` cannot be held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

CONTRACTS = Path(__file__).parent / "rules" / "_contracts"

_HEAD = re.compile(r"^=== (\S+)(?: < (\S+))?\n", re.MULTILINE)


def files_of(text: str) -> Iterator[tuple[str, str]]:
    """The files of a tree, each with what it holds; what stands before the first is said to the reader."""
    _, *parts = _HEAD.split(text)
    for path, name, content in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield path, (CONTRACTS / name).read_text("utf-8") if name else content


def unfold(text: str, root: Path) -> Path:
    """Writes the files of a tree below a folder, which it returns."""
    for path, content in files_of(text):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return root
