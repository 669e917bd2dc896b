"""`revi plumbing model`: the model of an agent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.runtime_repository import revi


@pytest.fixture(scope="module")
def root(still: Path) -> Path:
    return still


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


def test_a_contract_without_agents(tmp_path: Path) -> None:
    (tmp_path / "revi.yml").write_text("revi: 1\n", encoding="utf-8")
    process = revi(tmp_path, "model", "coder")
    expected_error = (
        "not-in-contract: there is no agent 'coder'\n  fix: add 'coder' to the section 'agents' of revi.yml\n"
    )
    assert (process.returncode, process.stderr) == (1, expected_error)
