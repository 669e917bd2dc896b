"""`revi can`: may a story go to a status?"""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.answer import Answer
from revi_docs.cli.agent.moving import arguments, facts, wish
from revi_docs.runtime.moves import can
from revi_docs.runtime.workflow import Workflow

__all__ = ["EXAMPLE", "arguments", "run"]

EXAMPLE = (
    "revi can REVI-016 in-progress --by dev-implement-story",
    'revi can REVI-016 blocked --by manual --actor Ada --reason "waits for a key"',
)


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """The answer, without any change."""
    moved = can(workflow.story(given.story), wish(given))
    said = f"stays in {moved.source}" if moved.stays else f"may go from {moved.source} to {moved.target}"
    return Answer("may", f"{given.story} {said}", facts=facts(moved))
