"""`revi-docs check`: does everything on disk agree with the contract?"""

from __future__ import annotations

import os

import click

from revi_docs.cli.printing import counted, example, format_option, show
from revi_docs.cli.workspace import Workspace
from revi_docs.drift import warm
from revi_docs.drift.states import inputs
from revi_docs.files.digest import digest


@click.command(epilog=example("revi-docs check", "revi-docs check --format github"))
@format_option
@click.option("--no-cache", is_flag=True, help="Work it all out anew, and remember nothing.")
@click.pass_obj
def check(workspace: Workspace, form: str, no_cache: bool) -> int:
    """Say which outputs have drifted, where, why, and what mends it. Changes nothing."""
    root = str(workspace.root)
    trees, folders = inputs(workspace.root, workspace.loaded.contract)
    before = digest(root, trees, folders)
    problems = workspace.check()
    outputs = {one.path for one in workspace.production.rendered}
    said = f"clean: {counted(len(outputs), 'output')}"
    keeps = not (problems or no_cache or os.environ.get("CI")) and outputs <= set(trees)
    if keeps and digest(root, trees, folders) == before:
        warm.remember(root, "check", f"{said}\n", before, (trees, folders))
    return show(problems, form, said)
