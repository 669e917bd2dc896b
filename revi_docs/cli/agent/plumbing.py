"""`revi plumbing`: the single steps of which the other commands are made."""

from __future__ import annotations

import click

from revi_docs.cli.agent.command_group import PLUMBING
from revi_docs.cli.program.command_classes import CommandGroup
from revi_docs.cli.program.options import example


@click.group(cls=CommandGroup, entries=PLUMBING, epilog=example("revi plumbing lock status REVI-016"))
def plumbing() -> None:
    """Run a single step: locks, moves, tokens, workers, traces."""
