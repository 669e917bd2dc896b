"""Two branches that worked on one story: what both wrote is still there after the merge and `revi story reconcile`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from revi_docs.runtime.merges.merged_logs import MergedLogs, merge_logs
from tests.support.branched_stories import CONTRACT, ERRORS, BranchedStories
from tests.support.command_line import call_program

STORY, LOG = "tickets/TKT-1/TKT-1.md", "tickets/TKT-1/_implementation/ERROR-LOG.yaml"


@pytest.fixture
def stories(tmp_path: Path) -> BranchedStories:
    """A merge of two branches that stopped with conflicts."""
    stories = BranchedStories(tmp_path, CONTRACT + ERRORS)
    stories.create("TKT-1")
    stories.git("switch", "-q", "-c", "side")
    stories.record_work("TKT-1", "Ada")
    stories.move("TKT-1", "working")
    stories.git("switch", "-q", "main")
    stories.record_work("TKT-1", "Ben")
    stories.move("TKT-1", "stuck")
    assert stories.git("merge", "-q", "side", check=False).returncode == 1
    return stories


def test_reconcile_keeps_both_sides_of_the_logs(stories: BranchedStories) -> None:
    fix = "run 'revi story reconcile TKT-1', which keeps both sides of logs; keep one side of the rest"
    assert [problem.fix for problem in stories.problems()][:2] == [
        fix,
        "choose a side with 'revi story reconcile TKT-1'",
    ]
    answer = call_program("revi", stories.root, "story", "reconcile", "TKT-1")
    assert answer.stdout.splitlines()[1:3] == [
        f"  {STORY}: kept the lines of both sides", f"  {LOG}: kept the lines of both sides",
    ]  # fmt: skip
    assert stories.codes() == ["ledger-fork"]
    rows = [line for line in (stories.root / STORY).read_text("utf-8").splitlines() if "Work of" in line]
    assert [row.split("|")[2].strip() for row in rows] == ["Ben", "Ada"]
    errors = yaml.safe_load((stories.root / LOG).read_text("utf-8"))["errors"]
    assert [error["message"] for error in errors] == ["Failure of Ada", "Failure of Ben"]
    keep = next(line.split()[-5] for line in answer.stdout.splitlines() if "keep it" in line)
    person = ("--actor", "Ada", "--reason", "it is right")
    assert call_program("revi", stories.root, "story", "reconcile", "TKT-1", "--keep", keep, *person).code == 0
    stories.commit()
    assert stories.codes() == []


def test_a_dry_run_writes_nothing(stories: BranchedStories) -> None:
    before = {
        path: path.read_bytes() for path in stories.root.rglob("*") if path.is_file() and ".git" not in path.parts
    }
    assert merge_logs(stories.story("TKT-1"), dry=True) == MergedLogs((STORY, LOG), ())
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_what_is_not_a_log_is_left_to_a_person(tmp_path: Path, style: str) -> None:
    stories = BranchedStories(tmp_path, CONTRACT + ERRORS)
    stories.git("config", "merge.conflictStyle", style)
    stories.create("TKT-1")
    story = stories.root / STORY
    original = story.read_text("utf-8")
    table = "\n## Plan\n\n| Step |\n|---|\n| one |\n"
    story.write_text(original + table, "utf-8")
    stories.commit()
    stories.git("switch", "-q", "-c", "side")
    story.write_text(original + table.replace("one", "two"), "utf-8")
    stories.commit()
    stories.git("switch", "-q", "main")
    story.write_text(original + table.replace("one", "three"), "utf-8")
    stories.commit()
    assert stories.git("merge", "-q", "side", check=False).returncode == 1
    merged_text = story.read_text("utf-8")
    line = merged_text.splitlines().index("<<<<<<< HEAD") + 1
    assert merge_logs(stories.story("TKT-1")) == MergedLogs((), (f"{STORY}:{line}",))
    assert story.read_text("utf-8") == merged_text


def test_an_error_log_that_is_not_valid_is_left_to_a_person(stories: BranchedStories) -> None:
    log = stories.root / LOG
    log.write_text(log.read_text("utf-8").replace("Failure of Ada", "[", 1), "utf-8")
    assert [path for path in merge_logs(stories.story("TKT-1")).unresolved if path.startswith(LOG)]
