"""What a target calls a model, and which agents only read."""

from __future__ import annotations

import pytest

from revi_docs.contract.loader import parse
from revi_docs.contract.model import Agent
from revi_docs.contract.target_relations import model_name, reads_only, targets_of

CONTRACT = parse(
    b"revi: 1\nmodels: [small, large]\ntargets: {claude: {}, codex: {models: {small: gpt-5-mini}}}\n"
).contract


def test_the_targets_of_a_contract() -> None:
    assert targets_of(CONTRACT) == ("claude", "codex")
    assert targets_of(parse(b"revi: 1\n").contract) == ("claude",)


@pytest.mark.parametrize(
    ("model", "target", "expected"),
    [
        ("small", "codex", "gpt-5-mini"),
        ("large", "codex", None),
        ("small", "claude", "small"),
        ("small", "cursor", None),
        (None, "codex", None),
        (None, "claude", None),
    ],
)
def test_the_name_of_a_model(model: str | None, target: str, expected: str | None) -> None:
    assert model_name(CONTRACT, model, target) == expected


@pytest.mark.parametrize(
    ("tools", "expected"),
    [
        (("Read", "Grep(*.py)"), True),
        (("Read", "Edit"), False),
        (("Read", "Bash(git log:*)"), False),
        (("Read", "mcp__db__query"), False),
        ((), False),
    ],
)
def test_an_agent_only_reads(tools: tuple[str, ...], expected: bool) -> None:
    assert reads_only(CONTRACT, Agent(id="a", tools=tools)) is expected
