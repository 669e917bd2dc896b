"""Exit codes, the same in every command."""

from __future__ import annotations

CLEAN, NO, USAGE, BROKEN, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130
