"""The guide "Review a contract change", executed: its contract, its change, its commands and what they print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.command_line import call_program
from tests.support.sample_repo import git, write

PAGE = ROOT / "docs_src/contract-changes.md"
IDS = re.compile(r"\b[0-9a-f]{12}\b|\b[0-9a-f]{9}\b")
MOVES = (("building", "started"), ("review", "built"))


def blocks(language: str) -> list[str]:
    """The code blocks in a language, in order."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"))


def call(root: Path, line: str) -> str:
    program, *words = line.split()
    result = call_program(program, root, *words)
    assert result.code in (0, 1), result
    return result.stdout + result.stderr


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """The repository of the page, on the branch with the change."""
    (contract,) = blocks("yaml")
    write(tmp_path, "revi.yml", contract)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    call(tmp_path, "revi-docs sync")
    call(tmp_path, "revi story new TKT-1 --title Ship")
    for status, event in MOVES:
        call(tmp_path, f"revi plumbing move TKT-1 {status} --by manual --event {event} --actor Kim --reason so")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "--quiet", "-m", "Begin")
    git(tmp_path, "switch", "--quiet", "-c", "shorter")
    (change,) = blocks("diff")
    write(tmp_path, "change.patch", change)
    git(tmp_path, "apply", "change.patch")
    return tmp_path


def test_the_commands_print_what_the_page_shows(branch: Path) -> None:
    first, help_story, *others = blocks("sh")
    output_block, helped = blocks("text")
    printed = call(branch, first.strip())
    assert IDS.sub("…", printed) == IDS.sub("…", output_block), f"update {PAGE} with\n{printed}"
    assert "".join(call(branch, line) for line in help_story.splitlines()) == helped
    assert [line.split()[:2] for line in others] == [["revi-docs", "diff"]] * 2
    assert "stranded" not in call(branch, others[0].strip())


def test_the_gate_of_the_page_fails(branch: Path) -> None:
    *_, gate = blocks("sh")
    assert call_program("revi-docs", branch, *gate.split()[1:]).code == 1
    assert call_program("revi-docs", branch, "diff", "--against", "main").code == 0
