"""`revi error`: a failure is written down and answered; a person closes the circuit that opened."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.answer import Answer
from revi_docs.runtime.caller import caller
from revi_docs.runtime.circuits import resolve
from revi_docs.runtime.failures import Failure, Followed, record
from revi_docs.runtime.workflow import Workflow

EXAMPLE = (
    'revi error record REVI-016 --type AGENT_TIMEOUT --phase code_review --node lint --message "after 5m"',
    'revi error resolve REVI-016 --actor Ada --reason "the service is back"',
)
GOES_ON = ("RETRY", "FALLBACK", "SKIP")
"""The recoveries after which work goes on."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each act."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    does = "Write a failure down, and say what follows."
    one = acts.add_parser("record", help=does, description=does, allow_abbrev=False)
    one.add_argument("story", metavar="STORY", help="the story's id")
    one.add_argument("--type", required=True, help="the error, as the contract has it")
    one.add_argument("--phase", required=True, help="the phase in which it failed")
    one.add_argument("--node", required=True, help="the step or agent that failed; its tries are counted")
    one.add_argument("--message", required=True, help="what was said")
    one.add_argument("--owner", default="", metavar="ID", help="who holds the lock (default: this session)")
    does = "Close the circuit, as a person, so that work goes on."
    other = acts.add_parser("resolve", help=does, description=does, allow_abbrev=False)
    other.add_argument("story", metavar="STORY", help="the story's id")
    other.add_argument("--actor", required=True, help="the person who closes it")
    other.add_argument("--reason", required=True, help="why it may be closed")
    for act in (one, other):
        act.add_argument("--dry-run", action="store_true", help="say what would follow, and write nothing")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """What follows. Exit code 0 where work goes on, 1 where it stops."""
    story = workflow.story(given.story)
    if given.act == "resolve":
        closed = resolve(story, given.actor, given.reason, dry=given.dry_run)
        said = f"{story.id}: the circuit is closed; the story stands in {closed.status}"
        facts = {"status": closed.status, "failures": closed.failures, "dryRun": given.dry_run}
        return Answer("circuit-closed", said, facts=facts)
    failure = Failure(given.type, given.phase, given.node, given.message, caller(given.owner).owner)
    followed = record(story, failure, dry=given.dry_run)
    return _answer(given.story, followed, {"dryRun": given.dry_run})


def _answer(story: str, one: Followed, more: dict[str, object]) -> Answer:
    facts = {
        "retryAfterMs": None if one.is_open else one.step.retry_after_ms,
        "recovery": one.step.recovery,
        "attempt": one.attempt,
        "circuitOpen": one.is_open,
        "status": one.status,
        "moved": one.moved is not None,
        **more,
    }
    if one.is_open:
        moved = f" and moved to {one.status}" if one.moved is not None else f" and stays in {one.status}"
        said = f"{story}: the circuit is open{moved}: stop all retries, a person must act"
        fix = f"mend the cause, then a person calls 'revi error resolve {story} --actor NAME --reason TEXT'"
        return Answer("circuit-open", said, fix, 1, facts)
    if one.step.retry_after_ms is not None:
        wait = f"{one.step.retry_after_ms / 1000:g}s"
        return Answer("retry", f"{story}: try the step again after {wait}", facts=facts)
    recovery = one.step.recovery or "FAIL_PHASE"
    code = recovery.lower().replace("_", "-")
    goes_on = recovery in GOES_ON
    fix = "" if goes_on else "end the phase and name the cause"
    return Answer(code, f"{story}: no retry is left: {code}", fix, 0 if goes_on else 1, facts)
