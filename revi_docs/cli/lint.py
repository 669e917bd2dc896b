"""`revi-docs lint`: check the contract, the templates and the stories."""

from __future__ import annotations

import click

from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace


@program_command("revi-docs lint", "revi-docs lint --format json")
@findings_format_option
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Record the current story problems in .revi/baseline; from then on only new ones are reported.",
)
@pass_workspace
def lint(workspace: Workspace, output_format: str, write_baseline: bool) -> int:
    """Report all problems of revi.yml, the templates and the stories at once."""
    if write_baseline:
        click.echo(workspace.write_baseline(), err=True)
    return print_problems(workspace.lint(), output_format, f"valid: {workspace.contract_summary()}")
