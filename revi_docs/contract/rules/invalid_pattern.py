"""The pattern of story ids is no regular expression.

Why: every story id is refused, or none is checked.

Example:

    project: {story_id: "DEMO-([0-9]+"}

Mend: correct the expression. A backslash needs single quotes in YAML: `'DEMO-\\d+'`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields a problem where `project.story_id` cannot be compiled."""
    pattern = case.contract.project.story_id
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        yield Problem(
            code="invalid-pattern",
            message=f"'{pattern}' is no regular expression: {error}",
            fix="correct the expression; a character with a meaning of its own needs a backslash",
            places=(case.at("project", "story_id"),),
            subject="project.story_id",
        )
