"""`revi budget`: the tokens of a phase, counted, recorded and held against their limits."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

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
    "start": "Keep the count before a phase.",
    "record": "Add a record of what a phase used, to the token log.",
    "check": "Hold what is recorded of a phase against its limits.",
    "report": "Sum up the token log by phase, and write the summary.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each command."""
    commands = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    parsers = {
        name: commands.add_parser(name, help=summary, description=summary)
        for name, summary in _SUMMARIES.items()
    }
    for name, subparser in parsers.items():
        subparser.add_argument("story", metavar="STORY", help="the story's id")
        subparser.add_argument("--phase", required=name != "report", default="", help="the phase")
    for name in ("start", "record"):
        subparser = parsers[name]
        subparser.add_argument(
            "--command", default="", help="the command that works in it (default: the lock's)"
        )
        subparser.add_argument(
            "--transcript",
            action="append",
            default=[],
            metavar="FILE",
            help="a session's transcript, with its sub-agents (default: that of this session)",
        )
        record_help = (
            "what the phase used, as somebody read it off; after a start with --tokens, the count now"
        )
        tokens_help = record_help if name == "record" else "the count before it, as somebody read it off"
        subparser.add_argument("--tokens", type=int, default=None, metavar="N", help=tokens_help)
    parsers["record"].add_argument(
        "--result", default="", metavar="FILE", help="what 'claude -p --output-format json' printed"
    )
    parsers["check"].add_argument(
        "--level", default=None, help="how strictly (default: the contract's level)"
    )
    parsers["check"].add_argument("--confirm", action="store_true", help="go on where somebody must say so")
    for subparser in parsers.values():
        subparser.add_argument("--dry-run", action="store_true", help="look, and change nothing")


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """What was counted, kept or decided."""
    story = workflow.story(args.story)
    if args.act == "check":
        return _check(story, args)
    if args.act == "report":
        return _report(story, args)
    source = TokenSource(tuple(args.transcript), getattr(args, "result", ""), args.tokens)
    phase_ref = PhaseRef(args.phase, args.command, source)
    return _start(story, phase_ref, args) if args.act == "start" else _record(story, phase_ref, args)


def _start(story: StoryPaths, phase_ref: PhaseRef, args: argparse.Namespace) -> CommandResult:
    result = usage_records.start_count(story, phase_ref, dry=args.dry_run)
    data = {
        "source": result.source,
        "before": result.tokens_before,
        "why": list(result.gaps),
        "settled": result.flushed_record,
    }
    lines = tuple(f"  not complete: {gap}" for gap in result.gaps)
    if result.flushed_record:
        lines += (f"  recorded first: {_describe_record(result.flushed_record)}",)
    if result.tokens_before is None:
        reason = "there is no transcript of this session, so nobody knows what was used before"
        return CommandResult("not-counted", f"{story.id}: {reason}", data={**data, "dryRun": args.dry_run})
    message = f"{story.id}: {result.tokens_before:,} tokens before {args.phase}, by {result.source}"
    return CommandResult("started", message, data={**data, "dryRun": args.dry_run}, lines=lines)


def _record(story: StoryPaths, phase_ref: PhaseRef, args: argparse.Namespace) -> CommandResult:
    result = usage_records.record_usage(story, phase_ref, dry=args.dry_run)
    data = {"record": result.record, "why": list(result.gaps), "settled": result.flushed_record}
    is_unrecorded = result.record["source"] == "unrecorded"
    lines = tuple(f"  {'unrecorded' if is_unrecorded else 'not complete'}: {gap}" for gap in result.gaps)
    if result.flushed_record:
        lines = (f"  recorded first: {_describe_record(result.flushed_record)}", *lines)
    verb = "would record " if args.dry_run else "recorded "
    code = "unrecorded" if is_unrecorded else "recorded"
    message = f"{story.id}: {verb}{_describe_record(result.record)}"
    return CommandResult(code, message, data={**data, "dryRun": args.dry_run}, lines=lines)


def _describe_record(record: Mapping[str, Any]) -> str:
    if record["source"] == "unrecorded":
        return f"that nobody counted {record['phase']}"
    return f"{record['delta']:,} tokens of {record['phase']}, by {record['source']}"


def _check(story: StoryPaths, args: argparse.Namespace) -> CommandResult:
    result = budget_checks.check_phase(story, args.phase, args.level, dry=args.dry_run)
    check = result.check
    lines: tuple[str, ...] = ()
    if not check.complete:
        lines += ("  not complete: it is at least that; what nobody counted is not known",)
    if check.over == "hard" and not result.breached and not args.dry_run:
        lines += ("  the story has no ledger, so the breach is not kept there",)
    message = f"{story.id}: {_describe_tokens(result.usage)} in {args.phase}{_limit_note(result)}"
    code = f"over-{check.over}" if check.over else "unknown" if result.usage.tokens is None else "within"
    data = {**check._asdict(), "multiplier": result.multiplier, **_usage_data(result.usage)}
    data |= {"breached": result.breached, "dryRun": args.dry_run}
    if check.action == "fail":
        return CommandResult(code, message, _FAILED_FIX, 1, data, lines)
    if check.action == "confirm" and not (args.confirm or _ask_to_continue(message, args.form)):
        return CommandResult("confirm-needed", message, _CONFIRM_FIX, 1, data, lines)
    display_message = f"warning: {message}" if check.action in ("warn", "confirm") else message
    return CommandResult(code, display_message, data=data, lines=lines)


def _limit_note(result: BudgetResult) -> str:
    check = result.check
    if check.over:
        return f", {check.over} limit {check.hard if check.over == 'hard' else check.warning:,} is reached"
    return "" if result.usage.tokens is None else f", below the warning at {check.warning:,}"


_FAILED_FIX = "the phase has failed: end it as FAIL and do not move the story on"
_CONFIRM_FIX = "ask whether to go on; if so, run it again with --confirm"


def _describe_tokens(usage: PhaseUsage) -> str:
    return "nobody counted the tokens" if usage.tokens is None else f"{usage.tokens:,} tokens"


def _ask_to_continue(message: str, output_format: str) -> bool:
    """Whether somebody at a terminal says that it goes on; nobody is asked elsewhere."""
    if output_format == "json" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"{message}\nGo on? [y/N] ")
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
            lines.append(
                f"  {phase_report.phase}: {_describe_tokens(phase_report.usage)}{limit_note}{_incomplete_note(phase_report.usage)}"
            )
    message = f"{story.id}: {_describe_tokens(result.total)} in all{_incomplete_note(result.total)}"
    data = {"counts": list(result.kinds), "total": _usage_data(result.total), "phases": phases}
    return CommandResult("reported", message, data={**data, "dryRun": args.dry_run}, lines=tuple(lines))


def _incomplete_note(usage: PhaseUsage) -> str:
    return "" if usage.complete else ", not complete"


def _usage_data(usage: PhaseUsage) -> dict[str, object]:
    token_kinds = usage.usage._asdict() if usage.usage else None
    return {"tokens": usage.tokens, "usage": token_kinds, "records": usage.rows, "complete": usage.complete}
