# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Check that generated code and `contract.json` come from the same `revi.yml`."""

from __future__ import annotations

from collections.abc import Mapping

from .errors import StaleContractError


def assert_contract_matches(expected_hash: str, contract: Mapping[str, object]) -> None:
    """Compare the hash that the code was generated with to the hash in a parsed `contract.json`.

    Raises StaleContractError if they differ or `contract` has none. Rewording a description changes no hash.
    """
    metadata = contract.get("_revi")
    actual_hash = metadata.get("contract_hash") if isinstance(metadata, Mapping) else None
    if actual_hash != expected_hash:
        raise StaleContractError(
            f"this code was generated for contract {expected_hash}, but contract.json has "
            f"{actual_hash or 'no contract hash'}; run 'revi-docs sync' and deploy the regenerated code"
        )
