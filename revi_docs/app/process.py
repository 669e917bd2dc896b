"""The interface of both programs to the process that starts them: exit codes."""

from __future__ import annotations

CLEAN, PROBLEMS_FOUND, USAGE_ERROR, COULD_NOT_RUN, INTERNAL_ERROR, INTERRUPTED = 0, 1, 2, 3, 70, 130
"""70 is EX_SOFTWARE of sysexits.h; 130 is 128 + SIGINT, as shells report it; 2 is what click uses."""
