"""`revi-docs try` with the shipped case: a good answer, and each kind of failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.tried_agent import CASE, run_try

START = 'cd "$REVI_STORY"; mkdir _implementation; cd _implementation; '
GOOD_ANSWER = f"{START}echo contradict REVI-777 > ANALYSIS.md; "


def test_a_good_answer(root: Path) -> None:
    result = run_try(root, CASE, "--", "sh", f"{CASE}/answer.sh")
    assert (result.returncode, result.stdout, result.stderr) == (0, "elab-analyst: passed\n", "")


@pytest.mark.parametrize(
    ("script", "codes"),
    [
        pytest.param("true", ["agent-missed", "agent-missed", "agent-wrote-nothing"], id="nothing"),
        pytest.param(GOOD_ANSWER, [], id="enough"),
        pytest.param(f"{START}echo Contradicts > ANALYSIS.md", ["agent-missed"], id="half"),
        pytest.param(f"{GOOD_ANSWER}rm ../REVI-901.md; touch ../x", ["agent-changed-more"] * 2, id="more"),
        pytest.param(f"{GOOD_ANSWER}sleep 5", ["agent-failed"], id="too slow"),
    ],
)
def test_an_answer(root: Path, script: str, codes: list[str]) -> None:
    result = run_try(root, CASE, "--timeout", "3", "--", "sh", "-c", script)
    lines = [line.split(": ")[1] for line in result.stdout.splitlines() if line.startswith(CASE)]
    assert lines == codes
    assert result.returncode == (1 if codes else 0)
