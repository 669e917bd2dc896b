"""The name of a story's folder, its id and the names of its files disagree.

Why: A file with the id of another story is counted for the wrong story, or for none.

Example:

    plans/stories/REVI-007/REVI-007.md

    ---
    id: REVI-008
    ---

Fix: Write the id of the folder, or move the file to the folder of its story.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.problem import Place
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report a wrong folder name, story file id, file name or record id."""
    story, artifact_names = context.story, context.layout.artifact_names
    if not artifact_names.is_story_id(story.id):
        message, fix = (f"'{story.id}' is not a story id", "rename the folder to a story id, or move it elsewhere")
        yield RuleFinding(message, fix, Place(story.folder), "folder", ("project", "story_id"))
        return
    declared_id = story.text_field("id")
    if declared_id and declared_id != story.id:
        message = f"has the id '{declared_id}', but is in the folder of {story.id}"
        yield RuleFinding(message, f"write 'id: {story.id}'", story.field_place("id"), "id")
    for artifact in story.artifacts:
        if artifact.story_id not in ("", story.id):
            message = f"is named for {artifact.story_id}, but is in the folder of {story.id}"
            fix = f"move it to {context.layout.folder(artifact.story_id)}, or rename it for {story.id}"
            yield RuleFinding(message, fix, Place(artifact.path), artifact.name)
    for record in story.records.values():
        record_id = record.text_field("storyId")
        if record_id and record_id != story.id:
            message = f"has the id '{record_id}', but is in the folder of {story.id}"
            yield RuleFinding(message, f"write 'storyId: {story.id}'", record.place_of("storyId"), record.path)
