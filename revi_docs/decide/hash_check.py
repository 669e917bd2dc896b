"""Do code and contract come from the same `revi.yml`?"""

from __future__ import annotations

from collections.abc import Mapping

from .errors import StaleContractError


def assert_contract_matches(expected_hash: str, contract: Mapping[str, object]) -> None:
    """Compares the hash that the code was made with to that of a read `contract.json`.

    Raises StaleContractError where they differ or there is none. Rewording a sentence changes neither.
    """
    metadata = contract.get("_revi")
    actual_hash = metadata.get("behaviour") if isinstance(metadata, Mapping) else None
    if actual_hash != expected_hash:
        raise StaleContractError(
            f"this code was made for the contract {expected_hash}, and contract.json is {actual_hash or 'of none'}; "
            "run 'revi-docs sync' and use what it makes"
        )
