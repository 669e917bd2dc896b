"""A scratch repository with the contract of this one, and `revi` as a real process."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from revi_docs.runtime.base.repository import Repository, StoryPaths, open_repository
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.support import fork_server
from tests.support.compiled_contracts import save_compiled
from tests.support.runtime_repository import repository as small_repository
from tests.support.runtime_repository import ticket


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
    shutil.copy(root / "revi.yml", tmp_path)
    return save_compiled(tmp_path)


@pytest.fixture
def workflow(repository: Path) -> Repository:
    return open_repository(str(repository))


@pytest.fixture
def story(workflow: Repository) -> StoryPaths:
    return workflow.story_paths("REVI-016")


@pytest.fixture
def started_story(story: StoryPaths) -> StoryPaths:
    create_story(story, NewStory("A story"))
    return story


@pytest.fixture
def revi(repository: Path) -> Revi:
    """Call `revi` as a session."""

    def call(*words: str, session: str = "", stdin: str = "", pid: int = 0) -> CommandOutput:
        variables = {"CLAUDE_CODE_SESSION_ID": session, "CLAUDE_PID": str(pid or os.getpid())}
        process = fork_server.run(
            "revi", [*words, "--format", "json"], repository, {**os.environ, **variables}, stdin.encode()
        )
        assert b"Traceback" not in process.stderr, process.stderr
        return CommandOutput(process.returncode, json.loads(process.stdout))

    return call


@pytest.fixture(scope="session")
def prepared_tickets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synced small repository with a ticket in progress; tests copy it and never change it."""
    prepared = small_repository(tmp_path_factory.mktemp("tickets") / "worked")
    ticket(prepared)
    return prepared


@pytest.fixture(scope="module")
def still(prepared_tickets: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that the tests of a module share, with a ticket that is not locked."""
    return save_compiled(Path(shutil.copytree(prepared_tickets, tmp_path_factory.mktemp("still") / "our work")))


@pytest.fixture
def ticket_copy(prepared_tickets: Path, tmp_path: Path) -> Path:
    """A copy that belongs to one test."""
    return save_compiled(Path(shutil.copytree(prepared_tickets, tmp_path / "worked")))
