"""`revi-docs uninstall`: remove what `init`, `adopt` and `sync` wrote."""

from __future__ import annotations

import sys

import click

from revi_docs.app.plurals import pluralize
from revi_docs.app.process import CLEAN
from revi_docs.app.setup.uninstallation import uninstall as uninstall_files
from revi_docs.app.workspace import Workspace
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.problems.revi_error import ReviError


@program_command("revi-docs uninstall --dry-run", "revi-docs uninstall")
@click.option("--dry-run", is_flag=True, help="Print what would be removed, and remove nothing.")
@pass_workspace
def uninstall(workspace: Workspace, dry_run: bool) -> int:
    """Remove what init, adopt and sync wrote, and nothing else. Stories, and files that you changed, are kept."""
    if workspace.source_problems:
        raise ReviError(*workspace.source_problems)
    result = uninstall_files(workspace.root, workspace.loaded.contract, workspace.file_statuses, dry_run=dry_run)
    removed, shortened = ("would remove", "would change") if dry_run else ("removed", "changed")
    sys.stdout.writelines(f"{removed} {path}\n" for path in sorted(result.removed))
    sys.stdout.writelines(f"{shortened} {path}: without the lines of revi-docs\n" for path in result.shortened)
    sys.stdout.writelines(f"kept {path}: {reason}\n" for path, reason in result.unchanged.items())
    sys.stdout.write(f"{removed} {pluralize(len(result.removed), 'file')}\n")
    return CLEAN
