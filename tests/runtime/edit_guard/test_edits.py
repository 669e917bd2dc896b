"""Each tool that edits, each path to a file, and edits that are allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.runtime_repository import edit, use
from tests.support.sample_repo import write

NEW_REGION = "<!-- revi:begin phases -->\n<!-- revi:end -->"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("own.txt", "one", "1", id="a file that nobody makes"),
        pytest.param("PAGE.md", "My own words.", "Mine.", id="a page, outside its regions"),
        pytest.param("PAGE.md", "# A page", "# A `page`\n\n<!-- mine -->", id="marks that are none of ours"),
        pytest.param("PAGE.md", "My own words.", NEW_REGION, id="a new region"),
        pytest.param(".claude/agents/two.md", "color: blue", "color: red", id="a field that nobody owns"),
        pytest.param(".claude/agents/two.md", "My own words.", "model: opus", id="the text of an agent"),
        pytest.param(".claude/agents/two.md", "haiku  # small", '"haiku"', id="an owned field as it is"),
        pytest.param("revi.yml", "Nobody has begun.", "Nobody began.", id="the contract"),
        pytest.param("tickets/TKT-7/TKT-7.md", "Make it.", "Make it well.", id="the goal of a story"),
        pytest.param("tickets/TKT-7/TKT-7.md", "A ticket", "The ticket", id="the title of a story"),
        pytest.param(
            "tickets/TKT-7/TKT-7.md",
            "| Went on. | a.txt |\n",
            "| Went on. | a.txt |\n| 2026-02-11T15:00:00.000+01:00 | begin | Done. |  |\n",
            id="one more line of the log",
        ),
        pytest.param(
            "tickets/TKT-7/_implementation/TOKEN-LOG.md",
            "| make | 100 |\n",
            "| make | 100 |\n| make | 50 |\n",
            id="one more line of the token log",
        ),
        pytest.param("made/agents/one.md", "is not there", "x", id="an edit that fails by itself"),
        pytest.param("made/agents/none.md", "", "x", id="a file that no agent has"),
    ],
)  # fmt: skip
def test_allowed_edits(root: Path, path: str, old: str, new: str) -> None:
    assert edit(root, path, old, new) == ""


def test_other_tools_are_none_of_ours(root: Path) -> None:
    assert use(root, "Bash", command="rm -rf made") == ""
    assert use(root, "Read", file_path=str(root / "made/agents/one.md")) == ""


@pytest.mark.parametrize("tool", ["Write", "MultiEdit", "NotebookEdit"])
def test_each_tool_that_edits(root: Path, tool: str) -> None:
    path = str(root / "made/agents/one.md")
    arguments: dict[str, dict[str, Any]] = {
        "Write": {"file_path": path, "content": "mine"},
        "MultiEdit": {
            "file_path": path,
            "edits": [{"old_string": "first", "new_string": "next"}, {"old_string": "next part", "new_string": ""}],
        },
        "NotebookEdit": {"notebook_path": path, "new_source": "mine", "cell_id": "1", "edit_mode": "replace"},
    }
    assert use(root, tool, **arguments[tool]).startswith("made/agents/one.md is generated from revi.yml:")


@pytest.mark.parametrize("file_path", ["made/../made/agents/one.md", "./made/agents/one.md", "lane/agents/one.md"])
def test_each_way_to_a_file(root: Path, file_path: str) -> None:
    link = root / "lane"
    link.unlink(missing_ok=True)
    link.symlink_to(root / "made")
    try:
        assert edit(root, file_path, "first part", "last part").startswith(
            "made/agents/one.md is generated from revi.yml:"
        )
    finally:
        link.unlink()


def test_a_path_is_relative_to_the_folder_of_the_session(root: Path) -> None:
    arguments = {"old_string": "first part", "new_string": "last"}
    assert use(root, "Edit", file_path="made/agents/one.md", **arguments).startswith("made/agents/one.md is generated")


def test_straight_quotes_stand_for_curly_ones(root: Path) -> None:
    write(root, "QUOTES.md", "“quoted” <!-- revi:begin value of=budgets.phases.make.hard -->“6”<!-- revi:end -->\n")
    try:
        assert edit(root, "QUOTES.md", '"quoted"', "'q'") == ""
        assert edit(root, "QUOTES.md", '"6"', '"7"').startswith("line 1 of QUOTES.md starts a region that is generated")
    finally:
        (root / "QUOTES.md").unlink()


def test_a_session_elsewhere_edits_a_file_here(root: Path, tmp_path: Path) -> None:
    arguments = {"old_string": "first part", "new_string": "last"}
    answer = use(tmp_path, "Edit", file_path=str(root / "made/agents/one.md"), **arguments)
    assert answer.startswith("made/agents/one.md is generated from revi.yml:")


def test_a_session_here_edits_a_file_of_no_repository(root: Path, tmp_path: Path) -> None:
    write(tmp_path, "made/agents/one.md", "first\n")
    arguments = {"old_string": "first", "new_string": "last"}
    assert use(root, "Edit", file_path=str(tmp_path / "made/agents/one.md"), **arguments) == ""
