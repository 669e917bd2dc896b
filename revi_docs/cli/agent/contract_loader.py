"""Load revi.yml with positions, for the commands of `revi` that need more than its values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.records.command_errors import UnavailableError

if TYPE_CHECKING:
    from revi_docs.contract.loader import LoadedContract


def load_valid_contract(root: str) -> LoadedContract:
    """Return the contract of a repository. Raises UnavailableError if it has invalid keys."""
    from revi_docs.contract.loader import load_valid
    from revi_docs.problems.revi_error import ReviError

    try:
        return load_valid(Path(root))
    except ReviError as error:
        problem = error.problems[0]
        location = f"{problem.first_place}: " if problem.first_place else ""
        raise UnavailableError(problem.code, f"{location}{problem.message}", problem.fix) from None
