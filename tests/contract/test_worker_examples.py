"""Examples of combined results are what `decide` says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.contract.worker_examples import worker_combinations, worker_examples


def test_the_examples_show_both_sides_of_the_tolerance(root: Path) -> None:
    examples = worker_examples(load(root).contract, "code_review")
    assert [tuple(example) for example in examples] == [
        ("6 PASS", "PASS", False),
        ("5 PASS 1 FAIL", "FAIL", False),
        ("4 PASS 2 FAIL", "FAIL", False),
        ("5 PASS 1 TIMEOUT", "PASS", True),
        ("4 PASS 2 TIMEOUT", "FAIL", False),
        ("5 PASS 1 ERROR", "ERROR", False),
        ("4 PASS 2 ERROR", "ERROR", False),
    ]


def test_every_combination_has_the_rule_that_decides(root: Path) -> None:
    contract = load(root).contract
    combinations = worker_combinations(contract, "code_review")
    assert len({tuple(row.counts.items()) for row in combinations}) == len(combinations) == 84
    assert {sum(row.counts.values()) for row in combinations} == {6}
    by_counts = {tuple(row.counts.values()): (row.combined, row.warned, row.rule) for row in combinations}
    assert by_counts[6, 0, 0, 0] == ("PASS", False, 5)
    assert by_counts[5, 0, 1, 0] == ("PASS", True, 5)
    assert by_counts[4, 0, 2, 0] == ("FAIL", False, 6)
    assert by_counts[0, 0, 6, 0] == ("TIMEOUT", False, 4)
    assert by_counts[5, 0, 0, 1] == ("ERROR", False, 1)


def test_too_many_combinations_are_left_out(root: Path) -> None:
    contract = load(root).contract
    assert contract.workers is not None
    many = replace(contract.workers.sets["code_review"], workers=tuple(f"worker-{number}" for number in range(11)))
    workers = replace(contract.workers, sets={"code_review": many})
    assert worker_combinations(replace(contract, workers=workers), "code_review") == ()
