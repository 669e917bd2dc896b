"""What can be wrong where hooks are put into somebody's settings."""

from __future__ import annotations

HOOK_CODES: dict[str, str] = {
    "unreadable-settings": """The settings of Claude Code cannot be read as JSON, or their hooks are none.

Why: to put hooks in, what is there must be understood; a guess could lose what somebody wrote.

Example:

    {"hooks": [],}

Mend: correct the line that is named, then run the command again; nothing was written.
""",
}
