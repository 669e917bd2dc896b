"""`revi-docs version` and `revi version`: show the version."""

from __future__ import annotations

import click

from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import RESULT_FORMATS, format_option
from revi_docs.problems.version import VERSION


@program_command("revi-docs version", "revi version")
@format_option(RESULT_FORMATS)
@click.pass_context
def version(context: click.Context) -> CommandResult:
    """Show the version."""
    return CommandResult("version", f"{context.find_root().info_name} {VERSION}", data={"version": VERSION})
