"""The id of a story, the name of its folder and the names of its files do not agree.

Why: a file that says it is of another story is counted for the wrong one, or for none.

Example:

    plans/stories/REVI-007/REVI-007.md

    ---
    id: REVI-008
    ---

Mend: write the id that the folder has, or move the file to the folder of its story.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.problem import Place
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for the folder's name, for the story file's id, and for each name and record."""
    story, artifact_names = context.story, context.layout.artifact_names
    if not artifact_names.is_story_id(story.id):
        message, fix = f"'{story.id}' is no id of a story", "name the folder by the id, or move it elsewhere"
        yield RuleFinding(message, fix, Place(story.folder), "folder", ("project", "story_id"))
        return
    declared_id = story.text_field("id")
    if declared_id and declared_id != story.id:
        message = f"says the id '{declared_id}', and stands in the folder of {story.id}"
        yield RuleFinding(message, f"write 'id: {story.id}'", story.field_place("id"), "id")
    for artifact in story.artifacts:
        if artifact.story_id not in ("", story.id):
            message = f"is named for {artifact.story_id}, and stands in the folder of {story.id}"
            fix = f"move it to {context.layout.folder(artifact.story_id)}, or name it for {story.id}"
            yield RuleFinding(message, fix, Place(artifact.path), artifact.name)
    for record in story.records.values():
        record_id = record.text_field("storyId")
        if record_id and record_id != story.id:
            message = f"says the id '{record_id}', and stands in the folder of {story.id}"
            yield RuleFinding(
                message, f"write 'storyId: {story.id}'", record.place_of("storyId"), record.path
            )
