"""`project.story_id` is not a pattern that every language reads alike and that matches every text quickly.

Why: Python, TypeScript and JSON Schema check the same ids. With a pattern that one of them reads differently, an id is
valid in one and rejected by another; a pattern that needs backtracking can make a check that never ends.

Example:

    project: {story_id: "DEMO-([0-9]+"}

Fix: Correct the pattern as the message says. A pattern consists of characters, sets such as `[A-Z]`, the classes
`\\d`, `\\w`, `\\s` and `.`, groups, alternatives, and repetitions such as `{3,}` or `?`. Classes mean ASCII in every
language: `\\d` is `[0-9]`. Write `[0-9]+` for `([0-9]+)+` and `[AB]+` for `(A|B)+`. In YAML, a pattern with a backslash
needs single quotes: `'DEMO\\.\\d+'`.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.regex_safety import pattern_problem
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield a problem if `project.story_id` cannot be used as a pattern."""
    pattern = context.contract.project.story_id
    problem = pattern_problem(pattern)
    if problem:
        yield context.problem(
            message=f"'{pattern}' {problem.reason}",
            fix=problem.fix,
            places=(context.place_of("project", "story_id"),),
            subject="project.story_id",
        )
