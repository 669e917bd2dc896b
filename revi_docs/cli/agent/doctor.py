"""`revi doctor`: whether contract, hooks, ledgers and files are in order."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.problems.problem import Problem
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.inspection.health_checks import check_health

EXAMPLE = ("revi doctor", "revi doctor --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """It is given nothing."""


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:  # noqa: ARG001 - every command has it
    """Exit code 1 where something is not in order."""
    problems = check_health(workflow)
    data = {"findings": [problem_data(problem) for problem in problems]}
    if not problems:
        return CommandResult("in-order", "all is in order", data=data)
    return CommandResult(
        "out-of-order",
        f"{len(problems)} {'thing is' if len(problems) == 1 else 'things are'} not in order",
        "mend each as it says",
        exit_code=1,
        data=data,
        lines=tuple(line for problem in problems for line in problem_lines(problem)),
    )


def problem_data(problem: Problem) -> dict[str, object]:
    """A problem in the JSON output."""
    place = problem.first_place
    file, line = (place.file, place.line) if place is not None else ("", 0)
    return {"code": problem.code, "file": file, "line": line, "message": problem.message, "fix": problem.fix}


def problem_lines(problem: Problem) -> Iterator[str]:
    """A problem in the text output."""
    place = problem.first_place
    location = "" if place is None else f"{place.file}:{place.line}: " if place.line else f"{place.file}: "
    yield f"{location}{problem.code}: {problem.message}"
    yield f"  fix: {problem.fix}"
