"""`revi plumbing budget`: count and record the tokens of a phase, and compare them with its limits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

from revi_docs.app.plurals import pluralize
from revi_docs.cli.agent.agent_command import (
    agent_command,
    agent_group,
    dry_run_option,
    fence_option,
    pass_repository,
    phase_option,
    story_argument,
)
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.cli.program.invocation import invocation_of
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.token_log import STATED_BY
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.budgets import budget_checks, budget_reports, usage_records
from revi_docs.runtime.budgets.budget_checks import BudgetResult
from revi_docs.runtime.budgets.token_counts import TokenSource
from revi_docs.runtime.budgets.token_deltas import PhaseRef
from revi_docs.runtime.budgets.token_rows import PhaseUsage


def _counting_options(tokens_help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the options that say where a token count comes from."""
    options = (
        phase_option(required=True),
        click.option(
            "--command",
            default="",
            help="The command that runs in the phase. [default: from the lock]",
            shell_complete=completion_values.commands,
        ),
        click.option(
            "--transcript",
            multiple=True,
            metavar="FILE",
            help="The transcript of a session, including its subagents. [default: this session]",
        ),
        click.option("--tokens", type=int, metavar="N", help=tokens_help),
        fence_option,
    )

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        # Click lists options in the order of decorators, which Python applies from the last to the first.
        for option in reversed(options):
            function = option(function)
        return function

    return add


@agent_command("revi plumbing budget start REVI-016 --phase code_review")
@story_argument
@_counting_options("The count at the start of the phase.")
@dry_run_option
@pass_repository
def start(
    repository: Repository,
    story: str,
    phase: str,
    command: str,
    transcript: tuple[str, ...],
    tokens: int | None,
    fence: int,
    dry_run: bool,
) -> CommandResult:
    """Store the token count at the start of a phase."""
    paths = repository.story(story)
    result = usage_records.start_count(
        paths, PhaseRef(phase, command, TokenSource(transcript, "", tokens), fence), dry=dry_run
    )
    data = {
        "source": result.source,
        "tokensBefore": result.tokens_before,
        "gaps": list(result.gaps),
        "flushedRecord": result.flushed_record,
        "dryRun": dry_run,
    }
    lines = tuple(f"  incomplete: {gap}" for gap in result.gaps)
    if result.flushed_record:
        lines += (f"  recorded first: {_describe_record(result.flushed_record)}",)
    if result.tokens_before is None:
        message = f"{paths.id}: no transcript of this session, so no tokens were counted before {phase}"
        return CommandResult("not-counted", message, data=data)
    message = f"{paths.id}: {result.tokens_before:,} tokens before {phase} (source: {result.source})"
    return CommandResult("started", message, data=data, lines=lines)


@agent_command(
    "revi plumbing budget record REVI-016 --phase code_review --command dev-code-review",
    "revi plumbing budget record REVI-016 --phase code_review --result run.json",
)
@story_argument
@_counting_options("For people: the tokens that the phase used; after 'start --tokens', the current count.")
@click.option("--result", default="", metavar="FILE", help="The output of 'claude -p --output-format json'.")
@click.option("--actor", default="", help="Who states the number of --tokens. [default: this session]")
@dry_run_option
@pass_repository
def record(
    repository: Repository,
    story: str,
    phase: str,
    command: str,
    transcript: tuple[str, ...],
    tokens: int | None,
    fence: int,
    result: str,
    actor: str,
    dry_run: bool,
) -> CommandResult:
    """Append the tokens that a phase used to the token log."""
    paths = repository.story(story)
    phase_ref = PhaseRef(phase, command, TokenSource(transcript, result, tokens), fence, actor)
    recorded = usage_records.record_usage(paths, phase_ref, dry=dry_run)
    data = {
        "record": recorded.record,
        "gaps": list(recorded.gaps),
        "flushedRecord": recorded.flushed_record,
        "dryRun": dry_run,
    }
    is_unrecorded = recorded.record["source"] == "unrecorded"
    lines = tuple(f"  {'unrecorded' if is_unrecorded else 'incomplete'}: {gap}" for gap in recorded.gaps)
    if recorded.flushed_record:
        lines = (f"  recorded first: {_describe_record(recorded.flushed_record)}", *lines)
    verb = "would record " if dry_run else "recorded "
    code = "unrecorded" if is_unrecorded else "recorded"
    return CommandResult(code, f"{paths.id}: {verb}{_describe_record(recorded.record)}", data=data, lines=lines)


def _describe_record(record: Mapping[str, Any]) -> str:
    if record["source"] == "unrecorded":
        return f"{record['phase']} as unrecorded: its tokens could not be counted"
    by = f" by {record[STATED_BY]}" if STATED_BY in record else ""
    return f"{record['delta']:,} tokens of {record['phase']} (source: {record['source']}{by})"


@agent_command("revi plumbing budget check REVI-016 --phase code_review")
@story_argument
@phase_option(required=True)
@click.option("--level", help="The enforcement level. [default: from the contract]")
@click.option("--confirm", is_flag=True, help="Continue if the level requires confirmation.")
@dry_run_option
@pass_repository
def check(
    repository: Repository, story: str, phase: str, level: str | None, confirm: bool, dry_run: bool
) -> CommandResult:
    """Compare a phase's recorded tokens with its limits."""
    paths = repository.story(story)
    result = budget_checks.check_phase(paths, phase, level, dry=dry_run)
    outcome = result.check
    lines: tuple[str, ...] = ()
    if not outcome.complete:
        lines += ("  incomplete: the count is a lower bound; some records have no tokens",)
    if outcome.over == "hard" and not result.breached and not dry_run:
        lines += ("  the story has no ledger, so the breach was not recorded",)
    message = f"{paths.id}: {_describe_tokens(result.usage)} in {phase}{_limit_note(result)}"
    code = f"over-{outcome.over}" if outcome.over else "unknown" if result.usage.tokens is None else "within"
    data = {**outcome._asdict(), "multiplier": result.multiplier, **_usage_data(result.usage)}
    data |= {"breached": result.breached, "dryRun": dry_run}
    if outcome.action == "fail":
        return CommandResult(code, message, _FAILED_FIX, 1, data, lines)
    if outcome.action == "confirm" and not (confirm or _ask_to_continue(message)):
        return CommandResult("confirm-needed", message, _CONFIRM_FIX, 1, data, lines)
    display_message = f"warning: {message}" if outcome.action in ("warn", "confirm") else message
    return CommandResult(code, display_message, data=data, lines=lines)


def _limit_note(result: BudgetResult) -> str:
    check = result.check
    if check.over:
        return f", {check.over} limit of {check.hard if check.over == 'hard' else check.warning:,} reached"
    return "" if result.usage.tokens is None else f", below the warning limit of {check.warning:,}"


_FAILED_FIX = "end the phase with status FAIL and do not move the story forward"
_CONFIRM_FIX = "ask a person whether to continue; if so, run the command again with --confirm"


def _describe_tokens(usage: PhaseUsage) -> str:
    return "no tokens recorded" if usage.tokens is None else f"{usage.tokens:,} tokens"


def _ask_to_continue(message: str) -> bool:
    """Ask at a terminal whether to continue. Without a terminal, or for JSON, the answer is no."""
    output_format = invocation_of(click.get_current_context()).output_format
    if output_format == "json" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"{message}\nContinue? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


@agent_command("revi plumbing budget report REVI-016")
@story_argument
@phase_option(required=False)
@dry_run_option
@pass_repository
def report(repository: Repository, story: str, phase: str, dry_run: bool) -> CommandResult:
    """Write a summary of the token log by phase."""
    paths = repository.story(story)
    if phase:
        phase = resolve_id(repository.contract, "phase", phase)
    result = budget_reports.write_report(paths, dry=dry_run)
    lines, phases = [], []
    for phase_report in result.phases:
        limits = phase_report.limits._asdict() if phase_report.limits else None
        phases.append(
            {
                "phase": phase_report.phase,
                **_usage_data(phase_report.usage),
                "limits": limits,
                "over": phase_report.over,
            }
        )
        if phase in ("", phase_report.phase):
            limit_note = f" ({phase_report.over} limit)" if phase_report.over else ""
            usage = phase_report.usage
            lines.append(f"  {phase_report.phase}: {_describe_tokens(usage)}{limit_note}{_incomplete_note(usage)}")
    scope = f"in {pluralize(len(phases), 'phase')}"
    message = f"{paths.id}: {_describe_tokens(result.total)} {scope}{_incomplete_note(result.total)}"
    data = {"counts": list(result.kinds), "total": _usage_data(result.total), "phases": phases}
    return CommandResult("reported", message, data={**data, "dryRun": dry_run}, lines=tuple(lines))


def _incomplete_note(usage: PhaseUsage) -> str:
    return "" if usage.complete or usage.tokens is None else ", incomplete"


def _usage_data(usage: PhaseUsage) -> dict[str, object]:
    token_kinds = usage.usage._asdict() if usage.usage else None
    return {"tokens": usage.tokens, "usage": token_kinds, "records": usage.rows, "complete": usage.complete}


@agent_group((start, record, check, report), "revi plumbing budget report REVI-016")
def budget() -> None:
    """Count the tokens of a phase and compare them with its limits."""
