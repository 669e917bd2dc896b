"""`revi doctor`: whether contract, hooks, ledgers and files are in order."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.inspection.health_checks import HealthFinding, check_health

EXAMPLE = ("revi doctor", "revi doctor --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """It is given nothing."""


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:  # noqa: ARG001 - every command has it
    """Exit code 1 where something is not in order."""
    problems = check_health(workflow)
    data = {"findings": [finding._asdict() for finding in problems]}
    if not problems:
        return CommandResult("in-order", "all is in order", data=data)
    return CommandResult(
        "out-of-order",
        f"{len(problems)} {'thing is' if len(problems) == 1 else 'things are'} not in order",
        "mend each as it says",
        exit_code=1,
        data=data,
        lines=tuple(line for finding in problems for line in _format_finding(finding)),
    )


def _format_finding(finding: HealthFinding) -> Iterator[str]:
    yield f"{finding.where}: {finding.code}: {finding.message}"
    yield f"  fix: {finding.fix}"
