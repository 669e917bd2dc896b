"""What a target calls a model, and which agents only read."""

from __future__ import annotations

import pytest

from revi_docs.contract.loader import parse
from revi_docs.contract.model import Agent
from revi_docs.contract.target_relations import model_name, reads_only, targets_of, templates_of_outputs

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


def test_the_templates_of_outputs() -> None:
    """Those of default outputs, too; each once."""
    text = b"revi: 1\noutputs:\n  a.md: {template: a.md.j2}\n  b.md: {template: a.md.j2}\n"
    default_templates = templates_of_outputs(parse(b"revi: 1\n").contract)
    assert "reference/index.md.j2" in default_templates
    assert templates_of_outputs(parse(text).contract) == default_templates | {"a.md.j2"}
    assert templates_of_outputs(parse(text + b"default_outputs: false\n").contract) == {"a.md.j2"}
