"""A committed repository with a story on which a command works, and the review of a change of its contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from revi_docs.drift.sync import sync
from tests.support import runtime_repository
from tests.support.runtime_repository import ticket
from tests.support.sample_repo import edit, git, run_docs
from tests.support.workspaces import open_workspace


def reviewed_repository(root: Path) -> Path:
    """A repository whose story TKT-7 is in `working`, where /begin works on it."""
    runtime_repository.repository(root)
    folder = ticket(root)
    (folder / "_implementation/TOKEN-LOG.md").unlink()
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "Begin")
    return root


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "-m", message)


def change(root: Path, *edits: tuple[str, str]) -> None:
    """Edit the contract, regenerate, and commit."""
    for old, new in edits:
        edit(root, "revi.yml", old, new)
    sync(root, open_workspace(root).file_statuses, force=True)
    commit(root, "Change the contract")


def review(root: Path, *words: str) -> dict[str, Any]:
    """The document that `revi-docs diff` prints."""
    result = run_docs(root, "diff", "--format", "json", *words)
    assert (result.returncode, result.stderr) == (0, "")
    document: dict[str, Any] = json.loads(result.stdout)
    return document
