"""`revi workers`: start the workers of a set and combine their results."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_parser import add_actions, dry_run_option, story_argument
from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import now_ms, parse_time_ms
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.workers.worker_sets import WorkerSetRequest, collect_results, start_workers

EXAMPLE = ("revi workers start REVI-012 --set code_review", "revi workers collect REVI-012 --set code_review")


_SUMMARIES = {
    "start": "Record that the workers start.",
    "collect": "Read the results, combine them and write the verification.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parsers = add_actions(parser, _SUMMARIES)
    story_argument(*parsers.values())
    dry_run_option(*parsers.values())
    for subparser in parsers.values():
        subparser.add_argument("--set", required=True, dest="worker_set", help="the worker set")
    since_help = "when they started (default: from the trace)"
    parsers["collect"].add_argument("--since", default="", metavar="TIME", help=since_help)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Run the action. Exit code 0 if the set starts or passes, else 1; the code is the result of the set."""
    if args.action == "start":
        return _start(repository, args)
    since = parse_time_ms(args.since) if args.since else None
    if args.since and since is None:
        raise CommandError("no-time", f"'{args.since}' is not a time", "write it like 2026-02-11T14:32:00-07:00")
    request = WorkerSetRequest(args.worker_set, now_ms(), since)
    verification = collect_results(repository.story(args.story), request, dry=args.dry_run)
    lines = [f"  {entry['worker']}: {entry['status']}" for entry in verification.record["workers"]]
    return CommandResult(
        verification.result.lower().replace(" ", "-"),
        f"{args.worker_set} of {args.story}: {verification.result}",
        exit_code=0 if verification.passed else 1,
        fix="" if verification.passed else _fix(verification.result),
        data={"verification": verification.record, "written": not args.dry_run},
        lines=(*lines, *(f"  note: {entry}" for entry in verification.warnings)),
    )


def _start(repository: Repository, args: argparse.Namespace) -> CommandResult:
    request = WorkerSetRequest(args.worker_set, now_ms())
    models = start_workers(repository.story(args.story), request, dry=args.dry_run)
    lines = tuple(f"  {worker}: {model or 'no model'}" for worker, model in models.items())
    message = f"{args.worker_set} of {args.story}: start all {len(models)} workers now, in parallel"
    return CommandResult("started", message, data={"workers": models, "written": not args.dry_run}, lines=lines)


def _fix(result: str) -> str:
    if result == "PENDING":
        return "wait for the pending workers, then collect again"
    return "fix what the workers report, then run them again"
