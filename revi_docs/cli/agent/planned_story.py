"""What the plan says about a story, for commands that also work on stories without a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.cli.agent.contract_loader import load_valid_contract
from revi_docs.files.read_file import is_file
from revi_docs.records.evidence.story_files import artifact_path
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.base.story_evidence import story_files

if TYPE_CHECKING:
    from revi_docs.stories.execution_plan import PlannedStory

_PLAN_ARTIFACT = "plan_exec"
"""`PLAN_ARTIFACT` of `stories.execution_plan`, whose import would cost more than the rest of a call."""


def planned_story(story: StoryPaths) -> PlannedStory | None:
    """The row of the plan for a story; None if there is no plan or it does not list the story.

    Raises UnavailableError if the contract is invalid.
    """
    repository = story.repository
    if _PLAN_ARTIFACT not in repository.section("artifacts"):
        return None
    if not is_file(repository.root, artifact_path(story_files(story), _PLAN_ARTIFACT)):
        return None
    from revi_docs.stories.execution_plan import read_plan

    plan = read_plan(Path(repository.root), load_valid_contract(repository.root))
    return next((item for item in plan.stories if item.id == story.id), None)


def first_status(story: StoryPaths) -> str:
    """The status of a story that is only planned: the first initial one."""
    return next(name for name, status in story.repository.contract.statuses.items() if status.initial)
