"""What `revi plumbing trace check` finds in the trace and the ledger of a story."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.inspection.trace_checks import check_trace
from tests.support.ledgers import to_old_ledger
from tests.support.runtime_fixtures import Revi
from tests.support.traced_phase import HEAD, TRACE, added, places_and_codes, replaced, run_phase

pytestmark = pytest.mark.usefixtures("started_story")

LEDGER = "plans/stories/REVI-016/LEDGER.jsonl"


def test_a_valid_run_has_no_fault(revi: Revi, story: StoryPaths) -> None:
    run_phase(story)
    assert check_trace(story) == ()
    response = revi("trace", "check", story.id)
    assert (response.exit, response.document["problems"]) == (0, [])
    assert revi("trace", "check", "--all").exit == 0


def removed(path: str, part: str) -> Callable[[Path], None]:
    def remove(root: Path) -> None:
        lines = (root / path).read_text().splitlines(keepends=True)
        remaining = [line for line in lines if part not in line]
        assert len(remaining) == len(lines) - 1
        (root / path).write_text("".join(remaining))

    return remove


TOKENS = "plans/stories/REVI-016/_implementation/TOKEN-LOG.md"
RECORD = "| phase | delta | source | complete | recordedAt |\n|---|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("seed_fault", "expected"),
    [
        pytest.param(added(TRACE, HEAD), [(TRACE, 10, "trace-torn")], id="torn line"),
        pytest.param(added(TRACE, f'{HEAD}"vanished"}}\n'), [(TRACE, 10, "unknown-event")], id="unknown event"),
        pytest.param(
            replaced(TRACE, '"tool": "Write"', '"tool": "Write", "x": 1'), [(TRACE, 4, "unknown-field")], id="field"
        ),
        pytest.param(replaced(TRACE, '"model": "sonnet"', '"model": "opus"'), [(TRACE, 3, "wrong-model")], id="model"),
        pytest.param(
            replaced(TRACE, '"tokensInput": 900', '"tokensInput": 100000'), [(TRACE, 5, "over-budget")], id="budget"
        ),
        pytest.param(
            removed(TRACE, "lock_taken"), [(TRACE, line, "lock-not-held") for line in (1, 6, 7, 8)], id="lock not held"
        ),
        pytest.param(removed(TRACE, "phase_complete"), [(TRACE, 8, "phase-without-end")], id="never ended"),
        pytest.param(
            replaced(TRACE, '"to": "generated"', '"to": "uat"'),
            [(TRACE, 7, "move-not-in-ledger"), (TRACE, 7, "illegal-transition")],
            id="illegal transition",
        ),
        pytest.param(
            replaced(LEDGER, '"to": "generated"', '"to": "uat"'),
            [(LEDGER, 2, "ledger-path"), (TRACE, 7, "move-not-in-ledger")],
            id="illegal transition in the ledger",
        ),
        pytest.param(added(LEDGER, HEAD), [(LEDGER, 3, "ledger-torn")], id="torn ledger"),
        pytest.param(
            added(TOKENS, f"{RECORD}| elaboration | 60000 | stated | true | 2026-02-11T14:32:05-07:00 |\n"),
            [(TOKENS, 3, "over-budget")],
            id="a record over budget",
        ),
        pytest.param(
            added(TOKENS, f"{RECORD}| elaboration | 6 | guessed | true | 2026-02-11T14:32:05-07:00 |\n"),
            [(TOKENS, 3, "token-record-malformed")],
            id="no record",
        ),
    ],
)
def test_each_seeded_fault_is_reported(
    revi: Revi, story: StoryPaths, repository: Path, seed_fault: Callable[[Path], None], expected: Any
) -> None:
    run_phase(story)
    to_old_ledger(Path(story.folder))
    seed_fault(repository)
    response = revi("trace", "check", story.id)
    assert response.exit == 1
    assert places_and_codes(response.document) == expected
    assert all(problem["fix"] and problem["message"] for problem in response.document["problems"])
