"""Read `revi.yml` into a contract that knows the place of each value."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from revi_docs.contract.default_outputs import switched_off_problems, with_default_outputs
from revi_docs.contract.extends import ReadFile, extended_tree
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract
from revi_docs.contract.model_parser import read_model
from revi_docs.contract.parse_state import NameReference
from revi_docs.contract.regex_safety import pattern_problem
from revi_docs.contract.regex_subset import portable_pattern
from revi_docs.files.decoding import read_bytes
from revi_docs.files.yaml import yaml_tree
from revi_docs.problems.problem import Place, Problem, sorted_problems
from revi_docs.problems.revi_error import ReviError

CONTRACT_FILE = "revi.yml"

_MISSING_CONTRACT = Problem(
    code="unreadable-file",
    message="no revi.yml here or in any parent folder",
    fix="run 'revi-docs init', or pass the repository with -C",
    places=(Place(CONTRACT_FILE),),
)


@dataclass(frozen=True, slots=True)
class LoadedContract:
    """A contract with the places of its values, its references, and the problems of its form.

    `invalid_sections` are the sections in which a value could not be read, so that no rule can judge them.
    `parent_files` are the files of the repository that the contract extends, read with `read_file`.
    """

    contract: Contract
    places: Mapping[KeyPath, Place]
    references: tuple[NameReference, ...]
    problems: tuple[Problem, ...]
    invalid_sections: frozenset[str]
    parent_files: tuple[str, ...] = ()
    read_file: ReadFile | None = None

    def place_of(self, *path: str | int) -> Place:
        """Return the place of a value, or of the closest enclosing value that the file contains."""
        for end in range(len(path), -1, -1):
            place = self.places.get(path[:end])
            if place is not None:
                return place
        return Place(CONTRACT_FILE, 1, 1)


def load(root: Path) -> LoadedContract:
    """Read the contract of a repository, with all problems of its form.

    Raises ReviError if the file cannot be read or is not a contract at all.
    """
    if not os.path.lexists(root / CONTRACT_FILE):
        raise ReviError(_MISSING_CONTRACT)
    content, read_problems = read_bytes(root, CONTRACT_FILE)
    if read_problems:
        raise ReviError(*read_problems)
    return parse(content, read_file=partial(read_bytes, root))


def parse(content: bytes, file: str = CONTRACT_FILE, read_file: ReadFile | None = None) -> LoadedContract:
    """Parse a contract, with all problems of its form. Raises ReviError like `load`.

    `read_file` reads the files that the contract extends.
    """
    node, problems = yaml_tree.read_tree(content, file)
    tree = extended_tree(node, file, read_file)
    problems = (*problems, *tree.problems)
    if tree.node is None and problems:
        raise ReviError(*sorted_problems(problems))
    contract, state = read_model(Contract, tree.node, Place(file, 1, 1))
    # A value with a YAML problem often violates the model as well; only the YAML problem is reported.
    yaml_problem_places = {problem.first_place for problem in problems}
    all_problems = sorted_problems(
        (*problems, *(problem for problem in state.problems if problem.first_place not in yaml_problem_places))
    )
    if contract is None:
        raise ReviError(*all_problems)
    all_problems = sorted_problems((*all_problems, *switched_off_problems(contract, state.places)))
    contract = _with_portable_pattern(with_default_outputs(contract))
    invalid_sections = state.invalid_sections.union(*(_sections_with_problems(part, problems) for part in tree.layers))
    return LoadedContract(
        contract=contract,
        places=state.places,
        references=tuple(state.references),
        problems=all_problems,
        invalid_sections=frozenset(invalid_sections),
        parent_files=tuple(tree.files),
        read_file=read_file,
    )


def _with_portable_pattern(contract: Contract) -> Contract:
    """The contract with the portable form of its pattern; one that a rule refuses stays as it is."""
    project = contract.project
    if pattern_problem(project.story_id):
        return contract
    return replace(contract, project=replace(project, story_id=portable_pattern(project.story_id)))


def _sections_with_problems(node: yaml_tree.YamlNode | None, problems: tuple[Problem, ...]) -> set[str]:
    """Return the sections that contain the problems, because a value may be missing there."""
    keys = [key for key, _ in node.entries] if isinstance(node, yaml_tree.YamlMapping) else []
    key_places = [key.place for key in keys]
    file = node.place.file if node else ""
    places = (place for problem in problems for place in problem.places if place.file == file)
    # A problem belongs to the last section that starts before it.
    return {keys[position - 1].text for place in places if (position := bisect_right(key_places, place))}


def load_valid(root: Path) -> LoadedContract:
    """Read the contract of a repository. Raises ReviError if its form has any problem."""
    loaded = load(root)
    if loaded.problems:
        raise ReviError(*loaded.problems)
    return loaded
