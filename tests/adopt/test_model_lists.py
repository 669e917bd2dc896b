"""What a YAML file says about the models of agents."""

from __future__ import annotations

import pytest

from revi_docs.adopt.extracted_facts import FactCollector
from revi_docs.adopt.model_lists import read_model_list
from revi_docs.adopt.scanned_files import ScannedFile
from revi_docs.contract.item_references import ItemReferences


@pytest.mark.parametrize(
    ("text", "accepts_new_agents", "models", "warnings"),
    [
        ("agents: {writer: haiku, timeout: 3}\n", False, {"writer": "haiku"}, []),
        (
            "agents: {writer: haiku, ghost: opus}\n",
            False,
            {"writer": "haiku"},
            ["'opus' is assigned to 'ghost', which is not an agent"],
        ),
        ("agents: {ghost: opus}\n", False, {}, []),
        ("agents: {ghost: opus, other: 3}\n", True, {"ghost": "opus"}, []),
        ("things: {ghost: opus}\n", True, {}, []),
        ("writer: pytest\n", False, {}, []),
        ("writer: opus\n", False, {"writer": "opus"}, []),
        ("- {name: writer, model: any-model}\n- text\n", False, {"writer": "any-model"}, []),
        ("agents: [writer\n", False, {}, ["cannot be read: did not find expected ',' or ']'"]),
        ("jobs: [writer\n", False, {}, []),
    ],
)
def test_what_is_read(text: str, accepts_new_agents: bool, models: dict[str, str], warnings: list[str]) -> None:
    collector = FactCollector()
    agents = ItemReferences(() if accepts_new_agents else ("writer",))
    read_model_list(ScannedFile("models.yml", text), agents, accepts_new_agents, collector)
    facts = {fact.path[1]: fact.value for fact in collector.facts if fact.path[2:] == ("model",)}
    assert (facts, [problem.message for problem in collector.problems]) == (models, warnings)
