"""Two artifacts can have the same file name.

Why: A file of that name could be either artifact, and the writer of one overwrites the other.

Example:

    project: {story_id: "[A-Z]+-[0-9]+"}
    artifacts:
      story: {file: "{id}.md"}
      notes: {file: "DEMO-{id}.md"}
      plan: {file: "DEMO-7.md"}

Fix: Change one of the file names, or make `project.story_id` narrower.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.file_names import FileNamePattern, file_name_patterns
from revi_docs.contract.model import Artifact
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each artifact whose file can have the name of an earlier one of its scope."""
    folders: dict[tuple[str, str], list[Artifact]] = {}
    first_by_file: dict[tuple[str, str], Artifact] = {}
    for artifact in context.contract.artifacts.values():
        namesake = first_by_file.setdefault((artifact.scope, artifact.file), artifact)
        if namesake is not artifact:
            (pattern,) = file_name_patterns(context.contract.project, (artifact.file,))
            yield _problem(context, namesake, artifact, pattern.sample_names[0])
            continue
        folders.setdefault((artifact.scope, artifact.file.rpartition("/")[0]), []).append(artifact)
    for artifacts in folders.values():
        file_patterns = file_name_patterns(context.contract.project, tuple(artifact.file for artifact in artifacts))
        reported: set[int] = set()
        for first, second in _prefix_pairs(list(zip(file_patterns, range(len(artifacts)), strict=True))):
            # One problem for each artifact is enough; all pairs of a long list would be too many to read.
            file_name = None if second[1] in reported else first[0].common_name(second[0])
            if file_name:
                reported.add(second[1])
                yield _problem(context, artifacts[first[1]], artifacts[second[1]], file_name)


def _prefix_pairs(indexed_patterns: list[tuple[FileNamePattern, int]]) -> Iterator[list[tuple[FileNamePattern, int]]]:
    """Yield the pairs in which one prefix starts with the other, each pair in the order of the file."""
    # Sorted by prefix, possible pairs are neighbors; comparing all pairs would be quadratic.
    by_start = sorted(indexed_patterns, key=lambda item: item[0].literal_prefix)
    for position, first in enumerate(by_start):
        for second in islice(by_start, position + 1, None):
            if not second[0].literal_prefix.startswith(first[0].literal_prefix):
                break
            yield sorted((first, second), key=lambda item: item[1])


def _problem(context: RuleContext, first: Artifact, second: Artifact, file_name: str) -> Problem:
    return context.problem(
        message=f"the artifacts '{first.id}' and '{second.id}' can both have the file name '{file_name}'",
        fix=f"give '{second.id}' a file name that '{first.id}' cannot have",
        places=(context.place_of("artifacts", second.id, "file"), context.place_of("artifacts", first.id, "file")),
        subject=f"{first.id}.{second.id}",
    )
