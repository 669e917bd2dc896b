"""An agent has no model, neither its own nor from its group.

Why: It runs on the model of its caller, which can be too expensive or too weak for its work. If `owns` names
values of agents, their files are hand-written, and such a file may leave the model to the caller; the rule
then reports nothing.

Example:

    models: {small: {}}
    agents:
      analyst: {description: Audits a story.}

Fix: Set its `model`, or add it to a group that has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.items import is_hand_written
from revi_docs.contract.relations import model_of
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each agent without a model, if the contract defines models."""
    # Hand-written agent files can leave the model to the caller.
    if not context.contract.models or is_hand_written(context.contract, "agents"):
        return
    for agent in context.contract.agents.values():
        # An undefined group is reported by `unknown-group`.
        if model_of(context.contract, agent) or (agent.group and agent.group not in context.contract.groups):
            continue
        yield context.problem(
            message=f"agent '{agent.id}' has no model"
            + (f", and its group '{agent.group}' has none" if agent.group else " and no group"),
            fix=f"set its 'model' to one of: {', '.join(context.contract.models)}; or "
            + (f"give the group '{agent.group}' one" if agent.group else "add it to a group that has one"),
            places=(
                context.place_of("agents", agent.id),
                *((context.place_of("groups", agent.group),) if agent.group else ()),
            ),
            subject=agent.id,
        )
