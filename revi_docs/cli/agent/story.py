"""`revi story`: a story begins, is adopted, logged, brought in line, listed and shown."""

from __future__ import annotations

import argparse
from importlib import import_module

from revi_docs.cli.agent.command_result import CommandResult
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.story_files import story_writer
from revi_docs.runtime.story_files.projections import sync_with_ledger

EXAMPLE = (
    'revi story new REVI-016 --title "Export of the board"',
    "revi story adopt REVI-016 in-progress --actor Ada --evidence docs/board.md",
    'revi story log REVI-016 --actor dev-execute-leader --what "wrote the export" --file src/export.py',
    "revi story follow REVI-016",
    "revi story list --status in-progress --status in-qa",
    "revi story show REVI-016",
)
_SUMMARIES = {
    "new": "Begin a story, with a folder that keeps every rule.",
    "adopt": "Begin the ledger of a story that is there already.",
    "log": "Add a row to the Agent Log.",
    "follow": "Bring a story file in line with its ledger.",
}
_QUERY_SUMMARIES = {
    "list": "List the stories, those of the plan with them.",
    "show": "Show what is known of one story.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each command."""
    commands = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    parsers = {
        name: commands.add_parser(name, help=summary, description=summary)
        for name, summary in _SUMMARIES.items()
    }
    for subparser in parsers.values():
        subparser.add_argument("story", metavar="STORY", help="the story's id")
    parsers["new"].add_argument("--title", required=True, help="what it is about")
    parsers["new"].add_argument(
        "--depends-on", nargs="*", default=[], metavar="ID", help="stories it waits for"
    )
    parsers["new"].add_argument("--status", default="", help="where it begins (default: the first that may)")
    parsers["adopt"].add_argument("status", metavar="STATUS", help="where it stands by now")
    parsers["adopt"].add_argument("--evidence", nargs="*", default=[], help="what shows it")
    parsers["log"].add_argument("--what", required=True, help="what was done")
    parsers["log"].add_argument("--file", nargs="*", default=[], help="what shows it")
    for name in ("new", "adopt", "log"):
        parsers[name].add_argument("--actor", required=name != "new", default="", help="who did it")
    for name, summary in _QUERY_SUMMARIES.items():
        subparser = commands.add_parser(name, help=summary, description=summary)
        import_module(f"revi_docs.cli.agent.story_{name}").arguments(subparser)
    for subparser in parsers.values():
        subparser.add_argument("--dry-run", action="store_true", help="look, and change nothing")


def run(workflow: Repository, args: argparse.Namespace) -> CommandResult:
    """What became of the story, or what is known of it."""
    if args.act in _QUERY_SUMMARIES:
        result: CommandResult = import_module(f"revi_docs.cli.agent.story_{args.act}").run(workflow, args)
        return result
    story = workflow.story(args.story)
    verb = "would have " if args.dry_run else ""
    if args.act == "new":
        new_story = story_writer.NewStory(args.title, tuple(args.depends_on), args.status, args.actor)
        status = story_writer.create_story(story, new_story, dry=args.dry_run)
        data = {"status": status, "file": story.story}
        return CommandResult("created", f"{story.id}: {verb}begun in {status}", data=data)
    if args.dry_run:
        return CommandResult(args.act, f"{story.id}: would be changed", data={"file": story.story})
    if args.act == "adopt":
        adoption = story_writer.StoryAdoption(args.status, args.actor, tuple(args.evidence))
        sync_error = story_writer.adopt_story(story, adoption)
        return CommandResult("adopted", f"{story.id}: adopted in {args.status}", data={"behind": sync_error})
    if args.act == "log":
        timestamp = story_writer.append_to_agent_log(
            story, story_writer.AgentLogEntry(args.actor, args.what, tuple(args.file))
        )
        return CommandResult("logged", f"{story.id}: logged at {timestamp}", data={"timestamp": timestamp})
    sync_error = sync_with_ledger(story)
    if sync_error:
        raise CommandError("behind", f"{story.id}: {sync_error}", "mend that, then run it again")
    return CommandResult("followed", f"{story.id}: the story file says what the ledger says")
