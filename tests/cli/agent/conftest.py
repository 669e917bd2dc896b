"""A scratch repository with the contract of this one, a small one with a ticket, and calls of `revi` in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revi_docs.runtime.base.repository import Repository
from revi_docs.runtime.story_files.story_writer import NewStory, create_story
from tests.runtime.moves.test_status_moves import story_in_status
from tests.support.runtime_fixtures import (
    prepared_tickets,
    repository,
    revi,
    started_story,
    still,
    story,
    ticket_copy,
    workflow,
)

__all__ = ["prepared_tickets", "repository", "revi", "started_story", "still", "story", "ticket_copy", "workflow"]


@pytest.fixture
def stories(root: Path, repository: Path, workflow: Repository) -> Path:
    shutil.copytree(root / "plans", repository / "plans", ignore=shutil.ignore_patterns("stories"))
    story_in_status(workflow, "REVI-003", "in-qa")
    story_in_status(workflow, "REVI-010", "blocked")
    create_story(
        workflow.story_paths("REVI-016"),
        NewStory("A title that is much too long to stand in a line of eighty columns", ("REVI-003",)),
    )
    return repository
