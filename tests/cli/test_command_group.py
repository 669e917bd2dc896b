"""All commands: names, help with an example, version."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.app.code_catalog import exit_code
from revi_docs.problems.problem import Problem
from tests.support.command_names import COMMANDS, WITH_FORMATS
from tests.support.sample_repo import run_docs


def test_the_commands() -> None:
    options = "adopt build check completion explain init links lint schema serve sync try"
    assert options.split() == COMMANDS
    assert WITH_FORMATS == ["adopt", "build", "check", "links", "lint", "sync", "try"]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_has_help_with_an_example(tmp_path: Path, name: str) -> None:
    words = [name] if name else []
    results = [run_docs(tmp_path, *words, option) for option in ("--help", "-h")]
    assert [result.returncode for result in results] == [0, 0]
    assert results[0].stdout == results[1].stdout
    assert results[0].stdout.startswith(f"Usage: revi-docs {name}".rstrip())
    example = results[0].stdout.partition("  Example:\n")[2]
    assert example.strip().splitlines()
    assert all(line.strip().startswith(("revi-docs", 'eval "$(revi-docs')) for line in example.strip().splitlines())


def test_the_version(tmp_path: Path) -> None:
    result = run_docs(tmp_path, "--version")
    assert (result.returncode, result.stdout) == (0, "revi-docs 0.1.0\n")


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    result = run_docs(tmp_path)
    assert result.returncode == 2
    assert "Commands:\n" in result.stdout + result.stderr


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
