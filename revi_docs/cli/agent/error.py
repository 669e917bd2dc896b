"""`revi error`: a failure is written down and answered; a person closes the circuit that opened."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.error_handling.circuit_breaker import close_circuit
from revi_docs.runtime.error_handling.error_reports import Failure, FailureOutcome, record_failure
from revi_docs.runtime.locks.process_identity import current_identity

EXAMPLE = (
    'revi error record REVI-016 --type AGENT_TIMEOUT --phase code_review --node lint --message "after 5m"',
    'revi error resolve REVI-016 --actor Ada --reason "the service is back"',
)
CONTINUING_RECOVERIES = ("RETRY", "FALLBACK", "SKIP")
"""The recoveries after which work goes on."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each act."""
    subparsers = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    summary = "Write a failure down, and say what follows."
    record_parser = subparsers.add_parser("record", help=summary, description=summary, allow_abbrev=False)
    record_parser.add_argument("story", metavar="STORY", help="the story's id")
    record_parser.add_argument("--type", required=True, help="the error, as the contract has it")
    record_parser.add_argument("--phase", required=True, help="the phase in which it failed")
    record_parser.add_argument(
        "--node", required=True, help="the step or agent that failed; its tries are counted"
    )
    record_parser.add_argument("--message", required=True, help="what was said")
    record_parser.add_argument(
        "--owner", default="", metavar="ID", help="who holds the lock (default: this session)"
    )
    summary = "Close the circuit, as a person, so that work goes on."
    resolve_parser = subparsers.add_parser("resolve", help=summary, description=summary, allow_abbrev=False)
    resolve_parser.add_argument("story", metavar="STORY", help="the story's id")
    resolve_parser.add_argument("--actor", required=True, help="the person who closes it")
    resolve_parser.add_argument("--reason", required=True, help="why it may be closed")
    for subparser in (record_parser, resolve_parser):
        subparser.add_argument(
            "--dry-run", action="store_true", help="say what would follow, and write nothing"
        )


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """What follows. Exit code 0 where work goes on, 1 where it stops."""
    story = workflow.story(args.story)
    if args.act == "resolve":
        circuit = close_circuit(story, args.actor, args.reason, dry=args.dry_run)
        message = f"{story.id}: the circuit is closed; the story stands in {circuit.status}"
        data = {"status": circuit.status, "failures": circuit.failures, "dryRun": args.dry_run}
        return CommandResult("circuit-closed", message, data=data)
    failure = Failure(args.type, args.phase, args.node, args.message, current_identity(args.owner).owner_id)
    outcome = record_failure(story, failure, dry=args.dry_run)
    return _failure_result(args.story, outcome, {"dryRun": args.dry_run})


def _failure_result(story: str, outcome: FailureOutcome, extra: dict[str, object]) -> CommandResult:
    data = {
        "retryAfterMs": None if outcome.is_open else outcome.step.retry_after_ms,
        "recovery": outcome.step.recovery,
        "attempt": outcome.attempt,
        "circuitOpen": outcome.is_open,
        "status": outcome.status,
        "moved": outcome.move_result is not None,
        **extra,
    }
    if outcome.is_open:
        move_note = (
            f" and moved to {outcome.status}"
            if outcome.move_result is not None
            else f" and stays in {outcome.status}"
        )
        message = f"{story}: the circuit is open{move_note}: stop all retries, a person must act"
        fix = f"mend the cause, then a person calls 'revi error resolve {story} --actor NAME --reason TEXT'"
        return CommandResult("circuit-open", message, fix, 1, data)
    if outcome.step.retry_after_ms is not None:
        delay = f"{outcome.step.retry_after_ms / 1000:g}s"
        return CommandResult("retry", f"{story}: try the step again after {delay}", data=data)
    recovery = outcome.step.recovery or "FAIL_PHASE"
    code = recovery.lower().replace("_", "-")
    continues = recovery in CONTINUING_RECOVERIES
    fix = "" if continues else "end the phase and name the cause"
    return CommandResult(code, f"{story}: no retry is left: {code}", fix, 0 if continues else 1, data)
