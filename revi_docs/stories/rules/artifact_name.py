"""A file of a story is not named as the contract says, or its timestamp is no time.

Why: commands find artifacts by their names. What has another name is never found, and of two files of one
kind nobody can say which is newer.

Example:

    plans/stories/REVI-007/ELAB-REVI-007.md
    plans/stories/REVI-007/PROOF-REVI-007-20260308-0230.md

The first lacks its timestamp; at the second's, clocks in Denver had been set forward.

Mend: give it the name that the problem says, with the time it was written at.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.problem import Place
from revi_docs.problems.suggestions import did_you_mean
from revi_docs.stories.artifact_names import DEFAULT_TIMESTAMP_FORMAT
from revi_docs.stories.story import StoryArtifact
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Yields a problem for each name that follows no pattern, and for each impossible time."""
    story, artifacts = context.story, context.contract.artifacts
    if not any(definition.scope == "story" for definition in artifacts.values()):
        return
    for artifact in story.artifacts:
        yield from _check_artifact(context, artifact)
    files = [
        context.layout.artifact_names.artifact_path(definition.id, story.id)
        for definition in artifacts.values()
        if definition.scope == "story"
    ]
    for name in story.unknown_files:
        message = "is no file that a story has"
        fix = f"name it as the contract says, or move it out of the story's folder{did_you_mean(name, files)}"
        yield RuleFinding(message, fix, Place(f"{story.folder}/{name}"), name, ("artifacts",))


def _check_artifact(context: StoryContext, artifact: StoryArtifact) -> Iterator[RuleFinding]:
    kind, story = artifact.kind, context.story
    pattern = context.layout.artifact_names.artifact_path(kind, story.id)
    cause = ("artifacts", kind, "file")
    if not artifact.is_exact:
        message = f"looks like the artifact '{kind}', and is not named like one"
        yield RuleFinding(message, f"name it {pattern}", Place(artifact.path), artifact.name, cause)
    elif artifact.timestamp and not artifact.times and _has_time_format(context):
        zone = context.contract.project.time_zone
        message = f"'{artifact.timestamp}' is no time" + (f" in {zone}" if zone else "")
        fix = f"name it {pattern} with the time it was written at"
        yield RuleFinding(message, fix, Place(artifact.path), artifact.name, ("project", "timestamp"))


def _has_time_format(context: StoryContext) -> bool:
    """Whether the contract's timestamps are of the form that is read as a time."""
    return context.contract.project.timestamp in ("", DEFAULT_TIMESTAMP_FORMAT)
