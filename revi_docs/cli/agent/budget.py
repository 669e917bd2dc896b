"""`revi budget`: count and record the tokens of a phase, and compare them with its limits."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from revi_docs.app.plurals import pluralize
from revi_docs.cli.agent.command_parser import add_actions, dry_run_option, story_argument
from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.budgets import budget_checks, budget_reports, usage_records
from revi_docs.runtime.budgets.budget_checks import BudgetResult
from revi_docs.runtime.budgets.token_counts import TokenSource
from revi_docs.runtime.budgets.token_deltas import PhaseRef
from revi_docs.runtime.budgets.token_rows import PhaseUsage

EXAMPLE = (
    "revi budget start REVI-016 --phase code_review",
    "revi budget record REVI-016 --phase code_review --command dev-code-review",
    "revi budget record REVI-016 --phase code_review --result run.json",
    "revi budget check REVI-016 --phase code_review",
    "revi budget report REVI-016",
)
_SUMMARIES = {
    "start": "Store the token count at the start of a phase.",
    "record": "Append the tokens that a phase used to the token log.",
    "check": "Compare a phase's recorded tokens with its limits.",
    "report": "Write a summary of the token log by phase.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add one parser for each action."""
    parsers = add_actions(parser, _SUMMARIES)
    story_argument(*parsers.values())
    for name, subparser in parsers.items():
        subparser.add_argument("--phase", required=name != "report", default="", help="the phase")
    command_help = "the command that runs in the phase (default: from the lock)"
    transcript_help = "the transcript of a session, including its subagents (default: this session)"
    for name, tokens_help in (
        ("start", "the count at the start of the phase"),
        ("record", "the tokens that the phase used; after 'start --tokens', the current count"),
    ):
        add = parsers[name].add_argument
        add("--command", default="", help=command_help)
        add("--transcript", action="append", default=[], metavar="FILE", help=transcript_help)
        add("--tokens", type=int, metavar="N", help=tokens_help)
    result_help = "the output of 'claude -p --output-format json'"
    parsers["record"].add_argument("--result", default="", metavar="FILE", help=result_help)
    add = parsers["check"].add_argument
    add("--level", help="the enforcement level (default: from the contract)")
    add("--confirm", action="store_true", help="continue if the level requires confirmation")
    dry_run_option(*parsers.values())


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Run the action and return what was counted, recorded or decided."""
    story = repository.story(args.story)
    if args.action == "check":
        return _check(story, args)
    if args.action == "report":
        return _report(story, args)
    source = TokenSource(tuple(args.transcript), getattr(args, "result", ""), args.tokens)
    phase_ref = PhaseRef(args.phase, args.command, source)
    return _start(story, phase_ref, args) if args.action == "start" else _record(story, phase_ref, args)


def _start(story: StoryPaths, phase_ref: PhaseRef, args: argparse.Namespace) -> CommandResult:
    result = usage_records.start_count(story, phase_ref, dry=args.dry_run)
    data = {
        "source": result.source,
        "tokensBefore": result.tokens_before,
        "gaps": list(result.gaps),
        "flushedRecord": result.flushed_record,
        "dryRun": args.dry_run,
    }
    lines = tuple(f"  incomplete: {gap}" for gap in result.gaps)
    if result.flushed_record:
        lines += (f"  recorded first: {_describe_record(result.flushed_record)}",)
    if result.tokens_before is None:
        message = f"{story.id}: no transcript of this session, so no tokens were counted before {args.phase}"
        return CommandResult("not-counted", message, data=data)
    message = f"{story.id}: {result.tokens_before:,} tokens before {args.phase} (source: {result.source})"
    return CommandResult("started", message, data=data, lines=lines)


def _record(story: StoryPaths, phase_ref: PhaseRef, args: argparse.Namespace) -> CommandResult:
    result = usage_records.record_usage(story, phase_ref, dry=args.dry_run)
    data = {
        "record": result.record,
        "gaps": list(result.gaps),
        "flushedRecord": result.flushed_record,
        "dryRun": args.dry_run,
    }
    is_unrecorded = result.record["source"] == "unrecorded"
    lines = tuple(f"  {'unrecorded' if is_unrecorded else 'incomplete'}: {gap}" for gap in result.gaps)
    if result.flushed_record:
        lines = (f"  recorded first: {_describe_record(result.flushed_record)}", *lines)
    verb = "would record " if args.dry_run else "recorded "
    code = "unrecorded" if is_unrecorded else "recorded"
    message = f"{story.id}: {verb}{_describe_record(result.record)}"
    return CommandResult(code, message, data=data, lines=lines)


def _describe_record(record: Mapping[str, Any]) -> str:
    if record["source"] == "unrecorded":
        return f"{record['phase']} as unrecorded: its tokens could not be counted"
    return f"{record['delta']:,} tokens of {record['phase']} (source: {record['source']})"


def _check(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    result = budget_checks.check_phase(story, args.phase, args.level, dry=args.dry_run)
    check = result.check
    lines: tuple[str, ...] = ()
    if not check.complete:
        lines += ("  incomplete: the count is a lower bound; some records have no tokens",)
    if check.over == "hard" and not result.breached and not args.dry_run:
        lines += ("  the story has no ledger, so the breach was not recorded",)
    message = f"{story.id}: {_describe_tokens(result.usage)} in {args.phase}{_limit_note(result)}"
    code = f"over-{check.over}" if check.over else "unknown" if result.usage.tokens is None else "within"
    data = {**check._asdict(), "multiplier": result.multiplier, **_usage_data(result.usage)}
    data |= {"breached": result.breached, "dryRun": args.dry_run}
    if check.action == "fail":
        return CommandResult(code, message, _FAILED_FIX, 1, data, lines)
    if check.action == "confirm" and not (args.confirm or _ask_to_continue(message, args.format)):
        return CommandResult("confirm-needed", message, _CONFIRM_FIX, 1, data, lines)
    display_message = f"warning: {message}" if check.action in ("warn", "confirm") else message
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


def _ask_to_continue(message: str, output_format: str) -> bool:
    """Ask at a terminal whether to continue. Without a terminal, or for JSON, the answer is no."""
    if output_format == "json" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"{message}\nContinue? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _report(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    result = budget_reports.write_report(story, dry=args.dry_run)
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
        if args.phase in ("", phase_report.phase):
            limit_note = f" ({phase_report.over} limit)" if phase_report.over else ""
            usage = phase_report.usage
            lines.append(f"  {phase_report.phase}: {_describe_tokens(usage)}{limit_note}{_incomplete_note(usage)}")
    scope = f"in {pluralize(len(phases), 'phase')}"
    message = f"{story.id}: {_describe_tokens(result.total)} {scope}{_incomplete_note(result.total)}"
    data = {"counts": list(result.kinds), "total": _usage_data(result.total), "phases": phases}
    return CommandResult("reported", message, data={**data, "dryRun": args.dry_run}, lines=tuple(lines))


def _incomplete_note(usage: PhaseUsage) -> str:
    return "" if usage.complete or usage.tokens is None else ", incomplete"


def _usage_data(usage: PhaseUsage) -> dict[str, object]:
    token_kinds = usage.usage._asdict() if usage.usage else None
    return {"tokens": usage.tokens, "usage": token_kinds, "records": usage.rows, "complete": usage.complete}
