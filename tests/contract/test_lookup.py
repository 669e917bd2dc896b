# ruff: noqa: E501 - what is said stands in one piece
"""Values of the contract by the way to them."""

from __future__ import annotations

import pytest

from revi_docs.contract.load import parse
from revi_docs.contract.lookup import UnknownValueError, path_of, value_at, with_value
from revi_docs.contract.model import Contract

CONTRACT = parse(
    b"""\
revi: 1
project: {name: Demo}
phases: [build, code, code.review]
statuses: [open, done]
transitions:
  - {from: open, to: done, by: manual}
budgets:
  phases:
    code: {warning: 1, hard: 2}
    code.review: {warning: 3, hard: 4}
agents:
  helper: {tools: [Read, Edit]}
"""
).contract

FOUND = {
    "a section": ("agents", ("agents",), CONTRACT.agents),
    "an item": ("agents.helper", ("agents", "helper"), CONTRACT.agents["helper"]),
    "a key": ("project.name", ("project", "name"), "Demo"),
    "a name without dots": ("budgets.phases.code.hard", ("budgets", "phases", "code", "hard"), 2),
    "the longest name": ("budgets.phases.code.review.hard", ("budgets", "phases", "code.review", "hard"), 4),
    "a list": ("agents.helper.tools", ("agents", "helper", "tools"), ("Read", "Edit")),
    "a member of a list": ("agents.helper.tools.1", ("agents", "helper", "tools", 1), "Edit"),
    "a key whose name is not the field's": ("transitions.0.from", ("transitions", 0, "from"), ("open",)),
    "what is not stated": ("agents.helper.model", ("agents", "helper", "model"), None),
    "nothing": ("", (), CONTRACT),
}


@pytest.mark.parametrize(("way", "path", "value"), FOUND.values(), ids=FOUND)
def test_a_way(way: str, path: tuple[str | int, ...], value: object) -> None:
    assert path_of(CONTRACT, way) == path
    assert value_at(CONTRACT, path) == value


LOST = {
    "a section": ("agent.helper", "the contract has no 'agent', or did you mean 'agents'?", (), "agent.helper"),
    "an item": (
        "agents.helpr.model",
        "agents has no 'helpr', or did you mean 'helper'?",
        ("agents",),
        "helpr.model",
    ),
    "a key": (
        "budgets.phases.code.review.hrd",
        "budgets.phases.code.review has no 'hrd', or did you mean 'hard'?",
        ("budgets", "phases", "code.review"),
        "hrd",
    ),
    "below a text": ("project.name.x", "project.name has no 'x'", ("project", "name"), "x"),
    "below nothing": ("locks.file", "locks has no 'file'", ("locks",), "file"),
    "a member": ("agents.helper.tools.2", "agents.helper.tools has no '2'", ("agents", "helper", "tools"), "2"),
    "nothing between dots": ("agents..model", "agents has no ''", ("agents",), ".model"),
}  # fmt: skip


@pytest.mark.parametrize(("way", "said", "path", "left"), LOST.values(), ids=LOST)
def test_a_way_that_leads_nowhere(way: str, said: str, path: tuple[str, ...], left: str) -> None:
    with pytest.raises(UnknownValueError) as error:
        path_of(CONTRACT, way)

    assert (str(error.value), error.value.path, error.value.left) == (said, path, left)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("project", "name"), "Other", id="a key"),
        pytest.param(("budgets", "phases", "code.review", "hard"), 9, id="deep"),
        pytest.param(("agents", "helper", "tools", 0), "Bash", id="a member of a list"),
        pytest.param(("transitions", 0, "from"), ("done",), id="a key whose name is not the field's"),
    ],
)
def test_with_another_value(path: tuple[str | int, ...], value: object) -> None:
    old = value_at(CONTRACT, path)
    made = with_value(CONTRACT, path, value)

    assert isinstance(made, Contract)
    assert value_at(made, path) == value
    assert value_at(CONTRACT, path) == old
    assert with_value(made, path, old) == CONTRACT
