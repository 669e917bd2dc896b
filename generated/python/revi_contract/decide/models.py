# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Find the model of an agent."""

from __future__ import annotations

from .compiled_contract import CompiledContract
from .errors import UnknownNameError
from .name_lookup import resolve_id


def model_for(contract: CompiledContract, agent: str) -> str:
    """The agent's model. Raises UnknownNameError if the agent is unknown or has no model.

    There is no fallback, because it would hide a forgotten assignment.
    """
    agent_id = resolve_id(contract, "agent", agent)
    model = contract.agents[agent_id]
    if model is None:
        raise UnknownNameError(f"the agent '{agent_id}' has no model")
    return model
