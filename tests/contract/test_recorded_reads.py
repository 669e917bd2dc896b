"""A contract that records which keys are read."""

from __future__ import annotations

from dataclasses import replace

from revi_docs.contract.loader import parse
from revi_docs.contract.model import Contract
from revi_docs.contract.model_keys import ModelKey
from revi_docs.contract.recorded_reads import with_recorder

CONTRACT = parse(b"revi: 1\nstatuses:\n  open: {description: Started.}\n  done: {terminal: true}\n").contract
STATUS = type(CONTRACT.statuses["open"])


def test_the_keys_that_are_read_are_recorded() -> None:
    reads: set[ModelKey] = set()
    contract = with_recorder(CONTRACT, reads)
    assert reads == set()
    assert contract.statuses["done"].terminal
    assert reads == {(Contract, "statuses"), (STATUS, "terminal")}


def test_the_values_are_as_before() -> None:
    contract = with_recorder(CONTRACT, set())
    assert isinstance(contract, Contract)
    assert isinstance(contract.statuses["open"], STATUS)
    assert contract.statuses["open"].description == "Started."
    assert contract.statuses["open"] == contract.statuses["open"]
    assert replace(contract.statuses["open"], terminal=True).terminal
