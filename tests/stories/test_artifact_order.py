"""In which statuses an artifact is started, and what comes before it."""

from __future__ import annotations

from revi_docs.contract.loader import parse
from revi_docs.stories.artifact_order import ArtifactOrder

CONTRACT = parse(
    b"""revi: 1
phases: [plan, make, test]
statuses: {open: {initial: true}, made: {}, over: {terminal: true}}
transitions:
  - {from: open, to: made, by: build, event: finished}
  - {from: made, to: over, by: check, event: finished}
artifacts: {proof: {file: PROOF.md}, report: {file: REPORT.md}, note: {file: NOTE.md}}
commands:
  build: {phase: make, writes: [proof]}
  check: {phase: test, writes: [report]}
  tell: {writes: [note]}
"""
).contract


def test_entry_statuses() -> None:
    assert ArtifactOrder(CONTRACT).entry_statuses == {
        "proof": frozenset({"open"}),
        "report": frozenset({"made"}),
        "note": frozenset(),
    }


def test_predecessors() -> None:
    assert ArtifactOrder(CONTRACT).predecessors == {
        "proof": frozenset(),
        "report": frozenset({"proof"}),
        "note": frozenset(),
    }


def test_alternatives() -> None:
    text = b"""revi: 1
statuses: {open: {}, over: {terminal: true, requires: [{artifact: [proof, note]}, {new: report}]}}
artifacts: {proof: {file: PROOF.md}, report: {file: REPORT.md}, note: {file: NOTE.md}}
"""
    assert ArtifactOrder(parse(text).contract).alternatives == {
        "proof": frozenset({"note"}),
        "note": frozenset({"proof"}),
        "report": frozenset(),
    }
