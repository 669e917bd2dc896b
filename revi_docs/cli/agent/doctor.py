"""`revi doctor`: check contract, hooks, ledgers, locks and generated files."""

from __future__ import annotations

import argparse
import sys

from revi_docs.cli.agent.command_parser import report_problems
from revi_docs.cli.agent.command_result import ProblemReport
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.inspection.health_checks import check_health
from revi_docs.runtime.story_files.projections import sync_all_with_ledgers

EXAMPLE = ("revi doctor", "revi doctor --fix", "revi doctor --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--fix`."""
    parser.add_argument("--fix", action="store_true", help="update story files whose status differs from their ledger")
    report_problems(parser)


def run(repository: Repository, args: argparse.Namespace) -> ProblemReport:
    """Report all problems; with `--fix`, only those that remain."""
    for file, sync_error in sync_all_with_ledgers(repository) if args.fix else ():
        sys.stderr.write(f"not fixed: {file}: {sync_error}\n" if sync_error else f"fixed {file}\n")
    return ProblemReport(check_health(repository), "no problems found")
