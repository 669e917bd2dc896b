"""`revi lock`: who works on a story."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.answer import Answer
from revi_docs.records.refusal import RefusalError
from revi_docs.records.times import now_ms
from revi_docs.runtime import locks
from revi_docs.runtime.caller import caller
from revi_docs.runtime.holder import STALE_MS, Holder
from revi_docs.runtime.workflow import StoryPaths, Workflow

EXAMPLE = (
    "revi lock acquire REVI-016 --phase code_review --command dev-code-review",
    "revi lock renew REVI-016",
    "revi lock release REVI-016 --status PASS",
    "revi lock status REVI-016",
    'revi lock break REVI-016 --fence 7 --actor Ada --reason "its machine is gone"',
)
_DOES = {
    "acquire": "Take the lock of a story, or take it over from a dead holder.",
    "renew": "Give a sign of life.",
    "release": "Give the lock back, and end the phase.",
    "status": "Who holds the story?",
    "break": "Free a lock that somebody holds; for people.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each command."""
    commands = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    each = {name: commands.add_parser(name, help=does, description=does) for name, does in _DOES.items()}
    for one in each.values():
        one.add_argument("story", metavar="STORY", help="the story's id")
    for name in ("acquire", "renew", "release"):
        each[name].add_argument("--owner", default="", metavar="ID", help="who asks (default: this session)")
    each["acquire"].add_argument("--phase", required=True, help="the phase that begins")
    each["acquire"].add_argument("--command", default="", help="the command that works in it")
    each["acquire"].add_argument(
        "--wait", default=None, type=_seconds, metavar="5s", help="how long it may wait"
    )
    each["release"].add_argument("--status", default="PASS", help="how the phase ended, as the trace has it")
    each["break"].add_argument("--fence", required=True, type=int, metavar="N", help="the fence of that lock")
    each["break"].add_argument("--actor", required=True, help="who breaks it")
    each["break"].add_argument("--reason", required=True, help="why")
    for name in ("acquire", "renew", "release", "break"):
        each[name].add_argument("--dry-run", action="store_true", help="look, and change nothing")


def _seconds(text: str) -> int:
    """`5s` in milliseconds."""
    return round(float(text.removesuffix("s")) * 1000)


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """What became of the lock."""
    story = workflow.story(given.story)
    if given.act == "status" or given.dry_run:
        return _status(story)
    if given.act == "acquire":
        story.need(given.command)
        return _acquired(story, given)
    if given.act == "renew":
        return Answer(
            "renewed", f"{story.id}: a sign of life", facts=_facts(story, locks.renew(story, _owner(given)))
        )
    if given.act == "release":
        freed = locks.release(story, _owner(given), _known_status(workflow, given.status))
        return Answer(
            "released", f"{story.id}: {freed.phase} ended with {given.status}", facts=_facts(story, freed)
        )
    broken = locks.break_lock(story, locks.Breaking(given.fence, given.actor, given.reason))
    return Answer("broken", f"{story.id}: the lock of {broken.owner} is broken", facts=_facts(story, broken))


def _owner(given: argparse.Namespace) -> str:
    return caller(given.owner).owner


def _acquired(story: StoryPaths, given: argparse.Namespace) -> Answer:
    asked = locks.Asked(caller(given.owner), given.phase, given.command, given.wait)
    lock = locks.acquire(story, asked)
    said = f"{story.id} is yours for {lock.holder.phase} (fence {lock.holder.fence})"
    lines = (f"  taken over from {lock.before.owner}: {lock.why}",) if lock.before else ()
    facts = {**_facts(story, lock.holder), "again": lock.again, "takenOver": lock.before is not None}
    return Answer("taken-over" if lock.before else "acquired", said, facts=facts, lines=lines)


def _status(story: StoryPaths) -> Answer:
    holder = locks.holder(story)
    if holder is None:
        return Answer("free", f"{story.id}: nobody holds it", facts={"holder": None})
    stale_after = (story.workflow.data["locks"] or {}).get("stale_after_ms") or STALE_MS
    why = holder.why_stale(now_ms(), stale_after)
    said = f"{story.id}: {holder.owner} holds it for {holder.phase} (fence {holder.fence})"
    lines = (f"  it may be taken over: {why}",) if why else ()
    return Answer(
        "stale" if why else "held", said, facts={**_facts(story, holder), "stale": why}, lines=lines
    )


def _facts(story: StoryPaths, holder: Holder) -> dict[str, object]:
    return {"fence": holder.fence, "holder": holder.record(story.workflow)}


def _known_status(workflow: Workflow, status: str) -> str:
    """A status with which a phase ends, as the trace has it. Raises RefusalError for another."""
    trace = workflow.contract.trace
    fields = trace.events.get("phase_complete") if trace is not None else None
    values = fields["status"].split("|") if fields else [status]
    if status not in values:
        raise RefusalError(
            "unknown-status", f"no phase ends with '{status}'", f"use one of {', '.join(values)}"
        )
    return status
