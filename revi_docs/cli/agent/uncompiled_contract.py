"""A repository whose contract is not exported to `generated/contract.json`: `revi.yml` is read instead."""

from __future__ import annotations

from pathlib import Path

from revi_docs.contract.canonical_form import canonical, contract_hash
from revi_docs.contract.loader import load_valid
from revi_docs.contract.rules.lint import lint
from revi_docs.problems.problem import errors
from revi_docs.problems.revi_error import ReviError
from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.contract_data import CONTRACT_YAML
from revi_docs.runtime.base.repository import Repository


def open_uncompiled(root: str) -> Repository:
    """Open the repository at a folder by its `revi.yml`. Raises UnavailableError if the contract has problems."""
    try:
        loaded = load_valid(Path(root))
        problems = errors(lint(loaded))
    except ReviError as error:
        problems = error.problems
    if problems:
        first = problems[0]
        message = f"{first.first_place}: {first.code}: {first.message}"
        raise UnavailableError(
            "contract-invalid", message, f"run 'revi-docs lint', which reports all of {CONTRACT_YAML}"
        )
    data = {"_revi": {"contract_hash": contract_hash(loaded.contract)}, **canonical(loaded.contract)}
    repository = Repository(root, data)
    _ = repository.contract
    return repository
