"""`revi story`: create, adopt, list, show and reconcile stories."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import (
    agent_command,
    agent_group,
    dry_run_option,
    pass_repository,
    story_argument,
)
from revi_docs.cli.agent.story_list import list_stories
from revi_docs.cli.agent.story_reconcile import reconcile
from revi_docs.cli.agent.story_show import show
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.cli.program import completion_values
from revi_docs.cli.program.command_classes import CommandEntry
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.story_files import story_writer


@agent_command('revi story new REVI-016 --title "Export of the board"')
@story_argument
@click.option("--title", required=True, help="The title of the story.")
@click.option(
    "--depends-on",
    multiple=True,
    metavar="ID",
    help="A story that this story depends on. Can be repeated.",
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
    first_status = story_writer.create_story(
        paths, story_writer.NewStory(title, depends_on, status, actor), dry=dry_run
    )
    verb = "would be created" if dry_run else "created"
    data = {"status": first_status, "file": paths.story}
    return CommandResult("created", f"{paths.id}: {verb} in {first_status}", data=data)


@agent_command("revi story adopt REVI-016 in-progress --actor Ada --evidence docs/board.md")
@story_argument
@click.argument("status", help="The current status of the story.", shell_complete=completion_values.statuses)
@click.option("--evidence", multiple=True, help="A file that proves the status. Can be repeated.")
@click.option("--actor", required=True, help="The person or agent who does it.")
@dry_run_option
@pass_repository
def adopt(
    repository: Repository, story: str, status: str, evidence: tuple[str, ...], actor: str, dry_run: bool
) -> CommandResult:
    """Create the ledger of an existing story."""
    paths = repository.story_paths(story)
    if dry_run:
        return CommandResult("adopt", f"{paths.id}: would be changed", data={"file": paths.story})
    sync_error = story_writer.adopt_story(paths, story_writer.StoryAdoption(status, actor, evidence))
    lines = (f"  the story file was not updated: {sync_error}",) if sync_error else ()
    return CommandResult("adopted", f"{paths.id}: adopted in {status}", data={"syncError": sync_error}, lines=lines)


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
    count = renumbering.renumber(repository.story(story), new_paths, request, dry=dry_run)
    verb = "would become" if dry_run else "is now"
    return CommandResult("renumbered", f"{story}: {verb} {new_id} ({count} files)", data={"file": new_paths.story})


@agent_group((new, adopt, list_stories, show, reconcile, renumber), "revi story list", "revi story show REVI-016")
def story() -> None:
    """Create, list, show and reconcile stories."""


story.aliases["log"] = CommandEntry("revi_docs.cli.agent.log", "Append a row to a story's log.")
