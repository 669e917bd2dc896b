"""`revi story`: a story begins, is adopted, logged, brought in line, listed and shown."""

from __future__ import annotations

import argparse
from importlib import import_module

from revi_docs.cli.agent.answer import Answer
from revi_docs.records.refusal import RefusalError
from revi_docs.runtime import story_files
from revi_docs.runtime.workflow import Workflow

EXAMPLE = (
    'revi story new REVI-016 --title "Export of the board"',
    "revi story adopt REVI-016 in-progress --actor Ada --evidence docs/board.md",
    'revi story log REVI-016 --actor dev-execute-leader --what "wrote the export" --file src/export.py',
    "revi story follow REVI-016",
    "revi story list --status in-progress --status in-qa",
    "revi story show REVI-016",
)
_DOES = {
    "new": "Begin a story, with a folder that keeps every rule.",
    "adopt": "Begin the ledger of a story that is there already.",
    "log": "Add a row to the Agent Log.",
    "follow": "Bring a story file in line with its ledger.",
}
_SHOWN = {
    "list": "List the stories, those of the plan with them.",
    "show": "Show what is known of one story.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """One parser for each command."""
    commands = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    each = {name: commands.add_parser(name, help=does, description=does) for name, does in _DOES.items()}
    for one in each.values():
        one.add_argument("story", metavar="STORY", help="the story's id")
    each["new"].add_argument("--title", required=True, help="what it is about")
    each["new"].add_argument("--depends-on", nargs="*", default=[], metavar="ID", help="stories it waits for")
    each["new"].add_argument("--status", default="", help="where it begins (default: the first that may)")
    each["adopt"].add_argument("status", metavar="STATUS", help="where it stands by now")
    each["adopt"].add_argument("--evidence", nargs="*", default=[], help="what shows it")
    each["log"].add_argument("--what", required=True, help="what was done")
    each["log"].add_argument("--file", nargs="*", default=[], help="what shows it")
    for name in ("new", "adopt", "log"):
        each[name].add_argument("--actor", required=name != "new", default="", help="who did it")
    for name, does in _SHOWN.items():
        one = commands.add_parser(name, help=does, description=does)
        import_module(f"revi_docs.cli.agent.story_{name}").arguments(one)
    for one in each.values():
        one.add_argument("--dry-run", action="store_true", help="look, and change nothing")


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:
    """What became of the story, or what is known of it."""
    if given.act in _SHOWN:
        answer: Answer = import_module(f"revi_docs.cli.agent.story_{given.act}").run(workflow, given)
        return answer
    story = workflow.story(given.story)
    would = "would have " if given.dry_run else ""
    if given.act == "new":
        outline = story_files.Outline(given.title, tuple(given.depends_on), given.status, given.actor)
        status = story_files.begin(story, outline, dry=given.dry_run)
        facts = {"status": status, "file": story.story}
        return Answer("created", f"{story.id}: {would}begun in {status}", facts=facts)
    if given.dry_run:
        return Answer(given.act, f"{story.id}: would be changed", facts={"file": story.story})
    if given.act == "adopt":
        adoption = story_files.Adoption(given.status, given.actor, tuple(given.evidence))
        behind = story_files.adopt(story, adoption)
        return Answer("adopted", f"{story.id}: adopted in {given.status}", facts={"behind": behind})
    if given.act == "log":
        at = story_files.log(story, story_files.LogRow(given.actor, given.what, tuple(given.file)))
        return Answer("logged", f"{story.id}: logged at {at}", facts={"timestamp": at})
    behind = story_files.follow_ledger(story)
    if behind:
        raise RefusalError("behind", f"{story.id}: {behind}", "mend that, then run it again")
    return Answer("followed", f"{story.id}: the story file says what the ledger says")
