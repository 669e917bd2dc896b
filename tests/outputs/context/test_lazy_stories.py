"""Index and roadmap under the check: tampered, stale and why; a status by hand is a finding."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.stories.repo_files import git
from tests.support import fork_server
from tests.support.sample_repo import copy_synced, edit, run_docs, save_renders

STORY = "plans/stories/REVI-016/REVI-016.md"
INDEX = "plans/REVI.stories.index.md"


@pytest.fixture(scope="module")
def synced_repo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contract and the plan of this repository, with all that is made of them, and one story."""
    synced_repo = tmp_path_factory.mktemp("made")
    for path in ("revi.yml", "plans/REVI.plan.exec.md"):
        (synced_repo / path).parent.mkdir(exist_ok=True)
        shutil.copy(root / path, synced_repo / path)
    git(synced_repo, "init", "-q")
    assert run_docs(synced_repo, "sync").returncode == 0
    new = ("story", "new", "REVI-016", "--title", "Export of the board")
    agent(synced_repo, *new, "--depends-on", "REVI-006")
    assert run_docs(synced_repo, "sync").returncode == 0
    save_renders(synced_repo)
    return synced_repo


@pytest.fixture
def repo(synced_repo: Path, tmp_path: Path) -> Path:
    return copy_synced(synced_repo, tmp_path / "ours")


def agent(root: Path, *words: str) -> str:
    process = fork_server.run("revi", words, root, os.environ)
    assert process.returncode == 0, process.stderr
    return process.stdout.decode()


def test_what_the_index_says(repo: Path) -> None:
    link = "[REVI-016](stories/REVI-016/REVI-016.md)"
    item = f"- {link}: Export of the board, after REVI-006\n"
    assert item in (repo / INDEX).read_text()
    line = f"- {link}: Export of the board, batch 3, after REVI-006\n"
    assert line in (repo / "plans/REVI.roadmap.md").read_text()


def test_an_index_edited_by_hand_is_tampered(repo: Path) -> None:
    edit(repo, INDEX, "Export of the board", "Import of the board")
    answer = run_docs(repo, "check")
    assert answer.returncode == 1
    assert f"{INDEX}:" in answer.stdout
    assert "tampered" in answer.stdout


def test_a_story_that_moves_changes_no_index(repo: Path) -> None:
    take = ("lock", "acquire", "REVI-016", "--phase", "pm_story", "--command", "pm-generate-story")
    agent(repo, *take, "--owner", "me")
    output = agent(repo, "move", "REVI-016", "generated", "--by", "pm-generate-story", "--owner", "me")
    assert output == "REVI-016: moved from pending to generated\n"
    assert run_docs(repo, "check").returncode == 0


def test_a_status_by_hand_is_a_finding_that_names_revi(repo: Path) -> None:
    edit(repo, STORY, "title: ", "status: completed\ntitle: ")
    lint_result = run_docs(repo, "lint")
    assert lint_result.returncode == 1
    assert f"{STORY}:3:9: status-differs: " in lint_result.stdout
    fix = next(line for line in lint_result.stdout.splitlines() if line.startswith("  fix: "))
    assert "revi " in fix
    assert run_docs(repo, "check").returncode == 0


def test_a_warm_check_sees_a_story_that_changed(repo: Path) -> None:
    assert run_docs(repo, "check").returncode == 0
    edit(repo, STORY, 'title: "Export of the board"', 'title: "Export"')
    assert run_docs(repo, "check").returncode == 1
