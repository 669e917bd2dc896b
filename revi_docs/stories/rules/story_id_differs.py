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
from revi_docs.stories.rule import Case, Told


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for the folder's name, for the story file's id, and for each name and record."""
    story, naming = case.story, case.shelf.naming
    if not naming.is_id(story.id):
        message, fix = f"'{story.id}' is no id of a story", "name the folder by the id, or move it elsewhere"
        yield Told(message, fix, Place(story.folder), "folder", ("project", "story_id"))
        return
    stated = story.text("id")
    if stated and stated != story.id:
        message = f"says the id '{stated}', and stands in the folder of {story.id}"
        yield Told(message, f"write 'id: {story.id}'", story.of_field("id"), "id")
    for artifact in story.artifacts:
        if artifact.story not in ("", story.id):
            message = f"is named for {artifact.story}, and stands in the folder of {story.id}"
            fix = f"move it to {case.shelf.folder(artifact.story)}, or name it for {story.id}"
            yield Told(message, fix, Place(artifact.path), artifact.name)
    for record in story.records.values():
        of = record.text("storyId")
        if of and of != story.id:
            message = f"says the id '{of}', and stands in the folder of {story.id}"
            yield Told(message, f"write 'storyId: {story.id}'", record.at("storyId"), record.path)
