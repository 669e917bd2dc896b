"""`completion` of both programs: the scripts, and what they offer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import PROGRAMS, call_program
from tests.support.mistakes import make_repository

STARTS = {"bash": "_{}_completion() {{", "zsh": "(( $+functions[compdef] ))", "fish": "function _{}_completion;"}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(("shell", "start"), STARTS.items())
def test_the_script_of_a_shell(tmp_path: Path, program: str, shell: str, start: str) -> None:
    """Also without a repository: a shell reads it when it starts."""
    result = call_program(program, tmp_path, "completion", shell)
    name = program.replace("-", "_")
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.lstrip().startswith(start.format(name))
    assert f"_{name.upper()}_COMPLETE" in result.stdout


def completed(program: str, root: Path, *words: str) -> list[str]:
    """What the program offers after the words, of which the last is incomplete."""
    variables = {"COMP_WORDS": " ".join([program, *words]), "COMP_CWORD": str(len(words))}
    question = f"_{program.replace('-', '_').upper()}_COMPLETE"
    output = call_program(program, root, env={**variables, question: "bash_complete"}).stdout
    return [line.partition(",")[2] for line in output.splitlines() if line]


def test_commands_and_options_of_revi(tmp_path: Path) -> None:
    assert completed("revi", tmp_path, "pl") == ["plumbing"]
    assert completed("revi", tmp_path, "plumbing", "wor") == ["workers"]
    assert completed("revi", tmp_path, "workers", "") == ["start", "collect"]
    assert completed("revi", tmp_path, "workers", "collect", "TKT-7", "--s") == ["--set", "--since"]
    assert completed("revi", tmp_path, "workers", "collect", "--format", "") == ["text", "json"]
    assert completed("revi", tmp_path, "completion", "f") == ["fish"]
    assert "lock-held" in completed("revi", tmp_path, "explain", "lock-")


def test_commands_and_options_of_revi_docs(tmp_path: Path) -> None:
    assert completed("revi-docs", tmp_path, "ch") == ["check"]
    assert completed("revi-docs", tmp_path, "check", "--fo") == ["--format"]
    assert completed("revi-docs", tmp_path, "explain", "undefined-n") == ["undefined-name"]


def test_values_of_the_repository(tmp_path: Path) -> None:
    root = make_repository("revi", tmp_path)
    assert completed("revi", root, "story", "show", "") == ["TKT-7"]
    assert completed("revi", root, "plumbing", "move", "TKT-7", "c") == ["checking", "closed"]
    assert completed("revi", root, "plumbing", "lock", "acquire", "TKT-7", "--phase", "") == ["make"]
    assert completed("revi", root, "error", "record", "TKT-7", "--type", "L") == ["LOST"]
    assert completed("revi", root, "plumbing", "workers", "start", "TKT-7", "--set", "") == ["readers"]
    assert completed("revi", root, "plumbing", "trace", "emit", "TKT-7", "tool_") == ["tool_call"]
    assert completed("revi", tmp_path, "-C", root.name, "plumbing", "model", "t") == ["two", "three"]


def test_an_unreadable_repository_offers_nothing(tmp_path: Path) -> None:
    assert completed("revi", tmp_path, "story", "show", "") == []


def test_an_unknown_shell(tmp_path: Path) -> None:
    result = call_program("revi", tmp_path, "completion", "csh")
    assert (result.code, result.stderr.splitlines()[0]) == (
        2,
        "wrong-usage: SHELL: 'csh' is not valid; did you mean 'zsh'?",
    )
