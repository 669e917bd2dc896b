"""Real collections of agents, which are not part of the project."""

from __future__ import annotations

from pathlib import Path

from tests.support import require


def corpus(shared: Path, name: str) -> Path:
    """The folder of a collection in `shared`; without it the test is skipped, or fails if REVI_REQUIRE has corpora."""
    folder = shared / "corpora" / name
    return folder if folder.is_dir() else require.missing("corpora", f"no folder `shared/corpora/{name}`")
