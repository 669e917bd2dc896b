"""`revi story`: create, adopt, list, show and reconcile stories."""

from __future__ import annotations

import click

from revi_docs.app.plurals import pluralize
from revi_docs.cli.agent.agent_command import (
    agent_command,
    agent_group,
    dry_run_option,
    optional_story,
    pass_repository,
    story_argument,
)
from revi_docs.cli.agent.planned_story import planned_story
from revi_docs.cli.agent.story_list import list_stories
from revi_docs.cli.agent.story_lists import list_hint
from revi_docs.cli.agent.story_reconcile import reconcile
from revi_docs.cli.agent.story_show import show
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.cli.program.command_classes import CommandEntry
from revi_docs.decide.name_lookup import resolve_id
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.story_files import story_writer


@agent_command('revi story new REVI-016 --title "Export of the board"')
@story_argument
@click.option("--title", default="", help="The title of the story. [default: the one in the plan]")
@click.option(
    "--depends-on",
    multiple=True,
    metavar="ID",
    help="A story that this story depends on. Can be repeated. [default: those in the plan]",
    shell_complete=completion_values.stories,
)
@click.option(
    "--status",
    default="",
    help="The initial status. [default: the first one that the contract allows]",
    shell_complete=completion_values.statuses,
)
@click.option("--actor", default="", help="The person or agent who does it.")
@dry_run_option
@pass_repository
def new(
    repository: Repository, story: str, title: str, depends_on: tuple[str, ...], status: str, actor: str, dry_run: bool
) -> CommandResult:
    """Create a story folder that passes every rule."""
    paths = repository.story_paths(story)
    if status:
        status = resolve_id(repository.contract, "status", status)
    planned = planned_story(paths)
    title = title or (planned.delivers if planned is not None else "")
    if not title:
        raise CommandError("no-title", f"the plan does not list {story}, so its title is unknown", "add --title TITLE")
    depends_on = depends_on or (planned.depends_on if planned is not None else ())
    first_status = story_writer.create_story(
        paths, story_writer.NewStory(title, depends_on, status, actor), dry=dry_run
    )
    verb = "would be created" if dry_run else "created"
    data = {"status": first_status, "file": paths.story}
    lines = () if dry_run else list_hint(repository)
    return CommandResult("created", f"{paths.id}: {verb} in {first_status}", data=data, lines=lines)


@agent_command(
    "revi story adopt REVI-016 in-progress --actor Ada --evidence docs/board.md", "revi story adopt --all --actor Ada"
)
@optional_story
@click.argument(
    "status",
    required=False,
    default="",
    help="Its current status; with --all, each story file has its own.",
    shell_complete=completion_values.statuses,
)
@click.option("--evidence", multiple=True, help="A file that proves the status. Can be repeated.")
@click.option("--actor", required=True, help="The person or agent who does it.")
@dry_run_option
@pass_repository
def adopt(
    repository: Repository, story: str | None, status: str, evidence: tuple[str, ...], actor: str, dry_run: bool
) -> CommandResult:
    """Create the ledger of an existing story, or with --all of every story that has none."""
    if story is None and not evidence:
        return _adopt_all(repository, actor, dry_run=dry_run)
    if story is None:
        raise click.UsageError("--evidence belongs to one STORY; with --all, each story file is the evidence")
    if not status:
        raise click.UsageError("STATUS is missing; --all takes it from the story files")
    paths = repository.story_paths(story)
    if dry_run:
        return CommandResult("adopt", f"{paths.id}: would be changed", data={"file": paths.story})
    sync_error = story_writer.adopt_story(paths, story_writer.StoryAdoption(status, actor, evidence))
    lines = (f"  the story file was not updated: {sync_error}",) if sync_error else ()
    return CommandResult("adopted", f"{paths.id}: adopted in {status}", data={"syncError": sync_error}, lines=lines)


def _adopt_all(repository: Repository, actor: str, *, dry_run: bool) -> CommandResult:
    from revi_docs.runtime.story_files.all_stories import adopt_all

    stories = adopt_all(repository, actor, dry=dry_run)
    adopted, skipped = ([item for item in stories if bool(item.status) == expected] for expected in (True, False))
    message = f"{pluralize(len(adopted), 'story')} {'would be ' if dry_run else ''}adopted"
    lines = (
        *(f"  {item.id}: {item.status}{f' ({item.reason})' if item.reason else ''}" for item in adopted),
        *(f"  {item.id}: not adopted: {item.reason}" for item in skipped),
    )
    fix = "correct the status in these story files, and run the command again" if skipped else ""
    data = {"stories": [item._asdict() for item in stories], "dryRun": dry_run}
    return CommandResult("adopted", message, fix, exit_code=1 if skipped else 0, data=data, lines=lines)


@agent_command('revi story renumber REVI-016 REVI-017 --actor Ada --reason "the other branch has this id"')
@story_argument
@click.argument("new_id", help="The new id, which is not in use.")
@click.option("--actor", required=True, help="The person who decides.")
@click.option("--reason", required=True, help="Why the story gets another id.")
@dry_run_option
@pass_repository
def renumber(repository: Repository, story: str, new_id: str, actor: str, reason: str, dry_run: bool) -> CommandResult:
    """Give a story another id, before branches with the same id are merged."""
    from revi_docs.runtime.story_files import renumbering

    request = renumbering.RenumberRequest(actor, reason)
    new_paths = repository.story_paths(new_id)
    paths = repository.story(story)
    count = renumbering.renumber(paths, new_paths, request, dry=dry_run)
    verb = "would become" if dry_run else "is now"
    references = () if dry_run else renumbering.references(paths)
    reference_lines = (
        f"  these lines name {story}; change those that mean {new_id} before you merge:",
        *(f"    {place}" for place in references),
    )
    return CommandResult(
        "renumbered",
        f"{story}: {verb} {new_id} ({count} files)",
        data={"file": new_paths.story, "references": list(references)},
        lines=() if dry_run else (*(reference_lines if references else ()), *list_hint(repository)),
    )


@agent_group((new, adopt, list_stories, show, reconcile, renumber), "revi story list", "revi story show REVI-016")
def story() -> None:
    """Create, list, show and reconcile stories."""


story.aliases["log"] = CommandEntry("revi_docs.cli.agent.log", "Append a row to a story's log.")
