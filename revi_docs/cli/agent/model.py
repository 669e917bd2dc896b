"""`revi plumbing model AGENT`: print the model of an agent."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import agent_command, pass_repository
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.decide.models import model_for
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.runtime.base.repository import Repository


@agent_command("revi plumbing model elab-analyst")
@click.argument(
    "agent", help="The name of the agent in the contract, or an alias.", shell_complete=completion_values.agents
)
@pass_repository
def model(repository: Repository, agent: str) -> CommandResult:
    """Print the model of an agent."""
    # Only the model is the message, so that a shell can use it directly.
    name = model_for(repository.contract, agent)
    return CommandResult("model", name, data={"agent": resolve_id(repository.contract, "agent", agent), "model": name})
