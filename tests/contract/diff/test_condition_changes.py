"""Stricter and milder requirements."""

from __future__ import annotations

import pytest

from revi_docs.contract.diff.contract_diff import diff_contracts
from revi_docs.contract.loader import LoadedContract, parse


def contract(requires: str) -> LoadedContract:
    loaded = parse(f"revi: 1\nstatuses: {{a: {{terminal: true, requires: {requires}}}}}\n".encode())
    assert loaded.problems == ()
    return loaded


@pytest.mark.parametrize(
    ("old", "new", "expected", "backward"),
    [
        ("[]", "[{artifact: x}]", ["added!"], ["removed"]),
        ("[{artifact: [x, z]}]", "[{artifact: x}]", ["changed!"], ["changed"]),
        ("[{artifact: x}]", "[{artifact: z}]", ["removed", "added!"], ["removed", "added!"]),
        ("[{artifact: x}]", "[{new: x}]", ["removed", "added!"], ["removed", "added!"]),
        ("[{reviews: {min: 1}}]", "[{reviews: {min: 2}}]", ["raised!"], ["lowered"]),
        ("[{rounds: {max: 1}}]", "[{rounds: {max: 2}}]", ["raised"], ["lowered!"]),
        ("[{rounds: {min: 1, max: 2}}]", "[{rounds: {max: 2}}]", ["removed"], ["added!"]),
        ("[{state: [within-budget, circuit-closed]}]", "[{state: circuit-closed}]", ["removed"], ["added!"]),
        ("[{run: [x, z]}]", "[{run: z}, {run: x}]", [], []),
        ("[{artifact: x, person: named}]", "[{person: named}, {artifact: x}]", [], []),
    ],
)
def test_both_directions(old: str, new: str, expected: list[str], backward: list[str]) -> None:
    for sides, edits in (((old, new), expected), ((new, old), backward)):
        changes = diff_contracts(*map(contract, sides))
        assert [f"{change.edit}{'!' if change.breaking else ''}" for change in changes] == edits
