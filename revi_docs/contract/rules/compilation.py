"""Compile a contract: from `revi.yml` to the data in canonical form that `revi` reads."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

from revi_docs.contract.base_contract import read_at_commit
from revi_docs.contract.canonical_form import Data, canonical, contract_hash
from revi_docs.contract.extends import ReadFile
from revi_docs.contract.loader import CONTRACT_FILE, LoadedContract, parse
from revi_docs.contract.rules import unknown_names
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.problem import Problem, errors
from revi_docs.problems.revi_error import ReviError

UNUSABLE = frozenset(rule.code for rule in unknown_names.RULES) | {
    "ambiguous-trigger",
    "duplicate-name",
    "duplicate-transition",
    "invalid-pattern",
    "undecided-aggregation",
    "unknown-field-type",
    "unknown-level",
    "unknown-replacement",
    "unknown-verdict",
    "verdict-stays-and-moves",
}
"""The rules whose findings leave a decision open: a name means nothing or two things, or two answers are right.

What the other rules find is as wrong, and every check fails; but `revi` can obey such a contract, and a hook that
stopped judging because of an unused item would protect nothing.
"""


class Compilation(NamedTuple):
    """`data` is None if no contract could be read. A contract with `problems` must not be used."""

    data: Data | None
    problems: tuple[Problem, ...]


def compile_contract(read_file: ReadFile) -> Compilation:
    """Compile `revi.yml`, which is read with `read_file` like the files that it extends."""
    content, read_problems = read_file(CONTRACT_FILE)
    if read_problems:
        return Compilation(None, read_problems)
    try:
        loaded = parse(content, read_file=read_file)
    except ReviError as error:
        return Compilation(None, error.problems)
    problems = [item for item in lint(loaded) if item.code in UNUSABLE or item in loaded.problems]
    return Compilation(_contract_data(loaded), errors(problems))


def contract_at_commit(root: str, commit: str) -> Data | None:
    """The contract of a commit as data; None if it cannot be read. Its problems are ignored: it was used then.

    Raises NoGitError if git cannot be run.
    """
    content, missing = read_at_commit(Path(root), commit, CONTRACT_FILE)
    try:
        return (
            None if missing else _contract_data(parse(content, read_file=partial(read_at_commit, Path(root), commit)))
        )
    except ReviError:
        return None


def _contract_data(loaded: LoadedContract) -> Data:
    return {"contract_hash": contract_hash(loaded.contract), **canonical(loaded.contract)}
