"""The contract and its stories as the checks read them, for the few commands of `revi` that show them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from revi_docs.records.refusal import BrokenError

if TYPE_CHECKING:
    from revi_docs.contract.load import Loaded


def sound(root: str) -> Loaded:
    """The contract of a repository. Raises BrokenError where its form has a problem."""
    from revi_docs.contract.load import load_sound
    from revi_docs.problems.problem import ReviError

    try:
        return load_sound(Path(root))
    except ReviError as error:
        first = error.problems[0]
        where = f"{first.where}: " if first.where else ""
        raise BrokenError(first.code, f"{where}{first.message}", first.fix) from None
