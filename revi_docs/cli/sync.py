"""`revi-docs sync`: regenerate the outputs."""

from __future__ import annotations

import sys

import click

from revi_docs.app.plurals import pluralize
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.program.options import findings_format_option
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.drift.drift_findings import drift_findings
from revi_docs.drift.sync import sync as sync_files
from revi_docs.problems.problem import sorted_problems
from revi_docs.problems.revi_error import ReviError


@program_command("revi-docs sync", "revi-docs sync --force")
@click.option("--force", is_flag=True, help="Also overwrite outputs with manual edits.")
@click.option("--dry-run", is_flag=True, help="Print what would change without writing.")
@findings_format_option
@pass_workspace
def sync(workspace: Workspace, force: bool, dry_run: bool, output_format: str) -> int:
    """Regenerate all outputs and delete files that are no longer generated."""
    if problems := (*workspace.version_problems, *workspace.source_problems):
        raise ReviError(*problems)
    result = sync_files(workspace.root, workspace.file_statuses, force=force, dry_run=dry_run)
    if output_format == "text":
        removed, wrote = ("would remove", "would write") if dry_run else ("removed", "wrote")
        sys.stdout.writelines(f"{removed} {path}\n" for path in result.removed_paths)
        sys.stdout.writelines(f"{wrote} {path}\n" for path in result.written_paths)
    has_changes = dry_run and (result.removed_paths or result.written_paths)
    refused_problems = drift_findings(result.skipped, workspace.loaded, workspace.rendered_outputs.renderer)
    problems = sorted_problems((*refused_problems, *workspace.owned_parts.problems, *workspace.override_problems))
    outputs = pluralize(len(workspace.rendered_outputs.files), "output")
    state = "would be up to date" if has_changes else "up to date"
    return print_problems(problems, output_format, f"{state}: {outputs}")
