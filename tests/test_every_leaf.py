"""Every single value of `revi.yml` counts: change it, and some output changes, or lint objects.

What tells of the contract as a whole does not count: its reference page lists the form, and
`contract.json` holds every value, whether or not anything follows from it.
"""

from __future__ import annotations

import copy
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from functools import cache, partial
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any, Literal

import pytest

from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract, Item
from revi_docs.contract.model.declarations import Duration, keys_of
from revi_docs.contract.reference_targets import NAMES_BY_KIND
from revi_docs.contract.rules.lint import lint
from revi_docs.drift.hand_written_files import HandWrittenFiles
from revi_docs.outputs.context.template_functions import TemplateFunctions
from revi_docs.outputs.output_plan import plan_outputs
from revi_docs.outputs.renderer import Renderer, RenderResult
from revi_docs.prose.page_linter import page_paths
from tests.support.workspaces import open_workspace, program_globals

Path = tuple[str | int, ...]
OF_THE_WHOLE = ("docs_src/reference/contract.md", "generated/contract.json")
FIXED = [
    "revi",
    "circuit.closes",
    "rerun.counts",
    "commands.dev-implement-story.workers",
    "commands.dev-code-review.workers",
    "commands.wt-finish.rerun.done.branch",
]
"""Values that can be no other; all but the version of the form are taken away instead."""
PARTS = 8
"""Into how many tests the leaves are dealt out, so that all processors have work."""


@dataclass(frozen=True)
class Leaf:
    """A place in the contract and what stands there; in the end a single value.

    `hint` is its declared type, `limits` is what else its declaration says, and `put` makes the
    contract with something else in its place.
    """

    path: Path
    value: Any = field(repr=False)
    hint: Any = field(repr=False)
    limits: Mapping[str, Any] = field(repr=False)
    put: Callable[[Any], Any] = field(repr=False)

    @property
    def name(self) -> str:
        return ".".join(map(str, self.path))


def leaves(contract: Contract, places: Mapping[Path, Any]) -> Iterator[Leaf]:
    """Every value that is written down, in the order of the model."""
    spots = [Leaf((), contract, Contract, {}, lambda new: new)]
    while spots:
        spot = spots.pop()
        inner = list(_inside(spot))
        spots += reversed(inner)
        if not inner and spot.path in places and isinstance(spot.value, (str, int, float)):
            yield replace(spot, hint=_without_none(spot.hint))


def _inside(spot: Leaf) -> Iterator[Leaf]:
    """The places right inside one; none in a single value."""
    value, arguments = spot.value, typing.get_args(_without_none(spot.hint))
    if is_dataclass(value) and not isinstance(value, type):
        for key, (part, hint) in keys_of(type(value)).items():
            put = partial(_put_field, spot, part.name)
            yield Leaf((*spot.path, key), getattr(value, part.name), hint, part.metadata, put)
    elif isinstance(value, tuple):
        for number, child in enumerate(value):
            limits = {**spot.limits, "taken": value}
            yield Leaf((*spot.path, number), child, arguments[0], limits, partial(_put_member, spot, number))
    elif isinstance(value, Mapping):
        for name, child in value.items():
            yield Leaf((*spot.path, name), child, arguments[1], spot.limits, partial(_put_item, spot, name))


def _put_field(spot: Leaf, name: str, new: Any) -> Any:
    return spot.put(replace(spot.value, **{name: new}))


def _put_member(spot: Leaf, number: int, new: Any) -> Any:
    return spot.put((*spot.value[:number], new, *spot.value[number + 1 :]))


def _put_item(spot: Leaf, name: str, new: Any) -> Any:
    return spot.put(MappingProxyType({**spot.value, name: new}))


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def other(leaf: Leaf, contract: Contract) -> Any:
    """Another value that may stand in the leaf's place; None where there is no other."""
    value = leaf.value
    if typing.get_origin(leaf.hint) is Literal:
        choices = [
            choice
            for choice in typing.get_args(leaf.hint)
            if choice not in leaf.limits.get("taken", (value,))
        ]
        return choices[0] if choices else None
    if isinstance(value, bool):
        return not value
    if isinstance(value, Duration):
        return Duration(value * 2 + 1000)
    if isinstance(value, (int, float)):
        most = leaf.limits.get("maximum")
        return value + 1 if most is None or value + 1 <= most else value - 1
    if "reference_kind" in leaf.limits and leaf.path[0] != "outputs":
        names = NAMES_BY_KIND[leaf.limits["reference_kind"]](contract)
        return next((name for name in names if name not in leaf.limits.get("taken", (value,))), None)
    pattern = leaf.limits.get("pattern")
    if isinstance(leaf.path[-1], int):
        pattern = pattern or leaf.limits.get("key_pattern")
    tries = (f"{value} changed", f"{value}-changed", f"{value} CHANGED", f"{value}CHANGED")
    return next((one for one in tries if pattern is None or re.fullmatch(pattern, one)), None)


class Base:
    """The repository as it is: every output rendered once, and which of them read which value."""

    def __init__(self, root: FilePath) -> None:
        self.root = root
        workspace = open_workspace(root)
        assert workspace.lint() == ()
        self.loaded: LoadedContract = workspace.loaded
        self.renderer: Renderer = workspace.rendered_outputs.renderer
        self.leaves = tuple(leaves(self.loaded.contract, self.loaded.places))
        self.planned = plan_outputs(self.loaded, program_globals())
        self.readers: dict[Path, list[RenderResult]] = {}
        rendered = sorted(workspace.rendered_outputs.files, key=lambda one: len(one.used_paths))
        for one in rendered:
            for path in one.used_paths if one.path not in OF_THE_WHOLE else ():
                self.readers.setdefault(path, []).append(one)

    def counts(self, leaf: Leaf) -> bool:
        """Whether anything follows from another value there."""
        new = other(leaf, self.loaded.contract)
        if leaf.path == ("revi",):
            return True
        changed = self._with(leaf, new)
        if leaf.path[0] == "outputs":
            return plan_outputs(changed, program_globals()) != self.planned
        if leaf.path[0] in ("prose", "regions"):
            return self._written(changed.contract) != self._written(self.loaded.contract)
        renderer = copy.copy(self.renderer)  # the templates are compiled once
        renderer._loaded, renderer._template_functions = changed, TemplateFunctions(changed.contract)
        for one in self.readers.get(leaf.path, ()):
            if renderer.render(one.task).content != one.content:
                return True
        return lint(changed) != ()

    def _written(self, contract: Contract) -> tuple[tuple[str, ...], ...]:
        """The hand-written files that are looked at."""
        pages = HandWrittenFiles(self.root, contract, ())
        return pages.region_candidates, page_paths(contract, pages.tree, ())

    def _with(self, leaf: Leaf, new: Any) -> LoadedContract:
        references = tuple(
            replace(reference, name=new) if reference.path == leaf.path else reference
            for reference in self.loaded.references
            if new is not None or reference.path != leaf.path
        )
        return replace(self.loaded, contract=leaf.put(new), references=references)


@cache
def base(root: FilePath) -> Base:
    return Base(root)


@pytest.mark.parametrize("number", range(PARTS))
def test_every_value_counts(root: FilePath, number: int) -> None:
    repository = base(root)
    assert len(repository.leaves) > 1500
    part = repository.leaves[number::PARTS]
    assert [leaf.name for leaf in part if not repository.counts(leaf)] == []


def test_nearly_every_value_could_be_another(root: FilePath) -> None:
    repository = base(root)
    fixed = [leaf.name for leaf in repository.leaves if other(leaf, repository.loaded.contract) is None]
    assert fixed == FIXED


def test_no_value_is_left_out(root: FilePath) -> None:
    """Whatever has a place in the file is a leaf, holds one, or only names an item."""
    repository = base(root)
    known = {leaf.path for leaf in repository.leaves}
    holding = {path[:end] for path in known for end in range(len(path))}
    rest = repository.loaded.places.keys() - known - holding
    assert sorted(path for path in rest if _says_something(path, repository.loaded.contract)) == []


def _says_something(path: Path, contract: Contract) -> bool:
    """Whether more stands there than names, such as those of arguments that need no further word."""
    value: Any = contract
    for step in path:
        if is_dataclass(value):
            named = keys_of(type(value))  # type: ignore[arg-type]
            value = getattr(value, named[str(step)][0].name)
        else:
            value = value[step]
    items = value.values() if isinstance(value, Mapping) else (value,)
    return not all(isinstance(item, Item) and item == type(item)(id=item.id) for item in items)
