"""`revi doctor`: check contract, hooks, ledgers, locks and generated files."""

from __future__ import annotations

import argparse
import os
import sys

from revi_docs.cli.agent.command_parser import report_problems
from revi_docs.cli.agent.command_result import ProblemReport
from revi_docs.problems.problem import Place, Problem
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.inspection.health_checks import HealthFinding, check_health
from revi_docs.runtime.story_files.story_folders import all_stories
from revi_docs.runtime.story_files.story_writer import sync_with_ledger

EXAMPLE = ("revi doctor", "revi doctor --fix", "revi doctor --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--fix`."""
    parser.add_argument(
        "--fix", action="store_true", help="update story files whose status differs from their ledger"
    )
    report_problems(parser)


def run(repository: Repository, args: argparse.Namespace) -> ProblemReport:
    """Report everything that is wrong, after `--fix` what is still wrong."""
    findings = check_health(repository)
    if args.fix:
        _sync_story_files(
            repository, {finding.where for finding in findings if finding.code == "status-differs"}
        )
        findings = check_health(repository)
    return ProblemReport([_to_problem(finding) for finding in findings], "no problems found")


def _sync_story_files(repository: Repository, files: set[str]) -> None:
    for story in all_stories(repository):
        file = os.path.relpath(story.story, repository.root)
        if file in files:
            sync_error = sync_with_ledger(story)
            sys.stderr.write(f"not fixed: {file}: {sync_error}\n" if sync_error else f"fixed {file}\n")


def _to_problem(finding: HealthFinding) -> Problem:
    file, colon, line = finding.where.rpartition(":")
    place = Place(file, int(line)) if colon and line.isdecimal() else Place(finding.where)
    return Problem(code=finding.code, message=finding.message, fix=finding.fix, places=(place,))
