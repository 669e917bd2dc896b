"""Values of the contract by their path."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import CONTRACT_FILE, load
from revi_docs.contract.lookup import UnknownValueError, resolve_path, value_at, with_value
from revi_docs.contract.model import Contract

TEXT = """\
revi: 1
project: {name: Demo}
phases:
  make: {description: Something is made.}
  make.more: {description: More is made.}
  make.more.hard: {description: Much is made.}
statuses:
  open: {description: Not started.}
  done: {description: It is finished., terminal: true}
transitions:
  - {from: open, to: done, by: end, event: finished}
budgets:
  phases:
    make: {warning: 300, hard: 600}
    make.more: {warning: 400, hard: 700}
models:
  sonnet: {description: Thinks.}
agents:
  helper: {description: Helps., model: sonnet, tools: [Read, Write]}
commands:
  end: {description: Ends.}
"""


@pytest.fixture
def contract(tmp_path: Path) -> Contract:
    (tmp_path / CONTRACT_FILE).write_text(TEXT, encoding="utf-8")
    return load(tmp_path).contract


EXISTING: dict[str, tuple[str, KeyPath, object]] = {
    "a field": ("project.name", ("project", "name"), "Demo"),
    "a field of an item": ("agents.helper.model", ("agents", "helper", "model"), "sonnet"),
    "deeper": ("budgets.phases.make.hard", ("budgets", "phases", "make", "hard"), 600),
    "a name with a dot": ("budgets.phases.make.more.hard", ("budgets", "phases", "make.more", "hard"), 700),
    "the longest name that fits": (
        "phases.make.more.hard.description",
        ("phases", "make.more.hard", "description"),
        "Much is made.",
    ),
    "a shorter name if the longest does not continue": (
        "phases.make.description",
        ("phases", "make", "description"),
        "Something is made.",
    ),
    "a number in a list": ("transitions.0.to", ("transitions", 0, "to"), "done"),
    "a key that Python keeps for itself": ("transitions.0.from", ("transitions", 0, "from"), ("open",)),
    "a whole list": ("agents.helper.tools", ("agents", "helper", "tools"), ("Read", "Write")),
}


@pytest.mark.parametrize(("dotted_path", "path", "value"), EXISTING.values(), ids=EXISTING)
def test_existing_values(contract: Contract, dotted_path: str, path: KeyPath, value: object) -> None:
    assert resolve_path(contract, dotted_path) == path
    assert value_at(contract, path) == value


def test_the_empty_path_is_the_contract_itself(contract: Contract) -> None:
    assert resolve_path(contract, "") == ()
    assert value_at(contract, ()) is contract


UNKNOWN: dict[str, tuple[str, KeyPath, str]] = {
    "a section": ("agnets.helper", (), "the contract has no 'agnets'; did you mean 'agents'?"),
    "a section like no other": ("zzz", (), "the contract has no 'zzz'"),
    "an item": ("agents.helpr.model", ("agents",), "agents has no 'helpr'; did you mean 'helper'?"),
    "a field": ("agents.helper.mode", ("agents", "helper"), "agents.helper has no 'mode'; did you mean 'model'?"),
    "a part of a name": ("phases.mak", ("phases",), "phases has no 'mak'; did you mean 'make'?"),
    "a number that is too high": ("transitions.1.to", ("transitions",), "transitions has no '1'"),
    "a step into a text": ("project.name.first", ("project", "name"), "project.name has no 'first'"),
    "nothing between dots": ("agents..model", ("agents",), "agents has no ''"),
}


@pytest.mark.parametrize(("dotted_path", "path", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_values(contract: Contract, dotted_path: str, path: KeyPath, message: str) -> None:
    with pytest.raises(UnknownValueError) as error:
        resolve_path(contract, dotted_path)

    assert str(error.value) == message
    assert error.value.path == path


@pytest.mark.parametrize("path", [("zzz",), ("agents", "zzz"), ("transitions", 9), ("project", "name", "zzz")])
def test_a_path_that_does_not_exist(contract: Contract, path: KeyPath) -> None:
    with pytest.raises(LookupError):
        value_at(contract, path)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("project", "name"), "Other", id="a field"),
        pytest.param(("agents", "helper", "model"), "opus", id="a field of an item"),
        pytest.param(("budgets", "phases", "make.more", "hard"), 9, id="deeper"),
        pytest.param(("transitions", 0, "to"), "open", id="in a list"),
        pytest.param(("agents", "helper", "tools", 1), "Edit", id="a member of a list"),
    ],
)
def test_with_value(contract: Contract, path: KeyPath, value: object) -> None:
    original_value = value_at(contract, path)
    changed = with_value(contract, path, value)

    assert value_at(changed, path) == value
    assert value_at(contract, path) == original_value
    assert with_value(changed, path, original_value) == contract
    assert value_at(changed, ("commands",)) is value_at(contract, ("commands",))


def test_with_another_contract(contract: Contract) -> None:
    assert with_value(contract, (), contract) is contract
