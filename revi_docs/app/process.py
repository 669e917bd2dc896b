"""What both programs agree on with the process that starts them: exit codes; and how they collect garbage."""

from __future__ import annotations

CLEAN, PROBLEMS_FOUND, USAGE_ERROR, COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED = 0, 1, 2, 3, 70, 130
"""70 is EX_SOFTWARE of sysexits.h; 130 is 128 + SIGINT, as shells report it; 2 is what click uses."""

FEW_COLLECTIONS = (100_000, 20, 20)
"""Thresholds of the garbage collector. Arbitrary: high enough for few collections, low enough for `serve`."""
