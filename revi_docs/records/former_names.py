"""Records of an earlier time are checked with the names of that time."""

from __future__ import annotations

from revi_docs.decide.compiled_contract import CompiledContract


def with_former_names(contract: CompiledContract) -> CompiledContract:
    """The contract, in which aliases and reserved names are names, too: a record keeps the names of its time."""
    tables = {
        kind: table._replace(ids=(*table.ids, *table.aliases, *table.reserved))
        for kind, table in contract.names.items()
    }
    return contract._replace(names=tables)


def with_any_names(contract: CompiledContract) -> CompiledContract:
    """The contract, in which records may have any text as a name: what is recorded stays readable after each change."""
    records = {
        name: {field: _without_names(contract, kind) for field, kind in fields.items()}
        for name, fields in contract.records.items()
    }
    return contract._replace(records=records)


def _without_names(contract: CompiledContract, kind: str) -> str:
    name = kind.removesuffix("?").removeprefix("list of ")
    return kind.replace(name, "string") if name in contract.names else kind
