"""Transitions of a contract and of the one that it extends merge by source, initiator and trigger."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.canonical_form import canonical
from revi_docs.contract.loader import LoadedContract, load
from tests.contract.test_extends import repository


def transitions(loaded: LoadedContract) -> list[tuple[str, str, str]]:
    return [
        (move["from"], move["to"], move["event"] or move["verdict"])
        for move in canonical(loaded.contract)["transitions"]
    ]


BASE_TRANSITIONS = [
    ("open", "working", "started"), ("open", "done", "PASS"), ("open", "done", "FAIL"),
    ("working", "done", "PASS"), ("working", "done", "FAIL"),
]  # fmt: skip

TRANSITIONS = {
    "replaced": (
        "{from: working, to: open, by: build, verdict: FAIL}",
        [*BASE_TRANSITIONS[:4], ("working", "open", "FAIL")],
    ),
    "added": ("{from: done, to: open, by: manual, event: reopened}", [*BASE_TRANSITIONS, ("done", "open", "reopened")]),
    "removed": (
        "{from: open, to: null, by: build, verdict: [PASS, FAIL]}",
        [BASE_TRANSITIONS[0], *BASE_TRANSITIONS[3:]],
    ),
}


@pytest.mark.parametrize("case", TRANSITIONS)
def test_transitions_merge_by_source_initiator_and_trigger(tmp_path: Path, case: str) -> None:
    transition, expected = TRANSITIONS[case]
    loaded = load(repository(tmp_path, f"transitions: [{transition}]\n"))
    assert (loaded.problems, transitions(loaded)) == ((), expected)
