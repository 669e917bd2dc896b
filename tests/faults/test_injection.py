"""After a single fault the state is old or new, and the answer says which."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

import pytest

from tests.faults.hostile import prepare, run
from tests.faults.injection import FAULTS, Point, copy_repository, leftovers, points, run_with_fault, state
from tests.support import strace
from tests.support.soak import rounds

_STORY = "tickets/TKT-7"
CHANGED_FILES: dict[str, tuple[str, ...]] = {
    "sync": ("docs/*",),
    "story new": ("tickets/TKT-8/*.md", "tickets/TKT-8/ledger/*"),
    "story log": (f"{_STORY}/TKT-7.md",),
    "move": (f"{_STORY}/ledger/*",),
    "lock acquire": (f"{_STORY}/_implementation/.phase-lock",),
    "budget start": (f"{_STORY}/_implementation/.budget",),
    "budget record": (f"{_STORY}/_implementation/TOKEN-LOG.md", f"{_STORY}/_implementation/.budget"),
    "budget report": (f"{_STORY}/_implementation/TOKEN-SUMMARY.md",),
    "error record": (f"{_STORY}/_implementation/ERROR-LOG.yaml", f"{_STORY}/ledger/*"),
    "workers start": (f"{_STORY}/_implementation/TRACE.jsonl",),
    "workers collect": (f"{_STORY}/_implementation/VERIFICATION.yaml",),
    "trace emit": (f"{_STORY}/_implementation/TRACE.jsonl",),
}
"""Command → the files that it changes. Others follow from them: the trace, and what `revi doctor --fix` repairs."""

STEPWISE = {"story new", "budget record", "error record"}
"""Commands that change several files, and can be stopped between two of them."""

SAMPLED_POINTS = 1


@pytest.mark.parametrize("command", CHANGED_FILES)
def test_a_fault_leaves_the_old_or_the_new_state(
    prepared_tickets: Path, prepared_sample: Path, tmp_path: Path, command: str
) -> None:
    prepared = copy_repository(prepared_sample if command == "sync" else prepared_tickets, tmp_path / "prepared")
    prepare(prepared, command)
    all_points, exit_code = points(prepared, command, tmp_path)
    assert all_points
    files, cases = CHANGED_FILES[command], [(point, fault) for point in all_points for fault in FAULTS]
    old, new = state(prepared, files), state(tmp_path / "traced", files)
    assert old != new
    for number, (point, fault) in enumerate(Random(command).sample(cases, rounds(SAMPLED_POINTS, len(cases)))):
        root = copy_repository(prepared, tmp_path / str(number))
        result = run_with_fault(root, command, point, fault, tmp_path / "log")
        _check(result, exit_code, state(root, files), (old, new), (command, point, fault))
        # What a killed writer left goes with the next command that writes there, and with the command that repairs.
        for next_command in (command, "doctor") if command != "sync" else (command,):
            run(next_command, root, strace.environment())
        assert leftovers(root) == [], (command, point, fault)


def _check(
    result: subprocess.CompletedProcess[str],
    exit_code: int,
    actual: dict[str, bytes],
    old_and_new: tuple[dict[str, bytes], dict[str, bytes]],
    case: tuple[str, Point, str],
) -> None:
    output = result.stdout + result.stderr
    assert "Traceback" not in output, case
    old, new = old_and_new
    if case[2].startswith("signal"):
        assert case[0] in STEPWISE or actual in (old, new), case
    elif result.returncode == exit_code:
        assert actual == new, (case, output)
    else:
        assert actual == old or "state-unknown" in output, (case, output)
