"""What both programs agree on with the process that starts them: exit codes; and how they collect garbage."""

from __future__ import annotations

CLEAN, PROBLEMS_FOUND, USAGE_ERROR, COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED = 0, 1, 2, 3, 70, 130
"""70 is EX_SOFTWARE of sysexits.h; 130 is 128 + SIGINT, as shells report it; 2 is what click uses."""

FEW_COLLECTIONS = (100_000, 20, 20)
"""Thresholds of the garbage collector for `revi`. Arbitrary: high enough for none in most calls."""

SHORT_COLLECTIONS = (5_000, 20, 50)
"""Those of `revi-docs`, whose templates leave many cycles: young objects are still in the cache of the processor.

Measured: collecting takes 1.0 s of a lint of 1,000 commands, with `FEW_COLLECTIONS` 2.9 s, and by default 1.5 s.
"""
