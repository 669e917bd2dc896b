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
from itertools import combinations

from revi_docs.contract.file_names import FileNames
from revi_docs.contract.model import Artifact
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields one problem for each pair of artifacts of one scope that some file name fits both."""
    names = FileNames.of(case.contract.project)
    for one, other in combinations(case.contract.artifacts.values(), 2):
        shared = names.shared(one.file, other.file) if one.scope == other.scope else None
        if shared:
            yield _problem(case, one, other, shared)


def _problem(case: Case, one: Artifact, other: Artifact, shared: str) -> Problem:
    return Problem(
        code="ambiguous-artifacts",
        message=f"'{shared}' can be the artifact '{one.id}' and the artifact '{other.id}'",
        fix=f"give '{other.id}' a file name that '{one.id}' cannot have",
        places=(case.at("artifacts", other.id, "file"), case.at("artifacts", one.id, "file")),
        subject=f"{one.id}.{other.id}",
    )
