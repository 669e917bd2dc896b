"""`revi-docs try`: the shipped case, by the real command; each way in which an agent can fail it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CASE = "tests/agents/unit/elab-analyst"
MAKE = 'cd "$REVI_STORY"; mkdir _implementation; cd _implementation; '
FOUND = f"{MAKE}echo contradict REVI-777 > ANALYSIS.md; "


def tried(root: Path, case: str, *command: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "revi_docs.cli.main", "try", case, *command]
    return subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)


def test_a_good_answer(root: Path) -> None:
    done = tried(root, CASE, "--", "sh", f"{CASE}/answer.sh")
    assert (done.returncode, done.stdout, done.stderr) == (0, "elab-analyst: as the contract says\n", "")


@pytest.mark.parametrize(
    ("script", "codes"),
    [
        pytest.param("true", ["agent-missed", "agent-missed", "agent-wrote-nothing"], id="nothing"),
        pytest.param(FOUND, [], id="enough"),
        pytest.param(f"{MAKE}echo Contradicts > ANALYSIS.md", ["agent-missed"], id="half"),
        pytest.param(f"{FOUND}rm ../REVI-901.md; touch ../x", ["agent-changed-more"] * 2, id="more"),
        pytest.param(f"{FOUND}sleep 5", ["agent-failed"], id="too slow"),
    ],
)
def test_an_answer(root: Path, script: str, codes: list[str]) -> None:
    done = tried(root, CASE, "--timeout", "3", "--", "sh", "-c", script)
    told = [line.split(": ")[1] for line in done.stdout.splitlines() if line.startswith(CASE)]
    assert told == codes
    assert done.returncode == (1 if codes else 0)


def test_a_section_that_says_nothing(root: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(root / CASE, case)
    (case / "case.yaml").write_text("agent: elab-completion-leader\nstory: REVI-901\n")
    script = (
        'printf "## Verdict\\n\\nPASS\\n\\n## Findings\\n" > "$REVI_STORY/ELAB-REVI-901-20260211-1000.md"'
    )
    done = tried(root, str(case), "--", "sh", "-c", f'{script}; echo >> "$REVI_STORY/REVI-901.md"')
    assert done.stdout.splitlines()[0].endswith(
        "agent-section-empty: ELAB-REVI-901-20260211-1000.md has nothing in its section 'Findings'"
    )
    assert done.returncode == 1


def test_a_broken_case_tells_everything_at_once(root: Path, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("agent: elab-analist\nstory: REVI-1\nmust_say: [a]\ncolour: red\n")
    done = tried(root, str(tmp_path), "--", "true")
    told = [line.partition("broken-case: ")[2] for line in done.stdout.splitlines() if "broken-case" in line]
    assert told == [
        "there is no agent 'elab-analist'",
        "'REVI-1' is no id of a story",
        "there is no folder 'story'",
        "'colour' is no key of a case",
        "'must_say' does not say which artifact holds which words",
    ]
    assert done.returncode == 3
