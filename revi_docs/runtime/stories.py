"""Which stories there are: those that have a folder."""

from __future__ import annotations

from revi_docs.records.refusal import RefusalError
from revi_docs.runtime.ground import Ground
from revi_docs.runtime.sessions import story_folders
from revi_docs.runtime.workflow import StoryPaths, Workflow


def all_stories(workflow: Workflow) -> tuple[StoryPaths, ...]:
    """The stories of a repository, in order of their ids; a folder whose name is no id is none."""
    found: list[StoryPaths] = []
    for name, _ in story_folders(Ground(workflow.root, workflow.data)):
        try:
            found.append(workflow.story(name))
        except RefusalError:
            continue
    return tuple(found)
