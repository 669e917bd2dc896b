"""The Python version of `decide` answers every vector as the reference does, reading `contract.json`."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from revi_docs.decide.contract_json import load_contract, read_contract
from tests.vectors.answers import answer, describes_problems, questions, round_trips
from tests.vectors.vector_rows import QUESTIONS, vectors


@pytest.mark.parametrize("question", QUESTIONS)
def test_decide_agrees_with_the_reference(root: Path, question: str, record_property) -> None:
    rows = vectors((root / "revi.yml").read_text("utf-8"))[question]
    data = json.loads((root / "generated/contract.json").read_bytes())
    contract = read_contract(data)
    ask = questions(lambda name: import_module(f"revi_docs.decide.{name}"), contract, data)[question]
    wrong = [(row, answer(ask, row[0])) for row in rows if answer(ask, row[0]) != row[1]]
    assert rows
    assert wrong[:3] == []
    record_property("vectors", ("Python", len(rows)))


def test_problems_of_records_name_the_field(root: Path) -> None:
    contract = load_contract(str(root / "generated/contract.json"))
    assert describes_problems(lambda name: import_module(f"revi_docs.decide.{name}"), contract)


def test_records_survive_a_round_trip() -> None:
    assert round_trips(lambda name: import_module(f"revi_docs.decide.{name}"))
