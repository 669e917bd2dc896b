"""Stories begin, are adopted, logged and brought in line; nothing is overwritten, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from revi_docs.records.agent_log import log_table
from revi_docs.records.lines import read_lines
from revi_docs.records.refusal import RefusalError
from revi_docs.runtime.story_files import Adoption, LogRow, Outline, adopt, begin, follow_ledger, log
from revi_docs.runtime.workflow import StoryPaths
from tests.runtime.conftest import Revi


def test_a_new_story(story: StoryPaths) -> None:
    assert begin(story, Outline('A "b": c', ("REVI-001", "REVI-002"))) == "pending"
    text = Path(story.story).read_text()
    head, _, rest = text.partition("\n---\n\n")
    (first,) = read_lines(story.ledger)
    assert head.splitlines() == [
        "---",
        "id: REVI-016",
        'title: "A \\"b\\": c"',
        "status: pending",
        f'created_at: "{first.value["timestamp"]}"',
        "depends_on: [REVI-001, REVI-002]",
    ]
    wanted = story.workflow.data["artifacts"]["story"]["sections"]
    assert [line.removeprefix("## ") for line in rest.splitlines() if line.startswith("## ")] == wanted
    assert "| dev_implementation | 200,000 | 500,000 |" in rest
    assert rest.endswith(f"| {first.value['timestamp']} | revi | created |  |\n")
    assert {**first.value, "timestamp": ""} == {
        "timestamp": "", "storyId": "REVI-016", "event": "created", "actor": "revi", "status": "pending",
    }  # fmt: skip


def test_nothing_is_overwritten(story: StoryPaths) -> None:
    begin(story, Outline("A story"))
    before = Path(story.story).read_bytes(), Path(story.ledger).read_bytes()
    with pytest.raises(RefusalError, match=r"REVI-016\.md is there already"):
        begin(story, Outline("Another"))
    with pytest.raises(RefusalError, match="a ledger begins once"):
        adopt(story, Adoption("uat", "Ada", ("x",)))
    assert (Path(story.story).read_bytes(), Path(story.ledger).read_bytes()) == before


@pytest.mark.parametrize(
    ("outline", "code"),
    [
        pytest.param(Outline("A", status="uat"), "not-initial", id="where no story begins"),
        pytest.param(Outline("A", ("REVI-1",)), "unknown-story", id="waits for what is no story"),
    ],
)
def test_a_story_that_cannot_begin(story: StoryPaths, outline: Outline, code: str) -> None:
    with pytest.raises(RefusalError) as refused:
        begin(story, outline)
    assert refused.value.code == code
    assert not Path(story.folder).exists()


def test_a_story_that_is_there_is_adopted(story: StoryPaths) -> None:
    with pytest.raises(RefusalError, match=r"there is no REVI-016\.md"):
        adopt(story, Adoption("uat", "Ada", ("x",)))
    Path(story.folder).mkdir(parents=True)
    Path(story.story).write_text("---\nid: REVI-016\nstatus: old\n---\n\n## Agent Log\n")
    with pytest.raises(RefusalError, match="nothing shows that status"):
        adopt(story, Adoption("done", "Ada", ()))
    assert adopt(story, Adoption("done", "Ada", ("REVI-016.md",))) == ""
    (first,) = read_lines(story.ledger)
    assert (first.value["status"], first.value["evidence"]) == ("completed", ["REVI-016.md"])
    assert "status: completed\n" in Path(story.story).read_text()


def test_a_story_file_is_brought_in_line(story: StoryPaths) -> None:
    begin(story, Outline("A story"))
    text = Path(story.story).read_text()
    Path(story.story).write_text(text.replace("status: pending", "status: uat  # by hand"))
    assert follow_ledger(story) == ""
    assert Path(story.story).read_text() == text.replace("status: pending", "status: pending  # by hand")


def test_twenty_processes_log_at_once(root: Path, repository: Path, story: StoryPaths) -> None:
    begin(story, Outline("A story"))
    words = [
        sys.executable,
        "-m",
        "revi_docs.cli.agent.main",
        "story",
        "log",
        "REVI-016",
        "--actor",
        "a",
        "--what",
    ]
    env = {**os.environ, "PYTHONPATH": str(root)}
    running = [
        subprocess.Popen([*words, f"did {one}"], cwd=repository, env=env, stdout=subprocess.DEVNULL)
        for one in range(20)
    ]
    assert [one.wait() for one in running] == [0] * 20
    table = log_table(Path(story.story).read_text().split("\n"), "Agent Log")
    assert table is not None
    assert sorted(row.cells[2] for row in table.rows) == sorted(
        ["created", *(f"did {one}" for one in range(20))]
    )
    times = [row.cells[0] for row in table.rows]
    assert times == sorted(times)


def test_by_the_command_line(revi: Revi, story: StoryPaths) -> None:
    new = ("story", "new", "REVI-016", "--title", "A")
    assert revi(*new, "--dry-run").document["message"] == "REVI-016: would have begun in pending"
    assert not Path(story.folder).exists()
    assert revi(*new).code == "created"
    assert (revi(*new).exit, revi(*new).code) == (1, "story-exists")
    assert (
        revi("story", "log", "REVI-016", "--actor", "a", "--what", "b | c", "--file", "d", "e").code
        == "logged"
    )
    assert revi("story", "follow", "REVI-016").code == "followed"
    row = log(story, LogRow("a", "x"))
    assert Path(story.story).read_text().endswith(f"| a | b \\| c | d, e |\n| {row} | a | x |  |\n")
