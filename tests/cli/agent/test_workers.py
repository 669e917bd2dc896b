"""`revi plumbing workers`: its dry run, and what it rejects."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runtime_repository import hold, revi
from tests.support.worker_files import FILES, WORKERS, collected, finished, result


@pytest.fixture
def root(ticket_copy: Path) -> Path:
    return ticket_copy


def test_a_dry_run_writes_nothing(root: Path) -> None:
    for worker in WORKERS:
        result(root, worker, FILES["PASS"])
    assert collected(root, "--dry-run")[0] == 0
    assert not (root / "tickets/TKT-7/_implementation/VERIFICATION.yaml").exists()
    assert finished(root) == []


def test_an_unknown_set_and_an_unknown_story(root: Path) -> None:
    process = revi(root, "workers", "collect", "TKT-7", "--set", "writers")
    assert (process.returncode, process.stderr) == (
        1, "unknown-worker-set: 'writers' is not a worker set\n  fix: use one of: readers\n",
    )  # fmt: skip
    process = revi(root, "workers", "collect", "TKT-9", "--set", "readers")
    assert (process.returncode, process.stderr.splitlines()[0]) == (
        1,
        "unknown-story: there is no story TKT-9; did you mean 'TKT-7'?",
    )


def test_workers_start_only_on_a_story_on_which_their_command_works(root: Path) -> None:
    assert revi(root, "workers", "start", "TKT-7", "--set", "readers").returncode == 0
    hold(root)
    answer = revi(root, "move", "TKT-7", "checking", "--by", "begin", "--owner", "session-1")
    assert answer.returncode == 0, answer.stderr
    process = revi(root, "workers", "start", "TKT-7", "--set", "readers")
    assert process.returncode == 1
    assert process.stderr == (
        "wrong-status: /begin works on a story in 'open' or 'working', but TKT-7 is 'checking'\n"
        "  fix: run 'revi next TKT-7' to see which command is next\n"
    )
