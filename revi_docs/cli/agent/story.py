"""`revi story`: create, adopt, log, list and show stories."""

from __future__ import annotations

import argparse
from importlib import import_module

from revi_docs.cli.agent.command_parser import add_actions, dry_run_option, story_argument
from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.story_files import story_writer

EXAMPLE = (
    'revi story new REVI-016 --title "Export of the board"',
    "revi story adopt REVI-016 in-progress --actor Ada --evidence docs/board.md",
    'revi story log REVI-016 --actor dev-execute-leader --summary "wrote the export" --file src/export.py',
    "revi story list --status in-progress --status in-qa",
    "revi story show REVI-016",
)
_SUMMARIES = {
    "new": "Create a story folder that passes every rule.",
    "adopt": "Create the ledger of an existing story.",
    "log": "Append a row to the Agent Log.",
    "list": "List all stories, including those that are only planned.",
    "show": "Show one story.",
}
_QUERIES = ("list", "show")
"""The actions that only read; each has a module of its own."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add one parser for each action."""
    parsers = add_actions(parser, _SUMMARIES)
    for name in _QUERIES:
        import_module(f"revi_docs.cli.agent.story_{name}").arguments(parsers.pop(name))
    story_argument(*parsers.values())
    parsers["new"].add_argument("--title", required=True, help="the title of the story")
    depends_help = "stories that this story depends on"
    parsers["new"].add_argument("--depends-on", nargs="*", default=[], metavar="ID", help=depends_help)
    parsers["new"].add_argument(
        "--status", default="", help="the initial status (default: the first one that the contract allows)"
    )
    parsers["adopt"].add_argument("status", metavar="STATUS", help="the current status of the story")
    parsers["adopt"].add_argument("--evidence", nargs="*", default=[], help="files that prove the status")
    parsers["log"].add_argument("--summary", required=True, help="what was done")
    parsers["log"].add_argument("--file", nargs="*", default=[], help="files that were changed")
    for name, subparser in parsers.items():
        subparser.add_argument("--actor", required=name != "new", default="", help="the person or agent who does it")
    dry_run_option(*parsers.values())


def run(repository: Repository, args: argparse.Namespace) -> CommandResult:
    """Run the action and return the state of the story."""
    if args.action in _QUERIES:
        result: CommandResult = import_module(f"revi_docs.cli.agent.story_{args.action}").run(repository, args)
        return result
    story = repository.story_paths(args.story) if args.action in ("new", "adopt") else repository.story(args.story)
    if args.action == "new":
        new_story = story_writer.NewStory(args.title, tuple(args.depends_on), args.status, args.actor)
        status = story_writer.create_story(story, new_story, dry=args.dry_run)
        verb = "would be created" if args.dry_run else "created"
        data = {"status": status, "file": story.story}
        return CommandResult("created", f"{story.id}: {verb} in {status}", data=data)
    if args.dry_run:
        return CommandResult(args.action, f"{story.id}: would be changed", data={"file": story.story})
    if args.action == "adopt":
        adoption = story_writer.StoryAdoption(args.status, args.actor, tuple(args.evidence))
        sync_error = story_writer.adopt_story(story, adoption)
        return CommandResult("adopted", f"{story.id}: adopted in {args.status}", data={"syncError": sync_error})
    timestamp = story_writer.append_to_agent_log(
        story, story_writer.AgentLogEntry(args.actor, args.summary, tuple(args.file))
    )
    return CommandResult("logged", f"{story.id}: logged at {timestamp}", data={"timestamp": timestamp})
