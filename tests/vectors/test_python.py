"""Every row of the vectors, answered by `decide` in Python from `contract.json`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from revi_docs.decide.contract_json import load_contract
from tests.vectors.answers import answer, questions, wires_hold, words_hold
from tests.vectors.make import QUESTIONS, vectors


@pytest.mark.parametrize("question", QUESTIONS)
def test_decide_says_what_the_reference_says(root: Path, question: str, record_property) -> None:
    rows = vectors((root / "revi.yml").read_text("utf-8"))[question]
    contract = load_contract(str(root / "generated/contract.json"))
    ask = questions(lambda name: import_module(f"revi_docs.decide.{name}"), contract)[question]
    wrong = [(asked, answer(ask, asked), wanted) for asked, wanted in rows if answer(ask, asked) != wanted]
    assert rows
    assert wrong[:3] == []
    record_property("vectors", ("Python", len(rows)))


def test_what_is_wrong_with_a_record_is_said_in_words(root: Path) -> None:
    contract = load_contract(str(root / "generated/contract.json"))
    assert words_hold(lambda name: import_module(f"revi_docs.decide.{name}"), contract)


def test_a_record_comes_back_as_it_was() -> None:
    assert wires_hold(lambda name: import_module(f"revi_docs.decide.{name}"))
