"""A story has no story file although it is beyond the first status.

Why: nobody can tell what the story is about. Only a story that is listed and not yet written has none.

Example:

    plans/stories/REVI-007/LEDGER.jsonl

which says `generated`, and no `REVI-007.md` beside it.

Mend: write the story, or bring its file back from git.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.relations import initial_statuses
from revi_docs.problems.problem import Place
from revi_docs.stories.story_layout import STORY_ARTIFACT
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem where a story file is due and none is there."""
    story = context.story
    if STORY_ARTIFACT not in context.contract.artifacts or story.path in {
        f"{story.folder}/{name}" for name in story.files
    }:
        return
    first_status = initial_statuses(context.contract)[:1]
    if not context.layout.artifact_names.is_story_id(story.id) or (
        story.status and [story.status] == first_status
    ):
        return
    status_note = f" stands in '{story.status}' and" if story.status else ""
    fix = "write it, or bring it back: git log -- " + story.path
    yield RuleFinding(
        f"the story{status_note} has no story file",
        fix,
        Place(story.path),
        "no story file",
        ("artifacts", STORY_ARTIFACT),
    )
