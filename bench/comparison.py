"""One comparison, and what several of them share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import samples
from clock import Runner, revi_docs


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison. `value` is held against `target`, if there is one; `unit` is that, "" for a ratio."""

    what: str
    numbers: str
    value: float
    target: float | None = None
    unit: str = ""

    @property
    def verdict(self) -> str:
        """`ok`, `over`, or nothing where there is no target."""
        if self.target is None:
            return ""
        return "ok" if self.value <= self.target else "over"


@dataclass(slots=True)
class Bench:
    """The temporary folder, and what is made in it once for several measures."""

    folder: Path
    quick: bool = False
    _repositories: dict[int, Path] = field(default_factory=dict)
    _answers: dict[int, str] = field(default_factory=dict)

    def repository(self, pages: int) -> Path:
        """A repository with so many pages, its outputs in order."""
        if pages not in self._repositories:
            root = samples.docs_repository(self.folder / f"docs-{pages}", pages)
            Runner(revi_docs("sync"), root).run()
            self._repositories[pages] = root
        return self._repositories[pages]

    def built(self, pages: int) -> tuple[Path, str]:
        """The repository with its site, whose answer is now remembered, and what the build said."""
        root = self.repository(pages)
        if pages not in self._answers:
            self._answers[pages] = Runner(revi_docs("build"), root).run()[1]
        return root, self._answers[pages]


def both(ours: float, theirs: float, runs: int) -> str:
    """Two times as they are shown, in seconds or milliseconds."""
    unit, factor, digits = ("s", 1, 2) if max(ours, theirs) >= 1 else ("ms", 1000, 0)
    return f"{ours * factor:.{digits}f} / {theirs * factor:.{digits}f} {unit} (N={runs})"
