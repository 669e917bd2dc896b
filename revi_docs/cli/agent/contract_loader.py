"""Load revi.yml with positions, for the commands of `revi` that need more than its values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.records.command_errors import UnavailableError
from revi_docs.runtime.base.contract_data import DEFAULT_STORIES

if TYPE_CHECKING:
    from revi_docs.contract.loader import LoadedContract


def load_valid_contract(root: str) -> LoadedContract:
    """Return the contract of a repository, with the default layout of stories if it states none.

    Raises UnavailableError if it has invalid keys.
    """
    from revi_docs.contract.loader import load_valid
    from revi_docs.problems.revi_error import ReviError

    try:
        loaded = load_valid(Path(root))
    except ReviError as error:
        problem = error.problems[0]
        location = f"{problem.first_place}: " if problem.first_place else ""
        raise UnavailableError(problem.code, f"{location}{problem.message}", problem.fix) from None
    contract = loaded.contract
    if contract.project.stories:
        return loaded
    # Stories without this key are in the default folder, where the other commands of `revi` create and find them.
    return replace(loaded, contract=replace(contract, project=replace(contract.project, stories=DEFAULT_STORIES)))
