"""Check that generated code and `contract.json` come from the same `revi.yml`."""

from __future__ import annotations

from .compiled_contract import CompiledContract
from .contract_json import JsonObject, read_contract
from .errors import StaleContractError

_FIX = "run 'revi-docs sync' and deploy the regenerated code"


def assert_contract_matches(contract: CompiledContract, data: JsonObject) -> None:
    """Compare the contract that code was generated from with a parsed `contract.json`.

    Raises StaleContractError if a value that decisions read differs. Rewording a description changes none.
    """
    try:
        other = read_contract(data)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise StaleContractError(f"this code cannot read contract.json; {_FIX}") from error
    pairs = zip(contract._fields, _without_reasons(contract), _without_reasons(other), strict=True)
    differences = [name for name, expected, actual in pairs if expected != actual]
    if differences:
        message = "this code was generated from another contract than contract.json, with differences in"
        raise StaleContractError(f"{message} {', '.join(differences)}; {_FIX}")


def _without_reasons(contract: CompiledContract) -> CompiledContract:
    """The contract without the texts that say why a name is reserved, which are prose."""
    tables = {
        kind: table._replace(reserved=dict.fromkeys(table.reserved, "")) for kind, table in contract.names.items()
    }
    return contract._replace(names=tables)
