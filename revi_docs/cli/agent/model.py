"""`revi model AGENT`: print the model of an agent."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.decide.models import model_for
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.runtime.base.repository import Repository

EXAMPLE = ("revi model elab-analyst",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("agent", metavar="AGENT", help="the name of the agent in the contract, or an alias")


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Return only the model as the message, so that a shell can use it directly."""
    model = model_for(repository.contract, args.agent)
    return CommandResult(
        "model", model, data={"agent": resolve_id(repository.contract, "agent", args.agent), "model": model}
    )
