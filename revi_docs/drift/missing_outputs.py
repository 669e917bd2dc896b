"""Group missing outputs by what declares them in the contract, so that a new target is one problem."""

from __future__ import annotations

from collections.abc import Mapping

from revi_docs.contract.default_outputs import listed_target
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.drift.cause_groups import DriftPlace


def by_declaration(missing: Mapping[str, list[DriftPlace]], loaded: LoadedContract) -> dict[KeyPath, list[DriftPlace]]:
    """Return key path → places, for places by the key in `outputs`: the key, or the target that a default is for."""
    groups: dict[KeyPath, list[DriftPlace]] = {}
    for entry, places in missing.items():
        path: KeyPath = ("outputs", entry)
        target = listed_target(loaded.contract, entry)
        groups.setdefault(("targets", target) if target and path not in loaded.places else path, []).extend(places)
    return groups
