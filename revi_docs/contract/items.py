"""All named items of a contract, group by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revi_docs.contract.model import Contract, Item
from revi_docs.contract.reference_targets import BUILT_IN_SECTIONS, SINGULAR_BY_SECTION

ITEM_SECTIONS = tuple(section for section in SINGULAR_BY_SECTION if section not in BUILT_IN_SECTIONS)
"""The sections that hold items directly."""


def item_groups(contract: Contract) -> Iterator[tuple[tuple[str, ...], Mapping[str, Item]]]:
    """Every mapping of items with the path to it; within one, a name means one thing."""
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
