"""`revi lock`: acquire, renew, release and inspect the phase lock of a story."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_parser import add_actions, dry_run_option, owner_option, story_argument
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
    "acquire": "Acquire the lock of a story, or take over a stale one.",
    "renew": "Send a heartbeat, so that the lock does not become stale.",
    "release": "Release the lock and end the phase.",
    "status": "Show who has locked a story.",
    "break": "Force-release a lock held by someone else.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add one parser for each action."""
    parsers = add_actions(parser, _SUMMARIES)
    acquire, renew, release, _, force_release = parsers.values()
    story_argument(*parsers.values())
    owner_option(acquire, renew, release)
    acquire.add_argument("--phase", required=True, help="the phase to start")
    acquire.add_argument("--command", default="", help="the command that runs in the phase")
    wait_help = "how long to wait for the lock, such as 5s"
    acquire.add_argument("--wait", type=_parse_seconds, metavar="DURATION", help=wait_help)
    status_help = "the result of the phase, as in the trace (default: %(default)s)"
    release.add_argument("--status", default="PASS", help=status_help)
    fence_help = "the fencing token of the lock"
    force_release.add_argument("--fence", required=True, type=int, metavar="N", help=fence_help)
    force_release.add_argument("--actor", required=True, help="the person who releases it")
    force_release.add_argument("--reason", required=True, help="why it is released")
    dry_run_option(acquire, renew, release, force_release)


def _parse_seconds(text: str) -> int:
    """Convert `5s` to milliseconds."""
    return round(float(text.removesuffix("s")) * 1000)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Run the action and return the state of the lock."""
    story = repository.story_paths(args.story)
    if args.action == "status" or args.dry_run:
        return _report_status(story)
    if args.action == "acquire":
        story.require(args.command)
        return _acquire(story, args)
    if args.action == "renew":
        owner = phase_locks.renew(story, _owner_id(args))
        return CommandResult("renewed", f"{story.id}: heartbeat sent", data=_lock_data(story, owner))
    if args.action == "release":
        owner = phase_locks.release(story, _owner_id(args), _check_status(repository, args.status))
        message = f"{story.id}: {owner.phase} ended with {args.status}"
        return CommandResult("released", message, data=_lock_data(story, owner))
    owner = phase_locks.break_lock(story, phase_locks.BreakRequest(args.fence, args.actor, args.reason))
    message = f"{story.id}: released the lock of {owner.owner_id}"
    return CommandResult("broken", message, data=_lock_data(story, owner))


def _owner_id(args: argparse.Namespace) -> str:
    return current_identity(args.owner).owner_id


def _acquire(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    request = phase_locks.LockRequest(current_identity(args.owner), args.phase, args.command, args.wait)
    lock = phase_locks.acquire(story, request)
    message = f"{story.id}: locked for {lock.owner.phase} (fencing token {lock.owner.fence})"
    lines = (f"  taken over from {lock.previous.owner_id}: {lock.takeover_reason}",) if lock.previous else ()
    data = {**_lock_data(story, lock.owner), "renewed": lock.renewed, "takenOver": lock.previous is not None}
    return CommandResult("taken-over" if lock.previous else "acquired", message, data=data, lines=lines)


def _report_status(story: StoryPaths) -> CommandResult:
    owner = current_owner(story)
    if owner is None:
        return CommandResult("free", f"{story.id} is not locked", data={"holder": None})
    stale_after_ms = story.repository.locks.stale_after_ms
    stale_reason = owner.stale_reason(now_ms(), stale_after_ms)
    message = f"{story.id} is locked by {owner.owner_id} for {owner.phase} (fencing token {owner.fence})"
    lines = (f"  it can be taken over: {stale_reason}",) if stale_reason else ()
    return CommandResult(
        "stale" if stale_reason else "held",
        message,
        data={**_lock_data(story, owner), "stale": stale_reason},
        lines=lines,
    )


def _lock_data(story: StoryPaths, owner: LockOwner) -> dict[str, object]:
    return {"fence": owner.fence, "holder": owner.to_record(story.repository)}


def _check_status(repository: Repository, status: str) -> str:
    """Return a result that a phase can end with. Raises CommandError for any other."""
    trace = repository.contract.trace
    fields = trace.events.get("phase_complete") if trace is not None else None
    values = fields["status"].split("|") if fields else [status]
    if status not in values:
        raise CommandError(
            "unknown-status", f"'{status}' is not a result of a phase", f"use one of {', '.join(values)}"
        )
    return status
