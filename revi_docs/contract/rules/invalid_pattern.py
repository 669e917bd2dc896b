"""`project.story_id` is not a valid regular expression, or it can take too long to match.

Why: Every story id is rejected, or none is checked, or the check does not end.

Example:

    project: {story_id: "DEMO-([0-9]+"}

Fix: Correct the expression. In YAML, an expression with a backslash needs single quotes: `'DEMO-\\d+'`.
Write `[0-9]+` instead of `([0-9]+)+`, and `[AB]+` instead of `(A|B)+`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.regex_safety import regex_problem
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield a problem if `project.story_id` cannot be used as a pattern."""
    pattern = context.contract.project.story_id
    reason = regex_problem(pattern)
    if reason:
        yield context.problem(
            message=f"'{pattern}' {reason}",
            fix="correct the expression; put a backslash before special characters",
            places=(context.place_of("project", "story_id"),),
            subject="project.story_id",
        )
