"""The reference and the Python version give the answers that were written by hand."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from revi_docs.decide.contract_json import read_contract
from tests.vectors.answers import answer, questions
from tests.vectors.expected_answers import EXPECTED_ANSWERS
from tests.vectors.reference import Reference


def test_there_are_forty() -> None:
    assert len(EXPECTED_ANSWERS) == 40


@pytest.mark.parametrize(("question", "arguments", "expected"), EXPECTED_ANSWERS.values(), ids=EXPECTED_ANSWERS)
def test_python(root: Path, question: str, arguments: list[Any], expected: Any) -> None:
    data = json.loads((root / "generated/contract.json").read_bytes())
    contract = read_contract(data)
    ask = questions(lambda name: import_module(f"revi_docs.decide.{name}"), contract, data)
    assert answer(ask[question], arguments) == expected


@pytest.mark.parametrize(("question", "arguments", "expected"), EXPECTED_ANSWERS.values(), ids=EXPECTED_ANSWERS)
def test_the_reference(root: Path, question: str, arguments: list[Any], expected: Any) -> None:
    reference = Reference((root / "revi.yml").read_text("utf-8"))
    ask: Any = {
        "pairs": reference.can, "triggers": reference.can, "allowed": reference.allowed,
        "names": reference.name, "errors": reference.retry, "circuit": reference.circuit,
        "sets": reference.aggregate_set,
        "budgets": reference.budget, "reruns": reference.rerun, "models": reference.model,
    }[question]  # fmt: skip
    assert json.loads(json.dumps(ask(*arguments))) == expected
