"""Which aggregation rules can decide."""

from __future__ import annotations

import pytest

from revi_docs.contract.loader import parse
from revi_docs.contract.outcome_combinations import OutcomeCombinations

HEAD = "revi: 1\nworkers:\n  statuses: {PASS: {}, FAIL: {}, TIMEOUT: {}}\n  aggregation:\n"
FAIL = "    - {when: any, of: FAIL, then: FAIL}\n"
PASS = "    - {when: all, of: PASS, then: PASS}\n"
REST = "    - {when: otherwise, then: FAIL}\n"


@pytest.mark.parametrize(
    ("rules", "unused", "undecided"),
    [
        pytest.param(FAIL + PASS + REST, (), None, id="all of them"),
        pytest.param(REST + FAIL, (1,), None, id="after one that always decides"),
        pytest.param(FAIL + FAIL + REST, (1,), None, id="twice the same"),
        pytest.param(FAIL + PASS, (), (), id="the smallest that none matches: no worker"),
    ],
)
def test_each_rule_decides_once(rules: str, unused: tuple[int, ...], undecided: tuple[str, ...] | None) -> None:
    workers = parse((HEAD + rules).encode()).contract.workers
    assert workers is not None
    outcome = OutcomeCombinations.evaluate(workers)
    assert outcome.unused_rules == unused
    assert outcome.undecided_combination == undecided
