"""What a render leaves behind: which values it read, which questions it asked, and, if wanted, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from revi_docs.contract.reading import Path
from revi_docs.outputs.asked import Reads


@dataclass(slots=True)
class Trail:
    """The values read, the questions asked with what their answers rest on, the arguments looked at.

    `at` is how many characters have been rendered so far.
    """

    used: set[Path] = field(default_factory=set)
    reads: Reads = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    at: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """One read: of which value, and how many characters were rendered before it."""

    at: int
    path: Path


class Followed(Trail):
    """A trail that keeps every read in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[Read] = []
        self.used = _Seen(self)
        self.reads = _Answers(self)

    def note(self, paths: Iterable[Path]) -> None:
        """Keeps reads that happen now."""
        self.log += (Read(self.at, path) for path in paths)


class _Seen(set[Path]):
    def __init__(self, trail: Followed) -> None:
        super().__init__()
        self._trail = trail

    def add(self, path: Path) -> None:
        self._trail.note((path,))


class _Answers(dict[Any, frozenset[Path]]):
    def __init__(self, trail: Followed) -> None:
        super().__init__()
        self._trail = trail

    def __setitem__(self, question: Any, paths: frozenset[Path]) -> None:
        self._trail.note(sorted(paths, key=str))
