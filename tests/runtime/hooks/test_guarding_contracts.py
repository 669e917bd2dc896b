"""Edits: every contract above the file is asked, and one that denies is enough."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.runtime_repository import call, revi
from tests.support.sample_repo import edit as change
from tests.support.sample_repo import write


@pytest.fixture
def root(ticket_copy: Path) -> Path:
    return ticket_copy


def reason(root: Path, path: Path) -> str:
    """Why the edit of a file is denied to a session in `root`; what the user is told if it is not."""
    tool_input = {"file_path": str(path), "content": "x"}
    process = revi(
        root, "hook", "PreToolUse", arguments=call(root, "PreToolUse", tool_name="Write", tool_input=tool_input)
    )
    assert (process.returncode, process.stderr) == (0, "")
    answer = json.loads(process.stdout or "{}")
    return str(answer.get("hookSpecificOutput", {}).get("permissionDecisionReason") or answer.get("systemMessage", ""))


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def test_worktrees_inside_and_beside_the_repository(root: Path, tmp_path: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    for folder in (root / ".claude/worktrees/inside", tmp_path / "beside"):
        git(root, "worktree", "add", "-q", str(folder), "-b", folder.name)
        assert reason(root, folder / "made/agents/one.md").startswith("made/agents/one.md is generated")
        assert reason(folder, root / "made/agents/one.md").startswith("made/agents/one.md is generated")
        assert reason(root, folder / "own.txt") == ""


@pytest.mark.parametrize("marker", ["revi.yml", ".git/HEAD"])
@pytest.mark.parametrize(
    "content", ["", "revi: 1\n", "{}", '{"project": {}, "hooks": {}}', '{"project": 1, "outputs": 7, "regions": 1}']
)
def test_a_planted_contract_opens_nothing(root: Path, marker: str, content: str) -> None:
    write(root, f"made/{marker}", content)
    assert reason(root, root / "made/agents/one.md").startswith("made/agents/one.md is generated")
    assert reason(root / "made", root / "made/agents/one.md").startswith("made/agents/one.md is generated")


def test_an_invalid_contract_beside_a_closed_one_blocks(root: Path) -> None:
    write(root, "sub/revi.yml", "revi: [\n")
    assert reason(root, root / "sub/x.txt").startswith("revi hook PreToolUse: allowed, because the hook fails open")
    change(root, "revi.yml", "  PreToolUse:\n", "  PreToolUse:\n    fail: closed\n")
    assert reason(root, root / "sub/x.txt").startswith(
        "a contract above the file cannot be judged, and the hook fails closed: revi.yml:1:8: not valid YAML"
    )
