"""`revi-docs lint`: check the contract, the templates and the stories."""

from __future__ import annotations

import click

from revi_docs.app.workspace import Workspace
from revi_docs.cli.options import example, format_option
from revi_docs.cli.output.printing import print_problems


@click.command(epilog=example("revi-docs lint", "revi-docs lint --format json"))
@format_option
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Record the current story problems in .revi/baseline; from then on only new ones are reported.",
)
@click.pass_obj
def lint(workspace: Workspace, output_format: str, write_baseline: bool) -> int:
    """Report all problems of revi.yml, the templates and the stories at once."""
    if write_baseline:
        click.echo(workspace.write_baseline(), err=True)
    return print_problems(workspace.lint(), output_format, f"valid: {workspace.contract_summary()}")
