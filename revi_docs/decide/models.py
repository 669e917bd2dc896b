"""Which model does an agent get?"""

from __future__ import annotations

from .compiled_contract import CompiledContract
from .errors import UnknownNameError
from .name_lookup import resolve_id


def model_for(contract: CompiledContract, agent: str) -> str:
    """The agent's model. Raises UnknownNameError for an unknown agent, and for one without a model.

    There is no fallback: it would hide a forgotten assignment.
    """
    name = resolve_id(contract, "agent", agent)
    model = contract.agents[name]
    if model is None:
        raise UnknownNameError(f"the agent '{name}' has no model")
    return model
