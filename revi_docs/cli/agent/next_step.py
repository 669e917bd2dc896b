"""`revi next`: show what can be done with a story next."""

from __future__ import annotations

from revi_docs.cli.agent.agent_command import agent_command, pass_repository, story_argument
from revi_docs.cli.agent.planned_story import first_status, planned_story
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.command_runs.next_steps import PossibleMove, next_steps


@agent_command("revi next REVI-016", name="next")
@story_argument
@pass_repository
def next_step(repository: Repository, story: str) -> CommandResult:
    """Show the status of a story, what is allowed, what is missing, and the next command."""
    paths = repository.story_paths(story)
    is_planned = not paths.exists and planned_story(paths) is not None
    result = next_steps(paths, first_status(paths) if is_planned else "")
    moves = [_as_planned(move) if is_planned else move for move in result.moves]
    lines: list[str] = []
    for move in moves:
        lines.append(f"  {'allowed' if not move.reasons else 'blocked'}: {_describe(move)}")
        for reason in move.reasons:
            lines += [f"    {reason.message}", f"      fix: {reason.fix}"]
    lines += [f"  budget left: {remaining:,} tokens of {phase}" for phase, remaining in result.budget_left.items()]
    lines += [f"  locked by {result.owner}"] if result.owner is not None else []
    lines += [f"  next: {result.command}"] if result.command else []
    data = {
        "status": result.status,
        "moves": [{**move._asdict(), "reasons": [item._asdict() for item in move.reasons]} for move in moves],
        "next": result.command,
        "budgetLeft": result.budget_left,
        "owner": result.owner.owner_id if result.owner is not None else None,
    }
    message = f"{story} is '{result.status}'{', and only planned' if is_planned else ''}"
    return CommandResult("next", message, data=data, lines=tuple(lines))


def _as_planned(move: PossibleMove) -> PossibleMove:
    """Return the move with fixes for a story whose title is in the plan."""
    fixes = (item._replace(fix=item.fix.replace(" --title TITLE", "")) for item in move.reasons)
    return move._replace(reasons=tuple(fixes))


def _describe(move: PossibleMove) -> str:
    trigger = f" with verdict {move.verdict}" if move.verdict else f" with event {move.event}" if move.event else ""
    return f"{move.target} by {move.by}{trigger}"
