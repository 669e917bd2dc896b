"""The name of a tool is unknown to Claude Code.

Why: Claude Code does not check tool names. A misspelled tool is dropped without an error, and the agent works
without it; a hook for it is never called.

Example:

    agents:
      analyst: {description: Audits a story., tools: [Raed, Grep]}

Fix: Correct the name. Tools of MCP servers start with `mcp__` and are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.agent_files.agent_file import names_in
from revi_docs.agent_files.context import AgentFilesContext, RuleReporter
from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.targets.claude import TOOL_FIELDS
from revi_docs.targets.claude_versions import TOOLS
from revi_docs.targets.version_table import version_key

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield one problem for each unknown tool of an agent, a command or the matcher of a hook."""
    reported: set[tuple[str, str]] = set()
    for owner, tool, place in _tools(context):
        name = tool.partition("(")[0]
        # A file whose tools the contract owns repeats them.
        if (owner, name) in reported:
            continue
        # Patterns, tools of MCP servers and of plugins are names that only their owner knows.
        if not _NAME.fullmatch(name):
            continue
        known_facts = context.facts(TOOLS)
        if name in known_facts:
            continue
        reported.add((owner, name))
        other = next((fact for fact in TOOLS if fact.name == name), None)
        if other is not None:
            is_later = bool(other.since) and version_key(other.since) > version_key(context.version)
            reason = f"has it only since {other.since}" if is_later else f"removed it in {other.until}"
            message, fix = f"{owner} uses the tool '{name}'; Claude Code {reason}", "remove it from the list"
        else:
            message = f"{owner} uses the tool '{name}', which Claude Code does not have"
            fix = suggested_fix(name, known_facts, "remove it")
        yield reporter.problem(message, fix, (place,), f"{owner}.{name}")


def _tools(context: AgentFilesContext) -> Iterator[tuple[str, str, Place]]:
    """Yield who uses a tool, its name as written, and its place."""
    for agent in context.contract.agents.values():
        for index, tool in enumerate(agent.tools):
            yield f"agent '{agent.id}'", tool, context.place_in_contract(("agents", agent.id, "tools", index))
    for event, hook in context.contract.hooks.items():
        if event.endswith("ToolUse"):
            for index, tool in enumerate(hook.matcher):
                yield f"the hook '{event}'", tool, context.place_in_contract(("hooks", event, "matcher", index))
    for file in context.files:
        for field in () if file.item else TOOL_FIELDS:
            for tool in names_in(file.fields.get(field)):
                yield f"{file.kind} '{file.name}'", tool, file.place_of(field)
