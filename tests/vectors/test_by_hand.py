"""The answers written by hand hold: for the reference, for Python, and for TypeScript."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from revi_docs.decide.contract_json import load_contract
from tests.vectors.answers import answer, questions
from tests.vectors.by_hand import BY_HAND
from tests.vectors.reference import Reference


def test_there_are_forty() -> None:
    assert len(BY_HAND) == 40


@pytest.mark.parametrize(("question", "asked", "wanted"), BY_HAND.values(), ids=BY_HAND)
def test_python(root: Path, question: str, asked: list[Any], wanted: Any) -> None:
    contract = load_contract(str(root / "generated/contract.json"))
    ask = questions(lambda name: import_module(f"revi_docs.decide.{name}"), contract)
    assert answer(ask[question], asked) == wanted


@pytest.mark.parametrize(("question", "asked", "wanted"), BY_HAND.values(), ids=BY_HAND)
def test_the_reference(root: Path, question: str, asked: list[Any], wanted: Any) -> None:
    reference = Reference((root / "revi.yml").read_text("utf-8"))
    ask: Any = {
        "pairs": reference.can, "triggers": reference.can, "allowed": reference.allowed,
        "names": reference.name, "errors": reference.after_error, "circuit": reference.circuit,
        "sets": reference.aggregate_set,
        "budgets": reference.budget, "reruns": reference.rerun, "models": reference.model,
    }[question]  # fmt: skip
    assert json.loads(json.dumps(ask(*asked))) == wanted
