"""`revi-docs lint`: are the contract and its stories sound?"""

from __future__ import annotations

import click

from revi_docs.cli.printing import example, format_option, show
from revi_docs.cli.workspace import Workspace


@click.command(epilog=example("revi-docs lint", "revi-docs lint --format json"))
@format_option
@click.option(
    "--write-baseline",
    is_flag=True,
    help="List the faults that the stories have now in .revi/baseline: only new ones fail from then on.",
)
@click.pass_obj
def lint(workspace: Workspace, form: str, write_baseline: bool) -> int:
    """Print all problems of revi.yml, of the templates and of the stories at once."""
    if write_baseline:
        click.echo(workspace.write_baseline(), err=True)
    return show(workspace.lint(), form, f"sound: {workspace.size()}")
