"""`revi doctor`: check contract, hooks, ledgers, locks and generated files."""

from __future__ import annotations

import os
import sys

import click

from revi_docs.cli.agent.agent_command import checking_command, pass_repository
from revi_docs.cli.output.command_result import ProblemReport
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.hooks.claude_settings import missing_hooks
from revi_docs.runtime.inspection.health_checks import check_health
from revi_docs.runtime.inspection.stale_files import remove_stale_files
from revi_docs.runtime.story_files.projections import sync_all_with_ledgers


@checking_command("revi doctor", "revi doctor --fix", "revi doctor --format json")
@click.option("--fix", is_flag=True, help="Update story files that differ from their ledger; delete temporary files.")
@pass_repository
def doctor(repository: Repository, fix: bool) -> ProblemReport:
    """Check contract, hooks, ledgers, locks and outputs.

    With --fix, only the problems that remain are reported.
    """
    for file, sync_error in sync_all_with_ledgers(repository) if fix else ():
        sys.stderr.write(f"not fixed: {file}: {sync_error}\n" if sync_error else f"fixed {file}\n")
    for path in remove_stale_files(repository) if fix else ():
        sys.stderr.write(f"deleted {os.path.relpath(path, repository.root)}\n")
    hooks = "" if missing_hooks(repository).are_set_up else "; hooks are not set up: run 'revi-docs init --hooks'"
    return ProblemReport(check_health(repository), f"no problems found{hooks}")
