"""`revi error`: record a failure and decide what to do next; close an open circuit breaker."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_parser import add_actions, dry_run_option, owner_option, story_argument
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
"""The recoveries after which the phase continues, so that the exit code is 0."""


_SUMMARIES = {
    "record": "Record a failure and print how to recover.",
    "resolve": "Close the circuit breaker, as a person, so that work continues.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add one parser for each action."""
    parsers = add_actions(parser, _SUMMARIES)
    record_parser, resolve_parser = parsers["record"], parsers["resolve"]
    story_argument(*parsers.values())
    dry_run_option(*parsers.values())
    record_parser.add_argument("--type", required=True, help="the error type, as in the contract")
    record_parser.add_argument("--phase", required=True, help="the phase in which it failed")
    node_help = "the step or agent that failed; its attempts are counted"
    record_parser.add_argument("--node", required=True, help=node_help)
    record_parser.add_argument("--message", required=True, help="the error message")
    owner_option(record_parser)
    resolve_parser.add_argument("--actor", required=True, help="the person who closes it")
    resolve_parser.add_argument("--reason", required=True, help="why it can be closed")


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Run the action. Exit code 0 if work continues, 1 if it stops."""
    story = repository.story(args.story)
    if args.action == "resolve":
        circuit = close_circuit(story, args.actor, args.reason, dry=args.dry_run)
        message = f"{story.id}: the circuit breaker is closed; the story is in {circuit.status}"
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
            f" and the story moved to {outcome.status}"
            if outcome.move_result is not None
            else f" and the story stays in {outcome.status}"
        )
        message = f"{story}: the circuit breaker is open{move_note}; stop retrying, a person must act"
        fix = f"fix the cause, then have a person run 'revi error resolve {story} --actor NAME --reason TEXT'"
        return CommandResult("circuit-open", message, fix, 1, data)
    if outcome.step.retry_after_ms is not None:
        delay = f"{outcome.step.retry_after_ms / 1000:g}s"
        return CommandResult("retry", f"{story}: retry the step after {delay}", data=data)
    recovery = outcome.step.recovery or "FAIL_PHASE"
    code = recovery.lower().replace("_", "-")
    continues = recovery in CONTINUING_RECOVERIES
    fix = "" if continues else "end the phase and report the cause"
    return CommandResult(code, f"{story}: no retries left; recovery: {code}", fix, 0 if continues else 1, data)
