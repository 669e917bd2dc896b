"""A settings file or a plugin registers a hook for an event that Claude Code does not have.

Why: The hook is never called, and nothing says so.

Example:

    .claude/settings.json: {"hooks": {"PreToolUsage": []}}

Fix: Correct the name of the event.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.agent_files.hook_files import registered_events
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.targets.claude_versions import BLOCKING_EVENTS, OBSERVING_EVENTS


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each unknown event of a hand-written file."""
    rows = (*BLOCKING_EVENTS, *OBSERVING_EVENTS)
    known_facts = context.facts(rows)
    for event, place in registered_events(context):
        if event in known_facts:
            continue
        later = next((row for row in rows if row.name == event), None)
        if later is not None:
            message = f"the event '{event}' exists since Claude Code {later.since}"
            fix = f"remove the hook, or require {later.since}"
        else:
            message = f"Claude Code has no event '{event}'"
            fix = suggested_fix(event, known_facts, "remove the hook")
        yield reporter.problem(message, fix, (place,), f"{place.file}.{event}")
