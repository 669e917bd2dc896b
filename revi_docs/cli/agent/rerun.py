"""`revi rerun`: decide whether a command runs again, is skipped, or resumes."""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_parser import dry_run_option, story_argument
from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.reruns import decide_rerun, record_rerun

EXAMPLE = ("revi rerun REVI-016 dev-implement-story", "revi rerun REVI-016 elab-story --force")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the story and the command."""
    story_argument(parser)
    parser.add_argument("command", metavar="COMMAND", help="the command to run")
    force_help = "run the command from the start, if its rerun rule allows that"
    parser.add_argument("--force", action="store_true", help=force_help)
    parser.add_argument("--actor", default="", help="who forces the run (default: this session)")
    dry_run_option(parser)


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Return the decision: exit code 0 if the command runs, 1 if not."""
    story = repository.story_paths(args.story)
    story.require(args.command)
    if args.dry_run:
        decision = decide_rerun(story, args.command, force=args.force)
    else:
        actor = args.actor or current_identity().owner_id
        decision = record_rerun(story, args.command, actor, force=args.force)
    check = decision.check
    from_step = f" from '{decision.resume_from}'" if decision.resume_from else ""
    resume_note = f"resume{from_step}; " if check.action == "resume" else ""
    data = {"mode": check.mode, "done": check.done, "resumeFrom": decision.resume_from}
    message = f"/{decision.command}: {resume_note}{check.reason}"
    fix = "" if decision.runs else _fix(repository, decision.command, check.action)
    return CommandResult(check.action, message, fix, 0 if decision.runs else 1, data)


def _fix(repository: Repository, command: str, action: str) -> str:
    rule = repository.contract.commands[command].rerun
    force_hint = (
        "add --force to run it from the start" if rule is not None and rule.force else "use the existing result"
    )
    if action != "skip" or force_hint.startswith("use"):
        return force_hint
    return f"use the existing result, or {force_hint}"
