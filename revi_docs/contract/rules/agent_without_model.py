"""An agent has no model, neither its own nor its group's.

Why: it runs on whatever the caller runs on, which may be far too dear or too weak for its work.
Where `owns` names values of agents, their files are written by hand, and such a file may leave the model to
whoever starts the agent.

Example:

    models: {small: {}}
    agents:
      analyst: {description: Audits a story.}

Mend: write its `model`, or put it into a group that has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.hand_written_items import is_hand_written
from revi_docs.contract.relations import model_of
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each agent without, where there are models and no files written by hand."""
    if not context.contract.models or is_hand_written(context.contract, "agents"):
        return
    for agent in context.contract.agents.values():
        if model_of(context.contract, agent) or (agent.group and agent.group not in context.contract.groups):
            continue
        yield Problem(
            code="agent-without-model",
            message=f"agent '{agent.id}' has no model"
            + (f", and neither has its group '{agent.group}'" if agent.group else " and no group"),
            fix=f"write its 'model', one of: {', '.join(context.contract.models)}; or "
            + (f"give the group '{agent.group}' one" if agent.group else "put it into a group that has one"),
            places=(
                context.place_of("agents", agent.id),
                *((context.place_of("groups", agent.group),) if agent.group else ()),
            ),
            subject=agent.id,
        )
