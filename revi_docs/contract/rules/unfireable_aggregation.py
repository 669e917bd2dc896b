"""An aggregation rule never decides: its condition is never true, or an earlier rule always matches first.

Why: The rule looks effective, but the case that it was written for gets a different result.

Example:

    workers:
      statuses: {PASS: {}, FAIL: {}, TIMEOUT: {}}
      aggregation:
        - {when: any, of: [FAIL, TIMEOUT], then: FAIL}
        - {when: all, of: TIMEOUT, then: TIMEOUT}
        - {when: otherwise, then: PASS}

Fix: Move the rule before the rule that matches first, correct its `of`, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.outcome_combinations import OutcomeCombinations
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each rule that decides no combination of results."""
    workers = context.contract.workers
    if not workers or not workers.aggregation:
        return
    for index in OutcomeCombinations.of(workers).unused_rules:
        rule = workers.aggregation[index]
        # Undefined statuses are reported by `unknown-worker-status`.
        if not workers.statuses.keys() >= {*rule.of, *rule.forgiving}:
            continue
        statuses_text = f" of {', '.join(rule.of)}" if rule.of else ""
        yield context.problem(
            message=f"the aggregation rule '{rule.when}{statuses_text}' for {rule.then} never decides",
            fix="move it up, correct it, or remove it",
            places=(context.place_of("workers", "aggregation", index),),
            subject=f"workers.aggregation.{index}",
        )
