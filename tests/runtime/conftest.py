"""A scratch repository with the contract of this one, and `revi` as a real process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from revi_docs.runtime.base.repository import Repository, StoryPaths, open_repository


class CommandOutput(NamedTuple):
    """The output of a call: its exit code and its JSON document."""

    exit: int
    document: Mapping[str, Any]

    @property
    def code(self) -> str:
        return str(self.document["code"])


Revi = Callable[..., CommandOutput]


@pytest.fixture
def repository(root: Path, tmp_path: Path) -> Path:
    (tmp_path / "generated").mkdir()
    for path in ("revi.yml", "generated/contract.json"):
        shutil.copy(root / path, tmp_path / path)
    return tmp_path


@pytest.fixture
def workflow(repository: Path) -> Repository:
    return open_repository(str(repository))


@pytest.fixture
def story(workflow: Repository) -> StoryPaths:
    return workflow.story("REVI-016")


@pytest.fixture
def revi(root: Path, repository: Path) -> Revi:
    """Call `revi` as a session."""

    def call(*words: str, session: str = "", stdin: str = "") -> CommandOutput:
        variables = {"CLAUDE_CODE_SESSION_ID": session, "CLAUDE_PID": str(os.getpid())}
        process = subprocess.run(
            [sys.executable, "-m", "revi_docs.cli.agent.main", *words, "--format", "json"],
            cwd=repository,
            env={**os.environ, "PYTHONPATH": str(root), **variables},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in process.stderr, process.stderr
        return CommandOutput(process.returncode, json.loads(process.stdout))

    return call
