"""A story that only the plan lists: what `next` and `show` say, and what `new` takes from the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.cli.agent.planned_story import planned_story
from revi_docs.runtime.base.repository import Repository
from tests.support.runtime_fixtures import Revi

PLAN = """\
---
doc_type: plan_exec
title: A plan
---

### Phase 1: First

| Story | Delivers | Depends on |
|---|---|---|
| REVI-020 | An export | – |
| REVI-021 | A filter | REVI-020 |
"""


@pytest.fixture
def plan(repository: Path) -> Path:
    file = repository / "plans/REVI.plan.exec.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PLAN, "utf-8")
    return file


@pytest.mark.usefixtures("plan")
def test_next_names_the_first_command(revi: Revi) -> None:
    answer = revi("next", "REVI-021")
    assert (answer.exit, answer.document["status"]) == (0, "pending")
    assert answer.document["message"] == "REVI-021 is 'pending', and only planned"
    assert answer.document["next"] == "revi begin REVI-021 pm-generate-story"
    (move_answer,) = (move for move in answer.document["moves"] if move["by"] == "pm-generate-story")
    fixes = [(reason["message"], reason["fix"]) for reason in move_answer["reasons"]]
    assert fixes == [("there is no story", "run 'revi story new REVI-021'")]


@pytest.mark.usefixtures("plan")
def test_show_tells_what_the_plan_says(revi: Revi) -> None:
    answer = revi("story", "show", "REVI-021")
    assert answer.document["message"] == "REVI-021: A filter"
    assert (answer.document["status"], answer.document["dependsOn"]) == ("pending", ["REVI-020"])


@pytest.mark.usefixtures("plan")
def test_a_new_story_takes_title_and_dependencies_from_the_plan(repository: Path, revi: Revi) -> None:
    assert revi("story", "new", "REVI-021").exit == 0
    text = (repository / "plans/stories/REVI-021/REVI-021.md").read_text("utf-8")
    assert 'title: "A filter"\n' in text
    assert "depends_on: [REVI-020]\n" in text
    assert revi("story", "show", "REVI-021").document["ledger"] != []


@pytest.mark.usefixtures("plan")
def test_what_is_given_replaces_the_plan(repository: Path, revi: Revi) -> None:
    assert revi("story", "new", "REVI-021", "--title", "Mine", "--depends-on", "REVI-003").exit == 0
    text = (repository / "plans/stories/REVI-021/REVI-021.md").read_text("utf-8")
    assert 'title: "Mine"\n' in text
    assert "depends_on: [REVI-003]\n" in text


@pytest.mark.usefixtures("plan")
def test_a_story_that_nobody_planned(workflow: Repository, revi: Revi) -> None:
    refused = revi("story", "new", "REVI-099")
    assert (refused.exit, refused.code, refused.document["fix"]) == (1, "no-title", "add --title TITLE")
    assert revi("next", "REVI-099").code == "unknown-story"
    assert revi("story", "show", "REVI-099").code == "unknown-story"
    assert planned_story(workflow.story_paths("REVI-099")) is None


def test_without_a_plan(workflow: Repository, plan: Path) -> None:
    story = planned_story(workflow.story_paths("REVI-020"))
    assert story is not None
    assert story.place.line == 10
    plan.unlink()
    assert planned_story(workflow.story_paths("REVI-020")) is None
