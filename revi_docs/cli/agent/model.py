"""`revi model AGENT`: the model that an agent gets."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.decide.models import model_for
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.runtime.base.repository import Repository

EXAMPLE = ("revi model elab-analyst",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command is given."""
    parser.add_argument("agent", metavar="AGENT", help="its name in the contract, or an older one")


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """The model alone, so that a shell can take it as it is."""
    model = model_for(workflow.contract, args.agent)
    return CommandResult(
        "model", model, data={"agent": resolve_id(workflow.contract, "agent", args.agent), "model": model}
    )
