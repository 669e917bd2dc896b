"""`revi-docs lint`: are the contract and its stories sound?"""

from __future__ import annotations

import click

from revi_docs.app.workspace import Workspace
from revi_docs.cli.options import example, format_option
from revi_docs.cli.printing import print_problems


@click.command(epilog=example("revi-docs lint", "revi-docs lint --format json"))
@format_option
@click.option(
    "--write-baseline",
    is_flag=True,
    help="List the faults that the stories have now in .revi/baseline: only new ones fail from then on.",
)
@click.pass_obj
def lint(workspace: Workspace, output_format: str, write_baseline: bool) -> int:
    """Print all problems of revi.yml, of the templates and of the stories at once."""
    if write_baseline:
        click.echo(workspace.write_baseline(), err=True)
    return print_problems(workspace.lint(), output_format, f"sound: {workspace.contract_summary()}")
