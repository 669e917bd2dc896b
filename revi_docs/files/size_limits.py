"""How much of a file is read: one limit for each kind, so that no hostile file takes more than seconds.

Standard library only: hooks read files, too.
"""

from __future__ import annotations

from collections.abc import Iterator

TYPE_CHECKING = False  # as in typing, which a hook does not import
if TYPE_CHECKING:
    from typing import TypeVar

    _Item = TypeVar("_Item")

CODE = "file-too-large"
FIX = "split the file, or remove what was pasted by mistake"

MAX_FILE_BYTES = 4 * 1024 * 1024
"""Bytes of a hand-written file. Arbitrary: far above any, low enough to keep memory bounded."""

MAX_YAML_VALUES = 200_000
"""Scalars, lists and mappings of the contract. Reading them takes two seconds; 5,000 agents have a quarter of them."""

MAX_FIELD_VALUES = 20_000
"""The same for front matter, which is read several times in a run. Arbitrary: far above any."""

MAX_GUARDED_CHARACTERS, MAX_GUARDED_LINES = 1_000_000, 10_000
"""Of a text that the edit guard compares: a hook answers in seconds, far below its time-out."""


class SizeError(ValueError):
    """A text has more parts than its kind may have. The message completes the sentence "the file …"."""


def limited(items: Iterator[_Item], limit: int, name: str) -> Iterator[_Item]:
    """The items as they come. Raises SizeError after `limit` of them."""
    for count, item in enumerate(items):
        if count == limit:
            raise SizeError(f"has more than {limit:,} {name}")
        yield item


def guarded_size_error(text: str) -> str:
    """Why a text is too large for the edit guard, as the end of the sentence "the file …"; "" if it is not."""
    if len(text) > MAX_GUARDED_CHARACTERS:
        return f"has more than {MAX_GUARDED_CHARACTERS:,} characters"
    return f"has more than {MAX_GUARDED_LINES:,} lines" if text.count("\n") > MAX_GUARDED_LINES else ""
