"""`revi log`: append a row to the Agent Log of a story."""

from __future__ import annotations

import click

from revi_docs.cli.agent.agent_command import (
    agent_command,
    dry_run_option,
    fence_option,
    pass_repository,
    story_argument,
)
from revi_docs.cli.output.command_result import CommandResult
from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.story_files import story_writer


@agent_command('revi log REVI-016 --actor dev-execute-leader --summary "wrote the export" --file src/export.py')
@story_argument
@click.option("--summary", required=True, help="What was done.")
@click.option("--file", "files", multiple=True, help="A file that was changed. Can be repeated.")
@click.option("--actor", required=True, help="The person or agent who did it.")
@fence_option
@dry_run_option
@pass_repository
def log(
    repository: Repository, story: str, summary: str, files: tuple[str, ...], actor: str, fence: int, dry_run: bool
) -> CommandResult:
    """Append a row to a story's log."""
    paths = repository.story(story)
    if dry_run:
        return CommandResult("log", f"{paths.id}: would be changed", data={"file": paths.story})
    timestamp = story_writer.append_to_agent_log(paths, story_writer.AgentLogEntry(actor, summary, files, fence))
    return CommandResult("logged", f"{paths.id}: logged at {timestamp}", data={"timestamp": timestamp})
