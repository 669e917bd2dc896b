"""Find which keys of the contract each rule judges: those that it reads when it checks two complete contracts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from revi_docs.contract.contract_reference import EXAMPLE
from revi_docs.contract.contract_rule import Rule, RuleContext
from revi_docs.contract.extends import edition_content, edition_names
from revi_docs.contract.loader import LoadedContract, parse
from revi_docs.contract.model.declarations import keys_of
from revi_docs.contract.model_keys import ModelKey, model_keys
from revi_docs.contract.parse_state import NameReference
from revi_docs.contract.recorded_reads import with_recorder
from revi_docs.contract.rules import RULES

_INTERNAL = frozenset({"id", "aliases", "deprecated"})
"""Keys that every item has, and the name that the parser gives it: the page of all keys has no row for them."""


@cache
def judged_keys() -> Mapping[str, tuple[str, ...]]:
    """Return the code of each rule → the names of the keys that it reads, in the order of the model.

    A section that is read only to reach its keys is left out. The rules run over the example of every section and the
    newest edition: between them, every rule reads all that it judges.
    """
    contracts = (parse(EXAMPLE.read_bytes()), parse(edition_content(edition_names()[-1])))
    return {rule.code: tuple(_innermost(_names_read(rule, contracts))) for rule in RULES}


class _References(RuleContext):
    """A context that records for which kinds of names a rule asks."""

    def __init__(self, loaded: LoadedContract, code: str) -> None:
        super().__init__(loaded, code)
        self.kinds: set[str] = set()

    def references(self, kind: str) -> Iterator[NameReference]:
        """Yield the references of the kind, and record it."""
        self.kinds.add(kind)
        return super().references(kind)


def _names_read(rule: Rule, contracts: tuple[LoadedContract, ...]) -> list[str]:
    reads: set[ModelKey] = set()
    kinds: set[str] = set()
    for loaded in contracts:
        context = _References(replace(loaded, contract=with_recorder(loaded.contract, reads)), rule.code)
        list(rule.check(context))
        kinds |= context.kinds
    return [name for name, key in model_keys() if _is_judged(key, reads, kinds)]


def _is_judged(key: ModelKey, reads: set[ModelKey], kinds: set[str]) -> bool:
    """Whether a rule reads the key, or asks for the kind of names that are its values."""
    (metadata,) = (declared.metadata for declared, _ in keys_of(key[0]).values() if declared.name == key[1])
    # Functions that copy an item also read its texts, which no rule judges.
    if key[1] in _INTERNAL or (metadata.get("prose") and metadata.get("human_text")):
        return False
    return key in reads or metadata.get("reference_kind") in kinds


def _innermost(names: list[str]) -> Iterator[str]:
    for name in names:
        if not any(other.startswith(f"{name}.") for other in names):
            yield name
