"""`revi workers`: those of a set begin, and their results become one."""

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
    for name, does in (
        ("start", "note that the workers begin"),
        ("collect", "read, judge and write the results"),
    ):
        one = acts.add_parser(name, help=does, description=f"{does.capitalize()}.", allow_abbrev=False)
        one.add_argument("story", metavar="STORY", help="the story's id")
        one.add_argument("--set", required=True, dest="name", help="the worker set")
        one.add_argument(
            "--dry-run", action="store_true", help="say what would be written, and write nothing"
        )
    one.add_argument("--since", default="", metavar="TIME", help="when they started (default: by the trace)")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """Exit code 0 where the set begins or passes, 1 otherwise; the code is its result."""
    if given.act == "start":
        return _started(workflow, given)
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


def _started(workflow: Workflow, given: argparse.Namespace) -> Answer:
    models = start(workflow.story(given.story), given.name, now_ms(), dry=given.dry_run)
    lines = tuple(f"  {worker}: {model or 'no model'}" for worker, model in models.items())
    said = f"{given.name} of {given.story}: start all {len(models)} now, side by side"
    return Answer("started", said, facts={"workers": models, "written": not given.dry_run}, lines=lines)


def _fix(result: str) -> str:
    if result == "PENDING":
        return "wait for the workers that are not done, then collect again"
    return "see what the workers found, mend it and run them again"
