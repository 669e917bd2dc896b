"""Which stories there are: those that have a folder."""

from __future__ import annotations

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.hook_context import HookContext
from revi_docs.runtime.base.repository import Repository, StoryPaths
from revi_docs.runtime.locks.session_locks import story_folders


def all_stories(repository: Repository) -> tuple[StoryPaths, ...]:
    """The stories of a repository, in order of their ids; a folder whose name is no id is none."""
    stories: list[StoryPaths] = []
    for name, _ in story_folders(HookContext(repository.root, repository.data)):
        try:
            stories.append(repository.story(name))
        except CommandError:
            continue
    return tuple(stories)
