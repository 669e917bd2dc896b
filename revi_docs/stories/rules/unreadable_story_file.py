"""A file of a story cannot be read completely.

Why: Its content is unknown, so the story cannot be checked.

Example:

    ---
    id: REVI-007
    title: Readers: what they see
    ---

Fix: Follow the instructions in the message. A front-matter value that contains a colon needs quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.problems.problem import Problem
from revi_docs.stories.story_rule import RepositoryContext, RuleFinding, StoryContext


def check(context: StoryContext) -> Iterator[RuleFinding]:
    """Report what could not be read of the story's files."""
    yield from map(_finding, context.story.problems)
    reported_places = {problem.places for problem in context.story.problems}
    for _, document in context.documents():
        yield from (
            _finding(document_problem)
            for document_problem in document.problems
            if document_problem.places not in reported_places
        )


def check_all(repository: RepositoryContext) -> Iterator[RuleFinding]:
    """Report what could not be read of the plan."""
    yield from map(_finding, repository.plan.problems)


def _finding(problem: Problem) -> RuleFinding:
    return RuleFinding(problem.message, problem.fix, problem.places[0], problem.subject)
