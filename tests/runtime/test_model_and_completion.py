"""`revi model` and `revi completion`, as a shell uses them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from revi_docs.cli.agent.command_parser import COMMANDS
from tests.runtime.runtime_repository import repository, revi


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("worked") / "worked")


@pytest.mark.parametrize(
    ("agent", "name", "model"), [("one", "one", "sonnet"), ("two", "two", "haiku"), ("third", "three", "sonnet")]
)
def test_the_model_of_an_agent(root: Path, agent: str, name: str, model: str) -> None:
    process = revi(root, "model", agent)
    assert (process.returncode, process.stdout, process.stderr) == (0, f"{model}\n", "")
    response = json.loads(revi(root, "model", agent, "--format", "json").stdout)
    assert (response["code"], response["agent"], response["model"]) == ("model", name, model)


def test_an_agent_that_the_contract_does_not_have(root: Path) -> None:
    process = revi(root, "model", "four")
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.splitlines()[0] == "not-in-contract: there is no agent 'four'"


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
