"""The status that the text of a story file means."""

from __future__ import annotations

from revi_docs.decide.compiled_contract import CompiledContract
from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.name_lookup import resolve_id


def status_of_text(contract: CompiledContract, text: str) -> str:
    """The id of a status by its name, an alias, or its name in another letter case. Raises UnknownNameError."""
    try:
        return resolve_id(contract, "status", text)
    except UnknownNameError:
        # Names of one section never differ by letter case alone.
        match = next((name for name in contract.statuses if name.casefold() == text.casefold()), None)
        if match is None:
            raise
        return match
