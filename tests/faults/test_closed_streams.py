"""What a command did does not depend on who reads about it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.faults.hostile import BIN
from tests.support import strace

CASES = [
    pytest.param(">&-", 0, id="standard output is closed"),
    pytest.param("2>&-", 0, id="standard error is closed"),
    pytest.param("<&- >&- 2>&-", 0, id="all are closed"),
    pytest.param(">/dev/full", 3, id="standard output is full"),
    pytest.param("2>/dev/full", 0, id="standard error is full"),
]


@pytest.mark.parametrize(("redirection", "exit_code"), CASES)
def test_the_story_is_created(ticket_copy: Path, redirection: str, exit_code: int) -> None:
    command = f"{BIN}/revi story new TKT-9 --title T {redirection}"
    result = subprocess.run(
        ["bash", "-c", command], cwd=ticket_copy, env=strace.environment(), capture_output=True, check=False
    )
    assert result.returncode == exit_code
    assert b"Traceback" not in result.stdout + result.stderr
    assert (ticket_copy / "tickets/TKT-9/TKT-9.md").read_text(encoding="utf-8").startswith("---\nid: TKT-9\n")


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", ">&- 2>&-"])
def test_a_rejection_keeps_its_exit_code(ticket_copy: Path, redirection: str) -> None:
    command = f"{BIN}/revi story new TKT-7 --title T {redirection}"
    result = subprocess.run(
        ["bash", "-c", command], cwd=ticket_copy, env=strace.environment(), capture_output=True, check=False
    )
    assert result.returncode == 1
    assert b"Traceback" not in result.stdout + result.stderr


def test_no_file_gets_the_number_of_a_closed_stream(ticket_copy: Path, tmp_path: Path) -> None:
    command = f"{BIN}/revi log TKT-7 --actor a --summary s <&- >&- 2>&-"
    strace.run(["bash", "-c", command], ticket_copy, tmp_path / "log", ("-e", "trace=openat"))
    opened = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    results = [line.rpartition(" = ")[2] for line in opened]
    inside = [result for result in results if f"<{ticket_copy}/" in result]
    assert inside
    assert [result for result in inside if result[0] in "012" and result[1] == "<"] == []
