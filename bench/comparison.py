"""One comparison, and the repositories that several of them share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import runtime_samples
import samples
from clock import Runner, revi_docs


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison. `value` is compared with `target`, if there is one; `unit` is "" for a ratio."""

    title: str
    numbers: str
    value: float
    target: float | None = None
    unit: str = ""

    @property
    def verdict(self) -> str:
        """`ok`, `over`, or "" without a target."""
        if self.target is None:
            return ""
        return "ok" if self.value <= self.target else "over"


@dataclass(slots=True)
class Bench:
    """The temporary folder, with the repositories that several measurements share."""

    folder: Path
    quick: bool = False
    _repositories: dict[int, Path] = field(default_factory=dict)
    _answers: dict[int, str] = field(default_factory=dict)
    _stories: dict[int, Path] = field(default_factory=dict)

    def repository(self, pages: int) -> Path:
        """Return a repository with this many pages and up-to-date outputs."""
        if pages not in self._repositories:
            root = samples.docs_repository(self.folder / f"docs-{pages}", pages)
            Runner(revi_docs("sync"), root).run()
            self._repositories[pages] = root
        return self._repositories[pages]

    def stories(self, count: int) -> Path:
        """Return a repository with this many valid stories."""
        if count not in self._stories:
            self._stories[count] = runtime_samples.stories(self.folder / f"stories-{count}", count)
        return self._stories[count]

    def built(self, pages: int) -> tuple[Path, str]:
        """Return the repository with a built site and a cached result, and the output of the build."""
        root = self.repository(pages)
        if pages not in self._answers:
            self._answers[pages] = Runner(revi_docs("build"), root).run()[1]
        return root, self._answers[pages]


def format_pair(own: float, other: float, runs: int) -> str:
    """Format two times in seconds or milliseconds."""
    unit, factor, digits = ("s", 1, 2) if max(own, other) >= 1 else ("ms", 1000, 0)
    return f"{own * factor:.{digits}f} / {other * factor:.{digits}f} {unit} (N={runs})"
