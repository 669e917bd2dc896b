"""Whether a command can work on a story in its status."""

from __future__ import annotations

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import StoryPaths, missing_ledger_error
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.moves.command_moves import work_statuses


def require_worker_status(story: StoryPaths, worker_set: str) -> None:
    """Raise CommandError if no command that runs the worker set can work on the story now."""
    commands = story.repository.section("commands")
    errors: list[CommandError] = []
    for command in [name for name, data in commands.items() if data.get("workers") == worker_set]:
        try:
            require_work_status(story, command)
        except CommandError as error:
            errors.append(error)
        else:
            return
    if errors:
        raise errors[0]


def require_work_status(story: StoryPaths, command: str) -> str:
    """The status of a story on which a command can work now. Raises CommandError for any other.

    A command that moves no story works in every status; one that creates stories also without a ledger.
    """
    contract = story.repository.contract
    status, statuses = story_ledger(story).status, work_statuses(contract, command)
    starts = contract.commands[command].starts if command in contract.commands else ()
    creates = any(contract.statuses[name].initial for name in starts if name in contract.statuses)
    if not statuses or status in statuses or (not status and creates):
        return status
    if not status:
        raise missing_ledger_error(story)
    expected = " or ".join(f"'{name}'" for name in statuses)
    message = f"/{command} works on a story in {expected}, but {story.id} is '{status}'"
    raise CommandError("wrong-status", message, f"run 'revi next {story.id}' to see which command is next")
