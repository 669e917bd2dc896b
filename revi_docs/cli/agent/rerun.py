"""`revi rerun`: does a command run now?"""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.locks.process_identity import current_identity
from revi_docs.runtime.moves.reruns import decide_rerun, record_rerun

EXAMPLE = ("revi rerun REVI-016 dev-implement-story", "revi rerun REVI-016 elab-story --force")


def arguments(parser: argparse.ArgumentParser) -> None:
    """A story and a command."""
    parser.add_argument("story", metavar="STORY", help="the story's id")
    parser.add_argument("command", metavar="COMMAND", help="the command that is to run")
    parser.add_argument("--force", action="store_true", help="run it anew, where the command allows that")
    parser.add_argument("--actor", default="", help="who forces it (default: this session)")
    parser.add_argument("--dry-run", action="store_true", help="decide, and note nothing")


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """The decision: exit code 0 where the command goes to work, 1 where not."""
    story = workflow.story(args.story)
    story.require(args.command)
    if args.dry_run:
        decision = decide_rerun(story, args.command, force=args.force)
    else:
        actor = args.actor or current_identity().owner_id
        decision = record_rerun(story, args.command, actor, force=args.force)
    check = decision.check
    resume_note = f", from '{decision.resume_from}'" if decision.resume_from else ""
    data = {"mode": check.mode, "done": check.done, "resumeFrom": decision.resume_from}
    message = f"/{decision.command}: {check.reason}{resume_note}"
    fix = "" if decision.runs else _fix(workflow, decision.command, check.action)
    return CommandResult(check.action, message, fix, 0 if decision.runs else 1, data)


def _fix(workflow: Repository, command: str, action: str) -> str:
    rule = workflow.contract.commands[command].rerun
    force_hint = "add --force to run it anew" if rule is not None and rule.force else "look at what is there"
    return force_hint if action != "skip" else f"go on with what is there, or {force_hint}"
