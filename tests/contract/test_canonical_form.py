"""A changed number, name or transition changes the generated code and the contract hash.

Rewording a sentence does not change the hash.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from revi_docs.contract.canonical_form import contract_hash
from revi_docs.contract.loader import LoadedContract, load_valid, parse
from revi_docs.contract.model.declarations import Duration
from revi_docs.outputs.context.template_functions import TemplateFunctions
from revi_docs.outputs.output_plan import RenderTask, plan_outputs
from revi_docs.outputs.renderer import Renderer
from tests.support.soak import rounds
from tests.support.workspaces import program_globals
from tests.test_every_leaf import PARTS, Leaf, alternative_value, leaves, with_leaf

CODE = ("generated/contract.json", "generated/python/revi_contract/contract.py", "generated/typescript/src/contract.ts")
DECIDING_SECTIONS = ("transitions", "errors", "circuit", "workers", "budgets", "rerun")
PROSE_KEYS = {"description", "note", "advice", "reason", "on_open", "closes", "final", "texts"}
"""Keys in these sections that no decision reads."""


def decides(leaf: Leaf) -> bool:
    """Whether `decide` reads the value."""
    defaults = leaf.path[:2] == ("workers", "defaults")
    return leaf.path[0] in DECIDING_SECTIONS and not PROSE_KEYS & set(leaf.path) and not defaults


@dataclass(frozen=True)
class OwnContract:
    """The contract of this repository, what renders its outputs, and the tasks of the code in both languages."""

    loaded: LoadedContract
    renderer: Renderer
    tasks: tuple[RenderTask, ...]


@pytest.fixture(scope="module")
def own(root: Path) -> OwnContract:
    loaded = load_valid(root)
    tasks = {task.path: task for task in plan_outputs(loaded, program_globals())[0]}
    return OwnContract(loaded, Renderer(root, loaded, program_globals()), tuple(tasks[path] for path in CODE[1:]))


@pytest.mark.parametrize("number", range(PARTS))
def test_each_deciding_value_changes_the_code_of_both_languages(root: Path, own: OwnContract, number: int) -> None:
    on_disk = {path: (root / path).read_bytes() for path in CODE[1:]}
    deciding = [leaf for leaf in leaves(own.loaded.contract, own.loaded.places) if decides(leaf)]
    assert len(deciding) > 150
    for leaf in deciding[number :: PARTS * rounds(8, 1)]:
        new_value = alternative_value(leaf, own.loaded.contract)
        renderer: Renderer = copy.copy(own.renderer)
        changed = with_leaf(own.loaded, leaf, new_value)
        renderer._loaded, renderer._template_functions = changed, TemplateFunctions(changed.contract)
        unchanged = [task.path for task in own.tasks if renderer.render(task).content == on_disk[task.path]]
        assert (leaf.name, unchanged if new_value is not None else []) == (leaf.name, [])


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        pytest.param("hard: 60000", "hard: 60001", False, id="a limit"),
        pytest.param("delay: 2s", "delay: 3s", False, id="a delay"),
        pytest.param("to: needs-split, by: elab", "to: blocked, by: elab", False, id="a transition"),
        pytest.param("tolerated_timeouts: 1", "tolerated_timeouts: 2", False, id="a tolerance"),
        pytest.param("aliases: [done]", "aliases: [finished]", False, id="an alias"),
        pytest.param("The audit before development", "An audit before development", True, id="a description"),
        pytest.param("label: Elaboration", "label: The audit", True, id="a label"),
        pytest.param("A worker with an error has not reviewed anything.", "It broke.", True, id="a reason"),
        pytest.param("- Stop all retries.", "- Stop every retry.", True, id="advice for people"),
        pytest.param("generated/contract.json: {", "generated/other.json: {", True, id="an output"),
        pytest.param("delay: 2s", "delay: 2000ms", True, id="the same duration"),
        pytest.param("[PASS, WAIVED]", "[WAIVED, PASS]", True, id="an order without meaning"),
    ],
)
def test_what_changes_the_hash(root: Path, old: str, new: str, is_same: bool) -> None:
    text = (root / "revi.yml").read_text("utf-8")
    assert old in text
    changed = parse(text.replace(old, new, 1).encode())
    assert changed.problems == ()
    assert (contract_hash(changed.contract) == contract_hash(load_valid(root).contract)) is is_same


def test_no_output_contains_the_hash(root: Path) -> None:
    """Two branches that change behavior would conflict on it in each output, although nothing else does."""
    expected_hash = contract_hash(load_valid(root).contract)
    outputs = (root / ".revi/paths").read_text("utf-8").splitlines()
    assert [path for path in outputs if expected_hash in (root / path).read_text("utf-8")] == []


def test_durations_are_numbers(own: OwnContract) -> None:
    assert not list(_durations(own.renderer._template_functions.bind({})["canonical"]()))


def _durations(value: Any) -> Any:
    if isinstance(value, Mapping):
        for name, part in value.items():
            if isinstance(part, Duration) and not name.endswith("_ms"):
                yield name
            yield from _durations(part)
    elif isinstance(value, list):
        for part in value:
            yield from _durations(part)


def test_the_order_of_transitions_changes_nothing(root: Path) -> None:
    contract = load_valid(root).contract
    reversed_contract = replace(contract, transitions=contract.transitions[::-1])
    assert contract_hash(reversed_contract) == contract_hash(contract)
