"""The help of `revi hook`. A real call does not get here: the entry point answers it without click."""

from __future__ import annotations

import click

from revi_docs.cli.program.command_classes import program_command
from revi_docs.runtime.hooks.hook_call import EVENTS


@program_command("revi hook PreToolUse < call.json")
@click.argument("event", type=click.Choice(list(EVENTS)), metavar="EVENT", help=f"One of {', '.join(EVENTS)}.")
@click.option("--fail", type=click.Choice(["open", "closed"]), help="On an error, allow (open) or block the action.")
def hook_help(event: str, fail: str) -> int:
    """Answer a hook event of Claude Code, whose JSON is read from standard input."""
    raise NotImplementedError
