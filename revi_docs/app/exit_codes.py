"""Exit codes, the same in every command."""

from __future__ import annotations

CLEAN, PROBLEMS_FOUND, USAGE_ERROR, COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED = 0, 1, 2, 3, 70, 130
