"""A file of a story cannot be read, or only in part.

Why: what it says is not known, so nobody can tell whether the story keeps the rules.

Example:

    ---
    id: REVI-007
    title: Readers: what they see
    ---

Mend: what the problem says. A text with a colon in front matter needs quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.problem import Problem
from revi_docs.stories.rule import Case, Repository, Told


def check(case: Case) -> Iterator[Told]:
    """Yields what could not be read of the story's files."""
    yield from map(_told, case.story.problems)
    read = {problem.places for problem in case.story.problems}
    for _, document in case.documents():
        yield from (_told(one) for one in document.problems if one.places not in read)


def across(repository: Repository) -> Iterator[Told]:
    """Yields what could not be read of the plan."""
    yield from map(_told, repository.plan.problems)


def _told(problem: Problem) -> Told:
    return Told(problem.message, problem.fix, problem.places[0], problem.subject)
