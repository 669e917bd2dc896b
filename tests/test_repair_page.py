"""Every command of the page about repairs runs, and does what the page says."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from revi_docs.runtime.base.story_ledger import story_ledger
from tests.support.branched_stories import CONTRACT, ERRORS, BranchedStories
from tests.support.command_line import ProgramOutput, call_program

EXAMPLE_ID = "1f0c9a3be2d4"


@pytest.fixture
def stories(tmp_path: Path) -> BranchedStories:
    stories = BranchedStories(tmp_path)
    stories.create("TKT-1")
    return stories


def commands(root: Path, anchor: str) -> list[list[str]]:
    """The commands of a section, in order."""
    page = (root / "docs_src/repair.md").read_text("utf-8")
    section = page.partition(f"{{ #{anchor} }}")[2].partition("\n## ")[0]
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```$", section)
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


def run(stories: BranchedStories, words: list[str], entry_id: str = "") -> ProgramOutput:
    program, *arguments = [word.replace(EXAMPLE_ID, entry_id) for word in words]
    if program == "git":
        process = subprocess.run(["git", *arguments], cwd=stories.root, check=False, capture_output=True, text=True)
        return ProgramOutput(process.returncode, process.stdout, process.stderr)
    return call_program(program, stories.root, *arguments)


def test_a_status_was_renamed(root: Path, stories: BranchedStories) -> None:
    lint, sync, move = commands(root, "renamed")
    stories.move("TKT-1", "working")
    renamed = CONTRACT.replace("working", "doing")
    (stories.root / "revi.yml").write_text(renamed)
    assert "ledger-name: 'working' is no longer a status of the contract" in run(stories, lint).stdout
    (stories.root / "revi.yml").write_text(renamed.replace("doing: {}", "doing: {aliases: [working]}"))
    assert [run(stories, words).code for words in (sync, move)] == [0, 0]
    assert story_ledger(stories.story("TKT-1")).status == "closed"


def test_two_branches_moved_one_story(root: Path, stories: BranchedStories) -> None:
    show, keep = commands(root, "fork")
    stories.git("switch", "-q", "-c", "side")
    stories.move("TKT-1", "working")
    stories.git("switch", "-q", "main")
    stories.move("TKT-1", "stuck")
    stories.merge("side")
    listing = run(stories, show).stdout
    (entry_id,) = re.findall(r"side (\w+): status working\n", listing)
    assert run(stories, keep, entry_id).code == 0
    assert story_ledger(stories.story("TKT-1")).status == "working"


def test_two_branches_wrote_to_one_log(root: Path, stories: BranchedStories) -> None:
    merge, reconcile, end = commands(root, "logs")
    stories.write_contract(CONTRACT + ERRORS)
    stories.commit()
    stories.git("switch", "-q", "-c", "side")
    for branch, actor in (("side", "Ada"), ("main", "Ben")):
        stories.git("switch", "-q", branch)
        stories.record_work("TKT-1", actor)
        stories.commit()
    stories.git("config", "user.name", "a")
    stories.git("config", "user.email", "a@example.org")
    assert run(stories, merge).code == 1
    assert "TKT-1.md: kept the lines of both sides" in run(stories, reconcile).stdout
    assert run(stories, end).code == 0
    assert stories.codes() == []
    text = Path(stories.story("TKT-1").story).read_text("utf-8")
    assert text.index("Work of Ben") < text.index("Work of Ada")


def test_two_branches_have_a_story_with_one_id(root: Path, stories: BranchedStories) -> None:
    (renumber,) = commands(root, "renumber")
    assert run(stories, renumber).code == 0
    assert stories.codes() == []
    assert [path.name for path in (stories.root / "tickets").iterdir() if path.is_dir()] == ["TKT-2"]


def test_an_entry_was_changed(root: Path, stories: BranchedStories) -> None:
    lint, restore = commands(root, "changed")
    (entry,) = (stories.root / "tickets/TKT-1/ledger").iterdir()
    entry.write_text(entry.read_text().replace('"revi"', '"eve"'))
    assert "history-rewritten" in run(stories, lint).stdout
    assert run(stories, restore).code == 0
    assert stories.codes() == []
