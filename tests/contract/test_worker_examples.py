"""Examples of combined results are what `decide` says."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.loader import load
from revi_docs.contract.worker_examples import worker_examples


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
