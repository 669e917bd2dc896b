"""A target of the contract cannot express something that an agent or command states.

Why: The same agent is less restricted on that platform, or a guard does not run there. Lint names what is lost, so
that no one relies on it.

Example:

    targets: [claude, codex]
    agents: {reader: {description: Reads., tools: [Read]}}

Fix: Nothing, if the platform may do without it. Otherwise remove the target.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.agent_files.context import CLAUDE, AgentFilesContext, RuleReporter
from revi_docs.contract.conditions import needs_person
from revi_docs.contract.relations import hooks_of, model_of
from revi_docs.problems.problem import Problem
from revi_docs.targets.claude_platform import HOOK_PURPOSES
from revi_docs.targets.platform import Platform, load_platform

_FIX = "accept this, or remove '{target}' from targets"


def check(context: AgentFilesContext, reporter: RuleReporter) -> Iterator[Problem]:
    """Yield a warning for everything that a target drops."""
    for name in context.contract.targets:
        if name == CLAUDE:
            continue
        try:
            platform = load_platform(name)
        except KeyError:  # reported by `unknown-target`
            continue
        for path, message in _losses(context, platform):
            place = context.place_in_contract(path)
            fix = _FIX.format(target=name)
            yield reporter.warning(message, fix, (place,), f"{name}.{'.'.join(path)}")


def _losses(context: AgentFilesContext, platform: Platform) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path of a value and what becomes of it."""
    contract, target = context.contract, platform.id
    if not platform.has("agents") and contract.agents:
        count = f"{len(contract.agents)} agent{'s are' if len(contract.agents) > 1 else ' is'}"
        yield ("targets", target), f"{target} has no subagents: {count} not rendered"
    for agent in contract.agents.values() if platform.has("agents") else ():
        path = ("agents", agent.id)
        if agent.tools and not platform.has("tool lists"):
            yield (*path, "tools"), f"{target} ignores tools of agent '{agent.id}'"
        if agent.claude:
            yield (*path, "claude"), f"{target} ignores the Claude Code fields of agent '{agent.id}'"
        model = model_of(contract, agent)
        if model and model not in contract.targets[target].models:
            yield path, f"{target} has no name for the model '{model}': agent '{agent.id}' runs on the default model"
    for command in contract.commands.values() if platform.has("commands") else ():
        path = ("commands", command.id)
        if needs_person(contract, command) and not platform.has("commands for people"):
            yield path, f"{target} cannot keep the model from starting '{command.id}', which needs a person"
        if command.claude:
            yield (*path, "claude"), f"{target} ignores the Claude Code fields of command '{command.id}'"
    for event in hooks_of(contract) if contract.hooks else ():
        loss = HOOK_PURPOSES.get(event, "its hook does not run there")
        reason = f"has no {event}" if event not in platform.events else f"gets no hook for {event}"
        yield ("hooks", event), f"{target} {reason}: {loss}"
