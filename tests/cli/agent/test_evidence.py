"""`revi evidence run`: what a person sees of a check that failed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.changed_contract import changed_contract
from tests.support.command_line import call_program

OUTPUT = "for number in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $number; done; exit 3"


def test_the_end_of_the_output_of_a_failed_check_is_printed(repository: Path) -> None:
    with changed_contract(repository) as contract:
        contract["checks"] = {"fine": {"command": ["true"]}, "loud": {"command": ["sh", "-c", OUTPUT]}}
    git = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org")
    for words in (("init", "-q", "-b", "main"), ("add", "--all"), ("commit", "-q", "-m", "base")):
        subprocess.run([*git, *words], cwd=repository, check=True)
    assert call_program("revi", repository, "story", "new", "REVI-016", "--title", "A story").code == 0
    result = call_program("revi", repository, "evidence", "run", "REVI-016")
    lines = [f"  | line {number}" for number in range(3, 13)]
    assert (result.code, result.stderr.splitlines()) == (
        1,
        [
            "check-failed: REVI-016: loud failed with exit code 3",
            "  fine: passed",
            "  loud: failed with exit code 3",
            *lines,
            "  fix: correct the problem, and run 'revi evidence run REVI-016 loud'",
        ],
    )
    alone = call_program("revi", repository, "evidence", "run", "REVI-016", "loud")
    assert alone.stderr.splitlines()[1:-1] == lines
