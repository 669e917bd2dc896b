"""Every single value of `revi.yml` has an effect: another value changes an output or causes a lint problem.

Outputs about the whole contract do not count: its reference page lists all keys, and `contract.json` contains
every value, with or without an effect.
"""

from __future__ import annotations

import copy
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import pytest

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract, Item
from revi_docs.contract.model.declarations import Duration, keys_of
from revi_docs.contract.reference_targets import NAMES_BY_KIND
from revi_docs.contract.rules.lint import lint
from revi_docs.outputs.context.template_functions import TemplateFunctions
from revi_docs.outputs.output_plan import plan_outputs
from revi_docs.outputs.renderer import Renderer, RenderResult
from revi_docs.ownership.hand_written_files import HandWrittenFiles
from revi_docs.prose.page_linter import page_paths
from tests.support.workspaces import open_workspace, program_globals

OUTPUTS_OF_EVERYTHING = ("docs_src/reference/contract.md", "generated/contract.json")
FIXED = [
    "revi",
    "statuses.completed.requires.6.state.0",
    "statuses.completed.requires.6.state.1",
    "statuses.completed.requires.6.state.2",
    "circuit.closes",
    "commands.dev-implement-story.workers",
    "commands.dev-code-review.workers",
    "commands.wt-finish.rerun.done.0.branch",
]
"""Values without an alternative; all but the format version are removed instead."""
PARTS = 8
"""The number of tests that share the leaves, so that all processors have work."""


@dataclass(frozen=True)
class Leaf:
    """A value of the contract and its path; a leaf is a single value.

    `hint` is its declared type, `limits` are its declared constraints, and `put` returns the contract with
    another value in its place.
    """

    path: KeyPath
    value: Any = field(repr=False)
    hint: Any = field(repr=False)
    limits: Mapping[str, Any] = field(repr=False)
    put: Callable[[Any], Any] = field(repr=False)

    @property
    def name(self) -> str:
        return ".".join(map(str, self.path))


def used_paths(result: RenderResult) -> frozenset[KeyPath]:
    """The key paths of all values that a render read or printed."""
    return frozenset[KeyPath]().union(*result.used_path_sets)


def leaves(contract: Contract, places: Mapping[KeyPath, Any]) -> Iterator[Leaf]:
    """Yield every value that `revi.yml` contains, in the order of the model."""
    pending = [Leaf((), contract, Contract, {}, lambda new: new)]
    while pending:
        node = pending.pop()
        children = list(_children(node))
        pending += reversed(children)
        if not children and node.path in places and isinstance(node.value, (str, int, float)):
            yield replace(node, hint=_without_none(node.hint))


def _children(node: Leaf) -> Iterator[Leaf]:
    """Yield the direct children of a value; a single value has none."""
    value, arguments = node.value, typing.get_args(_without_none(node.hint))
    if is_dataclass(value) and not isinstance(value, type):
        for key, (model_field, hint) in keys_of(type(value)).items():
            put = partial(_put_field, node, model_field.name)
            yield Leaf((*node.path, key), getattr(value, model_field.name), hint, model_field.metadata, put)
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            limits = {**node.limits, "used": value}
            yield Leaf((*node.path, index), child, arguments[0], limits, partial(_put_member, node, index))
    elif isinstance(value, Mapping):
        for name, child in value.items():
            yield Leaf((*node.path, name), child, arguments[1], node.limits, partial(_put_item, node, name))


def _put_field(node: Leaf, name: str, new: Any) -> Any:
    return node.put(replace(node.value, **{name: new}))


def _put_member(node: Leaf, index: int, new: Any) -> Any:
    replacement = () if new is None else (new,)
    return node.put((*node.value[:index], *replacement, *node.value[index + 1 :]))


def _put_item(node: Leaf, name: str, new: Any) -> Any:
    return node.put(MappingProxyType({**node.value, name: new}))


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def alternative_value(leaf: Leaf, contract: Contract) -> Any:
    """Return another valid value for the leaf, or None if there is none."""
    value = leaf.value
    if typing.get_origin(leaf.hint) is Literal:
        choices = [choice for choice in typing.get_args(leaf.hint) if choice not in leaf.limits.get("used", (value,))]
        return choices[0] if choices else None
    if isinstance(value, bool):
        return not value
    if isinstance(value, Duration):
        return Duration(value * 2 + 1000)
    if isinstance(value, (int, float)):
        maximum = leaf.limits.get("maximum")
        return value + 1 if maximum is None or value + 1 <= maximum else value - 1
    if "reference_kind" in leaf.limits and leaf.path[0] != "outputs":
        names = NAMES_BY_KIND[leaf.limits["reference_kind"]](contract)
        return next((name for name in names if name not in leaf.limits.get("used", (value,))), None)
    pattern = leaf.limits.get("pattern")
    if isinstance(leaf.path[-1], int):
        pattern = pattern or leaf.limits.get("key_pattern")
    candidates = (f"{value} changed", f"{value}-changed", f"{value} CHANGED", f"{value}CHANGED")
    return next((text for text in candidates if pattern is None or re.fullmatch(pattern, text)), None)


class Baseline:
    """The repository as it is: every output rendered once, and the outputs that read each value."""

    def __init__(self, root: Path) -> None:
        self.root = root
        workspace = open_workspace(root)
        assert workspace.lint() == ()
        self.loaded: LoadedContract = workspace.loaded
        self.renderer: Renderer = workspace.rendered_outputs.renderer
        self.leaves = tuple(leaves(self.loaded.contract, self.loaded.places))
        self.planned = plan_outputs(self.loaded, program_globals())
        self.readers: dict[KeyPath, list[RenderResult]] = {}
        rendered = sorted(workspace.rendered_outputs.files, key=lambda result: len(used_paths(result)))
        for result in rendered:
            for path in used_paths(result) if result.path not in OUTPUTS_OF_EVERYTHING else ():
                self.readers.setdefault(path, []).append(result)

    def has_effect(self, leaf: Leaf) -> bool:
        """Return whether another value of the leaf changes anything."""
        new = alternative_value(leaf, self.loaded.contract)
        # The second one takes effect while the contract is loaded: tests/contract/test_default_outputs.py.
        if leaf.path in (("revi",), ("default_outputs",)):
            return True
        changed = with_leaf(self.loaded, leaf, new)
        if leaf.path[0] == "outputs":
            return plan_outputs(changed, program_globals()) != self.planned
        if leaf.path[0] in ("prose", "regions"):
            return self._hand_written(changed.contract) != self._hand_written(self.loaded.contract)
        renderer = copy.copy(self.renderer)  # the templates are compiled once
        renderer._loaded, renderer._template_functions = changed, TemplateFunctions(changed.contract)
        for result in self.readers.get(leaf.path, ()):
            if renderer.render(result.task).content != result.content:
                return True
        return lint(changed) != ()

    def _hand_written(self, contract: Contract) -> tuple[tuple[str, ...], ...]:
        """Return the hand-written files that are checked."""
        pages = HandWrittenFiles(self.root, contract, ())
        return pages.region_candidates, page_paths(contract, pages.tree, ())


def with_leaf(loaded: LoadedContract, leaf: Leaf, new: Any) -> LoadedContract:
    """Return the contract with another value of the leaf, or without it."""
    references = tuple(
        replace(reference, name=new) if reference.path == leaf.path else reference
        for reference in loaded.references
        if new is not None or reference.path != leaf.path
    )
    return replace(loaded, contract=leaf.put(new), references=references)


@cache
def baseline(root: Path) -> Baseline:
    return Baseline(root)


@pytest.mark.parametrize("part_index", range(PARTS))
def test_every_value_has_an_effect(root: Path, part_index: int) -> None:
    repository = baseline(root)
    assert len(repository.leaves) > 1500
    part = repository.leaves[part_index::PARTS]
    assert [leaf.name for leaf in part if not repository.has_effect(leaf)] == []


def test_nearly_every_value_has_an_alternative(root: Path) -> None:
    repository = baseline(root)
    fixed = [leaf.name for leaf in repository.leaves if alternative_value(leaf, repository.loaded.contract) is None]
    assert fixed == FIXED


def test_no_value_is_left_out(root: Path) -> None:
    """Everything with a place in the file is a leaf, contains one, or only names an item."""
    repository = baseline(root)
    leaf_paths = {leaf.path for leaf in repository.leaves}
    parent_paths = {path[:end] for path in leaf_paths for end in range(len(path))}
    rest = repository.loaded.places.keys() - leaf_paths - parent_paths
    assert sorted(path for path in rest if _has_content(path, repository.loaded.contract)) == []


def _has_content(path: KeyPath, contract: Contract) -> bool:
    """Return whether a value is more than names, such as those of arguments without a description."""
    value: Any = contract
    for step in path:
        if is_dataclass(value):
            model_keys = keys_of(type(value))  # type: ignore[arg-type]
            value = getattr(value, model_keys[str(step)][0].name)
        else:
            value = value[step]
    items = value.values() if isinstance(value, Mapping) else (value,)
    return not all(isinstance(item, Item) and item == type(item)(id=item.id) for item in items)
