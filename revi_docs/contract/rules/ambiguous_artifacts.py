"""Two kinds of artifacts can have the same file name.

Why: whoever finds the file cannot tell which of the two it is, and each kind's writer overwrites the other's.

Example:

    project: {story_id: "[A-Z]+-[0-9]+"}
    artifacts:
      story: {file: "{id}.md"}
      notes: {file: "DEMO-{id}.md"}
      plan: {file: "DEMO-7.md"}

Mend: give one of the two a name of its own, or make `project.story_id` narrower.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from revi_docs.contract.file_names import Pattern, patterns
from revi_docs.contract.model import Artifact
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each pair of artifacts of one scope that some file name fits both."""
    folders: dict[tuple[str, str], list[Artifact]] = {}
    for artifact in case.contract.artifacts.values():
        folders.setdefault((artifact.scope, artifact.file.rpartition("/")[0]), []).append(artifact)
    for artifacts in folders.values():
        found = patterns(case.contract.project, tuple(artifact.file for artifact in artifacts))
        for first, second in _pairs(list(zip(found, range(len(artifacts)), strict=True))):
            shared = first[0].shares(second[0])
            if shared:
                yield _problem(case, artifacts[first[1]], artifacts[second[1]], shared)


def _pairs(numbered: list[tuple[Pattern, int]]) -> Iterator[list[tuple[Pattern, int]]]:
    """The pairs of which one begins as the other does, each in the order of the file."""
    by_start = sorted(numbered, key=lambda item: item[0].start)
    for number, one in enumerate(by_start):
        for other in islice(by_start, number + 1, None):
            if not other[0].start.startswith(one[0].start):
                break
            yield sorted((one, other), key=lambda item: item[1])


def _problem(case: Case, one: Artifact, other: Artifact, shared: str) -> Problem:
    return Problem(
        code="ambiguous-artifacts",
        message=f"'{shared}' can be the artifact '{one.id}' and the artifact '{other.id}'",
        fix=f"give '{other.id}' a file name that '{one.id}' cannot have",
        places=(case.at("artifacts", other.id, "file"), case.at("artifacts", one.id, "file")),
        subject=f"{one.id}.{other.id}",
    )
