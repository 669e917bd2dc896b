"""`revi doctor`: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.runtime_repository import revi


def test_problems_have_a_place_and_a_fix(ticket_copy: Path) -> None:
    process = revi(ticket_copy, "doctor", "--format", "json")
    problems = json.loads(process.stdout)["problems"]
    assert process.returncode == (1 if problems else 0)
    assert all(problem["code"] and problem["fix"] for problem in problems)


def test_outside_of_a_repository(tmp_path: Path) -> None:
    assert revi(tmp_path, "doctor").returncode == 3
