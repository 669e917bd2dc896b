"""A hook tries to block at an event that cannot be blocked.

Why: Exit code 2 stops the action only at some events. At the others the action is over or only shown, so the
hook guards nothing.

Example:

    .claude/settings.json: a hook for PostToolUse whose command ends with `exit 2`

Fix: Use an event before the action, such as `PreToolUse`. For hooks of revi.yml see `hook-cannot-block`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.agent_files.hook_files import hook_entries
from revi_docs.problems.problem import Problem
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude_versions import EVENTS_THAT_REPORT, OBSERVING_EVENTS

# The two forms in which a command blocks: exit code 2 for Claude Code, and the option of `revi hook`.
_BLOCKS = re.compile(r"\bexit\s+2\b|--fail[ =]closed\b")
_FAILS_CLOSED = re.compile(r"--fail[ =]closed\b")


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each hook of a hand-written file that tries to block such an event."""
    observing = context.facts(OBSERVING_EVENTS)
    for entry in hook_entries(context):
        pattern = _FAILS_CLOSED if entry.event in EVENTS_THAT_REPORT else _BLOCKS
        if entry.event in observing and (pattern.search(entry.command) or entry.fails_closed):
            message = f"the hook for '{entry.event}' is meant to block, but nothing can be blocked at this event"
            fix = f"use an event before the action, such as '{CLAUDE.hook_events[1].name}'"
            yield reporter.problem(message, fix, (entry.place,), f"{entry.place.file}.{entry.event}")
