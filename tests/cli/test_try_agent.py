"""`revi-docs try` with the shipped case: a good answer, and each kind of failure."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import fork_server
from tests.support.fork_server import as_text

CASE = "tests/agents/unit/elab-analyst"
START = 'cd "$REVI_STORY"; mkdir _implementation; cd _implementation; '
GOOD_ANSWER = f"{START}echo contradict REVI-777 > ANALYSIS.md; "


def run_try(root: Path, case: str, *command: str) -> subprocess.CompletedProcess[str]:
    return as_text(fork_server.run("revi-docs", ["try", case, *command], root, os.environ))


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


def test_an_empty_section(root: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(root / CASE, case)
    (case / "case.yaml").write_text("agent: elab-completion-leader\nstory: REVI-901\n")
    script = 'printf "## Verdict\\n\\nPASS\\n\\n## Findings\\n" > "$REVI_STORY/ELAB-REVI-901-20260211-1000.md"'
    result = run_try(root, str(case), "--", "sh", "-c", f'{script}; echo >> "$REVI_STORY/REVI-901.md"')
    assert result.stdout.splitlines()[0].endswith(
        "agent-section-empty: ELAB-REVI-901-20260211-1000.md has an empty section 'Findings'"
    )
    assert result.returncode == 1


def test_all_problems_of_an_invalid_case_are_reported(root: Path, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("agent: elab-analist\nstory: REVI-1\nmust_say: [a]\ncolour: red\n")
    result = run_try(root, str(tmp_path), "--", "true")
    lines = [line.partition("broken-case: ")[2] for line in result.stdout.splitlines() if "broken-case" in line]
    assert lines == [
        "'elab-analist' is not an agent",
        "'REVI-1' is not a story id",
        "there is no folder 'story'",
        "'colour' is not a key of a case",
        "'must_say' is not a mapping from artifact to words",
    ]
    assert result.returncode == 3
