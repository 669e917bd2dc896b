"""`revi plumbing lock`: acquire, renew, release and inspect the phase lock of a story."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import (
    FencingToken,
    agent_command,
    agent_group,
    dry_run_option,
    owner_option,
    pass_repository,
    phase_option,
    story_argument,
)
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.problems.suggestions import suggestion_hint
from revi_docs.records.command_errors import CommandError
from revi_docs.records.time_formats import now_ms
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.command_runs.run_status import require_work_status
from revi_docs.runtime.locks import phase_locks
from revi_docs.runtime.locks.lock_owner import LockOwner, caller_identity, current_owner


def _parse_seconds(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """Convert `5s` to milliseconds."""
    if value is None:
        return None
    try:
        return round(float(value.removesuffix("s")) * 1000)
    except (ValueError, OverflowError):
        raise click.BadParameter(f"'{value}' is not a duration; write it like 5s") from None


@agent_command("revi plumbing lock acquire REVI-016 --phase code_review --command dev-code-review")
@story_argument
@owner_option
@phase_option(required=True, text="The phase to start.")
@click.option(
    "--command", default="", help="The command that runs in the phase.", shell_complete=completion_values.commands
)
@click.option("--wait", callback=_parse_seconds, metavar="DURATION", help="How long to wait for the lock, such as 5s.")
@dry_run_option
@pass_repository
def acquire(
    repository: Repository, story: str, owner: str, phase: str, command: str, wait: int | None, dry_run: bool
) -> CommandResult:
    """Acquire the lock of a story, or take over a stale one."""
    paths = repository.story_paths(story)
    paths.require(command)
    if dry_run:
        return _report_status(paths)
    if command:
        require_work_status(paths, resolve_id(repository.contract, "command", command))
    lock = phase_locks.acquire(paths, phase_locks.LockRequest(caller_identity(paths, owner), phase, command, wait))
    message = f"{paths.id}: locked for {lock.owner.phase} (fencing token {lock.owner.fence})"
    lines = acquired_lines(lock)
    data = {**_lock_data(paths, lock.owner), "renewed": lock.renewed, "takenOver": lock.previous is not None}
    return CommandResult("taken-over" if lock.previous else "acquired", message, data=data, lines=lines)


@agent_command("revi plumbing lock renew REVI-016")
@story_argument
@owner_option
@dry_run_option
@pass_repository
def renew(repository: Repository, story: str, owner: str, dry_run: bool) -> CommandResult:
    """Send a heartbeat, so that the lock does not become stale."""
    paths = _lockable_story(repository, story)
    if dry_run:
        return _report_status(paths)
    renewed = phase_locks.renew(paths, caller_identity(paths, owner).owner_id)
    return CommandResult("renewed", f"{paths.id}: heartbeat sent", data=_lock_data(paths, renewed))


@agent_command("revi plumbing lock release REVI-016 --status PASS")
@story_argument
@owner_option
@click.option("--status", default="", help="The result of the phase, such as PASS; without it, the values are listed.")
@dry_run_option
@pass_repository
def release(repository: Repository, story: str, owner: str, status: str, dry_run: bool) -> CommandResult:
    """Release the lock and end the phase."""
    paths = _lockable_story(repository, story)
    if dry_run:
        return _report_status(paths)
    released = phase_locks.release(paths, caller_identity(paths, owner).owner_id, _check_status(repository, status))
    message = f"{paths.id}: {released.phase} ended with {status}" if status else f"{paths.id}: lock released"
    return CommandResult("released", message, data=_lock_data(paths, released))


@agent_command("revi plumbing lock status REVI-016")
@story_argument
@pass_repository
def status(repository: Repository, story: str) -> CommandResult:
    """Show who has locked a story."""
    return _report_status(_lockable_story(repository, story))


@agent_command('revi plumbing lock break REVI-016 --fence 7 --actor Ada --reason "its machine is gone"', name="break")
@story_argument
@click.option("--fence", required=True, type=FencingToken(), metavar="N", help="The fencing token of the lock.")
@click.option("--actor", required=True, help="The person who releases it.")
@click.option("--reason", required=True, help="Why it is released.")
@dry_run_option
@pass_repository
def force_release(
    repository: Repository, story: str, fence: int, actor: str, reason: str, dry_run: bool
) -> CommandResult:
    """Force-release a lock held by someone else."""
    paths = _lockable_story(repository, story)
    if dry_run:
        return _report_status(paths)
    broken = phase_locks.break_lock(paths, phase_locks.BreakRequest(fence, actor, reason))
    message = f"{paths.id}: released the lock of {broken.owner_id}"
    return CommandResult("broken", message, data=_lock_data(paths, broken))


@agent_command("revi plumbing lock tables")
def tables() -> CommandResult:
    """Print the SQL that creates the tables for claims in PostgreSQL."""
    from revi_docs.runtime.claims.postgres import SCHEMA

    return CommandResult("printed", SCHEMA.rstrip())


def _lockable_story(repository: Repository, story_id: str) -> StoryPaths:
    """Return a story, which need not exist yet if a command that creates it has locked it."""
    paths = repository.story_paths(story_id)
    return paths if current_owner(paths) is not None else repository.story(story_id)


def acquired_lines(lock: phase_locks.Lock) -> tuple[str, ...]:
    """What a person should know about an acquired lock: who lost it, and what this branch lacks."""
    lines: tuple[str, ...] = ()
    if lock.previous is not None:
        lines += (f"  taken over from {lock.previous.owner_id}: {lock.takeover_reason}",)
    if lock.unmerged:
        lines += (f"  warning: this branch lacks ledger entries: {lock.unmerged}; merge them before you go on",)
    return lines


def _report_status(story: StoryPaths) -> CommandResult:
    owner = current_owner(story)
    if owner is None:
        return CommandResult("free", f"{story.id} is not locked", data={"owner": None})
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
    return {"fence": owner.fence, "owner": owner.to_record(story.repository)}


def _check_status(repository: Repository, status: str) -> str:
    """Return a result that a phase can end with. Raises CommandError for any other."""
    trace = repository.contract.trace
    fields = trace.events.get("phase_complete") if trace is not None else None
    values = fields["status"].split("|") if fields else [status]
    if status not in values:
        message = f"'{status}' is not a result of a phase{suggestion_hint(status, values)}"
        if not status:
            message = "the result of the phase is missing"
        raise CommandError("unknown-status", message, f"add --status with one of: {', '.join(values)}")
    return status


@agent_group((acquire, renew, release, status, force_release, tables), "revi plumbing lock status REVI-016")
def lock() -> None:
    """Acquire, renew, release and inspect the lock of a story."""
