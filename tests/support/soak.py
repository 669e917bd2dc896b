"""How much of a long test runs: a sample in `make test`, all of it in `make soak`."""

from __future__ import annotations

import os

SOAK = bool(os.environ.get("REVI_SOAK"))


def rounds(sampled: int, full: int) -> int:
    """Return `full` in `make soak`, else `sampled`: rounds, files, processes or examples of a test."""
    return full if SOAK else sampled
