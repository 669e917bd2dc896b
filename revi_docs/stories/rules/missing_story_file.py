"""A story past its initial status has no story file.

Why: The story file says what the story is about. Only a planned story that is not written yet may lack it.

Example:

    plans/stories/REVI-007/LEDGER.jsonl

The ledger says `generated`, but the folder has no `REVI-007.md`.

Fix: Write the story, or restore its file from git.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.relations import initial_statuses
from revi_docs.problems.problem import Place
from revi_docs.stories.story_layout import STORY_ARTIFACT
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report a story file that is required but missing."""
    story = context.story
    if STORY_ARTIFACT not in context.contract.artifacts or story.path in {
        f"{story.folder}/{name}" for name in story.files
    }:
        return
    first_status = initial_statuses(context.contract)[:1]
    if not context.layout.artifact_names.is_story_id(story.id) or (story.status and [story.status] == first_status):
        return
    status_note = f" is '{story.status}', but" if story.status else ""
    fix = "write it, or restore it from git: git log -- " + story.path
    message, cause = f"the story{status_note} has no story file", ("artifacts", STORY_ARTIFACT)
    yield RuleFinding(message, fix, Place(story.path), "no story file", cause)
