"""The codes of problems with the settings of Claude Code, for `explain` and the site."""

from __future__ import annotations

SETTINGS_CODES: dict[str, str] = {
    "unreadable-settings": """The settings of Claude Code are not valid JSON, or their `hooks` have the wrong form.

Why: `revi-docs init --hooks` edits the file in place and keeps everything else in it. That is only safe
if the whole file can be parsed.

Example:

    {"hooks": [],}

Fix: Correct the line that the message names, then run `revi-docs init --hooks` again. Nothing was written.
"""
}
