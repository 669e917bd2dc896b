"""Relations between the contract and its targets: which it has, what they call a model, what an agent can do there.

Like `relations`, this module reads the contract by attribute only.
"""

from __future__ import annotations

from revi_docs.contract.model import Agent, Contract
from revi_docs.targets.claude import TARGET as CLAUDE
from revi_docs.targets.claude_versions import READING_TOOLS
from revi_docs.targets.platform import load_platform


def targets_of(contract: Contract) -> tuple[str, ...]:
    """Return the platforms that a contract is rendered for."""
    return tuple(contract.targets) or (CLAUDE.id,)


def model_name(contract: Contract, model: str | None, target: str) -> str | None:
    """Return what a target calls a model of the contract; None if it has no name for it."""
    if model and target in contract.targets and model in contract.targets[target].models:
        return contract.targets[target].models[model]
    return model if load_platform(target).keeps_models else None


def reads_only(_: Contract, agent: Agent) -> bool:
    """Return whether an agent can change nothing with its tools."""
    return bool(agent.tools) and all(tool.partition("(")[0] in READING_TOOLS for tool in agent.tools)
