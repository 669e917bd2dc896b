"""The named items of a contract, and whether their files are hand-written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.model import Contract, Item
from revi_docs.contract.reference_targets import BUILT_IN_SECTIONS, SINGULAR_BY_SECTION
from revi_docs.files.yaml.yaml_address import is_yaml_path

ITEM_SECTIONS = tuple(section for section in SINGULAR_BY_SECTION if section not in BUILT_IN_SECTIONS)
"""The sections whose values are items."""

SECTIONS_OF_FILES = ("agents", "commands")
"""The sections whose items can be files of a repository: `revi-docs adopt` adds and removes them with their files."""


def item_groups(contract: Contract) -> Iterator[tuple[tuple[str, ...], Mapping[str, Item]]]:
    """Yield the path and content of every mapping of items; names are unique within one mapping."""
    for section in ITEM_SECTIONS:
        yield (section,), getattr(contract, section)
    if contract.workers:
        yield ("workers", "statuses"), contract.workers.statuses
        yield ("workers", "sets"), contract.workers.sets
    if contract.budgets:
        yield ("budgets", "levels"), contract.budgets.levels
    if contract.rerun:
        yield ("rerun", "modes"), contract.rerun.modes
    if contract.trace:
        yield ("trace", "events"), contract.trace.events
    for command in contract.commands.values():
        yield ("commands", command.id, "arguments"), command.arguments
        yield ("commands", command.id, "flags"), command.flags


def item_names(path: KeyPath, items: Mapping[str, Item]) -> Iterator[tuple[str, str, KeyPath]]:
    """Yield (name, id of its item, path of the name): all ids first, then all aliases."""
    for item in items.values():
        yield item.id, item.id, (*path, item.id)
    for item in items.values():
        for index, alias in enumerate(item.aliases):
            yield alias, item.id, (*path, item.id, "aliases", index)


def is_hand_written(contract: Contract, section: str) -> bool:
    """Return whether people write the files of a section's items, because `owns` names fields of them.

    The contract then defines only what these files must agree with, and leaves the rest to them.
    """
    files = (fields for pattern, fields in contract.owns.items() if not is_yaml_path(pattern))
    values = (value for fields in files for value in fields.values())
    return any(value.startswith(f"{section}.") for value in values)


def has_item_files(contract: Contract, section: str) -> bool:
    """Return whether `owns` names files that are the items of a section, not only tables or lists about them."""
    return any(
        value.startswith(f"{section}.") and "|" not in field
        for pattern, fields in contract.owns.items()
        if not is_yaml_path(pattern)
        for field, value in fields.items()
    )
