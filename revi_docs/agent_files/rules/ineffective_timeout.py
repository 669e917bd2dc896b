"""The time-out of a hook has no effect, because the platform stops the hook earlier.

Why: All hooks of plugins share 1.5 seconds at the end of a session, whatever their `timeout` says. Work that
needs longer is cut off.

Example:

    hooks: {SessionEnd: {timeout: 15s}}
    outputs: {plugins/flow/hooks/hooks.json: {template: plugin/hooks.json.j2}}

Fix: Set `timeout: 1s`, and do the work that takes longer at another event.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.agent_files.hook_files import hook_entries
from revi_docs.contract.model.declarations import Duration
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets.claude import TARGET as CLAUDE

HOOKS_TEMPLATE = "plugin/hooks.json.j2"
"""The template of the hooks of a plugin."""


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each hook of a plugin whose time-out is longer than the platform waits."""
    limits = {event.name: event.max_seconds for event in CLAUDE.hook_events if event.max_seconds}
    outputs = (context.contract.outputs or {}).values()
    if any(output.template == HOOKS_TEMPLATE for output in outputs):
        for event, hook in context.contract.hooks.items():
            # Seconds are whole: a time-out of less than the limit is rounded up to it.
            if event in limits and hook.timeout > 1000 * -(-limits[event] // 1):
                place = context.place_in_contract(("hooks", event, "timeout"))
                yield _problem(reporter, event, str(Duration(hook.timeout)), limits[event], (place,))
    for entry in hook_entries(context):
        limit = limits.get(entry.event)
        if limit and entry.is_in_plugin and entry.timeout is not None and entry.timeout > -(-limit // 1):
            yield _problem(reporter, entry.event, f"{entry.timeout:g}s", limit, (entry.place,))


def _problem(reporter: RuleReporter, event: str, timeout: str, limit: float, places: tuple[Place, ...]) -> Problem:
    message = f"the time-out {timeout} of the hook '{event}' has no effect: hooks of plugins share {limit:g} s there"
    return reporter.problem(message, "set a time-out of 1 second", places, event)
