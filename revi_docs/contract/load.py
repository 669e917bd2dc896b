"""Reading `revi.yml`: from bytes to a contract that knows where each value stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from revi_docs.contract.model import Contract
from revi_docs.contract.parse import read_model
from revi_docs.contract.reading import Path, Reference
from revi_docs.files import yaml_tree
from revi_docs.files.text import read_bytes
from revi_docs.problems.problem import Place, Problem, ReviError, in_order

CONTRACT = "revi.yml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A contract with its places, the references in it, and what is wrong with its form.

    `broken` names the sections that lost a value: nothing can be said about what hangs on them.
    """

    contract: Contract
    places: Mapping[Path, Place]
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]

    def at(self, *path: str | int) -> Place:
        """Where a value stands, or the nearest thing around it that is written."""
        for end in range(len(path), -1, -1):
            place = self.places.get(path[:end])
            if place is not None:
                return place
        return Place(CONTRACT, 1, 1)


def load(root: FilePath) -> Loaded:
    """The contract of a repository, with all problems of its form.

    Raises ReviError where there is no contract to speak of.
    """
    content, unreadable = read_bytes(root / CONTRACT, CONTRACT)
    if unreadable:
        raise ReviError(*unreadable)
    return parse(content)


def parse(content: bytes, file: str = CONTRACT) -> Loaded:
    """The contract that the bytes state, with all problems of its form. Raises ReviError as `load` does."""
    node, problems = yaml_tree.read_tree(content, file)
    if node is None and problems:
        raise ReviError(*in_order(problems))
    contract, reading = read_model(Contract, node, Place(file, 1, 1))
    named = {problem.where for problem in problems}
    found = in_order((*problems, *(problem for problem in reading.problems if problem.where not in named)))
    if contract is None:
        raise ReviError(*found)
    broken = reading.broken | _sections_of(node, problems)
    return Loaded(contract, reading.places, tuple(reading.references), found, frozenset(broken))


def _sections_of(node: yaml_tree.Node | None, problems: tuple[Problem, ...]) -> set[str]:
    """The sections in which the problems stand: what is wrong there may have lost a value."""
    keys = [key for key, _ in node.entries] if isinstance(node, yaml_tree.Mapping) else []
    starts = [key.place for key in keys]
    places = (place for problem in problems for place in problem.places)
    return {keys[number - 1].text for place in places if (number := bisect_right(starts, place))}


def load_sound(root: FilePath) -> Loaded:
    """The contract of a repository. Raises ReviError when its form has any problem."""
    loaded = load(root)
    if loaded.problems:
        raise ReviError(*loaded.problems)
    return loaded
