"""Create the ledgers of all stories that existed before the contract, in the statuses of their story files."""

from __future__ import annotations

from typing import NamedTuple

from revi_docs.decide.errors import UnknownNameError
from revi_docs.records.command_errors import CommandError
from revi_docs.records.status_names import status_of_text
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.base.story_fields import story_status
from revi_docs.runtime.base.story_ledger import story_ledger
from revi_docs.runtime.story_files.story_writer import StoryAdoption, adopt_story


class AdoptedStory(NamedTuple):
    """A story without a ledger: the status that its ledger starts with, or why it gets none."""

    id: str
    status: str
    reason: str = ""


def adopt_all(repository: Repository, actor: str, *, dry: bool = False) -> tuple[AdoptedStory, ...]:
    """Create the ledger of every story that has none; the evidence is its story file. Sorted by id.

    A story that cannot be adopted does not stop the others. Raises UnavailableError if a file cannot be read.
    """
    stories = (story for story in repository.stories() if not _has_ledger(story))
    return tuple(_adopt(story, actor, dry=dry) for story in stories)


def _has_ledger(story: StoryPaths) -> bool:
    ledger = story_ledger(story)
    return bool(ledger.entries or ledger.issues)


def _adopt(story: StoryPaths, actor: str, *, dry: bool) -> AdoptedStory:
    contract = story.repository.contract
    try:
        name = story_status(story)
        if not name:
            return AdoptedStory(story.id, "", "its story file has no status")
        status = status_of_text(contract, name)
        if not dry:
            evidence = (story.repository.relative_path(story.story),)
            sync_error = adopt_story(story, StoryAdoption(status, actor, evidence))
            return AdoptedStory(story.id, status, sync_error and f"adopted, but {sync_error}")
    except (CommandError, UnknownNameError) as error:
        # One story that cannot be adopted must not stop the others.
        return AdoptedStory(story.id, "", str(error))
    return AdoptedStory(story.id, status)
