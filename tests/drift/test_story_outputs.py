"""Index and roadmap under the check: tampered, stale and why; a status by hand is a finding."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.repo_files import git
from tests.support.sample_repo import edit, run_docs

STORY = "plans/stories/REVI-016/REVI-016.md"
INDEX = "plans/REVI.stories.index.md"


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contract and the plan of this repository, with all that is made of them, and one story."""
    made = tmp_path_factory.mktemp("made")
    for path in ("revi.yml", "plans/REVI.plan.exec.md"):
        (made / path).parent.mkdir(exist_ok=True)
        shutil.copy(root / path, made / path)
    git(made, "init", "-q")
    assert run_docs(made, "sync").returncode == 0
    new = ("story", "new", "REVI-016", "--title", "Export of the board")
    agent(made, *new, "--depends-on", "REVI-006")
    assert run_docs(made, "sync").returncode == 0
    return made


@pytest.fixture
def ours(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "ours", symlinks=True)


def agent(root: Path, *words: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "revi_docs.cli.agent.main", *words]
    return subprocess.run(command, cwd=root, env=env, check=True, capture_output=True, text=True).stdout


def test_what_the_index_says(ours: Path) -> None:
    link = "[REVI-016](stories/REVI-016/REVI-016.md)"
    row = f"| {link} | Export of the board |  | `pending` | backlog | REVI-006 |\n"
    assert row in (ours / INDEX).read_text()
    line = f"- {link}: Export of the board (`pending`), waits for REVI-006\n"
    assert line in (ours / "plans/REVI.roadmap.md").read_text()


def test_an_index_edited_by_hand_is_tampered(ours: Path) -> None:
    edit(ours, INDEX, "Export of the board", "Import of the board")
    answer = run_docs(ours, "check")
    assert answer.returncode == 1
    assert f"{INDEX}:" in answer.stdout
    assert "tampered" in answer.stdout


def test_a_story_that_moves_makes_the_index_stale(ours: Path) -> None:
    take = ("lock", "acquire", "REVI-016", "--phase", "pm_story", "--command", "pm-generate-story")
    agent(ours, *take, "--owner", "me")
    said = agent(ours, "move", "REVI-016", "generated", "--by", "pm-generate-story", "--owner", "me")
    assert said == (
        "REVI-016: moved from pending to generated\n"
        f"  stale now: plans/REVI.roadmap.md; run 'revi-docs sync'\n"
        f"  stale now: {INDEX}; run 'revi-docs sync'\n"
    )
    answer = run_docs(ours, "check")
    assert answer.returncode == 1
    assert "stale" in answer.stdout
    assert "plans/stories/REVI-016/LEDGER.jsonl:2:1" in answer.stdout
    assert run_docs(ours, "sync").returncode == 0
    assert run_docs(ours, "check").returncode == 0


def test_a_status_by_hand_is_a_finding_that_names_revi_and_the_index_is_stale(ours: Path) -> None:
    edit(ours, STORY, "status: pending", "status: completed")
    found = run_docs(ours, "lint")
    assert found.returncode == 1
    assert f"{STORY}:4:9: status-differs: " in found.stdout
    fix = next(line for line in found.stdout.splitlines() if line.startswith("  fix: "))
    assert "revi " in fix
    stale = run_docs(ours, "check")
    assert stale.returncode == 1
    assert "stale" in stale.stdout
    assert f"{STORY}:4:9" in stale.stdout


def test_a_warm_check_sees_a_story_that_changed(ours: Path) -> None:
    assert run_docs(ours, "check").returncode == 0
    edit(ours, STORY, 'title: "Export of the board"', 'title: "Export"')
    assert run_docs(ours, "check").returncode == 1
