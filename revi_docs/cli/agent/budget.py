"""`revi budget`: the tokens of a phase, counted, recorded and held against their limits."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from revi_docs.cli.agent.answer import Answer
from revi_docs.runtime import budget_checks, budget_reports, budgets
from revi_docs.runtime.budget_checks import Checked
from revi_docs.runtime.token_counts import Source
from revi_docs.runtime.token_figures import Work
from revi_docs.runtime.token_rows import Spent
from revi_docs.runtime.workflow import StoryPaths, Workflow

EXAMPLE = (
    "revi budget start REVI-016 --phase code_review",
    "revi budget record REVI-016 --phase code_review --command dev-code-review",
    "revi budget record REVI-016 --phase code_review --result run.json",
    "revi budget check REVI-016 --phase code_review",
    "revi budget report REVI-016",
)
_DOES = {
    "start": "Keep the count before a phase.",
    "record": "Add a record of what a phase used, to the token log.",
    "check": "Hold what is recorded of a phase against its limits.",
    "report": "Sum up the token log by phase, and write the summary.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each command."""
    commands = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    each = {name: commands.add_parser(name, help=does, description=does) for name, does in _DOES.items()}
    for name, one in each.items():
        one.add_argument("story", metavar="STORY", help="the story's id")
        one.add_argument("--phase", required=name != "report", default="", help="the phase")
    for name in ("start", "record"):
        one = each[name]
        one.add_argument("--command", default="", help="the command that works in it (default: the lock's)")
        one.add_argument(
            "--transcript",
            action="append",
            default=[],
            metavar="FILE",
            help="a session's transcript, with its sub-agents (default: that of this session)",
        )
        stated = "what the phase used, as somebody read it off; after a start with --tokens, the count now"
        told = stated if name == "record" else "the count before it, as somebody read it off"
        one.add_argument("--tokens", type=int, default=None, metavar="N", help=told)
    each["record"].add_argument(
        "--result", default="", metavar="FILE", help="what 'claude -p --output-format json' printed"
    )
    each["check"].add_argument("--level", default=None, help="how strictly (default: the contract's level)")
    each["check"].add_argument("--confirm", action="store_true", help="go on where somebody must say so")
    for one in each.values():
        one.add_argument("--dry-run", action="store_true", help="look, and change nothing")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """What was counted, kept or decided."""
    story = workflow.story(given.story)
    if given.act == "check":
        return _checked(story, given)
    if given.act == "report":
        return _reported(story, given)
    source = Source(tuple(given.transcript), getattr(given, "result", ""), given.tokens)
    work = Work(given.phase, given.command, source)
    return _started(story, work, given) if given.act == "start" else _recorded(story, work, given)


def _started(story: StoryPaths, work: Work, given: argparse.Namespace) -> Answer:
    found = budgets.start(story, work, dry=given.dry_run)
    facts = {"source": found.source, "before": found.before, "why": list(found.why), "settled": found.settled}
    lines = tuple(f"  not complete: {one}" for one in found.why)
    if found.settled:
        lines += (f"  recorded first: {_shown(found.settled)}",)
    if found.before is None:
        what = "there is no transcript of this session, so nobody knows what was used before"
        return Answer("not-counted", f"{story.id}: {what}", facts={**facts, "dryRun": given.dry_run})
    said = f"{story.id}: {found.before:,} tokens before {given.phase}, by {found.source}"
    return Answer("started", said, facts={**facts, "dryRun": given.dry_run}, lines=lines)


def _recorded(story: StoryPaths, work: Work, given: argparse.Namespace) -> Answer:
    found = budgets.record(story, work, dry=given.dry_run)
    facts = {"record": found.record, "why": list(found.why), "settled": found.settled}
    unknown = found.record["source"] == "unrecorded"
    lines = tuple(f"  {'unrecorded' if unknown else 'not complete'}: {one}" for one in found.why)
    if found.settled:
        lines = (f"  recorded first: {_shown(found.settled)}", *lines)
    would = "would record " if given.dry_run else "recorded "
    code = "unrecorded" if unknown else "recorded"
    said = f"{story.id}: {would}{_shown(found.record)}"
    return Answer(code, said, facts={**facts, "dryRun": given.dry_run}, lines=lines)


def _shown(record: Mapping[str, Any]) -> str:
    if record["source"] == "unrecorded":
        return f"that nobody counted {record['phase']}"
    return f"{record['delta']:,} tokens of {record['phase']}, by {record['source']}"


def _checked(story: StoryPaths, given: argparse.Namespace) -> Answer:
    found = budget_checks.check(story, given.phase, given.level, dry=given.dry_run)
    check = found.check
    lines: tuple[str, ...] = ()
    if not check.complete:
        lines += ("  not complete: it is at least that; what nobody counted is not known",)
    if check.over == "hard" and not found.breached and not given.dry_run:
        lines += ("  the story has no ledger, so the breach is not kept there",)
    said = f"{story.id}: {_known(found.spent)} in {given.phase}{_where(found)}"
    code = f"over-{check.over}" if check.over else "unknown" if found.spent.tokens is None else "within"
    facts = {**check._asdict(), "multiplier": found.multiplier, **_facts(found.spent)}
    facts |= {"breached": found.breached, "dryRun": given.dry_run}
    if check.action == "fail":
        return Answer(code, said, _FAILED, 1, facts, lines)
    if check.action == "confirm" and not (given.confirm or _asked(said, given.form)):
        return Answer("confirm-needed", said, _CONFIRM, 1, facts, lines)
    shown = f"warning: {said}" if check.action in ("warn", "confirm") else said
    return Answer(code, shown, facts=facts, lines=lines)


def _where(found: Checked) -> str:
    check = found.check
    if check.over:
        return f", {check.over} limit {check.hard if check.over == 'hard' else check.warning:,} is reached"
    return "" if found.spent.tokens is None else f", below the warning at {check.warning:,}"


_FAILED = "the phase has failed: end it as FAIL and do not move the story on"
_CONFIRM = "ask whether to go on; if so, run it again with --confirm"


def _known(spent: Spent) -> str:
    return "nobody counted the tokens" if spent.tokens is None else f"{spent.tokens:,} tokens"


def _asked(said: str, form: str) -> bool:
    """Whether somebody at a terminal says that it goes on; nobody is asked elsewhere."""
    if form == "json" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"{said}\nGo on? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _reported(story: StoryPaths, given: argparse.Namespace) -> Answer:
    found = budget_reports.report(story, dry=given.dry_run)
    lines, facts = [], []
    for one in found.phases:
        limits = one.limits._asdict() if one.limits else None
        facts.append({"phase": one.phase, **_facts(one.spent), "limits": limits, "over": one.over})
        if given.phase in ("", one.phase):
            over = f" ({one.over} limit)" if one.over else ""
            lines.append(f"  {one.phase}: {_known(one.spent)}{over}{_incomplete(one.spent)}")
    said = f"{story.id}: {_known(found.total)} in all{_incomplete(found.total)}"
    whole = {"counts": list(found.kinds), "total": _facts(found.total), "phases": facts}
    return Answer("reported", said, facts={**whole, "dryRun": given.dry_run}, lines=tuple(lines))


def _incomplete(spent: Spent) -> str:
    return "" if spent.complete else ", not complete"


def _facts(spent: Spent) -> dict[str, object]:
    kinds = spent.usage._asdict() if spent.usage else None
    return {"tokens": spent.tokens, "usage": kinds, "records": spent.rows, "complete": spent.complete}
