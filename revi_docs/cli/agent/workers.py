"""`revi workers`: a worker set begins, and its results become one."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.answer import Answer
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import now_ms, read_ms
from revi_docs.runtime.workers import collect, start
from revi_docs.runtime.workflow import Workflow

EXAMPLE = (
    "revi workers start REVI-012 --set code_review",
    "revi workers collect REVI-012 --set code_review",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command is given."""
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True, dest="act")
    does = "Note when the workers of a set begin; by that they are judged."
    begin = acts.add_parser("start", help=does, description=does, allow_abbrev=False)
    does = "Read, judge and write the results of a set."
    one = acts.add_parser("collect", help=does, description=does, allow_abbrev=False)
    for act in (begin, one):
        act.add_argument("story", metavar="STORY", help="the story's id")
        act.add_argument("--set", required=True, dest="name", help="the worker set")
    one.add_argument("--since", default="", metavar="TIME", help="when they started (default: by the trace)")
    for act in (begin, one):
        act.add_argument("--dry-run", action="store_true", help="say what would be, and write nothing")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """Of `collect`: exit code 0 where the set passes, 1 otherwise; the code is its result."""
    if given.act == "start":
        return _start(workflow, given)
    since = read_ms(given.since) if given.since else None
    if given.since and since is None:
        raise RefusalError(
            "no-time", f"'{given.since}' is no time", "write it like 2026-02-11T14:32:00-07:00"
        )
    found = collect(workflow.story(given.story), given.name, now_ms(), since, dry=given.dry_run)
    lines = [f"  {one['worker']}: {one['status']}" for one in found.record["workers"]]
    return Answer(
        found.result.lower().replace(" ", "-"),
        f"{given.name} of {given.story}: {found.result}",
        exit=0 if found.passed else 1,
        fix="" if found.passed else _fix(found.result),
        facts={"verification": found.record, "written": not given.dry_run},
        lines=(*lines, *(f"  note: {one}" for one in found.said)),
    )


def _start(workflow: Workflow, given: argparse.Namespace) -> Answer:
    workers = start(workflow.story(given.story), given.name, now_ms(), dry=given.dry_run)
    said = f"{given.name} of {given.story}: {len(workers)} workers begin"
    lines = tuple(f"  {worker}: {workflow.contract.agents[worker]}" for worker in workers)
    return Answer("started", said, facts={"workers": list(workers), "dryRun": given.dry_run}, lines=lines)


def _fix(result: str) -> str:
    if result == "PENDING":
        return "wait for the workers that are not done, then collect again"
    return "see what the workers found, mend it and run them again"
