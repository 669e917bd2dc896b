"""Effective values: what applies, whether it is written in the contract or not."""

from __future__ import annotations

from revi_docs.contract.diff.contract_diff import diff_contracts
from revi_docs.contract.loader import parse
from tests.contract.diff.sample_contract import brief


def changes(old: str, new: str) -> list[str]:
    return [
        brief(change) for change in diff_contracts(parse(f"revi: 1\n{old}".encode()), parse(f"revi: 1\n{new}".encode()))
    ]


def test_the_first_status_is_the_start_if_none_is_marked() -> None:
    assert changes("statuses: [a, b]\n", "statuses: {a: {initial: true}, b: {}}\n") == []
    assert changes("statuses: [a, b]\n", "statuses: [b, a]\n") == [
        "BEHAVIOR lowered statuses.a.initial",
        "BEHAVIOR raised statuses.b.initial",
    ]
    assert changes("statuses: [a, b]\n", "statuses: {a: {}, b: {initial: true}}\n") == [
        "BEHAVIOR lowered statuses.a.initial!",
        "BEHAVIOR raised statuses.b.initial",
    ]


def test_a_default_of_all_worker_sets_is_reported_once() -> None:
    old = "workers: {sets: {s: {workers: [x]}}}\n"
    assert changes(old, "workers: {defaults: {timeout: 1m}, sets: {s: {workers: [x]}}}\n") == [
        "BEHAVIOR lowered workers.defaults.timeout!"
    ]
    assert changes(old, "workers: {sets: {s: {workers: [x], timeout: 1m}}}\n") == [
        "BEHAVIOR lowered workers.sets.s.timeout!"
    ]


def test_a_record_that_is_renamed_is_the_same_type() -> None:
    old = "records: {part: {}, whole: {fields: {parts: list of part}}}\n"
    new = "records: {piece: {aliases: [part]}, whole: {fields: {parts: list of piece}}}\n"
    assert changes(old, new) == ["DATA renamed records.piece", "DATA added records.piece.aliases.part"]
