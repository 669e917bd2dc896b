"""`revi-docs sync`: write what has drifted."""

from __future__ import annotations

import sys

import click

from revi_docs.cli.printing import counted, example, format_option, show
from revi_docs.cli.workspace import Workspace
from revi_docs.drift.findings import findings
from revi_docs.drift.sync import sync as set_right
from revi_docs.problems.problem import ReviError, in_order


@click.command(epilog=example("revi-docs sync", "revi-docs sync --force"))
@click.option("--force", is_flag=True, help="Overwrite outputs that were changed by hand, too.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@format_option
@click.pass_obj
def sync(workspace: Workspace, force: bool, dry_run: bool, form: str) -> int:
    """Write every output as revi.yml and the templates have it; remove what is made no more."""
    if workspace.source_problems:
        raise ReviError(*workspace.source_problems)
    done = set_right(workspace.root, workspace.standings, force=force, dry_run=dry_run)
    if form == "text":
        would = "would be " if dry_run else ""
        for path in done.removed:
            sys.stdout.write(f"{would}removed {path}\n")
        for path in done.written:
            sys.stdout.write(f"{would}written {path}\n")
    step = "would be in step" if dry_run and (done.removed or done.written) else "in step"
    refused = findings(done.refused, workspace.loaded, workspace.production.renderer)
    problems = in_order((*refused, *workspace.parts.problems))
    return show(problems, form, f"{step}: {counted(len(workspace.production.rendered), 'output')}")
