"""`revi rerun`: does a command run now?"""

from __future__ import annotations

import argparse

from revi_docs.cli.agent.answer import Answer
from revi_docs.runtime.caller import caller
from revi_docs.runtime.reruns import decide, rerun
from revi_docs.runtime.workflow import Workflow

EXAMPLE = ("revi rerun REVI-016 dev-implement-story", "revi rerun REVI-016 elab-story --force")


def arguments(parser: argparse.ArgumentParser) -> None:
    """A story and a command."""
    parser.add_argument("story", metavar="STORY", help="the story's id")
    parser.add_argument("command", metavar="COMMAND", help="the command that is to run")
    parser.add_argument("--force", action="store_true", help="run it anew, where the command allows that")
    parser.add_argument("--actor", default="", help="who forces it (default: this session)")
    parser.add_argument("--dry-run", action="store_true", help="decide, and note nothing")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """The decision: exit code 0 where the command goes to work, 1 where not."""
    story = workflow.story(given.story)
    story.need(given.command)
    if given.dry_run:
        decided = decide(story, given.command, force=given.force)
    else:
        actor = given.actor or caller().owner
        decided = rerun(story, given.command, actor, force=given.force)
    check = decided.check
    where = f", from '{decided.resume_from}'" if decided.resume_from else ""
    facts = {"mode": check.mode, "done": check.done, "resumeFrom": decided.resume_from}
    message = f"/{decided.command}: {check.why}{where}"
    fix = "" if decided.runs else _fix(workflow, decided.command, check.action)
    return Answer(check.action, message, fix, 0 if decided.runs else 1, facts)


def _fix(workflow: Workflow, command: str, action: str) -> str:
    again = workflow.contract.commands[command].rerun
    anew = "add --force to run it anew" if again is not None and again.force else "look at what is there"
    return anew if action != "skip" else f"go on with what is there, or {anew}"
