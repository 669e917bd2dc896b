"""`revi-docs lint`: is the contract sound?"""

from __future__ import annotations

import click

from revi_docs.cli.printing import example, format_option, show
from revi_docs.cli.workspace import Workspace


@click.command(epilog=example("revi-docs lint", "revi-docs lint --format json"))
@format_option
@click.pass_obj
def lint(workspace: Workspace, form: str) -> int:
    """Print all problems of revi.yml and of the templates at once."""
    return show(workspace.lint(), form, f"sound: {workspace.size()}")
