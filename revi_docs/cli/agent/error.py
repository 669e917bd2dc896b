"""`revi error`: record a failure and decide what to do next; close an open circuit breaker."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import (
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
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.error_handling.circuit_breaker import close_circuit
from revi_docs.runtime.error_handling.error_reports import Failure, FailureOutcome, record_failure
from revi_docs.runtime.locks.process_identity import current_identity

CONTINUING_RECOVERIES = ("RETRY", "FALLBACK", "SKIP")
"""The recoveries after which the phase continues, so that the exit code is 0."""


@agent_command('revi error record REVI-016 --type AGENT_TIMEOUT --phase code_review --node lint --message "after 5m"')
@story_argument
@click.option(
    "--type",
    "error_type",
    required=True,
    help="The error type, as in the contract.",
    shell_complete=completion_values.error_types,
)
@phase_option(required=True, text="The phase in which it failed.")
@click.option("--node", required=True, help="The step or agent that failed; its attempts are counted.")
@click.option("--message", required=True, help="The error message.")
@owner_option
@dry_run_option
@pass_repository
def record(
    repository: Repository, story: str, error_type: str, phase: str, node: str, message: str, owner: str, dry_run: bool
) -> CommandResult:
    """Record a failure and print how to recover.

    Exits with 0 if work continues, with 1 if it stops.
    """
    failure = Failure(error_type, phase, node, message, current_identity(owner).owner_id)
    outcome = record_failure(repository.story(story), failure, dry=dry_run)
    return _failure_result(story, outcome, {"dryRun": dry_run})


@agent_command('revi error resolve REVI-016 --actor Ada --reason "the service is back"')
@story_argument
@click.option("--actor", required=True, help="The person who closes it.")
@click.option("--reason", required=True, help="Why it can be closed.")
@dry_run_option
@pass_repository
def resolve(repository: Repository, story: str, actor: str, reason: str, dry_run: bool) -> CommandResult:
    """Close the circuit breaker, as a person, so that work continues."""
    circuit = close_circuit(repository.story(story), actor, reason, dry=dry_run)
    message = f"{story}: the circuit breaker is closed; the story is in {circuit.status}"
    data = {"status": circuit.status, "failures": circuit.failures, "dryRun": dry_run}
    return CommandResult("circuit-closed", message, data=data)


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


@agent_group(
    (record, resolve),
    'revi error record REVI-016 --type AGENT_TIMEOUT --phase code_review --node lint --message "after 5m"',
)
def error() -> None:
    """Record a failure and decide what to do next; close the circuit breaker."""
