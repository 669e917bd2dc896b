"""A trace replayed: a run as the contract has it has no fault, and each planted fault is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from revi_docs.decide.compiled_contract import CompiledContract
from tests.support.replayed_traces import (
    CHECKED,
    COMPLETE,
    DONE,
    FAIL,
    MOVED,
    PASSED,
    RELEASED,
    SPAWN,
    START,
    TAKEN,
    TOOL,
    VALID,
    Event,
    event,
    instead,
    issue_places,
    without,
)

OTHER = event("lock_taken", phase="elaboration", owner="s2", fence=2, takenOver=True)
AGAIN = event("lock_released", phase="elaboration", owner="s2", fence=2)


def put(previous: Event, *more: Event) -> list[Event | str]:
    index = VALID.index(previous) + 1
    return [*VALID[:index], *more, *VALID[index:]]


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([], id="nothing"),
        pytest.param(VALID, id="a whole run"),
        pytest.param([*VALID, *[{**item, "fence": 2} if "fence" in item else item for item in VALID]], id="two runs"),
        pytest.param([TAKEN, START, OTHER, START, COMPLETE, AGAIN], id="taken over from a dead holder"),
        pytest.param(
            [TAKEN, START, event("lock_broken", phase="elaboration", owner="s1", fence=1, actor="a", reason="b")],
            id="lock broken by a person",
        ),
        pytest.param(
            [TAKEN, START, {**OTHER, "takenOver": False}, START, COMPLETE, RELEASED, COMPLETE, AGAIN],
            id="the next owner is recorded before the previous one has released",
        ),
        pytest.param([TAKEN, START, FAIL, {**COMPLETE, "status": "FAIL"}, RELEASED], id="a phase that fails"),
    ],
)
def test_a_valid_run_has_no_fault(tmp_path: Path, contract: CompiledContract, events: Sequence[Event | str]) -> None:
    assert issue_places(tmp_path, contract, events, breached=frozenset({"elaboration"})) == []


def test_a_phase_at_work_has_no_fault(tmp_path: Path, contract: CompiledContract) -> None:
    assert issue_places(tmp_path, contract, [TAKEN, START, SPAWN], fence=1) == []
    assert issue_places(tmp_path, contract, [TAKEN, START, SPAWN], fence=0) == [(2, "phase-without-end")]
    assert issue_places(tmp_path, contract, [TAKEN, START, SPAWN], fence=2) == [(2, "phase-without-end")]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([*VALID, '{"timestamp": "2026'], [(11, "trace-torn")], id="torn line"),
        pytest.param(["{", *VALID], [(1, "trace-malformed")], id="no JSON"),
        pytest.param(put(TOOL, event("vanished")), [(6, "unknown-event")], id="unknown event"),
        pytest.param(put(TOOL, {**TOOL, "colour": "red"}), [(6, "unknown-field")], id="unknown field"),
        pytest.param(put(TOOL, {**TOOL, "durationMs": -1}), [(6, "wrong-field")], id="wrong value"),
        pytest.param(put(TOOL, {**TOOL, "storyId": "REVI-017"}), [(6, "trace-story-differs")], id="another story"),
        pytest.param(instead(SPAWN, {**SPAWN, "model": "opus"}), [(4, "wrong-model")], id="wrong model"),
        pytest.param(
            instead(PASSED, {**PASSED, "to": "completed"}), [(8, "illegal-transition")], id="illegal transition"
        ),
        pytest.param(
            instead(MOVED, {**MOVED, "cause": "finished"}), [(3, "illegal-transition")], id="by another event"
        ),
        pytest.param(
            without(TAKEN, RELEASED), [(line, "lock-not-held") for line in (1, 2, 7, 8)], id="a run without a lock"
        ),
        pytest.param([*without(PASSED), PASSED], [(10, "lock-not-held")], id="a move after the release"),
        pytest.param(
            instead(TAKEN, {**TAKEN, "phase": "code_review"}),
            [(2, "lock-not-held"), (3, "lock-not-held"), (8, "lock-not-held"), (9, "lock-not-held")],
            id="the lock of another phase",
        ),
        pytest.param([RELEASED], [(1, "lock-not-held")], id="a release of nothing"),
        pytest.param([*VALID, TAKEN], [(11, "outdated-fence")], id="a fence comes again"),
        pytest.param(without(COMPLETE), [(9, "phase-without-end")], id="released before it ended"),
        pytest.param(without(COMPLETE, RELEASED), [(2, "phase-without-end")], id="never ended"),
        pytest.param(put(START, START), [(3, "phase-without-end")], id="started twice"),
        pytest.param(without(START), [(8, "phase-without-start")], id="never started"),
        pytest.param(instead(DONE, {**DONE, "tokensInput": 60_000}), [(6, "over-budget")], id="agents over the limit"),
        pytest.param(
            instead(CHECKED, {**CHECKED, "tokens": 60_000}),
            [(7, "over-budget")],
            id="a breach that is not in the ledger",
        ),
        pytest.param(
            instead(CHECKED, {**CHECKED, "level": "hard_gate", "tokens": 60_000}),
            [(7, "over-budget"), (7, "budget-decision")],
            id="a gate that let through",
        ),
        pytest.param(
            instead(CHECKED, {**CHECKED, "level": "lax"}), [(7, "budget-decision")], id="no level of the contract"
        ),
    ],
)
def test_each_planted_fault_is_found(
    tmp_path: Path, contract: CompiledContract, events: Sequence[Event | str], expected: list[tuple[int, str]]
) -> None:
    assert issue_places(tmp_path, contract, events) == expected


def test_a_move_that_the_ledger_does_not_know(tmp_path: Path, contract: CompiledContract) -> None:
    ledger_moves = Counter({("generated", "in-elaboration", "elab-story"): 1})
    assert issue_places(tmp_path, contract, VALID, moves=ledger_moves) == [(8, "move-not-in-ledger")]
    ledger_moves["in-elaboration", "ready-to-work", "elab-story"] = 1
    assert issue_places(tmp_path, contract, VALID, moves=ledger_moves) == []
