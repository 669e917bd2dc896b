"""A combination of worker results matches no aggregation rule.

Why: The command that waits for its workers gets no result in this case.

Example:

    workers:
      statuses: {PASS: {}, FAIL: {}}
      aggregation:
        - {when: any, of: FAIL, then: FAIL}
        - {when: all, of: PASS, then: PASS}

Fix: End the list with a rule `{when: otherwise, then: ...}`. In the example, no rule matches if there is no
worker.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.outcome_combinations import OutcomeCombinations
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield a problem with the smallest combination of results that no rule matches."""
    workers = context.contract.workers
    if not workers or not workers.aggregation:
        return
    combination = OutcomeCombinations.of(workers).undecided_combination
    if combination is not None:
        yield context.problem(
            message=f"no aggregation rule matches the results: {', '.join(combination) or 'no worker'}",
            fix="add '{when: otherwise, then: ...}' as the last rule",
            places=(context.place_of("workers", "aggregation"),),
            subject="workers.aggregation",
        )
