"""`revi-docs upgrade`: move the contract and the outputs to this version of revi-docs."""

from __future__ import annotations

import sys
from collections import Counter

import click

from revi_docs.app.plurals import pluralize
from revi_docs.app.process import PROBLEMS_FOUND
from revi_docs.app.setup.upgrade import upgrade as upgrade_repository
from revi_docs.app.setup.version_pins import update_pins, version_pins
from revi_docs.app.workspace import Workspace
from revi_docs.cli.output.printing import print_problems
from revi_docs.cli.program.command_classes import program_command
from revi_docs.cli.workspace_factory import pass_workspace
from revi_docs.drift.drift_findings import drift_findings
from revi_docs.problems.problem import sorted_problems
from revi_docs.problems.version import RELEASE

_VERBS = {
    False: ("wrote", "removed", "rewrote", "upgraded"),
    True: ("would write", "would remove", "would rewrite", "would upgrade"),
}


@program_command("revi-docs upgrade --dry-run", "revi-docs upgrade")
@click.option("--dry-run", is_flag=True, help="Print the summary without writing.")
@pass_workspace
def upgrade(workspace: Workspace, dry_run: bool) -> int:
    """Rewrite renamed keys of revi.yml, require this version, generate the outputs, and summarize what changed."""
    change = upgrade_repository(workspace, dry_run=dry_run)
    wrote, removed, rewrote, done = _VERBS[dry_run]
    for file, count in change.rewritten_keys.items():
        sys.stdout.write(f"{rewrote} {pluralize(count, 'renamed key')} in {file}\n")
    for folder, count in sorted(Counter(path.rpartition("/")[0] for path in change.result.written_paths).items()):
        sys.stdout.write(f"{wrote} {pluralize(count, 'file')} in {folder or '.'}\n")
    if change.result.removed_paths:
        sys.stdout.write(f"{removed} {pluralize(len(change.result.removed_paths), 'file')}\n")
    updated = update_pins(workspace.root, dry_run=dry_run)
    sys.stdout.writelines(f"{wrote} {RELEASE} into {path}\n" for path in updated)
    pins = [pin for pin in version_pins(workspace.root) if pin.release != RELEASE and pin.path not in updated]
    for pin in pins:
        sys.stdout.write(f"to do: {pin.path}:{pin.line} installs revi-docs {pin.release}: write {RELEASE}\n")
    upgraded = change.workspace
    findings = drift_findings(change.result.skipped, upgraded.loaded, upgraded.rendered_outputs.renderer)
    problems = sorted_problems((*findings, *upgraded.override_problems))
    origin = f"from {change.previous} " if change.previous not in ("", RELEASE) else ""
    code = print_problems(problems, "text", f"{done} {origin}to {RELEASE}")
    return PROBLEMS_FOUND if pins and not dry_run else code
