"""Reading `revi.yml`: from bytes to a contract that knows where each value stands."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.contract.model_parser import read_model
from revi_docs.contract.parse_state import NameReference
from revi_docs.files import yaml_tree
from revi_docs.files.decoding import read_bytes
from revi_docs.problems.problem import Place, Problem, ReviError, sorted_problems

CONTRACT_FILE = "revi.yml"

_MISSING_CONTRACT = Problem(
    code="unreadable-file",
    message="no revi.yml here or in any parent folder",
    fix="run 'revi-docs init', or pass the repository with -C",
    places=(Place(CONTRACT_FILE),),
)


@dataclass(frozen=True, slots=True)
class LoadedContract:
    """A contract with its places, the references in it, and what is wrong with its form.

    `broken` names the sections that lost a value: nothing can be said about what hangs on them.
    """

    contract: Contract
    places: Mapping[KeyPath, Place]
    references: tuple[NameReference, ...]
    problems: tuple[Problem, ...]
    invalid_sections: frozenset[str]

    def place_of(self, *path: str | int) -> Place:
        """Where a value stands, or the nearest thing around it that is written."""
        for end in range(len(path), -1, -1):
            place = self.places.get(path[:end])
            if place is not None:
                return place
        return Place(CONTRACT_FILE, 1, 1)


def load(root: FilePath) -> LoadedContract:
    """The contract of a repository, with all problems of its form.

    Raises ReviError where there is no contract to speak of.
    """
    if not os.path.lexists(root / CONTRACT_FILE):
        raise ReviError(_MISSING_CONTRACT)
    content, read_problems = read_bytes(root / CONTRACT_FILE, CONTRACT_FILE)
    if read_problems:
        raise ReviError(*read_problems)
    return parse(content)


def parse(content: bytes, file: str = CONTRACT_FILE) -> LoadedContract:
    """The contract that the bytes state, with all problems of its form. Raises ReviError as `load` does."""
    node, problems = yaml_tree.read_tree(content, file)
    if node is None and problems:
        raise ReviError(*sorted_problems(problems))
    contract, state = read_model(Contract, node, Place(file, 1, 1))
    yaml_problem_places = {problem.first_place for problem in problems}
    all_problems = sorted_problems(
        (
            *problems,
            *(problem for problem in state.problems if problem.first_place not in yaml_problem_places),
        )
    )
    if contract is None:
        raise ReviError(*all_problems)
    invalid_sections = state.invalid_sections | _sections_with_problems(node, problems)
    return LoadedContract(
        contract, state.places, tuple(state.references), all_problems, frozenset(invalid_sections)
    )


def _sections_with_problems(node: yaml_tree.YamlNode | None, problems: tuple[Problem, ...]) -> set[str]:
    """The sections in which the problems stand: what is wrong there may have lost a value."""
    keys = [key for key, _ in node.entries] if isinstance(node, yaml_tree.YamlMapping) else []
    key_places = [key.place for key in keys]
    places = (place for problem in problems for place in problem.places)
    return {keys[position - 1].text for place in places if (position := bisect_right(key_places, place))}


def load_valid(root: FilePath) -> LoadedContract:
    """The contract of a repository. Raises ReviError when its form has any problem."""
    loaded = load(root)
    if loaded.problems:
        raise ReviError(*loaded.problems)
    return loaded
