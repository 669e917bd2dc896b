"""`revi plumbing workers`: start the workers of a set and combine their results."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import (
    agent_command,
    agent_group,
    dry_run_option,
    fence_option,
    pass_repository,
    story_argument,
)
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import now_ms, parse_time_ms
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.command_runs.run_status import require_worker_status
from revi_docs.runtime.workers.worker_sets import WorkerSetRequest, collect_results, start_workers

_set_option = click.option(
    "--set", "worker_set", required=True, help="The worker set.", shell_complete=completion_values.worker_sets
)


@agent_command("revi plumbing workers start REVI-012 --set code_review")
@story_argument
@_set_option
@fence_option
@dry_run_option
@pass_repository
def start(repository: Repository, story: str, worker_set: str, fence: int, dry_run: bool) -> CommandResult:
    """Record that the workers start."""
    paths = repository.story(story)
    require_worker_status(paths, worker_set)
    models = start_workers(paths, WorkerSetRequest(worker_set, now_ms(), fence=fence), dry=dry_run)
    lines = tuple(f"  {worker}: {model or 'no model'}" for worker, model in models.items())
    message = f"{worker_set} of {story}: start all {len(models)} workers now, in parallel"
    return CommandResult("started", message, data={"workers": models, "written": not dry_run}, lines=lines)


@agent_command("revi plumbing workers collect REVI-012 --set code_review")
@story_argument
@_set_option
@click.option("--since", default="", metavar="TIME", help="When they started. [default: from the trace]")
@fence_option
@dry_run_option
@pass_repository
def collect(
    repository: Repository, story: str, worker_set: str, since: str, fence: int, dry_run: bool
) -> CommandResult:
    """Read the results, combine them and write the verification.

    Exits with 0 if the set passes, else with 1.
    """
    since_ms = parse_time_ms(since) if since else None
    if since and since_ms is None:
        raise CommandError("no-time", f"'{since}' is not a time", "write it like 2026-02-11T14:32:00-07:00")
    request = WorkerSetRequest(worker_set, now_ms(), since_ms, fence)
    verification = collect_results(repository.story(story), request, dry=dry_run)
    lines = [f"  {entry['worker']}: {entry['status']}" for entry in verification.record["workers"]]
    return CommandResult(
        verification.result.lower().replace(" ", "-"),
        f"{worker_set} of {story}: {verification.result}",
        exit_code=0 if verification.passed else 1,
        fix="" if verification.passed else _fix(verification.result),
        data={"verification": verification.record, "written": not dry_run},
        lines=(*lines, *(f"  note: {entry}" for entry in verification.warnings)),
    )


def _fix(result: str) -> str:
    if result == "PENDING":
        return "wait for the pending workers, then collect again"
    return f"write the findings of the workers, and go on as the command says after the verdict {result}"


@agent_group((start, collect), "revi plumbing workers start REVI-012 --set code_review")
def workers() -> None:
    """Start the workers of a set and combine their results."""
