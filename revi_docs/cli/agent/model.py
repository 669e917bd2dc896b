"""`revi model AGENT`: the model that an agent gets."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.answer import Answer
from revi_docs.decide.models import model_for
from revi_docs.decide.names import known
from revi_docs.runtime.workflow import Workflow

EXAMPLE = ("revi model elab-analyst",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command is given."""
    parser.add_argument("agent", metavar="AGENT", help="its name in the contract, or an older one")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """The model alone, so that a shell can take it as it is."""
    model = model_for(workflow.contract, given.agent)
    return Answer(
        "model", model, facts={"agent": known(workflow.contract, "agent", given.agent), "model": model}
    )
