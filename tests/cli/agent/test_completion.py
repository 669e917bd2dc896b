"""`revi completion`, as a shell uses it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from revi_docs.cli.agent.command_parser import COMMANDS
from tests.support.runtime_repository import revi


def completed(script: str, *words: str) -> list[str]:
    """What bash offers after the words, of which the last is incomplete."""
    hook_input = 'COMP_WORDS=(revi "$@"); COMP_CWORD=$#; COMPREPLY=(); _revi; printf "%s\\n" "${COMPREPLY[@]}"'
    response = f"{script}\n{hook_input}"
    process = subprocess.run(["bash", "-c", response, "bash", *words], capture_output=True, text=True, check=True)
    assert process.stderr == ""
    return process.stdout.split()


def test_bash(tmp_path: Path) -> None:
    """Also without a repository: a shell reads it when it starts."""
    process = revi(tmp_path, "completion", "bash")
    assert (process.returncode, process.stderr) == (0, "")
    assert completed(process.stdout, "") == ["-h", "--help", "-C", "--root", *COMMANDS]
    assert completed(process.stdout, "wor") == ["workers"]
    assert completed(process.stdout, "workers", "") == ["-h", "--help", "start", "collect"]
    assert completed(process.stdout, "workers", "collect", "TKT-7", "--s") == ["--set", "--since"]
    assert completed(process.stdout, "workers", "collect", "--format", "") == ["text", "json"]
    assert completed(process.stdout, "-C", "hook", "mod") == ["model"]
    assert completed(process.stdout, "completion", "f") == ["fish"]
    assert completed(process.stdout, "error", "rec") == ["record"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_option_is_there(tmp_path: Path, shell: str) -> None:
    script = revi(tmp_path, "completion", shell).stdout
    for name in COMMANDS:
        assert name in script
    assert "dry-run" in script
    assert script.startswith({"bash": "_revi_words() {", "zsh": "autoload ", "fish": "complete -c revi -f"}[shell])


def test_an_unknown_shell(tmp_path: Path) -> None:
    process = revi(tmp_path, "completion", "csh")
    assert process.returncode == 2
