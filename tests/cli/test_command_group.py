"""All commands of both programs: names, help with an example, version."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.code_catalog import exit_code
from revi_docs.app.guides import guides
from revi_docs.cli.command_group import COMMANDS as ENTRIES
from revi_docs.problems.problem import Problem
from tests.support.command_line import PROGRAMS, call_program
from tests.support.command_names import COMMANDS, WITH_FORMATS, command_paths


def test_the_commands() -> None:
    options = "adopt build check completion diff doctor explain help init links lint schema serve sync template try"
    assert [*options.split(), "uninstall", "upgrade", "version"] == COMMANDS
    assert WITH_FORMATS == ["adopt", "build", "check", "diff", "links", "lint", "sync", "try"]


def test_the_help_shows_at_most_ten_commands() -> None:
    assert len([name for name, entry in ENTRIES.items() if entry.section]) <= 10


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_help_of_a_program(tmp_path: Path, program: str) -> None:
    expected = (Path(__file__).parent / f"golden/{program}.help.txt").read_text("utf-8")
    assert call_program(program, tmp_path, "--help") == (0, expected, "")
    assert call_program(program, tmp_path, "-h") == call_program(program, tmp_path, "help") == (0, expected, "")
    assert call_program(program, tmp_path) == (2, "", expected)


EVERY_COMMAND = [(program, words) for program in PROGRAMS for words in command_paths(program)]


@pytest.mark.parametrize(
    ("program", "words"), EVERY_COMMAND, ids=[" ".join([program, *words]) for program, words in EVERY_COMMAND]
)
def test_the_help_of_every_command(tmp_path: Path, program: str, words: list[str]) -> None:
    """It fits into 80 columns, nothing is cut, and its guide exists."""
    result = call_program(program, tmp_path, *words, "--help")
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: {' '.join([program, *words])}")
    assert result == call_program(program, tmp_path, *words, "-h") == call_program(program, tmp_path, "help", *words)
    text, _, example = result.stdout.partition("\n\n")[2].partition("  Example:\n")
    assert example.strip().splitlines()
    assert [line for line in text.splitlines() if len(line) > 80 or line.endswith("...")] == []
    guide = example.rpartition("Guide: ")[2].split()
    assert guide[:3] == [program, "help", "guide"]
    assert guide[3] in guides()


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_version(tmp_path: Path, program: str) -> None:
    for word in ("--version", "-v", "version"):
        assert call_program(program, tmp_path, word) == (0, f"{program} 0.1.0\n", "")


@pytest.mark.parametrize(
    ("codes", "number"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param(["stale", "tampered", "missing", "orphaned", "conflicted"], 1, id="drift"),
        pytest.param(["stale", "unwritable-file"], 3, id="drift and a disk that refuses"),
        pytest.param(["unknown-status"], 3, id="a broken contract"),
        pytest.param(["undefined-name"], 3, id="a broken template"),
        pytest.param(["not-a-code"], 3, id="unknown"),
    ],
)
def test_the_exit_code_of_problems(codes: list[str], number: int) -> None:
    assert exit_code([Problem(code=code, message="m", fix="f") for code in codes]) == number
