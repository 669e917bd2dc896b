"""The pattern of story ids is no regular expression, or one that may take for ever to match.

Why: every story id is refused, or none is checked, or the check never ends.

Example:

    project: {story_id: "DEMO-([0-9]+"}

Mend: correct the expression. A backslash needs single quotes in YAML: `'DEMO-\\d+'`. Write `[0-9]+` for
`([0-9]+)+` and `[AB]+` for `(A|B)+`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.patterns import why_unusable
from revi_docs.contract.rule import Case
from revi_docs.problems.problem import Problem


def check(case: Case) -> Iterator[Problem]:
    """Yields a problem where `project.story_id` cannot be used."""
    pattern = case.contract.project.story_id
    why = why_unusable(pattern)
    if why:
        yield Problem(
            code="invalid-pattern",
            message=f"'{pattern}' {why}",
            fix="correct the expression; a character with a meaning of its own needs a backslash",
            places=(case.at("project", "story_id"),),
            subject="project.story_id",
        )
