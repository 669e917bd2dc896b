"""`revi workers`: those of a set begin, and their results become one."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import now_ms, parse_time_ms
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.workers.worker_sets import collect_results, start_workers

EXAMPLE = (
    "revi workers start REVI-012 --set code_review",
    "revi workers collect REVI-012 --set code_review",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command is given."""
    subparsers = parser.add_subparsers(title="acts", metavar="ACT", required=True, dest="act")
    for name, summary in (
        ("start", "note that the workers begin"),
        ("collect", "read, judge and write the results"),
    ):
        subparser = subparsers.add_parser(
            name, help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False
        )
        subparser.add_argument("story", metavar="STORY", help="the story's id")
        subparser.add_argument("--set", required=True, dest="name", help="the worker set")
        subparser.add_argument(
            "--dry-run", action="store_true", help="say what would be written, and write nothing"
        )
    subparser.add_argument(
        "--since", default="", metavar="TIME", help="when they started (default: by the trace)"
    )


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """Exit code 0 where the set begins or passes, 1 otherwise; the code is its result."""
    if args.act == "start":
        return _start(workflow, args)
    since = parse_time_ms(args.since) if args.since else None
    if args.since and since is None:
        raise CommandError("no-time", f"'{args.since}' is no time", "write it like 2026-02-11T14:32:00-07:00")
    verification = collect_results(workflow.story(args.story), args.name, now_ms(), since, dry=args.dry_run)
    lines = [f"  {entry['worker']}: {entry['status']}" for entry in verification.record["workers"]]
    return CommandResult(
        verification.result.lower().replace(" ", "-"),
        f"{args.name} of {args.story}: {verification.result}",
        exit_code=0 if verification.passed else 1,
        fix="" if verification.passed else _fix(verification.result),
        data={"verification": verification.record, "written": not args.dry_run},
        lines=(*lines, *(f"  note: {entry}" for entry in verification.warnings)),
    )


def _start(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    models = start_workers(workflow.story(args.story), args.name, now_ms(), dry=args.dry_run)
    lines = tuple(f"  {worker}: {model or 'no model'}" for worker, model in models.items())
    message = f"{args.name} of {args.story}: start all {len(models)} now, side by side"
    return CommandResult(
        "started", message, data={"workers": models, "written": not args.dry_run}, lines=lines
    )


def _fix(result: str) -> str:
    if result == "PENDING":
        return "wait for the workers that are not done, then collect again"
    return "see what the workers found, mend it and run them again"
