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

from revi_docs.problems.near import did_you_mean
from revi_docs.problems.problem import Place
from revi_docs.stories.names import STAMP
from revi_docs.stories.rule import Case, Told
from revi_docs.stories.story import Artifact


def check(case: Case) -> Iterator[Told]:
    """Yields a problem for each name that follows no pattern, and for each impossible time."""
    story, artifacts = case.story, case.contract.artifacts
    if not any(one.scope == "story" for one in artifacts.values()):
        return
    for artifact in story.artifacts:
        yield from _of(case, artifact)
    files = [case.shelf.naming.file(one.id, story.id) for one in artifacts.values() if one.scope == "story"]
    for name in story.strays:
        message = "is no file that a story has"
        fix = f"name it as the contract says, or move it out of the story's folder{did_you_mean(name, files)}"
        yield Told(message, fix, Place(f"{story.folder}/{name}"), name, ("artifacts",))


def _of(case: Case, artifact: Artifact) -> Iterator[Told]:
    kind, story = artifact.kind, case.story
    pattern = case.shelf.naming.file(kind, story.id)
    because = ("artifacts", kind, "file")
    if not artifact.exact:
        message = f"looks like the artifact '{kind}', and is not named like one"
        yield Told(message, f"name it {pattern}", Place(artifact.path), artifact.name, because)
    elif artifact.stamp and not artifact.times and _tells_time(case):
        zone = case.contract.project.time_zone
        message = f"'{artifact.stamp}' is no time" + (f" in {zone}" if zone else "")
        fix = f"name it {pattern} with the time it was written at"
        yield Told(message, fix, Place(artifact.path), artifact.name, ("project", "timestamp"))


def _tells_time(case: Case) -> bool:
    """Whether the contract's timestamps are of the form that is read as a time."""
    return case.contract.project.timestamp in ("", STAMP)
