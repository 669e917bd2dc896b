"""Home, README and quick start: their commands work one after the other, and print what the pages quote."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from revi_docs.contract.loader import load
from tests.support.first_steps import DRIFT, commands, first_steps
from tests.support.runtime_repository import revi
from tests.support.sample_repo import edit, git, run_docs

SECONDS = re.compile(r"\d+\.\d s")


def run(root: Path, line: str) -> str:
    program, *words = shlex.split(line)
    if program == "pip":
        return ""
    env = {"CLAUDE_CODE_SESSION_ID": "session-1", "CLAUDE_PID": str(os.getpid())}
    result = run_docs(root, *words) if program == "revi-docs" else revi(root, *words, env=env)
    assert result.stderr == ""
    # The diff and the count after a finding are not quoted.
    return result.stdout.partition("    --- ")[0]


@pytest.mark.parametrize("page", ["docs_src/index.md", "README.md", "docs_src/quick-start.md"])
def test_the_commands_work_one_after_the_other(root: Path, tmp_path: Path, page: str) -> None:
    git(tmp_path, "init", "-q")
    output, quoted = "", 0
    for language, text in first_steps((root / page).read_text("utf-8")):
        if language == "sh":
            output = "".join(run(tmp_path, line) for line in text.splitlines())
        elif language == "diff":
            old, new = (line[1:] for line in text.splitlines())
            edit(tmp_path, "revi.yml", f"{old}\n", f"{new}\n")
        elif output:
            assert SECONDS.sub("", text) == SECONDS.sub("", output)
            output, quoted = "", quoted + 1
    assert quoted >= 4


@pytest.mark.parametrize("page", ["README.md", "docs_src/quick-start.md"])
def test_the_order_of_the_steps(root: Path, page: str) -> None:
    text = (root / page).read_text("utf-8")
    steps = ("pip install", "revi-docs init\n", "revi story new", "revi-docs check\n", "cause: ", "revi-docs sync\n")
    places = [text.index(step) for step in steps]
    assert places == sorted(places)


def test_the_quick_start_has_the_commands_of_the_readme(root: Path) -> None:
    """So that what is tested with the quick start is tested of both."""
    quick_start_commands = commands((root / "docs_src/quick-start.md").read_text("utf-8"))
    assert [
        line for line in commands((root / "README.md").read_text("utf-8")) if line not in quick_start_commands
    ] == []


def test_the_edit_of_the_pages_is_the_one_of_the_minimal_workflow(root: Path) -> None:
    steps = first_steps((root / "docs_src/quick-start.md").read_text("utf-8"))
    (diff,) = (text for language, text in steps if language == "diff")
    assert [line.partition("description: ")[2] for line in diff.splitlines()] == list(DRIFT["minimal"])


EDGE = re.compile(r'(?m)^  "?([\w-]+)"? -> "?([\w-]+)"? \[label="([\w-]+)"\]$')


def test_the_picture_of_the_home_page_is_the_workflow_that_init_writes(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    run_docs(tmp_path, "init")
    picture = (root / "docs_src/index.md").read_text("utf-8").partition('digraph "The workflow')[2].partition("```")[0]
    transitions = load(tmp_path).contract.transitions
    moves = {
        (source, move.target, label)
        for move in transitions
        for source in move.sources
        for label in (move.by, move.event, *move.verdict)
    }
    edges = EDGE.findall(picture)
    assert len(edges) == picture.count(" -> ") == 4
    assert set(edges) <= moves
