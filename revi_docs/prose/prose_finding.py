"""A finding of the name or number checks, before it becomes a problem."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.key_paths import KeyPath


@dataclass(frozen=True, slots=True)
class ProseFinding:
    """An incorrect text on a page; `start` is its offset, `causes` are key paths in the contract."""

    code: str
    start: int
    text: str
    message: str
    fix: str
    causes: tuple[KeyPath, ...]

    @property
    def end(self) -> int:
        """The offset after the text."""
        return self.start + len(self.text)
