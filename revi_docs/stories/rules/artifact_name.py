"""A file in a story's folder does not match the naming pattern of its artifact, or its timestamp is invalid.

Why: Commands find artifacts by name. They never find a file with another name, and without a timestamp they
cannot tell which of two files is newer.

Example:

    plans/stories/REVI-007/ELAB-REVI-007.md
    plans/stories/REVI-007/PROOF-REVI-007-20260308-0230.md

The first name has no timestamp. The second has a time that did not exist in Denver: clocks were set forward
that night.

Fix: Rename the file as the message says, with the time it was written.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.problem import Place
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.stories.artifact_names import DEFAULT_TIMESTAMP_FORMAT
from revi_docs.stories.story import StoryArtifact
from revi_docs.stories.story_rule import RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report each name that matches no pattern, and each timestamp that is not a valid time."""
    story, artifacts = context.story, context.contract.artifacts
    kinds = [definition.id for definition in artifacts.values() if definition.scope == "story"]
    if not kinds:
        return
    for artifact in story.artifacts:
        yield from _check_artifact(context, artifact)
    files = [context.layout.artifact_names.artifact_path(kind, story.id) for kind in kinds]
    for name in story.unknown_files:
        message = "matches no artifact in the contract"
        fix = suggested_fix(
            name, files, "rename it to match an artifact, or move it out of the story folder", "rename it to"
        )
        yield RuleFinding(message, fix, Place(f"{story.folder}/{name}"), name, ("artifacts",))


def _check_artifact(context: StoryContext, artifact: StoryArtifact) -> Iterator[RuleFinding]:
    kind, story = artifact.kind, context.story
    pattern = context.layout.artifact_names.artifact_path(kind, story.id)
    cause = ("artifacts", kind, "file")
    if not artifact.is_exact:
        message = f"looks like the artifact '{kind}', but does not match its naming pattern"
        yield RuleFinding(message, f"rename it to {pattern}", Place(artifact.path), artifact.name, cause)
    elif artifact.timestamp and not artifact.times and _has_time_format(context):
        zone = context.contract.project.time_zone
        message = f"'{artifact.timestamp}' is not a valid time" + (f" in {zone}" if zone else "")
        fix = f"rename it to {pattern} with the time it was written"
        yield RuleFinding(message, fix, Place(artifact.path), artifact.name, ("project", "timestamp"))


def _has_time_format(context: StoryContext) -> bool:
    """Return whether the contract's timestamp format is one that can be parsed as a time."""
    return context.contract.project.timestamp in ("", DEFAULT_TIMESTAMP_FORMAT)
