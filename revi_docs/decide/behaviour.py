"""Do code and contract come from the same `revi.yml`?"""

from __future__ import annotations

from collections.abc import Mapping

from .errors import StaleContractError


def assert_same_behaviour(behaviour: str, contract: Mapping[str, object]) -> None:
    """Compares the hash that the code was made with to that of a read `contract.json`.

    Raises StaleContractError where they differ or there is none. Rewording a sentence changes neither.
    """
    head = contract.get("_revi")
    found = head.get("behaviour") if isinstance(head, Mapping) else None
    if found != behaviour:
        raise StaleContractError(
            f"this code was made for the contract {behaviour}, and contract.json is {found or 'of none'}; "
            "run 'revi-docs sync' and use what it makes"
        )
