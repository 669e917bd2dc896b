"""Existing lines of logs are denied, and files that only `revi` writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.runtime_repository import edit, line, use

GROWS = "belongs to an append-only log (see revi.yml:{} ({})): leave it unchanged, and append a line with '{}'"


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        pytest.param("| Began. |", "| Began it. |", 17, id="changed"),
        pytest.param("| 2026-02-11T14:33:05.120+01:00 | begin | Went on. | a.txt |\n", "", 18, id="removed"),
        pytest.param("## Agent Log", "## Log", 17, id="its section goes"),
        pytest.param("|---|---|---|---|\n", "|---|---|---|---|\n| now | me | First. |  |\n", 17, id="one before it"),
    ],
)
def test_a_committed_line_of_the_agent_log(root: Path, old: str, new: str, number: int) -> None:
    where = GROWS.format(line(root, "append_only: [Agent Log]"), "artifacts.story.append_only", "revi log")
    expected = f"line {number} of the section 'Agent Log' of tickets/TKT-7/TKT-7.md {where}"
    assert edit(root, "tickets/TKT-7/TKT-7.md", old, new) == expected


def test_a_committed_line_of_the_token_log(root: Path) -> None:
    where = GROWS.format(
        line(root, "token_log: {description"), "artifacts.token_log.file", "revi plumbing budget record"
    )
    path = "tickets/TKT-7/_implementation/TOKEN-LOG.md"
    assert edit(root, path, "| 100 |", "| 10 |") == f"line 5 of {path} {where}"


@pytest.mark.parametrize("new", ["", "{}\n"], ids=["a line less", "a line more"])
def test_a_ledger_is_written_by_revi_alone(root: Path, new: str) -> None:
    path = root / "tickets/TKT-7/LEDGER.jsonl"
    first, second = path.read_text(encoding="utf-8").splitlines(keepends=True)
    content = first + (second + new if new else "")
    number = line(root, "file: LEDGER.jsonl")
    assert use(root, "Write", file_path=str(path), content=content) == (
        f"tickets/TKT-7/LEDGER.jsonl is a log (see revi.yml:{number} (records.ledger_entry.file)) "
        "that only revi writes: use revi plumbing move, revi log and other commands of revi"
    )


def test_a_trace_is_written_by_revi_alone(root: Path) -> None:
    path = root / "tickets/TKT-7/_implementation/TRACE.jsonl"
    answer = use(root, "Write", file_path=str(path), content="{}\n")
    assert answer.endswith("(trace.file)) that only revi writes: use revi plumbing trace emit")


def test_the_status_of_a_story_follows_its_ledger(root: Path) -> None:
    path = "tickets/TKT-7/TKT-7.md"
    assert edit(root, path, "status: working", "status: closed") == (
        f"the field 'status' of {path} is owned by the story's ledger, where it is working: "
        "move the story with 'revi plumbing move TKT-7 STATUS'; "
        f"see revi.yml:{line(root, 'transitions:')} (transitions)"
    )


def test_correcting_a_status_is_allowed(root: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root, tmp_path / "copy"))
    path = copy / "tickets/TKT-7/TKT-7.md"
    path.write_text(path.read_text(encoding="utf-8").replace("status: working", "status: open"), encoding="utf-8")
    assert edit(copy, "tickets/TKT-7/TKT-7.md", "status: open", "status: working") == ""
    assert edit(copy, "tickets/TKT-7/TKT-7.md", "status: open", "status: closed").startswith("the field 'status'")
