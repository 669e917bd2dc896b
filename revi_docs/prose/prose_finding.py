"""What a judge of names or numbers hands on: a stretch of a page, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from revi_docs.contract.key_paths import KeyPath


@dataclass(frozen=True, slots=True)
class ProseFinding:
    """A stretch of a page that begins at `start`; `mend` is what to do, `because` leads into the contract."""

    code: str
    start: int
    text: str
    message: str
    fix: str
    causes: tuple[KeyPath, ...]

    @property
    def end(self) -> int:
        """Where the stretch ends."""
        return self.start + len(self.text)
