# revi:0242ea4274f9b21d
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Which model does an agent get?"""

from __future__ import annotations

from .contract import Contract
from .errors import UnknownNameError
from .names import known


def model_for(contract: Contract, agent: str) -> str:
    """The agent's model. Raises UnknownNameError for an unknown agent, and for one without a model.

    There is no fallback: it would hide a forgotten assignment.
    """
    name = known(contract, "agent", agent)
    model = contract.agents[name]
    if model is None:
        raise UnknownNameError(f"the agent '{name}' has no model")
    return model
