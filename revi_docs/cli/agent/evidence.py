"""`revi evidence`: run the checks that a story requires."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from revi_docs.cli.agent.agent_command import agent_command, agent_group, pass_repository, story_argument
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.checks.check_runs import check_problem, run_check

MAX_OUTPUT_LINES = 10
"""How much of the output of a failed check is printed; its record has more. Arbitrary: about half a screen."""


@agent_command("revi evidence run REVI-016 lint")
@story_argument
@click.argument("check", required=False, help="The check; all checks of the contract by default.")
@pass_repository
def run(repository: Repository, story: str, check: str | None) -> CommandResult:
    """Run checks without a shell, and record how they ended.

    A check runs only if it is the same on the base branch, or a person trusts it. Exits with 1 if a check fails.
    """
    paths, names = repository.story(story), [check] if check else list(repository.section("checks"))
    if not names:
        raise CommandError("unknown-check", "the contract has no checks", "add the section 'checks' to revi.yml")
    records = [run_check(paths, name) for name in names]
    problems = {name: check_problem(paths, name) for name in names}
    lines = [f"  {name}: {problem or 'passed'}" for name, problem in problems.items()] if len(names) > 1 else []
    failed = [name for name, problem in problems.items() if problem]
    data = {"records": records, "failed": failed}
    if failed:
        fix = f"correct the problem, and run 'revi evidence run {story} {failed[0]}'"
        message = f"{story}: {failed[0]} {problems[failed[0]]}"
        lines += _end_of_output(records[names.index(failed[0])])
        return CommandResult("check-failed", message, fix, 1, data, tuple(lines))
    return CommandResult("checked", f"{story}: {', '.join(names)} passed", data=data)


def _end_of_output(record: Mapping[str, Any]) -> list[str]:
    return [f"  | {line}" for line in record["outputEnd"].splitlines()[-MAX_OUTPUT_LINES:]]


@agent_group((run,), "revi evidence run REVI-016 lint")
def evidence() -> None:
    """Run the checks that a story requires."""
