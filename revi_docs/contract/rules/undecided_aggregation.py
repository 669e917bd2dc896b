"""There are worker results for which no aggregation rule decides.

Why: the command that waits for its workers gets no result, in a case that nobody thought of.

Example:

    workers:
      statuses: {PASS: {}, FAIL: {}}
      aggregation:
        - {when: any, of: FAIL, then: FAIL}
        - {when: all, of: PASS, then: PASS}

Mend: end the list with a rule `{when: otherwise, then: ...}`; here no worker at all is not decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.outcome_combinations import OutcomeCombinations
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields a problem with the smallest mix of results that is not decided."""
    workers = context.contract.workers
    if not workers or not workers.aggregation:
        return
    combination = OutcomeCombinations.evaluate(workers).undecided_combination
    if combination is not None:
        yield Problem(
            code="undecided-aggregation",
            message=f"no aggregation rule decides for {', '.join(combination) or 'no worker'}",
            fix="add '{when: otherwise, then: ...}' as the last rule",
            places=(context.place_of("workers", "aggregation"),),
            subject="workers.aggregation",
        )
