"""An aggregation rule can never decide: whatever the workers report, it does not hold or an earlier one does.

Why: it reads as if it did something, and the case it was written for ends otherwise.

Example:

    workers:
      statuses: {PASS: {}, FAIL: {}, TIMEOUT: {}}
      aggregation:
        - {when: any, of: [FAIL, TIMEOUT], then: FAIL}
        - {when: all, of: TIMEOUT, then: TIMEOUT}
        - {when: otherwise, then: PASS}

Mend: move the rule before the one that decides in its place, correct its `of`, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.contract.outcome_combinations import OutcomeCombinations
from revi_docs.problems.problem import Problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yields one problem for each rule that decides no mix of results."""
    workers = context.contract.workers
    if not workers or not workers.aggregation:
        return
    for index in OutcomeCombinations.evaluate(workers).unused_rules:
        rule = workers.aggregation[index]
        if not workers.statuses.keys() >= {*rule.of, *rule.forgiving}:
            continue
        statuses_text = f" of {', '.join(rule.of)}" if rule.of else ""
        yield Problem(
            code="unfireable-aggregation",
            message=f"the aggregation rule '{rule.when}{statuses_text}' then {rule.then} never decides",
            fix="move it up, correct it, or remove it",
            places=(context.place_of("workers", "aggregation", index),),
            subject=f"workers.aggregation.{index}",
        )
