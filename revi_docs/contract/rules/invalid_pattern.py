"""The pattern of story ids is no regular expression, or one that may take for ever to match.

Why: every story id is refused, or none is checked, or the check never ends.

Example:

    project: {story_id: "DEMO-([0-9]+"}

Mend: correct the expression. A backslash needs single quotes in YAML: `'DEMO-\\d+'`. Write `[0-9]+` for
`([0-9]+)+` and `[AB]+` for `(A|B)+`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.regex_safety import regex_problem
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields a problem where `project.story_id` cannot be used."""
    pattern = context.contract.project.story_id
    reason = regex_problem(pattern)
    if reason:
        yield Problem(
            code="invalid-pattern",
            message=f"'{pattern}' {reason}",
            fix="correct the expression; a character with a meaning of its own needs a backslash",
            places=(context.place_of("project", "story_id"),),
            subject="project.story_id",
        )
