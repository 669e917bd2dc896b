"""`revi model` and `revi completion`, as a shell uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.runtime.runtime_repository import repository, revi
from tests.support.command_line import call


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


COMPLETION = {"bash": "_revi_completion() {", "zsh": "(( $+functions[compdef] ))", "fish": "function _revi_completion;"}


@pytest.mark.parametrize(("shell", "start"), COMPLETION.items())
def test_the_script_of_a_shell(tmp_path: Path, shell: str, start: str) -> None:
    """Also without a repository: a shell reads it when it starts."""
    process = revi(tmp_path, "completion", shell)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.lstrip().startswith(start)
    assert "_REVI_COMPLETE" in process.stdout


def completed(root: Path, *words: str) -> list[str]:
    """What the program offers after the words, of which the last is incomplete."""
    variables = {
        "COMP_WORDS": " ".join(["revi", *words]),
        "COMP_CWORD": str(len(words)),
        "_REVI_COMPLETE": "bash_complete",
    }
    output = call("revi", root, env=variables).stdout
    return [line.partition(",")[2] for line in output.splitlines()]


def test_commands_options_and_values_are_completed(root: Path) -> None:
    assert completed(root, "pl") == ["plumbing"]
    assert completed(root, "plumbing", "wor") == ["workers"]
    assert completed(root, "workers", "") == ["start", "collect"]
    assert completed(root, "workers", "collect", "TKT-7", "--s") == ["--set", "--since"]
    assert completed(root, "workers", "collect", "--format", "") == ["text", "json"]
    assert completed(root, "completion", "f") == ["fish"]
    assert "lock-held" in completed(root, "explain", "lock-")


def test_an_unknown_shell(tmp_path: Path) -> None:
    assert call("revi", tmp_path, "completion", "csh").code == 2
