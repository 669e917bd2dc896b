"""Relations between the contract and its targets: which it has, what they call a model, what an agent can do there.

Like `relations`, this module reads the contract by attribute only.
"""

from __future__ import annotations

from revi_docs.contract.model import Agent, Contract, Output
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude_versions import READING_TOOLS
from revi_docs.targets.platform import is_skill, load_platform
from revi_docs.targets.target import skill_name


def targets_of(contract: Contract) -> tuple[str, ...]:
    """Return the platforms that a contract is rendered for."""
    return tuple(contract.targets) or (CLAUDE.id,)


def model_name(contract: Contract, model: str | None, target: str) -> str | None:
    """Return what a target calls a model of the contract; None if it has no name for it."""
    if model and target in contract.targets and model in contract.targets[target].models:
        return contract.targets[target].models[model]
    return model if load_platform(target).keeps_models else None


def templates_of_outputs(contract: Contract) -> frozenset[str]:
    """Return the names of the templates that some output is rendered with."""
    return frozenset(output.template for output in contract.outputs.values())


def typed_name(contract: Contract, name: str, target: str) -> str:
    """Return the name that a person types to start a command on a target; one that is only a skill has no namespace."""
    local_name = load_platform(target).local_name(name)
    paths = [path for path, output in contract.outputs.items() if output.each == "commands" and _is_for(output, target)]
    has_command_files = not all(map(is_skill, paths))
    return local_name if has_command_files or not paths else skill_name(local_name)


def _is_for(output: Output, target: str) -> bool:
    """Whether an output is a file for a target, and not a page of the site."""
    return (output.target or CLAUDE.id) == target and not output.template.startswith("reference/")


def reads_only(_: Contract, agent: Agent) -> bool:
    """Return whether an agent can change nothing with its tools."""
    return bool(agent.tools) and all(tool.partition("(")[0] in READING_TOOLS for tool in agent.tools)
