"""`revi story reconcile`: keep both sides of logs and one side of the ledger; continue a stranded story."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import Any

import click

from revi_docs.cli.agent.agent_command import agent_command, dry_run_option, pass_repository, story_argument
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.records.ledger import LedgerEntry
from revi_docs.records.reachable_statuses import is_stranded
from revi_docs.records.time_formats import format_time
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.merges.merged_logs import MergedLogs, merge_logs
from revi_docs.runtime.moves.reconciliation import (
    ContinueRequest,
    LedgerSide,
    ReconcileRequest,
    broken_entries,
    continuations,
    continue_stranded,
    ledger_sides,
)
from revi_docs.runtime.moves.reconciliation import reconcile as reconcile_ledger


@agent_command(
    "revi story reconcile REVI-016",
    'revi story reconcile REVI-016 --keep 1f0c9a3be2d4 --actor Ada --reason "QA passed on main"',
    'revi story reconcile REVI-016 --to ready-to-work --actor Ada --reason "its status was removed"',
)
@story_argument
@click.option("--keep", default="", metavar="ID", help="The last entry of the side to keep.")
@click.option(
    "--to",
    "target",
    default="",
    metavar="STATUS",
    help="The status to continue in, if the contract no longer has the story's status or any transition from it.",
    shell_complete=completion_values.statuses,
)
@click.option("--actor", default="", help="The person who decides.")
@click.option("--reason", default="", help="The reason for the decision.")
@dry_run_option
@pass_repository
def reconcile(
    repository: Repository, story: str, keep: str, target: str, actor: str, reason: str, dry_run: bool
) -> CommandResult:
    """After a merge, keep both sides of the logs, and show both sides of the ledger or keep one of them.

    Also continues a story that a change of the contract stranded.
    """
    paths = repository.story(story)
    if keep and target:
        raise click.UsageError("--keep and --to are two decisions; use one of them")
    if (keep or target) and not (actor and reason):
        raise click.UsageError(f"a person decides: --actor and --reason are needed with --{'keep' if keep else 'to'}")
    logs = merge_logs(paths, dry=dry_run)
    if target:
        result = _continue(paths, ContinueRequest(target, actor, reason), dry_run=dry_run)
    elif keep:
        result = _keep(paths, ReconcileRequest(keep, actor, reason), dry_run=dry_run)
    else:
        result = _show(paths)
    return _with_logs(result, logs, dry_run=dry_run)


def _with_logs(result: CommandResult, logs: MergedLogs, *, dry_run: bool) -> CommandResult:
    """The result with what happened to the files that have conflicts."""
    would = "would keep" if dry_run else "kept"
    lines = (
        *(f"  {path}: {would} the lines of both sides" for path in logs.merged),
        *(f"  {place}: unresolved merge conflict; edit the file to resolve it" for place in logs.unresolved),
    )
    data = {**(result.data or {}), "logs": list(logs.merged), "conflicts": list(logs.unresolved)}
    return result._replace(data=data, lines=(*lines, *result.lines))


def _keep(story: StoryPaths, request: ReconcileRequest, *, dry_run: bool) -> CommandResult:
    side = reconcile_ledger(story, request, dry=dry_run)
    message = f"{story.id}: {'would be ' if dry_run else ''}reconciled; the status is {side.status}"
    return CommandResult("reconciled", message, data={"keep": side.tip.id, "status": side.status, "dryRun": dry_run})


def _continue(story: StoryPaths, request: ContinueRequest, *, dry_run: bool) -> CommandResult:
    status = continue_stranded(story, request, dry=dry_run)
    message = f"{story.id}: {'would continue' if dry_run else 'continues'} in {status}"
    return CommandResult("reconciled", message, data={"keep": "", "status": status, "dryRun": dry_run})


def _show(story: StoryPaths) -> CommandResult:
    sides = ledger_sides(story)
    if not sides:
        return _show_chain(story)
    data = {"sides": [_side_data(side) for side in sides]}
    lines = tuple(line for side in sides for line in _side_lines(story, side))
    return CommandResult("sides", f"{story.id}: {len(sides)} sides; keep one", data=data, lines=lines)


def _show_chain(story: StoryPaths) -> CommandResult:
    """What a person can decide about a ledger without a fork."""
    ledger = story_ledger(story)
    issues = broken_entries(story, ledger)
    if not issues and not (ledger.tips and is_stranded(story.repository.contract, ledger.status)):
        message = f"{story.id}: the ledger is one chain; there is nothing to reconcile"
        return CommandResult("nothing-to-reconcile", message, data={"sides": []})
    options = continuations(story, ledger)
    lines = (
        *(f"  {issue.file}:{issue.line}: {issue.message}" for issue in issues),
        f"  continue in one of: {', '.join(options)}",
        f"    accept it: revi story reconcile {quote(story.id)} --to STATUS --actor NAME --reason WHY",
    )
    message = f"{story.id} is '{ledger.status}' and cannot go on; a person must name the status to continue in"
    return CommandResult("stranded", message, data={"sides": [], "statuses": list(options)}, lines=lines)


def _side_lines(story: StoryPaths, side: LedgerSide) -> Iterator[str]:
    yield f"  side {side.tip.id}: status {side.status or 'unknown'}"
    yield from (f"    {_describe(story, entry)}" for entry in side.entries)
    yield f"    keep it: revi story reconcile {quote(story.id)} --keep {side.tip.id} --actor NAME --reason WHY"


def _describe(story: StoryPaths, entry: LedgerEntry) -> str:
    fields = entry.fields
    target = f" to {entry.status_after}" if entry.status_after else ""
    reason = f" ({fields['reason']})" if fields.get("reason") else ""
    return f"{format_time(entry.timestamp_ms, story.repository.zone)}  {fields['actor']}: {entry.event}{target}{reason}"


def _side_data(side: LedgerSide) -> dict[str, Any]:
    entries = [{**entry.fields, "digest": entry.digest, "file": entry.file} for entry in side.entries]
    return {"id": side.tip.id, "digest": side.tip.digest, "status": side.status, "entries": entries}
