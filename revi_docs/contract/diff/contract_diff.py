"""The changes between two contracts."""

from __future__ import annotations

from revi_docs.contract.diff.change import Change
from revi_docs.contract.diff.comparison import Comparison
from revi_docs.contract.diff.renames import find_renames
from revi_docs.contract.diff.special_keys import SPECIALS
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.model import Contract


def compare_contracts(old: LoadedContract, new: LoadedContract, skipped: frozenset[str] = frozenset()) -> Comparison:
    """Compare items by identity, so that order and comments never matter; changes in the order of the model.

    `skipped` are sections that one of the contracts has in a form that cannot be compared.
    """
    comparison = Comparison(old, new, find_renames(old.contract, new.contract), SPECIALS)
    comparison.compare_keys(Contract, old.contract, new.contract, ((), ()), skipped=skipped)
    return comparison


def diff_contracts(old: LoadedContract, new: LoadedContract) -> tuple[Change, ...]:
    """The changes from one contract to another."""
    return tuple(compare_contracts(old, new).changes)
