"""Which items have another name now: by an alias, or by a deprecation that names the replacement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revi_docs.contract.items import item_groups
from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract

Renames = dict[KeyPath, dict[str, str]]
"""Path of a mapping of items → old id → new id. The path of a mapping inside a command has the old id of it."""

_SECTION_BY_KIND: Mapping[str, KeyPath] = {
    "initiators": ("commands",),
    "workers": ("agents",),
    "worker_sets": ("workers", "sets"),
    "worker_statuses": ("workers", "statuses"),
    "levels": ("budgets", "levels"),
    "modes": ("rerun", "modes"),
}
"""Kind of reference → section of its names, if it is not called like the section."""


def section_of_kind(kind: str) -> KeyPath:
    """The section that has the names of a kind of reference."""
    return _SECTION_BY_KIND.get(kind, (kind,))


def find_renames(old: Contract, new: Contract) -> Renames:
    """The renamed items of all sections."""
    new_groups = dict(item_groups(new))
    renames: Renames = {}
    # Sections first: the arguments and flags of a command are compared with those of its new name.
    for path, items in item_groups(old):
        new_path = (path[0], renames.get(("commands",), {}).get(path[1], path[1]), path[2]) if len(path) > 2 else path
        renamed = _renamed_items(items, new_groups.get(new_path, {}))
        if renamed:
            renames[path] = renamed
    return renames


def _renamed_items(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    renamed: dict[str, str] = {}
    for item in new.values():
        for alias in item.aliases:
            if alias in old and alias not in new:
                renamed[alias] = item.id
    for name, item in old.items():
        if name in renamed:
            continue
        replacement = new[name].deprecated.renamed_to if name in new and new[name].deprecated else None
        if replacement and replacement in new and replacement not in old and not item.deprecated:
            renamed[name] = replacement
        # The other direction: an alias became the name, and the old name is not an alias.
        elif name not in new:
            former = next((alias for alias in item.aliases if alias in new and alias not in old), None)
            if former is not None:
                renamed[name] = former
    return renamed
