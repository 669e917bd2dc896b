"""`revi lock`: who works on a story."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.locks import phase_locks
from revi_docs.runtime.locks.lock_owner import LockOwner, current_owner
from revi_docs.runtime.locks.process_identity import current_identity

EXAMPLE = (
    "revi lock acquire REVI-016 --phase code_review --command dev-code-review",
    "revi lock renew REVI-016",
    "revi lock release REVI-016 --status PASS",
    "revi lock status REVI-016",
    'revi lock break REVI-016 --fence 7 --actor Ada --reason "its machine is gone"',
)
_SUMMARIES = {
    "acquire": "Take the lock of a story, or take it over from a dead holder.",
    "renew": "Give a sign of life.",
    "release": "Give the lock back, and end the phase.",
    "status": "Who holds the story?",
    "break": "Free a lock that somebody holds; for people.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each command."""
    commands = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    parsers = {
        name: commands.add_parser(name, help=summary, description=summary)
        for name, summary in _SUMMARIES.items()
    }
    for subparser in parsers.values():
        subparser.add_argument("story", metavar="STORY", help="the story's id")
    for name in ("acquire", "renew", "release"):
        parsers[name].add_argument(
            "--owner", default="", metavar="ID", help="who asks (default: this session)"
        )
    parsers["acquire"].add_argument("--phase", required=True, help="the phase that begins")
    parsers["acquire"].add_argument("--command", default="", help="the command that works in it")
    parsers["acquire"].add_argument(
        "--wait", default=None, type=_parse_seconds, metavar="5s", help="how long it may wait"
    )
    parsers["release"].add_argument(
        "--status", default="PASS", help="how the phase ended, as the trace has it"
    )
    parsers["break"].add_argument(
        "--fence", required=True, type=int, metavar="N", help="the fence of that lock"
    )
    parsers["break"].add_argument("--actor", required=True, help="who breaks it")
    parsers["break"].add_argument("--reason", required=True, help="why")
    for name in ("acquire", "renew", "release", "break"):
        parsers[name].add_argument("--dry-run", action="store_true", help="look, and change nothing")


def _parse_seconds(text: str) -> int:
    """`5s` in milliseconds."""
    return round(float(text.removesuffix("s")) * 1000)


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """What became of the lock."""
    story = workflow.story(args.story)
    if args.act == "status" or args.dry_run:
        return _report_status(story)
    if args.act == "acquire":
        story.require(args.command)
        return _acquire(story, args)
    if args.act == "renew":
        return CommandResult(
            "renewed",
            f"{story.id}: a sign of life",
            data=_lock_data(story, phase_locks.renew(story, _owner_id(args))),
        )
    if args.act == "release":
        released = phase_locks.release(story, _owner_id(args), _check_status(workflow, args.status))
        return CommandResult(
            "released",
            f"{story.id}: {released.phase} ended with {args.status}",
            data=_lock_data(story, released),
        )
    broken_lock = phase_locks.break_lock(story, phase_locks.BreakRequest(args.fence, args.actor, args.reason))
    return CommandResult(
        "broken",
        f"{story.id}: the lock of {broken_lock.owner_id} is broken",
        data=_lock_data(story, broken_lock),
    )


def _owner_id(args: argparse.Namespace) -> str:
    return current_identity(args.owner).owner_id


def _acquire(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    request = phase_locks.LockRequest(current_identity(args.owner), args.phase, args.command, args.wait)
    lock = phase_locks.acquire(story, request)
    message = f"{story.id} is yours for {lock.owner.phase} (fence {lock.owner.fence})"
    lines = (f"  taken over from {lock.previous.owner_id}: {lock.takeover_reason}",) if lock.previous else ()
    data = {**_lock_data(story, lock.owner), "again": lock.renewed, "takenOver": lock.previous is not None}
    return CommandResult("taken-over" if lock.previous else "acquired", message, data=data, lines=lines)


def _report_status(story: StoryPaths) -> CommandResult:
    owner = current_owner(story)
    if owner is None:
        return CommandResult("free", f"{story.id}: nobody holds it", data={"holder": None})
    stale_reason = owner.stale_reason(now_ms(), story.repository.locks.stale_after_ms)
    message = f"{story.id}: {owner.owner_id} holds it for {owner.phase} (fence {owner.fence})"
    lines = (f"  it may be taken over: {stale_reason}",) if stale_reason else ()
    return CommandResult(
        "stale" if stale_reason else "held",
        message,
        data={**_lock_data(story, owner), "stale": stale_reason},
        lines=lines,
    )


def _lock_data(story: StoryPaths, owner: LockOwner) -> dict[str, object]:
    return {"fence": owner.fence, "holder": owner.to_record(story.repository)}


def _check_status(workflow: Repository, status: str) -> str:
    """A status with which a phase ends, as the trace has it. Raises RefusalError for another."""
    trace = workflow.contract.trace
    fields = trace.events.get("phase_complete") if trace is not None else None
    values = fields["status"].split("|") if fields else [status]
    if status not in values:
        raise CommandError(
            "unknown-status", f"no phase ends with '{status}'", f"use one of {', '.join(values)}"
        )
    return status
