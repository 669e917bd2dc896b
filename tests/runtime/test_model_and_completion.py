"""`revi model` and `revi completion`, as a shell uses them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from revi_docs.cli.agent.command_parser import COMMANDS
from tests.runtime.worked import repository, revi


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("worked") / "worked")


@pytest.mark.parametrize(
    ("agent", "name", "model"),
    [("one", "one", "sonnet"), ("two", "two", "haiku"), ("third", "three", "sonnet")],
)
def test_the_model_of_an_agent(root: Path, agent: str, name: str, model: str) -> None:
    done = revi(root, "model", agent)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{model}\n", "")
    said = json.loads(revi(root, "model", agent, "--format", "json").stdout)
    assert (said["code"], said["agent"], said["model"]) == ("model", name, model)


def test_an_agent_that_the_contract_does_not_have(root: Path) -> None:
    done = revi(root, "model", "four")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == "not-in-contract: there is no agent 'four'"


def completed(script: str, *words: str) -> list[str]:
    """What bash offers behind the words, of which the last is not finished."""
    asked = 'COMP_WORDS=(revi "$@"); COMP_CWORD=$#; COMPREPLY=(); _revi; printf "%s\\n" "${COMPREPLY[@]}"'
    said = f"{script}\n{asked}"
    done = subprocess.run(["bash", "-c", said, "bash", *words], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


def test_bash(tmp_path: Path) -> None:
    """Also where there is no repository: a shell reads it as it starts."""
    done = revi(tmp_path, "completion", "bash")
    assert (done.returncode, done.stderr) == (0, "")
    assert completed(done.stdout, "") == ["-h", "--help", "-C", "--root", *COMMANDS]
    assert completed(done.stdout, "wor") == ["workers"]
    assert completed(done.stdout, "workers", "") == ["-h", "--help", "start", "collect"]
    assert completed(done.stdout, "workers", "collect", "TKT-7", "--s") == ["--set", "--since"]
    assert completed(done.stdout, "workers", "collect", "--format", "") == ["text", "json"]
    assert completed(done.stdout, "-C", "hook", "mod") == ["model"]
    assert completed(done.stdout, "completion", "f") == ["fish"]
    assert completed(done.stdout, "error", "rec") == ["record"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_option_is_there(tmp_path: Path, shell: str) -> None:
    script = revi(tmp_path, "completion", shell).stdout
    for name in COMMANDS:
        assert name in script
    assert "dry-run" in script
    assert script.startswith(
        {"bash": "_revi_words() {", "zsh": "autoload ", "fish": "complete -c revi -f"}[shell]
    )


def test_a_shell_that_nobody_knows(tmp_path: Path) -> None:
    done = revi(tmp_path, "completion", "csh")
    assert done.returncode == 2
